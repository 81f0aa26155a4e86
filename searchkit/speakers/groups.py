"""Disjoint sets of rows, some of which must stay apart."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Union-find over the numbers below `size`, with pairs that never come into one group.

    A group's head is its smallest member, so that the result does not depend on the order of joining.
    """

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._apart: dict[int, set[int]] = {}

    def find(self, k: int) -> int:
        """Return the head of the group of `k`."""
        while self._parent[k] != k:
            self._parent[k] = self._parent[self._parent[k]]
            k = self._parent[k]
        return k

    def keep_apart(self, one: int, other: int) -> None:
        """Never let the groups of two numbers be joined."""
        first, second = self.find(one), self.find(other)
        if first != second:
            self._apart.setdefault(first, set()).add(second)
            self._apart.setdefault(second, set()).add(first)

    def join(self, one: int, other: int, *, decided: bool = False) -> bool:
        """Join two groups; return false, and leave them, where they must stay apart (unless `decided`)."""
        first, second = sorted((self.find(one), self.find(other)))
        if first == second:
            return True
        if not decided and second in self._apart.get(first, ()):
            return False
        self._parent[second] = first
        for enemy in self._apart.pop(second, ()):
            self._apart[enemy].discard(second)
            if enemy != first:
                self._apart[enemy].add(first)
                self._apart.setdefault(first, set()).add(enemy)
        return True

    def members(self, of: Iterable[int]) -> list[list[int]]:
        """Return the groups among the numbers `of`, each sorted, in the order of their first members."""
        out: dict[int, list[int]] = {}
        for k in sorted(of):
            out.setdefault(self.find(k), []).append(k)
        return list(out.values())
