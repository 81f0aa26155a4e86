"""What a passage promises, in every release; and what people see, in the seed."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import searchkit.attribution
from searchkit.analysis.sentences import sentence_spans
from searchkit.errors import QueryError
from searchkit.lines import one_line
from searchkit.model import Release, Statement, StatementType, ZoneKind
from searchkit.query import parse
from searchkit.readers import RawDocument, read
from searchkit.releases import parse as parse_release
from searchkit.snippets import MOST_CHARACTERS, Snippet, snippets_for, statement_snippets
from searchkit.snippets.rendering import BRIGHT, NORMAL
from searchkit.snippets.windows import MOST_WINDOWS, windows
from searchkit.spans import Span
from tests.oracle import Oracle
from tests.query.texts import queries
from tests.releases_made import releases

Made = tuple[Release, list[Statement]]
SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def seed() -> Made:
    (raw,) = read(SEED)
    assert isinstance(raw, RawDocument)
    release = parse_release(raw)
    return release, searchkit.attribution.attribute_release(release)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(releases(), queries, st.integers(1, 4))
def test_passages_are_true(made: Made, text: str, limit: int) -> None:
    release, statements = made
    try:
        query = parse(text)
    except QueryError:
        assume(False)
        return
    meant = Oracle(*made).outcome(query.node)
    snippets = snippets_for(query, *made, limit=limit)
    if not meant.holds:
        assert snippets == []
        return
    assert len(snippets) <= limit
    if meant.words:
        assert all(snippet.highlights for snippet in snippets)
        assert snippets
    true = [oracle_token for k, oracle_token in enumerate(Oracle(*made).tokens) if k in meant.words]
    spans = [snippet.span for snippet in snippets]
    assert not any(a.overlaps(b) for i, a in enumerate(spans) for b in spans[i + 1 :])
    for snippet in snippets:
        assert snippet.text == snippet.span.of(release.text)
        assert list(snippet.highlights) == sorted(snippet.highlights)
        assert snippet.statement is None or snippet.statement < len(statements)
        for highlight in snippet.highlights:
            place = highlight.shifted(snippet.span.start)
            assert any(place.start <= token.start < place.end for token in true)
            tokens = [token for token in Oracle(*made).tokens if token.lies_in(place)]
            assert tokens
            assert {token.start for token in tokens} <= {token.start for token in true}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(releases(), queries)
def test_no_half_sentence_where_a_whole_one_fits(made: Made, text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        assume(False)
        return
    sentences = sentence_spans(made[0].text)
    for snippet in snippets_for(query, *made):
        assert len(snippet.text) <= MOST_CHARACTERS
        whole = not (snippet.cut_before or snippet.cut_after)
        inside = [s for s in sentences if s.overlaps(snippet.span)]
        if max(s.end for s in inside) - min(s.start for s in inside) <= MOST_CHARACTERS:
            assert whole


@settings(max_examples=150, deadline=None)
@given(releases(), st.sampled_from(["tax", '"gas pipeline"~4', "b*", "*", "speaker:lee"]))
def test_all_renderings_show_the_same(made: Made, text: str) -> None:
    for snippet in snippets_for(parse(text), *made):
        plain = snippet.render_plain()
        assert "\n" not in plain
        assert snippet.render_ansi().replace(BRIGHT, "").replace(NORMAL, "") == plain
        assert html.unescape(re.sub(r"</?mark>", "", snippet.render_html())) == plain
        assert json.loads(json.dumps(snippet.as_dict()))["span"] == list(snippet.span)
        assert snippet.render_html().count("<mark>") == len(snippet.highlights)


def first(seed: Made, query: str) -> Snippet:
    return snippets_for(parse(query), *seed)[0]


def lit(snippet: Snippet) -> list[str]:
    return [span.of(snippet.text) for span in snippet.highlights]


def test_a_statement_says_who_and_how(seed: Made) -> None:
    snippet = first(seed, 'speaker:lavrov "stream gas pipeline"')
    assert snippet.who == "Sergey Lavrov, said"
    assert lit(snippet) == ["Stream Gas Pipeline"]
    assert snippet.render_plain().startswith("Discussing the opportunities in the energy sector, the Russian Foreign")
    assert snippet.render_plain().endswith("the construction work on the project will be started.")


def test_a_pronoun_is_shown_as_the_speaker(seed: Made) -> None:
    snippet = first(seed, "said:(vaccine)")
    assert snippet.speaker == "Sergey Lavrov"
    assert snippet.render_plain().startswith("He said we have provided fifty thousand doses")


def test_different_words_before_the_same_word_often(seed: Made) -> None:
    assert {word.lower() for word in lit(first(seed, "pakistan vaccine"))} == {"pakistan", "vaccine"}


def test_a_lone_word_of_a_phrase_is_not_lit(seed: Made) -> None:
    for snippet in snippets_for(parse('"russian foreign minister" pakistan'), *seed):
        assert set(map(str.lower, lit(snippet))) <= {"russian foreign minister", "pakistan", "pakistan’s"}


def test_words_between_are_not_lit(seed: Made) -> None:
    assert lit(first(seed, '"bilateral diverse"~5')) == ["bilateral", "diverse"]


def test_a_query_without_words_shows_statements_or_the_beginning(seed: Made) -> None:
    assert first(seed, "speaker:qureshi").speaker == "Shah Mahmood Qureshi"
    assert first(seed, "date:2021").text.startswith("Russia has reaffirmed")
    assert first(seed, "date:2021").highlights == ()


def test_several_and_no_more_than_asked_for(seed: Made) -> None:
    assert [len(snippets_for(parse("russia"), *seed, limit=n)) for n in (0, 1, 2, 5)] == [0, 1, 2, 5]


def test_a_sentence_too_long_is_cut_at_words() -> None:
    text = "word " * 200 + "the needle stands here " + "word " * 200
    release = Release("0", "", text, paragraphs=(Span(0, len(text)),))
    (snippet,) = snippets_for(parse("needle"), release, [])
    assert snippet.cut_before
    assert snippet.cut_after
    assert len(snippet.text) <= MOST_CHARACTERS
    assert snippet.render_plain().startswith("… word ")
    assert snippet.render_plain().endswith(" word …")
    assert lit(snippet) == ["needle"]


def test_a_sentence_too_long_is_shown_at_several_places() -> None:
    text = (
        "and so on " * 30
        + "the toll is low "
        + "and so on " * 60
        + "the bridge is safe "
        + "and so on " * 40
        + "a bridge"
    )
    release = Release("0", "", text, paragraphs=(Span(0, len(text)),))
    shown = snippets_for(parse("bridge OR toll OR low"), release, [])
    assert [lit(snippet) for snippet in shown] == [["toll", "low"], ["bridge"], ["bridge"]]
    assert all(snippet.cut_before for snippet in shown)
    assert [snippet.cut_after for snippet in shown] == [True, True, False]


def test_words_that_were_not_shown_come_before_those_that_were() -> None:
    text = "The toll is low. " + "It is so. " * 40 + "A low toll. " + "It is so. " * 40 + "The bridge is safe."
    release = Release("0", "", text, paragraphs=(Span(0, len(text)),))
    shown = snippets_for(parse("bridge OR (toll low)"), release, [], limit=2)
    assert [lit(snippet) for snippet in shown] == [["toll", "low"], ["bridge"]]


@given(st.lists(st.tuples(st.integers(1, 200), st.integers(1, 12)), min_size=1, max_size=30), st.integers(40, 120))
def test_windows_hold_the_matches_and_do_not_overlap(gaps: list[tuple[int, int]], most: int) -> None:
    text = ""
    matches = []
    for gap, size in gaps:
        text += " x" * gap + " "
        matches.append(Span(len(text), len(text) + size))
        text += "y" * size
    starts, ends = [start for start, _ in matches], [end for _, end in matches]
    made = list(windows(text, Span(0, len(text)), starts, ends, most))
    assert made
    assert not any(a.span.overlaps(b.span) for i, a in enumerate(made) for b in made[i + 1 :])
    for window in made:
        assert window.span.end - window.span.start <= most
        assert window.first < window.end
        assert all(match.overlaps(window.span) for match in matches[window.first : window.end])
    if len(made) < MOST_WINDOWS:
        assert sorted(k for window in made for k in range(window.first, window.end)) == list(range(len(matches)))


def test_text_without_spaces_is_cut_all_the_same() -> None:
    text = "日" * 400 + "本語" + "日" * 400
    (snippet,) = snippets_for(parse("本語"), Release("0", "", text, language="ja"), [])
    assert lit(snippet) == ["本語"]
    assert len(snippet.text) <= MOST_CHARACTERS


def test_a_long_sentence_is_cut_around_the_statement_asked_for() -> None:
    text = '"The toll is low," he said, ' + "and so on " * 60 + 'and "the bridge is safe" he added.'
    contents = [Span(1, 17), Span(text.index("the bridge"), text.index('" he added'))]
    statements = [Statement((content,), StatementType.DIRECT) for content in contents]
    release = Release("0", "", text)
    for number, words in enumerate(["The toll is low,", "the bridge is safe"]):
        snippet = statement_snippets(parse("toll OR bridge"), release, statements, [number])[0]
        assert words in snippet.text
        assert len(snippet.text) <= MOST_CHARACTERS


def test_a_headline_comes_last(seed: Made) -> None:
    text = "Bridge opens\n\nThe new bridge is safe."
    zones = searchkit.model.Zone(ZoneKind.HEADLINE, Span(0, 14)), searchkit.model.Zone(ZoneKind.BODY, Span(14, 37))
    release = Release("0", "Bridge opens", text, zones=zones, paragraphs=(Span(0, 12), Span(14, 37)))
    assert [s.zone for s in snippets_for(parse("bridge"), release, [])] == [ZoneKind.BODY, ZoneKind.HEADLINE]


def test_nothing_steers_the_terminal() -> None:
    assert one_line(" a\x1b[31mb\r\nc\u202ed ") == "a [31mb c d"


def test_speaks_decides_who_is_meant(seed: Made) -> None:
    query = parse("speaker:somebody")
    assert snippets_for(query, *seed) == []
    by_id = snippets_for(query, *seed, speaks=lambda test, speaker: speaker.name == "Sergey Lavrov")
    assert {snippet.speaker for snippet in by_id} == {"Sergey Lavrov"}
