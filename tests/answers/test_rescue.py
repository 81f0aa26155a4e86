"""What to try where nothing was found."""

from __future__ import annotations

import pytest

from searchkit.answers.rescue import help_for
from searchkit.answers.results import Results
from searchkit.query import parse
from searchkit.speakers import PrintedSpeaker, build_directory
from tests.answers.plain_source import PlainSource


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("piepline", ["no release holds “piepline”; did you mean “pipeline”?"]),
        (
            "speaker:lavrof pipeline",
            [
                "no speaker is called “lavrof”; did you mean “Sergey Lavrov”?",
                "without speaker:lavrof: 1 release",
            ],
        ),
        ("pipeline date:2021-05", ["without pipeline: 1 release", "without date:2021-05: 1 release"]),
        (
            'speaker:lavrov "primacy of international law"',
            ["without speaker:lavrov: 1 release"],
        ),
        ('"gas stream"', ['without the order of "gas stream": 1 release']),
        ("speaker:lavrov type:direct pipeline", ["without type:direct: 1 release"]),
        ("pipeline date:2020 lang:de", ["without date:2020 and lang:de: 1 release"]),
        ("date:1999", ["without date:1999: 9 releases"]),
        ("title:toll", ["without “in the title”: 8 releases"]),
    ],
)
def test_the_way_out(source: PlainSource, query: str, lines: list[str]) -> None:
    assert [line for line in help_for(source, parse(query)).lines() if line in lines] == lines


def test_none_where_something_was_found(source: PlainSource) -> None:
    assert Results(source, parse("bridge"), "relevance", 0, 10).help.lines() == []


def test_long_queries_are_bounded(source: PlainSource) -> None:
    query = parse(" ".join(f"nothing{n}" for n in range(300)))
    assert len(help_for(source, query).spellings) <= 24


def test_a_slip_of_the_pen_that_speaks_once() -> None:
    source = PlainSource.of_texts(
        "Barack Obama said that the bridge is safe.", "Barak Obama said that the toll is low."
    )
    said = {"Barack Obama": 20}
    source.directory = build_directory(
        PrintedSpeaker(k, speaker.name, statements=said.get(speaker.name, 1)) for speaker, k in source.rows.items()
    )
    lines = help_for(source, parse('speaker:"Barak Obama" bridge')).lines(speakers=False)
    assert lines[0] == "hardly anything is said by “Barak Obama”; did you mean “Barack Obama”?"
    assert help_for(source, parse('speaker:"Barack Obama" toll')).spellings == ()
