"""Mappings: the words on the command line, and the file beside the data."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.errors import ReadError
from searchkit.readers import Failure, RawDocument, ReadOptions, parse_mapping, read
from searchkit.readers.fields import NAMES

ROW = "kop,op,words\nBridge opens,04/05/2021,The minister said it would last.\n"


def table(folder: Path, content: str = ROW) -> Path:
    path = folder / "data.csv"
    path.write_text(content)
    return path


def test_pairs() -> None:
    assert parse_mapping("title=headline, date = published_on") == {"title": "headline", "date": "published_on"}
    assert parse_mapping(["title=a", "title=b,text=c"]) == {"title": "b", "text": "c"}
    assert parse_mapping("") == {}


@pytest.mark.parametrize("written", ["title", "title=", "=headline", "titel=headline"])
def test_bad_pairs_say_what_to_write(written: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse_mapping(written)
    assert caught.value.advice


@given(st.dictionaries(st.sampled_from(sorted(NAMES)), st.from_regex(r"[a-z_.:]{1,12}", fullmatch=True)))
def test_what_is_written_is_read(mapping: dict[str, str]) -> None:
    assert parse_mapping(",".join(f"{ours}={theirs}" for ours, theirs in mapping.items())) == mapping


@pytest.mark.parametrize("name", ["data.toml", "searchkit.toml"])
def test_file_beside_the_data(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('dates = "dmy"\n[map]\ntitle = "kop"\ndate = "op"\ntext = "words"\n')
    [found] = read(table(tmp_path))
    assert isinstance(found, RawDocument)
    assert (found.metadata["title"], found.metadata["date"], found.dates) == ("Bridge opens", "04/05/2021", "dmy")


def test_the_user_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "data.toml").write_text('dates = "dmy"\n[map]\ntitle = "op"\ntext = "words"\n')
    [found] = read(table(tmp_path), ReadOptions(mapping={"title": "kop"}, dates="mdy"))
    assert isinstance(found, RawDocument)
    assert (found.metadata["title"], found.text, found.dates) == (
        "Bridge opens",
        "The minister said it would last.",
        "mdy",
    )


@pytest.mark.parametrize("content", ["[map", "[map]\ntitel = 'x'\n", "dates = 'ymd'\n", "[map]\ntitle = 3\n", "\xff"])
def test_a_bad_file_is_a_failure_and_the_data_are_read(tmp_path: Path, content: str) -> None:
    (tmp_path / "data.toml").write_text(content, "latin-1")
    failure, found = read(table(tmp_path, "title,text\nBridge,It lasts.\n"))
    assert isinstance(failure, Failure)
    assert failure.place.endswith("data.toml")
    assert failure.advice
    assert isinstance(found, RawDocument)


FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Town</title>'
    "<item><title>Bridge opens</title><description>It is safe.</description><pub-words>It will last.</pub-words></item>"
    "</channel></rss>"
)


@pytest.mark.parametrize(
    ("mapping", "text"),
    [
        ({}, "It is safe."),
        ({"text": "Press Release", "date": "op"}, "It is safe."),
        ({"text": "pub_words"}, "It will last."),
        ({"text": "description"}, "It is safe."),
    ],
)
def test_a_mapping_for_other_files_leaves_feeds_alone(tmp_path: Path, mapping: dict[str, str], text: str) -> None:
    path = tmp_path / "news.xml"
    path.write_text(FEED)
    (found,) = read(path, ReadOptions(mapping=mapping))
    assert isinstance(found, RawDocument)
    assert (found.metadata["title"], found.text) == ("Bridge opens", text)
