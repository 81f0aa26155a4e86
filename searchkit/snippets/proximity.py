"""Occurrences of phrases, from the positions of their parts."""

from __future__ import annotations

from bisect import bisect_left

Positions = list[int]
"""Sorted positions of one part."""


def consecutive(parts: list[Positions]) -> list[tuple[int, ...]]:
    """Return each run of positions, one of each part, that follow one another in the order of the parts."""
    rarest = min(range(len(parts)), key=lambda k: len(parts[k]))
    others = [(k - rarest, set(part)) for k, part in enumerate(parts) if k != rarest]
    size = len(parts)
    firsts = [p - rarest for p in parts[rarest] if all(p + shift in part for shift, part in others)]
    return [tuple(range(first, first + size)) for first in firsts]


def near(parts: list[Positions], slop: int) -> list[tuple[int, ...]]:
    """Return the windows that hold every part at a position of its own, with at most `slop` other words between.

    One window for each position of a part that begins one: the shortest, as the positions of parts within it.
    """
    size = len(parts) + slop
    all_positions = sorted({p for part in parts for p in part})
    sets = [set(part) for part in parts]
    found = []
    for k, first in enumerate(all_positions):
        window = all_positions[k : bisect_left(all_positions, first + size)]
        if len(window) < len(parts) or not _seated(sets, window):
            continue
        end = len(parts)
        while not _seated(sets, window[:end]):
            end += 1
        found.append(tuple(window[:end]))
    return found


def _seated(parts: list[set[int]], window: Positions) -> bool:
    """Return whether every part has a position of its own in the window: a bipartite matching (Kuhn's algorithm)."""
    if any(part.isdisjoint(window) for part in parts):
        return False
    owner: dict[int, int] = {}

    def seat(part: int, seen: set[int]) -> bool:
        for position in window:
            if position in parts[part] and position not in seen:
                seen.add(position)
                if position not in owner or seat(owner[position], seen):
                    owner[position] = part
                    return True
        return False

    return all(seat(part, set()) for part in range(len(parts)))
