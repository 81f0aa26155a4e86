"""Any commits, deletions, merges and corrections, in any order, end in the people that all releases at once give."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.codec import SegmentReader
from searchkit.codec.columns import NO_DATE, day_of
from searchkit.codec.speakers import KIND_NUMBER, SpeakerTable, pack_speakers
from searchkit.index import identifying
from searchkit.index.identifying import correct, identify
from searchkit.index.people import People
from searchkit.model import SpeakerKind
from searchkit.speakers import identifiers, identity

PERSON, BODY, UNNAMED, UNKNOWN = (
    KIND_NUMBER[kind]
    for kind in (SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.UNNAMED, SpeakerKind.UNKNOWN)
)
NAMES = [
    *((name, PERSON) for name in ("Jane Roe", "Jane K. Roe", "Roe", "John Roe", "J. Roe", "Bob Roe", "Robert Roe")),
    *((name, PERSON) for name in ("Ann Bell", "Bell", "Ann Bell Jr.", "Annie Bel", "Mike Dead", "Ann Smith-Bell")),
    *((name, PERSON) for name in ("Ann K. Roe Mike Bell", "Jnae Roe", "Old Town Mayor Ann Bell")),
    *((name, PERSON) for name in ("අනුර දිසානායක", "Майк")),
    *((name, BODY) for name in ("නගර සභාව", "Суд", "Dead")),
    *((name, BODY) for name in ("Roe", "Bell", "the Court", "The Court", "Mike", "Ministry of Bell")),
    *((name, UNNAMED) for name in ("Roe officials", "Mike")),
    *((name, UNKNOWN) for name in ("", "Roe")),
]
ROLES = ["", "Senator", "Maine Senator", "Idaho Senator", "Mayor", "President", "swimmer"]
ISSUERS = ["", "A", "B", "Jane Roe"]
ALIASES: list[tuple[str, ...]] = [(), ("Janie Roe",), ("Ms. Bell", "Bell")]
CORRECTIONS = [
    "",
    "same: Ann Bell = Jane Roe",
    "not: Roe @ A != Jane Roe",
    "name: #jane-roe = Jane Q. Roe\nrole: Ann Bell = Queen",
    "same: #roe-senator = #ann-bell\nsame: Bell = Roe (Mayor)",
    "role: #jane-roe (Mayor) = Mayor of Bath\nname: #mike = Michael",
]


@dataclass(frozen=True)
class Release:
    number: int
    issuer: str
    day: int
    said: tuple[tuple[str, int, str, tuple[str, ...]], ...]


RELEASES = st.builds(
    Release,
    st.just(0),
    st.sampled_from(ISSUERS),
    st.sampled_from([NO_DATE, *(day_of(dt.date(year, 3, 1)) for year in (1990, 2001, 2002, 2020))]),
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(ROLES), st.sampled_from(ALIASES)).map(
            lambda said: (*said[0], *said[1:])
        ),
        max_size=4,
    ).map(tuple),
)


class Segment:
    """The part of a segment that identification reads."""

    def __init__(self, name: str, releases: Sequence[Release], live: Sequence[bool] | None = None) -> None:
        self.name, self.releases = name, releases
        self.live = None if live is None else np.array(live, bool)
        self.doc_count = len(releases)
        self.dates = np.array([release.day for release in releases], np.int32)
        slots = [(name, role, kind, r.issuer, aliases) for r in releases for name, kind, role, aliases in r.said]
        keys = sorted(set(slots))
        docs = np.array([doc for doc, release in enumerate(releases) for _ in release.said], np.uint32)
        rows = np.array([keys.index(slot) for slot in slots], np.uint32)
        self.rows = rows
        self.speakers = SpeakerTable(cast(Any, pack_speakers(keys, rows, docs, self.dates)))
        self.statements = _Statements(doc=docs, slots=np.arange(len(slots) + 1), slot_speaker=rows)

    def alive(self) -> list[Release]:
        return [r for k, r in enumerate(self.releases) if self.live is None or self.live[k]]


class _Statements(SimpleNamespace):
    def __len__(self) -> int:
        return len(self.doc)


def identified(segments: Sequence[Segment], corrections: Path, before: Any = None) -> People:
    return identify(cast(Sequence[SegmentReader], segments), corrections, before)


def meaning(people: People, segments: Iterable[Segment]) -> tuple[Any, ...]:
    """Return all persons, and who speaks in each release."""
    who = {}
    for segment in segments:
        ordinals = people.persons[segment.name][segment.rows].tolist()
        for doc, release in enumerate(segment.releases):
            if segment.live is None or segment.live[doc]:
                own = [ordinals[k] for k in np.flatnonzero(segment.statements.doc == doc)]
                who[release.number] = [people.directory.person(o).id if o >= 0 else None for o in own]
    found = people.directory
    arrays = {name: array.tolist() for name, array in found.arrays().items()}
    return arrays, [person.as_dict() for person in found], who


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.lists(RELEASES, min_size=1, max_size=6)),
        st.tuples(st.just("delete"), st.integers(0, 1 << 16)),
        st.tuples(st.just("merge"), st.integers(0, 1 << 16)),
        st.tuples(st.just("correct"), st.sampled_from(CORRECTIONS)),
    ),
    min_size=1,
    max_size=8,
)


def stepped(segments: list[Segment], step: str, value: Any, count: int) -> list[Segment]:
    """Return the segments of the next commit."""
    if step == "add":
        start = 100 * count
        return [*segments, Segment(f"s{count}", [_numbered(r, start + k) for k, r in enumerate(value)])]
    chance = random.Random(value)
    if step == "delete":
        made = []
        for segment in segments:
            dead = [chance.random() < 0.3 for _ in segment.releases]
            was = [True] * len(dead) if segment.live is None else segment.live.tolist()
            live = [before and not gone for before, gone in zip(was, dead, strict=True)]
            if live == was:
                made.append(segment)
            elif any(live):
                made.append(Segment(segment.name, segment.releases, live))
        return made
    chosen = chance.sample(segments, chance.randint(0, len(segments)))
    merged = [release for segment in chosen for release in segment.alive()]
    left = [segment for segment in segments if segment not in chosen]
    return [*left, Segment(f"m{count}", merged)] if merged else left


def _numbered(release: Release, number: int) -> Release:
    return Release(number, release.issuer, release.day, release.said)


@settings(deadline=None, max_examples=100)
@given(STEPS, st.randoms(use_true_random=False), st.sampled_from([1, 4]))
def test_any_commits_give_the_people_of_all_releases_at_once(
    steps: list[tuple[str, Any]], chance: random.Random, letters: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(identifiers, "LETTERS", letters)
        corrections = Path(folder) / "corrections.txt"
        segments: list[Segment] = []
        people = identified(segments, corrections)
        for count, (step, value) in enumerate(steps):
            before = (segments, people)
            if step == "correct":
                corrections.write_text(value, "utf-8")
                seen = correct(people, cast(Sequence[SegmentReader], segments), corrections)
                assert meaning(seen, segments) == meaning(identified(segments, corrections), segments)
            else:
                segments = stepped(segments, step, value, count)
            people = identified(segments, corrections, before)
            saved = Path(folder) / f"people-{count}"
            people.save(saved)
            people = People.open(saved)
            releases = [release for segment in segments for release in segment.alive()]
            chance.shuffle(releases)
            fresh = [Segment("fresh", releases)] if releases else []
            assert meaning(people, segments) == meaning(identified(fresh, corrections), fresh)


def test_only_what_a_commit_touches_is_decided_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    met: Counter[str] = Counter()

    def watched(rows: Any, *rest: Any) -> Any:
        met.update(row.name for row in rows)
        return identity.identify(rows, *rest)

    monkeypatch.setattr(identifying, "grouped", watched)
    roe = ("Jane Roe", PERSON, "Senator", ())
    segments = [
        Segment(
            "a",
            [Release(1, "A", 0, (roe, ("Roe", PERSON, "", ()))), Release(2, "B", 0, (("Ann Bell", PERSON, "", ()),))],
        )
    ]
    first = identified(segments, tmp_path / "none")
    met.clear()
    # One statement in five makes the releases of A those of Jane Roe, one in six does not.
    more = [*segments, Segment("b", [Release(3, "A", 0, tuple((f"X Y{k}", PERSON, "", ()) for k in range(3)))])]
    second = identified(more, tmp_path / "none", (segments, first))
    assert met == Counter([f"X Y{k}" for k in range(3)])
    met.clear()
    crossed = [*more, Segment("c", [Release(4, "A", 0, (("Z Y9", PERSON, "", ()),))])]
    identified(crossed, tmp_path / "none", (more, second))
    assert met == Counter(["Z Y9", "Jane Roe", "Roe"])
