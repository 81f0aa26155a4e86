"""Which releases are copies, found at once or little by little."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import searchkit
from searchkit.codec import SegmentReader
from searchkit.codec.durable import FileInfo
from searchkit.codec.figures import agree, figures
from searchkit.codec.inversion import DEFAULT_TUNING
from searchkit.codec.merging import merge
from searchkit.index.comparing import find_copies
from searchkit.index.copies import open_copies, save_copies
from searchkit.model import Release, Zone, ZoneKind
from searchkit.readers import RawDocument
from searchkit.releases import parse
from searchkit.search.copies import Copies
from searchkit.spans import Span
from tests.search.made import written

WORDS = [
    f"{first}{last}" for first in ("bri", "tow", "cha", "ste", "mou", "fle") for last in ("ge", "ner", "lk", "ld", "n")
]


def body(story: int, amount: str = "") -> str:
    """The text of a story: 150 words of its own; the amount stands in two places."""
    rng = np.random.default_rng(story)
    words = [str(word) for word in rng.choice(WORDS, 150)]
    words[20:20] = words[110:110] = ["for", amount, "pounds"] if amount else []
    return " ".join(words).capitalize() + "."


def release(text: str, title: str = "Bridge opens", date: str = "2021-04-07") -> Release:
    return parse(RawDocument(text, {"title": title, "date": date}, "a.txt"))


FURNITURE = "Home | News | Print this page | Call (202) 224-4543 | Posted 9 May 2021, 8:30 a.m.\n\n"
VARIANTS = [
    release(text, title, date)
    for story in range(3)
    for text, title, date in (
        (body(story), f"Story {'abc'[story]} of the bridge", "2021-04-07"),
        (FURNITURE + body(story), f"Story {'abc'[story]} of the bridge", "2021-04-09"),
        (body(story) + "\n\n###\n\nAbout us: we build.", f"Story {'abc'[story]} of the bridge, again", "2021-03-30"),
        (body(story), f"STORY {'ABC'[story]} OF THE BRIDGE", ""),
        (body(story, "41,000"), f"Story {'abc'[story]} of the bridge", "2021-04-01"),
        (body(story, "52,500"), f"Story {'abc'[story]} of the bridge", "2021-04-02"),
    )
]


def segment(folder: str, name: str, made: Sequence[Release], deleted: Sequence[int] = ()) -> SegmentReader:
    return written(Path(folder), name, [(one, []) for one in made], DEFAULT_TUNING, deleted)


def groups(copies: Copies, segments: Sequence[SegmentReader]) -> list[list[str]]:
    """The ids of each group in their order; groups by their first."""
    ids = [
        f"{int(segments[k].ids[doc]):016x}" for k, doc in zip(copies.segment.tolist(), copies.doc.tolist(), strict=True)
    ]
    return sorted(ids[a:b] for a, b in zip(copies.start[:-1].tolist(), copies.start[1:].tolist(), strict=True))


def copies_of(*made: Release) -> list[list[str]]:
    with TemporaryDirectory() as folder:
        own = [segment(folder, "a", made)]
        return groups(find_copies(own), own)


def test_copies_with_other_furniture_titles_and_dates_are_one_group_with_the_earliest_first() -> None:
    first, second, third, undated = VARIANTS[:4]
    assert copies_of(*VARIANTS[6:10], undated, second, first, third)[0:2] == sorted(
        [[third.id, first.id, second.id, undated.id], [VARIANTS[k].id for k in (8, 6, 7, 9)]]
    )


def test_a_form_letter_with_other_figures_is_another_release() -> None:
    assert copies_of(VARIANTS[4], VARIANTS[5]) == []


def test_equal_dates_leave_it_to_the_id() -> None:
    twins = [release(body(1), f"Story b of the bridge{mark}") for mark in ("", "!", " –", " ?")]
    ids = [one.id for one in sorted(twins, key=lambda one: one.id)]
    assert copies_of(*twins) == copies_of(*reversed(twins)) == [ids]


def test_no_releases_and_none_alike() -> None:
    assert find_copies([]).start.tolist() == [0]
    assert copies_of(VARIANTS[0], VARIANTS[6]) == []


STATED = [
    ("They gave $1,250,797 and 3.5 percent", {"1 250 797", "3 5"}),
    ("On 7 April 2021, April 7, 2021 and 07/04/2021 or 2021-04-07", set()),
    ("Call (202) 224-4543 or 224-4543 at 8:30 a.m., 9 pm", set()),
    ("Some 500 of 1999 boats on the 24th street", {"500", "24th"}),
]


@pytest.mark.parametrize(("text", "stated"), STATED)
def test_figures_are_numbers_but_for_days_times_and_telephones(text: str, stated: set[str], tmp_path: Path) -> None:
    parts = ("Bridge 66 opens 4 May\n\n", f"{text}.\n\n", "About us: 17 years.")
    ends = np.cumsum([0, *map(len, parts)]).tolist()
    kinds = (ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.BOILERPLATE)
    zones = tuple(Zone(kind, Span(a, b)) for kind, a, b in zip(kinds, ends, ends[1:], strict=False))
    made = segment(str(tmp_path), "a", [replace(VARIANTS[0], text="".join(parts), zones=zones)])
    assert figures(made, np.array([0])) == [{word.encode() for word in {"66", "4", *stated}}]
    assert figures(made, np.array([], np.int64)) == []


def test_a_copy_may_say_less() -> None:
    assert agree(frozenset(), frozenset({b"1"}))
    assert agree(frozenset({b"1", b"2"}), frozenset({b"1"}))
    assert not agree(frozenset({b"1", b"2"}), frozenset({b"1", b"3"}))


@settings(max_examples=30, deadline=None)
@given(st.permutations(VARIANTS), st.integers(0, len(VARIANTS)), st.sets(st.integers(0, 5), max_size=3))
def test_order_and_segments_do_not_matter(order: list[Release], cut: int, deleted: set[int]) -> None:
    gone = [k for k in deleted if k < cut]
    with TemporaryDirectory() as folder:
        parts = [("a", order[:cut], gone), ("b", order[cut:], [])]
        split = [segment(folder, name, made, dead) for name, made, dead in parts if len(made) > len(dead)]
        merged = [SegmentReader(Path(folder), merge(Path(folder), "m", split))]
        left = [one for k, one in enumerate(order) if k not in gone]
        alone = [segment(folder, "c", sorted(left, key=lambda one: one.title))]
        wanted = groups(find_copies(alone), alone)
        assert groups(find_copies(split), split) == groups(find_copies(merged), merged) == wanted
        # A merge finds nothing out again.
        assert groups(find_copies(merged, (split, find_copies(split))), merged) == wanted


@settings(max_examples=30, deadline=None)
@given(
    st.permutations(VARIANTS),
    st.lists(st.tuples(st.integers(1, 5), st.sets(st.integers(0, 4), max_size=2), st.booleans()), max_size=6),
)
def test_little_by_little_is_the_same_as_at_once(order: list[Release], steps: list[tuple[int, set[int], bool]]) -> None:
    with TemporaryDirectory() as folder:
        segments: list[SegmentReader] = []
        copies = find_copies(segments)
        taken = 0
        for number, (count, dead, merging) in enumerate(steps):
            before = (segments, copies)
            made = order[taken : taken + count]
            taken += count
            kept = [_without(one, dead, Path(folder), number) for one in segments]
            fresh = [segment(folder, f"s{number}", made)] if made else []
            segments = [one for one in kept if len(one)] + fresh
            if merging and segments:
                segments = [SegmentReader(Path(folder), merge(Path(folder), f"m{number}", segments))]
            copies = find_copies(segments, before)
            assert groups(copies, segments) == groups(find_copies(segments), segments)


def _without(own: SegmentReader, dead: set[int], folder: Path, number: int) -> SegmentReader:
    """The segment with some more of its releases deleted."""
    flags = np.zeros(own.doc_count, bool) if own.live is None else ~own.live
    flags[[k for k in dead if k < own.doc_count]] = True
    if not flags.any():
        return own
    bits = np.packbits(flags, bitorder="little").tobytes()
    path = folder / f"{own.name}-{number}.del"
    path.write_bytes(bits)
    file = FileInfo(path.name, len(bits), "")
    return SegmentReader(folder, replace(own.info, deletions=file, deleted=int(flags.sum())))


def test_what_is_saved_is_opened(tmp_path: Path) -> None:
    own = [segment(str(tmp_path), "a", VARIANTS)]
    for number, segments in enumerate((own, [])):
        copies = find_copies(segments)
        save_copies(copies, tmp_path / f"copies-{number}")
        assert groups(open_copies(tmp_path / f"copies-{number}"), own) == groups(copies, own)


# -- in an index


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for story in range(3):
        for day, furniture in ((7, ""), (9, FURNITURE), (12, "Latest news\n\n")):
            text = f" date 2021-04-{day:02d} Story {'abc'[story]} of the bridge\n\n{furniture}{body(story)}\n"
            (folder / f"{story}-{day:02d}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_search_shows_the_first_of_copies(corpus: Path, tmp_path: Path) -> None:
    searchkit.build(corpus, tmp_path / "index")
    with searchkit.open_index(tmp_path / "index") as index:
        results = index.search("bridge", limit=None)
        assert (results.total, results.distinct, len(results)) == (9, 3, 3)
        assert results.counts_line() == "9 releases found (3 without copies)"
        for hit in results:
            assert hit.release.date == dt.date(2021, 4, 7)
            assert hit.copies == len(hit.copy_ids) == hit.as_dict()["copies"] == 2
            shown = index.show(hit.release.id)
            assert [copy.id for copy in shown.copies] == hit.copy_ids
            assert [copy.date for copy in shown.copies] == [dt.date(2021, 4, 9), dt.date(2021, 4, 12)]
            assert shown.as_dict()["copies"][0]["date"] == "2021-04-09"
        every = index.search("bridge", limit=None, dedup=False)
        assert (len(every), {hit.copies for hit in every}) == (9, {0})
        # A copy that alone answers stands for itself.
        (alone,) = index.search("bridge date:2021-04-09 title:(story a)")
        assert (alone.release.date, alone.copies) == (dt.date(2021, 4, 9), 0)
        oldest = index.search("bridge date:2021-04-09..", sort="oldest", limit=2, offset=1)
        assert [hit.release.date.day for hit in oldest if hit.release.date] == [9, 9]


def test_updates_keep_the_groups_of_a_fresh_index(corpus: Path, tmp_path: Path) -> None:
    def found(index: Path) -> list[list[str]]:
        with searchkit.open_index(index) as opened:
            return sorted([hit.release.id, *hit.copy_ids] for hit in opened.search("*", limit=None))

    later = {path: path.read_text("utf-8") for path in sorted(corpus.glob("*-07.txt"))}
    for path in later:
        path.unlink()
    index = tmp_path / "index"
    searchkit.build(corpus, index)
    for path, text in later.items():
        path.write_text(text, encoding="utf-8")
        searchkit.update(corpus, index)
    (corpus / "1-09.txt").unlink()
    searchkit.update(corpus, index, prune=True)
    searchkit.build(corpus, tmp_path / "fresh")
    assert found(index) == found(tmp_path / "fresh")
    assert sorted(map(len, found(index))) == [2, 3, 3]
    searchkit.optimize(index)
    assert found(index) == found(tmp_path / "fresh")
    assert searchkit.verify(index).ok
