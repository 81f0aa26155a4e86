"""What is new for a saved search since it was last looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from searchkit.answers.results import Hit
from searchkit.answers.searches import Search, Searches
from searchkit.answers.source import Source, places
from searchkit.plain import FORMAT


@dataclass(frozen=True, slots=True)
class Alert:
    """The releases that a saved search finds and did not find before, latest first.

    What counts is the index, not the date of a release: an old release that is added late is new. `before` is the
    commit of the last look, empty for a first one; `commit` that of this.
    """

    search: Search
    before: str
    commit: str
    hits: tuple[Hit, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the alert as JSON data."""
        return {
            "format": FORMAT,
            "kind": "alert",
            "name": self.search.name,
            "query": self.search.query,
            "before": self.before,
            "index": self.commit,
            "new": [hit.as_dict() for hit in self.hits],
        }


def look(source: Source, searches: Searches, search: Search, *, keep: bool = True) -> Alert:
    """Return what is new for a search; with `keep` it is remembered as seen.

    A copy of what was found before is no news; of new copies of one another the first is, and stands for the others. An
    index at the commit of the last look is not searched again.
    """
    if search.seen_at == source.commit and not search.relative:
        return Alert(search, search.seen_at, source.commit, ())
    query = search.parsed()
    answer = source.answer(query, "date")
    found = [source.id(place.segment, place.doc) for place in places(answer)]
    fresh = set(found) - search.seen
    hits = (Hit(source, answer, query, place, dedup=True) for place in places(answer.distinct) if fresh)
    new = tuple(hit for hit in hits if fresh.issuperset((hit.id, *hit.copy_ids)))
    if keep:
        searches.put(search.looked(source.commit, found))
    return Alert(search, search.seen_at, source.commit, new)
