"""An index without an index: a list of releases, searched by the oracle. Answers are checked against what it holds."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from searchkit.answers.source import Order, Step, Times, Voice
from searchkit.attribution import attribute_release
from searchkit.model import Release, Speaker, SpeakerKind, Statement
from searchkit.query import Query
from searchkit.query.nodes import SaidBy, SpeakerKey
from searchkit.query.scopes import asks_statements
from searchkit.readers import RawDocument, read
from searchkit.releases import parse as parse_release
from searchkit.speakers import Person, build_directory
from searchkit.speakers.printed import PrintedSpeaker
from tests.oracle import Oracle, alignment, tokens_of


class Made(NamedTuple):
    release: Release
    statements: list[Statement]


class Place(NamedTuple):
    segment: int
    doc: int
    score: float


@dataclass
class PlainAnswer:
    source: PlainSource
    found: list[int]
    said: dict[int, list[int]]
    counts: bool

    mentions = None
    persons: tuple[Person, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return len(self.found)

    @property
    def statements(self) -> int | None:
        return sum(map(len, self.said.values())) if self.counts else None

    def page(self, offset: int, limit: int) -> list[Place]:
        return [Place(0, doc, 1.0) for doc in self.found[offset : offset + limit]]

    @property
    def distinct(self) -> PlainAnswer:
        return self

    def copies_of(self, number: int, doc: int) -> list[tuple[int, int]]:
        return []

    def statements_of(self, number: int, doc: int) -> Sequence[int]:
        return self.said[doc]

    def facets(self, field: str, limit: int | None = None) -> list[tuple[str, int]]:
        counts: Counter[str] = Counter()
        for doc in self.found:
            release, _ = self.source.made[doc]
            if field == "speaker":
                people_of = self.source.people_of(0, doc)
                people = {p for k in self.said[doc] for p in people_of[k] if p >= 0}
                counts.update(map(str, people))
            elif field in ("year", "month"):
                counts.update([release.date.isoformat()[: 4 if field == "year" else 7]] if release.date else [])
            else:
                counts[release.source if field == "source" else release.language] += 1
        if field in ("year", "month"):
            return sorted(counts.items())
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]


class PlainSource:
    commit = "g000001.1"

    def __init__(self, made: Sequence[Made]) -> None:
        self.made = list(made)
        self.rows: dict[Speaker, int] = {}
        for _, statements in made:
            for statement in statements:
                for speaker in statement.speakers:
                    self.rows.setdefault(speaker, len(self.rows))
        self.directory = build_directory(
            PrintedSpeaker(k, s.name, s.role, s.kind, statements=1, releases=1, aliases=s.aliases)
            for s, k in self.rows.items()
        )

    @classmethod
    def of_texts(cls, *texts: str) -> PlainSource:
        with tempfile.TemporaryDirectory() as folder:
            for k, text in enumerate(texts):
                Path(folder, f"{k:03d}.txt").write_text(text, encoding="utf-8")
            raw = [
                document
                for path in sorted(Path(folder).iterdir())
                for document in read(path)
                if isinstance(document, RawDocument)
            ]
        releases = [parse_release(document) for document in raw]
        return cls([Made(release, attribute_release(release)) for release in releases])

    @property
    def size(self) -> int:
        return len(self.made)

    def speaks(self, test: SaidBy, speaker: Speaker) -> bool:
        name = f"#{test.name}" if test.key is SpeakerKey.ID else test.name
        return int(self.directory.person_of[self.rows[speaker]]) in self.directory.ordinals(name)

    def answer(self, query: Query, sort: Order = "relevance") -> PlainAnswer:
        outcomes = {doc: Oracle(*made, self.speaks).outcome(query.node) for doc, made in enumerate(self.made)}
        found = [doc for doc, outcome in outcomes.items() if outcome.holds]
        if sort == "date":
            found.sort(key=lambda doc: self.made[doc][0].date or dt.date.min, reverse=True)
        asks = asks_statements(query.node)
        said = {doc: sorted(outcomes[doc].statements) if asks else [*range(len(self.made[doc][1]))] for doc in found}
        return PlainAnswer(self, found, said, asks)

    def read(self, segment: int, doc: int) -> Made:
        return self.made[doc]

    def id(self, segment: int, doc: int) -> str:
        return self.made[doc][0].id

    def people_of(self, segment: int, doc: int) -> list[tuple[int, ...]]:
        person = self.directory.person_of
        return [
            tuple(-1 if s.kind is SpeakerKind.UNKNOWN else int(person[self.rows[s]]) for s in statement.speakers)
            for statement in self.made[doc][1]
        ]

    def times(self, query: Query, step: Step, dedup: bool) -> list[Times]:
        counts: dict[str, list[int]] = {}
        for doc, said in self.answer(query).said.items():
            date = self.made[doc][0].date
            row = counts.setdefault(date.isoformat()[: 7 if step == "month" else 4] if date else "", [0, 0])
            row[0], row[1] = row[0] + 1, row[1] + len(said)
        return [Times(label, *row) for label, row in counts.items()]

    def voices(self, query: Query, dedup: bool) -> list[Voice]:
        rows: dict[int, list[tuple[int, int]]] = {}
        for doc, said in self.answer(query).said.items():
            people = self.people_of(0, doc)
            for k in said:
                for person in set(people[k]) or {-1}:
                    rows.setdefault(person, []).append((doc, k))
        made = []
        for person, said_by in rows.items():
            dates = [d for doc, _ in said_by if (d := self.made[doc][0].date)]
            releases = len({doc for doc, _ in said_by})
            made.append(Voice(person, len(said_by), releases, min(dates, default=None), max(dates, default=None)))
        return made

    def near_words(self, word: str, count: int) -> list[str]:
        words = {token.word for release, _ in self.made for token in tokens_of(release)}
        near = sorted((alignment(word, other), other) for other in words)
        return [other for distance, other in near if distance <= 2][:count]
