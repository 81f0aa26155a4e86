"""The order in which the passages of a release are shown."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heapify, heappop, heappush

from searchkit.snippets.candidates import Candidates, Passage

Rank = tuple[bool, bool, int, int, int]
"""What orders passages: other text than statements asked for, titles, few terms, few highlights, late ones behind."""
Bound = tuple[int, ...]
Entry = tuple[Bound, int, int]
"""The rank of a passage, or what none of a stretch comes before; the stretch; the passage in it, -1 for all."""
Placed = tuple[Bound, Passage]


class Ranked:
    """The passages that are left, best first. Those of a stretch are looked for when one of them may be the next."""

    def __init__(self, candidates: Candidates, rank: Callable[[Passage], Rank]) -> None:
        self._candidates, self._rank = candidates, rank
        self._next: list[Placed] = []
        self._waiting: list[Entry] = []
        if len(candidates.stretches) == 1:
            self._next = sorted([(rank(passage), passage) for passage in candidates.of_stretch(0)], key=_rank)
        else:
            self._waiting = [(self._bound(*stretch), number, -1) for number, stretch in enumerate(candidates.stretches)]
            heapify(self._waiting)

    def _bound(self, start: int, _: int, low: int, high: int) -> Bound:
        """Return what the rank of no passage of a stretch is less than."""
        matches = self._candidates.matches
        return False, False, -len(matches.terms(low, high)), -matches.count(low, high), start

    def at(self, place: int) -> Placed | None:
        """Return the passage at a place, from 0, and its rank; None behind the last."""
        while len(self._next) <= place:
            if not self._waiting:
                return None
            rank, stretch, number = heappop(self._waiting)
            passages = self._candidates.of_stretch(stretch)
            if number >= 0:
                self._next.append((rank, passages[number]))
                continue
            for number, passage in enumerate(passages):
                heappush(self._waiting, (self._rank(passage), stretch, number))
        return self._next[place]

    def take(self, unseen: frozenset[int]) -> Passage | None:
        """Take out the passage to show next: of those of the best kind that with most terms of `unseen`."""
        first = self.at(0)
        if first is None:
            return None
        best, most, place = 0, 0, 0
        while most < len(unseen) and (placed := self.at(place)):
            rank, passage = placed
            if -rank[2] <= most or rank[:2] != first[0][:2]:
                break  # none behind has more of them, or it comes later whatever it has
            new = len(passage.terms & unseen)
            if new > most:
                best, most = place, new
            place += 1
        return self._next.pop(best)[1]


def _rank(placed: Placed) -> Bound:
    return placed[0]
