"""Saved searches and what is new for them."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from searchkit.answers.alerts import look
from searchkit.answers.atom import atom_feed
from searchkit.answers.searches import Search, Searches
from searchkit.answers.source import Order
from searchkit.errors import SearchkitError
from searchkit.query import Query
from tests.answers.plain_source import PlainAnswer, PlainSource
from tests.corpus import release_text

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def searches(tmp_path: Path) -> Searches:
    return Searches(tmp_path / "searches")


def grown(count: int, commit: str) -> PlainSource:
    source = PlainSource.of_texts(*(f" date 2021-{12 - n:02d}-01 {release_text(n)}" for n in range(count)))
    source.commit = commit
    return source


def test_kept_and_forgotten(searches: Searches) -> None:
    search = Search(
        "bridges", "bridge", {"since": "2021"}, dt.date(2021, 4, 7), "g1.1", frozenset({"0" * 16, "f" * 16})
    )
    searches.put(search)
    assert searches.get("bridges") == search
    assert list(searches) == [search]
    searches.remove("bridges")
    assert list(searches) == []


@pytest.mark.parametrize("name", ["", "../x", "a b", "-x", "x" * 65, "a/b"])
def test_names_that_cannot_be(searches: Searches, name: str) -> None:
    with pytest.raises(SearchkitError, match="cannot name"):
        searches.put(Search(name, "bridge"))


def test_an_unknown_name_gets_the_nearest(searches: Searches) -> None:
    searches.put(Search("bridges", "bridge"))
    with pytest.raises(SearchkitError, match="did you mean bridges"):
        searches.get("brides")


def test_a_damaged_file_says_which(searches: Searches) -> None:
    searches.put(Search("bridges", "bridge"))
    (searches.folder / "bridges.json").write_text("{", encoding="utf-8")
    with pytest.raises(SearchkitError, match=r"bridges\.json is damaged"):
        list(searches)


def test_new_is_what_the_index_did_not_hold(searches: Searches) -> None:
    searches.put(Search("bridges", "bridge"))
    first = look(grown(2, "g1.1"), searches, searches.get("bridges"))
    assert len(first.hits) == 2
    # The third release is older than those seen: it is new all the same.
    second = look(grown(3, "g1.2"), searches, searches.get("bridges"), keep=False)
    assert [hit.release.date for hit in second.hits] == [dt.date(2021, 10, 1)]
    assert (second.before, second.commit) == ("g1.1", "g1.2")
    # A rebuild numbers everything anew; only what is seen counts.
    third = look(grown(3, "g2.1"), searches, searches.get("bridges"))
    assert [hit.release.id for hit in third.hits] == [hit.release.id for hit in second.hits]
    assert look(grown(3, "g2.1"), searches, searches.get("bridges")).hits == ()
    assert searches.get("bridges").seen_at == "g2.1"


def test_the_same_commit_is_not_searched_again(searches: Searches, monkeypatch: pytest.MonkeyPatch) -> None:
    source = grown(1, "g1.1")
    searches.put(Search("bridges", "bridge", seen_at="g1.1"))
    searches.put(Search("lately", "bridge since:30d", seen_at="g1.1"))
    asked: list[Query] = []
    answer = source.answer

    def counting(query: Query, sort: Order = "relevance") -> PlainAnswer:
        asked.append(query)
        return answer(query, sort)

    monkeypatch.setattr(source, "answer", counting)
    assert [look(source, searches, search).hits for search in list(searches)] == [(), ()]
    assert len(asked) == 1


def test_a_feed_is_xml(searches: Searches) -> None:
    searches.put(Search("bridges", "bridge"))
    alerts = [look(grown(2, "g1.1"), searches, search) for search in list(searches)]
    root = ET.fromstring(atom_feed(alerts, dt.datetime(2021, 4, 7, 12, tzinfo=dt.UTC)))
    assert root.findtext(f"{ATOM}updated") == "2021-04-07T12:00:00Z"
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 2
    assert "<mark>" in (entries[0].findtext(f"{ATOM}content") or "")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
