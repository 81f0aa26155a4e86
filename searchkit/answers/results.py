"""What a search answers: counts, people, notes and, one by one, the releases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import searchkit.query
from searchkit import answers
from searchkit.answers.heads import counted, head_of
from searchkit.answers.naming import speaks_in
from searchkit.answers.source import Answer, Place, Source, Told, places
from searchkit.answers.window import Window
from searchkit.model import Release, Statement
from searchkit.plain import FORMAT, plain
from searchkit.query import Query
from searchkit.snippets import Snippet, snippets_for
from searchkit.spans import Span

if TYPE_CHECKING:
    from searchkit.answers.citation import Citation
    from searchkit.speakers import Person


class Hit:
    """A release that answers a query. What it holds is read when it is first asked for."""

    def __init__(self, source: Source, answer: Answer, query: Query, place: Place, dedup: bool = False) -> None:
        self._source, self._answer, self._query, self._place = source, answer, query, place
        self._dedup = dedup

    def __repr__(self) -> str:
        return f"<Hit {self.release.id} {self.release.title!r} {self.score:.3f}>"

    @property
    def score(self) -> float:
        """How well the release answers the query (BM25): higher is better."""
        return self._place.score

    @property
    def id(self) -> str:
        """The id of the release; it need not be read for it."""
        return self._source.id(self._place.segment, self._place.doc)

    @cached_property
    def _told(self) -> Told:
        return self._source.read(self._place.segment, self._place.doc)

    @property
    def release(self) -> Release:
        """The release, with all the places that hold it."""
        return self._told.release

    @cached_property
    def statements(self) -> list[Statement]:
        """The statements of the release that answer the query; all of them where it asks for none."""
        every = self._told.statements
        return [every[k] for k in self._answer.statements_of(self._place.segment, self._place.doc)]

    @cached_property
    def snippets(self) -> list[Snippet]:
        """The passages that answer the query, with what to highlight in them; the best first."""
        release, statements = self._told.release, self._told.statements
        speaks = speaks_in(self._source, self._place.segment, self._place.doc, statements)
        return snippets_for(self._query, release, statements, speaks=speaks)

    @cached_property
    def copy_ids(self) -> list[str]:
        """The ids of the copies for which this release stands: they answer too and are no hits of their own."""
        copies = self._answer.copies_of(self._place.segment, self._place.doc) if self._dedup else ()
        return [self._source.id(segment, doc) for segment, doc in copies]

    @property
    def copies(self) -> int:
        """How many copies this release stands for."""
        return len(self.copy_ids)

    @property
    def citation(self) -> Citation:
        """Where the best passage stands, so that it can be found again."""
        span = self.snippets[0].span if self.snippets else Span(0, 0)
        return answers.citation.Citation(
            searchkit.query.print_query(self._query.node), self._source.commit, self.release.id, span
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the hit as JSON data: the release without its whole text, the snippets, the statements."""
        text = self.release.text
        return {
            "release": head_of(self.release),
            "score": self.score,
            "copies": self.copies,
            "copy_ids": self.copy_ids,
            "snippets": [plain(snippet) for snippet in self.snippets],
            "statements": [statement.as_dict(text) for statement in self.statements],
            "citation": self.citation.as_dict(),
        }

    def _repr_html_(self) -> str:
        return answers.notebook.hit_html(self)


class Results(Window):
    """The answer to a query. Going through it yields the hits asked for (`limit` from `offset`), best or latest first.

    `total` is how many releases match, whatever the limit; `distinct` how many without copies. With `dedup` of each
    group of copies only the first one that matches is a hit. Going through an answer without a limit never holds more
    than a page of hits.
    """

    @property
    def total(self) -> int:
        """How many releases match."""
        return self._answer.total

    @property
    def distinct(self) -> int:
        """How many releases match where copies of one another count once."""
        return self._answer.distinct.total

    @property
    def listed(self) -> int:
        """How many hits there are, whatever the limit: `distinct`, or `total` where copies are kept."""
        return self._listing.pages.total

    @property
    def counts(self) -> dict[str, int | None]:
        """How many statements match, releases match, and releases mention it whoever says it (None: not asked)."""
        answer = self._answer
        return {"statements": answer.statements, "releases": answer.total, "mentions": answer.mentions}

    @property
    def persons(self) -> tuple[Person, ...]:
        """The people whom the names in the query were taken for."""
        return self._answer.persons

    def __iter__(self) -> Iterator[Hit]:
        left = len(self)
        if not left:
            return
        for place in places(self._listing.pages, self._offset, left):
            yield Hit(self._source, self._answer, self.query, place, self._dedup)

    def counts_line(self) -> str:
        """Return the counts as people read them: "4 statements by A in 3 releases; 16 releases mention it"."""
        releases = counted(self.total, "release")
        answer = self._answer
        if answer.statements is None:
            line = f"{releases} found" if self.total else "No releases found"
        elif answer.statements:
            line = f"{counted(answer.statements, 'statement')}{self._by()} in {releases}"
        else:
            line = f"No statements{self._by()}"
        if self.distinct < self.total:
            line += f" ({self.distinct:,} without copies)"
        if answer.mentions is None:
            return line
        verb = "mentions" if answer.mentions == 1 else "mention"
        return f"{line}; {counted(answer.mentions, 'release')} {verb} it"

    def _by(self) -> str:
        names = list(dict.fromkeys(person.name for person in self.persons))
        if not names:
            return ""
        shown = names if len(names) <= 3 else [*names[:2], f"{len(names) - 2} others"]
        return f" by {' or '.join(shown)}"

    def head(self) -> dict[str, Any]:
        """Return the answer as JSON data, without the hits."""
        return {
            "format": FORMAT,
            "kind": "releases",
            "query": self.query.text,
            "understood": searchkit.query.print_query(self.query.node),
            "index": self._source.commit,
            "total": self.total,
            "distinct": self.distinct,
            "counts": self.counts,
            "counts_line": self.counts_line(),
            "persons": [person.as_dict() for person in self.persons],
            "notes": list(self.notes),
            "help": self.help.as_dict(),
        }

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as JSON data, with the hits asked for."""
        return {**self.head(), "hits": [hit.as_dict() for hit in self]}

    def _repr_html_(self) -> str:
        return answers.notebook.results_html(self)
