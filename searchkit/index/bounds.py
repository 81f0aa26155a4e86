"""The bounds in issuers' totals on which it hangs what surnames mean: see `speakers.issuers`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from searchkit import speakers
from searchkit.index.ragged import Array


@dataclass(frozen=True, slots=True)
class Bounds:
    """By question that was asked: the unit that it decides, the issuer, and the statements held against its total."""

    unit: Array
    """uint32"""
    issuer: Array
    """uint64: a digest of the issuer's folded name."""
    statements: Array
    """int64"""

    @classmethod
    def none(cls) -> Bounds:
        """Return no bounds."""
        return cls(np.empty(0, np.uint32), np.empty(0, np.uint64), np.empty(0, np.int64))

    def arrays(self) -> dict[str, Array]:
        """Return the arrays by name."""
        return {"unit": self.unit, "issuer": self.issuer, "statements": self.statements}

    def crossed(self, totals: Mapping[str, tuple[int, int]]) -> Array:
        """Return the units of the bounds that lie between the old and the new total of their issuer (uint32)."""
        found = [np.empty(0, np.uint32)]
        for issuer, (before, now) in totals.items():
            own = self.issuer == _digest(issuer)
            bound = speakers.issuers.REIGN * self.statements[own]
            found.append(self.unit[own][(bound >= before) != (bound >= now)])
        return np.concatenate(found)

    def amended(self, touched: Array, asked: Iterable[tuple[str, str, int]]) -> Bounds:
        """Return the bounds without those of the units `touched`, with those that were `asked` for in their place."""
        kept = ~np.isin(self.unit, touched)
        added = sorted((speakers.units.number_of(surname), _digest(issuer), count) for surname, issuer, count in asked)
        unit, issuer, count = zip(*added, strict=True) if added else ((), (), ())
        return Bounds(
            np.concatenate((self.unit[kept], np.array(unit, np.uint32))),
            np.concatenate((self.issuer[kept], np.array(issuer, np.uint64))),
            np.concatenate((self.statements[kept], np.array(count, np.int64))),
        )


def _digest(issuer: str) -> np.uint64:
    data = blake2b(issuer.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return np.uint64(int.from_bytes(data, "little"))
