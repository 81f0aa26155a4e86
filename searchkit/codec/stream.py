"""How the token stream of a segment is laid out: what those who write it and those who read it agree on."""

from __future__ import annotations

from searchkit.model import ZoneKind

BLOCK_BITS = 6
BLOCK = 1 << BLOCK_BITS
"""Every release begins at a multiple of this many positions."""
MOST_POSITIONS = (1 << 32) - BLOCK
ESCAPE = 0xFFFF
"""In the stream: the exact id is too large for 16 bits and stands in the table of rare words."""
ZONE_KINDS = tuple(ZoneKind)
"""Zone kinds by the number that the arrays hold."""
HEAD, BODY, ASIDE = 0, 1, 2
"""Kinds of sections."""
