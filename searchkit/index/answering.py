"""What an open index can be asked: one call for each kind of answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypedDict, Unpack

from searchkit import answers
from searchkit.answers.source import Sort, Step, places
from searchkit.index.asked import Asked
from searchkit.index.layout import Layout
from searchkit.index.state import State
from searchkit.query import Query, with_filters

if TYPE_CHECKING:
    from searchkit.answers.alerts import Alert
    from searchkit.answers.comparison import Comparison
    from searchkit.answers.distinctive import Distinctive
    from searchkit.answers.facets import Facets
    from searchkit.answers.groups import Groups
    from searchkit.answers.results import Results
    from searchkit.answers.said import Statements
    from searchkit.answers.searches import Search, Searches
    from searchkit.answers.timeline import Timeline


class Filters(TypedDict, total=False):
    """Filters that every question takes; they mean what the fields of the same names mean in a query."""

    speaker: str | None
    since: str | dt.date | None
    until: str | dt.date | None
    source: str | None


class Answering:
    """The questions that an index answers, each from the commit that it is opened at.

    All raise `QueryError`, which knows the place, where a query or filter cannot be understood. An empty query asks for
    all that passes the filters.
    """

    _state: State
    _layout: Layout

    @property
    def commit(self) -> str:
        """The commit that answers, as citations name it: generation and number ("g000001.3")."""
        return self._source.commit

    @property
    def _source(self) -> Asked:
        return Asked(self._state)

    def search(
        self,
        query: str | Query,
        *,
        sort: Sort = "relevance",
        limit: int | None = 10,
        offset: int = 0,
        dedup: bool = True,
        **filters: Unpack[Filters],
    ) -> Results:
        """Return the releases that answer a query (see docs/query-language.md).

        Of releases that are copies of one another the first that answers is a hit, and `hit.copies` says for how many
        others it stands; without `dedup` all are hits. `results.total` counts all of them either way.

        `limit` is how many hits going through the results yields, from `offset` on; all where it is None. `sort` is by
        "relevance", by "date" (latest first) or "oldest" first.
        """
        return answers.results.Results(self._source, with_filters(query, **filters), sort, offset, limit, dedup)

    def statements(
        self,
        query: str | Query,
        *,
        sort: Sort = "date",
        limit: int | None = 10,
        offset: int = 0,
        dedup: bool = True,
        **filters: Unpack[Filters],
    ) -> Statements:
        """Return the statements that answer a query: who, when, what, and the sentence around it.

        The words of a query without a speaker are looked for inside one statement, as `said:( )` does. Copies of a
        release that answers are left out, as in `search`.
        """
        return answers.said.Statements(
            self._source, answers.stated.stated(with_filters(query, **filters)), sort, offset, limit, dedup
        )

    def facets(
        self,
        query: str | Query,
        fields: Sequence[str] = ("speaker", "source", "year", "month"),
        *,
        limit: int | None = 10,
        dedup: bool = True,
        **filters: Unpack[Filters],
    ) -> Facets:
        """Return how the releases that answer are spread over speakers, sources, years, months, places or languages.

        What `search` lists is counted: copies count once unless `dedup` is off. So it is with `timeline` and
        `by_speaker`.

        Raises:
            SearchkitError: there is no such field.
        """
        return answers.facets.facets(self._source, with_filters(query, **filters), fields, limit, dedup)

    def timeline(
        self, query: str | Query, *, step: Step = "month", dedup: bool = True, **filters: Unpack[Filters]
    ) -> Timeline:
        """Return how many releases and statements answer in each month, or year."""
        return answers.timeline.timeline(self._source, with_filters(query, **filters), step, dedup)

    def by_speaker(
        self, query: str | Query, *, limit: int | None = 20, dedup: bool = True, **filters: Unpack[Filters]
    ) -> Groups:
        """Return who makes the statements that answer, how often, and when first and last."""
        return answers.groups.by_speaker(
            self._source, answers.stated.stated(with_filters(query, **filters)), limit, dedup
        )

    def similar(self, release_id: str, *, limit: int | None = 10, offset: int = 0) -> Results:
        """Return the releases most like the one whose id begins with `release_id`.

        Raises:
            ReleaseMissing: no id begins so, or several do.
        """
        release = self._state.read(*self._state.find(release_id)).release
        return answers.results.Results(
            self._source, answers.similar.like(self._source, release), "relevance", offset, limit
        )

    def compare(
        self,
        names: Sequence[str],
        topic: str = "",
        *,
        since: str | None = None,
        until: str | None = None,
        source: str | None = None,
        limit: int | None = 20,
    ) -> Comparison:
        """Return what each of some people said of a topic, side by side in time: the latest `limit` of each."""
        return answers.comparison.compare(
            self._source, names, topic, since=since, until=until, issuer=source, limit=limit
        )

    def distinctive(self, query: str | Query = "", *, limit: int = 20, **filters: Unpack[Filters]) -> Distinctive:
        """Return the words and phrases that the statements which answer hold more often than all others do.

        For a person in a period: `index.distinctive(speaker="lavrov", since="2021")`.
        """
        return answers.distinctive.distinctive(
            self._source, answers.stated.stated(with_filters(query, **filters)), limit
        )

    # -- saved searches

    @property
    def searches(self) -> Searches:
        """The saved searches."""
        return answers.searches.Searches(self._layout.root / "searches")

    def save(self, name: str, query: str, **filters: Unpack[Filters]) -> Search:
        """Save a search; what it finds now counts as seen.

        Raises:
            SearchkitError: the name cannot be one.
            IndexUnwritable: the folder of the index cannot be written.
        """
        given = {key: str(filters[key]) for key in answers.searches.FILTERS if filters.get(key)}  # type: ignore[literal-required]
        search = answers.searches.Search(name, query, given, dt.date.today())
        source = self._source
        answer = source.answer(search.parsed())
        seen = search.looked(source.commit, (source.id(place.segment, place.doc) for place in places(answer)))
        self.searches.put(seen)
        return seen

    def run(
        self, name: str, *, sort: Sort = "relevance", limit: int | None = 10, offset: int = 0, dedup: bool = True
    ) -> Results:
        """Return what a saved search finds now.

        Raises:
            SearchkitError: no search is saved by that name.
        """
        return answers.results.Results(self._source, self.searches.get(name).parsed(), sort, offset, limit, dedup)

    def alerts(self, name: str | None = None, *, keep: bool = True) -> Iterator[Alert]:
        """Yield what is new for each saved search (or one) since the last look; with `keep` it then counts as seen.

        What counts is the index, not the dates of releases: an old release that is added late is new. A copy of
        what was found before is not.
        """
        searches, source = self.searches, self._source
        for search in [searches.get(name)] if name else list(searches):
            yield answers.alerts.look(source, searches, search, keep=keep)
