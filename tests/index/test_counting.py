"""Counts agree with what is listed, with copies and without."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest

import searchkit
from searchkit.index.opened import Index
from tests.corpus import release_text

DATES = ("2021-04-07", "2021-05-09", "2020-12-01", "")
SOURCES = ("Town of Ashford", "County Wire", "Town of Ashford", "")
QUERIES = ("bridge", "toll OR tunnel", "said:(safe)", "speaker:lee", "date:2021", "*", "-bridge", "date:2021-05")


def write(path: Path, stories: range, copies: int) -> None:
    """Write each story with so many copies of another date and source."""
    with path.open("w", encoding="utf-8") as file:
        for story in stories:
            title, _, text = release_text(story).partition("\n\n")
            text += "\n\n" + " ".join(
                f"The {word} of {title} is {word}." for word in ("rail", "deck", "arch", "pier", "lamp")
            )
            for number in range(1 + (copies if story % 2 else 0)):
                fields = {"title": title, "date": DATES[number], "source": SOURCES[number], "text": text}
                file.write(json.dumps({key: value for key, value in fields.items() if value}) + "\n")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("counting")
    for part, stories in enumerate((range(8), range(8, 14))):
        write(folder / f"{part}.jsonl", stories, 3)
        searchkit.update(folder / f"{part}.jsonl", folder / "index")
    return searchkit.open_index(folder / "index")


@pytest.mark.parametrize("dedup", [True, False])
@pytest.mark.parametrize("query", QUERIES)
def test_facets_count_what_is_listed(index: Index, query: str, dedup: bool) -> None:
    hits = list(index.search(query, limit=None, dedup=dedup))
    facets = index.facets(query, ["source", "year", "month", "speaker"], limit=None, dedup=dedup)
    assert facets.total == len(hits)
    assert facets.copies == index.search(query).total - len(hits)
    assert dict(facets["source"]) == Counter(hit.release.source for hit in hits)
    days = [str(hit.release.date or "") for hit in hits]
    assert dict(facets["year"]) == Counter(day[:4] for day in days)
    assert dict(facets["month"]) == Counter(day[:7] for day in days)
    spoken = [{s.name for statement in hit.statements for s in statement.speakers if s.name} for hit in hits]
    assert sum(count for _, count in facets["speaker"]) == sum(map(len, spoken))


@pytest.mark.parametrize("dedup", [True, False])
@pytest.mark.parametrize("query", QUERIES)
def test_timelines_and_speakers_count_what_is_listed(index: Index, query: str, dedup: bool) -> None:
    hits = list(index.search(query, limit=None, dedup=dedup))
    said = list(index.statements(query, limit=None, dedup=dedup))
    timeline = index.timeline(query, dedup=dedup)
    months = Counter(str(hit.release.date)[:7] for hit in hits if hit.release.date)
    assert {bar.label: bar.releases for bar in timeline.bars if bar.releases} == months
    assert timeline.undated == sum(hit.release.date is None for hit in hits)
    assert timeline.statements == len(said) == index.statements(query, dedup=dedup).listed
    groups = index.by_speaker(query, limit=None, dedup=dedup)
    assert groups.statements == len(said)
    assert groups.releases == index.statements(query, dedup=dedup).listed_releases
    names = Counter(name for one in said for name in {s.name for s in one.statement.speakers} or {""})
    assert sorted(group.statements for group in groups.groups) == sorted(names.values())


def test_copies_make_a_difference_here(index: Index) -> None:
    found = index.search("bridge")
    assert found.total > found.distinct > 5


def test_csv_says_how_many_copies_a_row_stands_for(index: Index) -> None:
    for answer in (index.search("bridge", limit=None), index.statements("safe", limit=None)):
        rows = list(csv.DictReader(io.StringIO("".join(searchkit.exported(answer, "csv")))))
        assert {row["copies"] for row in rows} == {"0", "3"}
        assert sum(1 + int(row["copies"]) for row in rows) == answer.total


def test_words_of_copies_tell_once(index: Index) -> None:
    assert index.distinctive("safe").statements == index.statements("safe").listed


def test_copies_are_no_news(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", range(1, 2), 0)
    searchkit.update(tmp_path / "a.jsonl", tmp_path / "index")
    with searchkit.open_index(tmp_path / "index") as opened:
        opened.save("bridges", "bridge")
    write(tmp_path / "b.jsonl", range(1, 2), 3)
    write(tmp_path / "c.jsonl", range(3, 4), 3)
    searchkit.update([tmp_path / "b.jsonl", tmp_path / "c.jsonl"], tmp_path / "index")
    with searchkit.open_index(tmp_path / "index") as opened:
        assert opened.search("bridge").total == 8
        [alert] = opened.alerts()
        assert [(hit.release.title, hit.copies) for hit in alert.hits] == [("Dunmore opens bridge number 3", 3)]
        assert [found.hits for found in opened.alerts()] == [()]
