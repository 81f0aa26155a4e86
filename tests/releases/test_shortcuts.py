"""What is asked first because it is quick never changes an answer: each is held against the plain way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis import sentences
from searchkit.analysis.punctuation import lost_punctuation
from searchkit.releases import datelines, dates, head, sites, titles
from searchkit.releases.dating import BRITISH, CUE, CUES, DAY_FIRST, MONTH_FIRST, UPDATED, UPDATES, WEEKDAY, _can_hold
from searchkit.releases.linekinds import NOTICE, _begins_as_notice, is_reach
from searchkit.releases.shaping import WIDE, shape
from searchkit.releases.tail import ENOUGH, inline_end

REACH = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|(?<!\d)\(?\d{3}\)?[ ./-]{0,3}\d{3}[ .-]\d{4}(?!\d)|"
    r"\b(?:tel|phone|fax|e-?mail|cell|mobile|office)\b\.?:|"
    r"\[email.protected\]|\+\d{1,3}[ (\d)-]{8,}",
    re.IGNORECASE,
)
YEAR = re.compile(r"[0-9](?:(?<=1)9\d\d|(?<=2)0\d\d|[-/. ]\d\d)(?!\d)|[成和](?:\d{1,2}|元)年")
SENTENCE = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\bvs)(?<!\bSen)(?<!\bSens)(?<!\bRep)(?<!\bReps)(?<!\bGov)[.!?](?=\s|$)"
)
DAYS = re.compile(
    r"\b(?:Prime Minister|Minister|Parliament|Australian?|British|Britain|UK|Ireland|New Zealand|India|Sri Lanka"
    r"|Pakistan|labour|honour|programme|centre|\w+is(?:ation|ed|ing))\b"
)
MONTHS = re.compile(
    r"\b(?:U\.S\.|United States|Congress(?:man|woman)?|Senator|Attorney General|District Attorney)(?!\w)"
)
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\u200b]")
LINES = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")
END = re.compile(r"(?<=\S)\s+(?:#(?:\s*#){1,}|-+\s?30\s?-+|[-–—_]{4,})(?=\s|$)")


def joined(*parts: str, longest: int = 12) -> st.SearchStrategy[str]:
    """Return texts made of these parts and of single characters."""
    character = st.text("aZ1 .-:(\n\u0130\u0131é٣", min_size=1, max_size=1)
    return st.lists(st.sampled_from(parts) | character, max_size=longest).map("".join)


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


@given(joined("tel", "Tel.:", "hotel:", "e-mail", "ema\u0131l:", "MOBİLE:", "(202)", "224-1234", "5(202) 224 1234",
              "a@b.c", "@b.c", "x_tel:", "+41 58 462 99 11", "[email protected]", "123"))  # fmt: skip
def test_ways_to_reach_somebody(line: str) -> None:
    asked = ":" in line or "@" in line or re.search(r"[0-9]{3}", line) is not None
    assert is_reach(line) == (asked and REACH.search(line) is not None)


@given(joined("1999", "2004", "1-", "/99", "成元年", "和12年", "2", "0", "19"))
def test_years(text: str) -> None:
    assert spans(dates.YEAR, text) == spans(YEAR, text)


@given(joined("May 5, 2004", "2004-05-06", "5. Mai 2004", "令和元年5月3日", "Mayor", "٣"))
def test_dates_are_looked_for_where_digits_are(text: str) -> None:
    found = next((m for m in dates._DATE.finditer(text) if _named(m)), None)
    first = dates.first_date(text)
    assert (first and first.span()) == (found and found.span())


@given(joined("May 5, 2004", "2004-05-06", "5. Mai 2004", "12 marde 2007", "Mayor 5, 2004", "٣"), st.integers(0, 3))
def test_a_date_at_a_place_is_the_first_one_from_there_on(text: str, start: int) -> None:
    first, here = dates.first_date(text, start), dates.date_at(text, start)
    assert (here and here.span()) == (first.span() if first and first.start() == start else None)


def _named(match: re.Match[str]) -> bool:
    name = match["mon"] or match["mon2"] or match["name5"]
    return name is None or name.lower() in dates.MONTHS


@given(joined("Sen.", "Gov. ", "vs. ", "A. ", "Mr. ", "word. ", "End?", "! ", "\n"))
def test_ends_of_sentences_in_titles(text: str) -> None:
    assert spans(titles.SENTENCE, text) == spans(SENTENCE, text)


@given(st.text() | joined("ß", "ǅ", "ﬁ", "²", "'s"))
def test_folded_titles(text: str) -> None:
    assert titles.folded(text) == "".join(filter(str.isalnum, text.casefold()))


@given(joined("Prime Minister", "Minister", "Australian", "India", "organised", "isation", "UK", "U.S.", "Congressman",
              "District Attorney General", "Attorney General", "New Zealand", "x"))  # fmt: skip
def test_words_of_countries(text: str) -> None:
    assert len(DAY_FIRST.findall(text)) + len(BRITISH.findall(text)) == len(DAYS.findall(text))
    assert len(MONTH_FIRST.findall(text)) == len(MONTHS.findall(text))


@given(joined("WASHINGTON, D.C.", "OTTAWA, ", "May 5, 2004", " – ", " -- ", "--", "-", ")", "Today", "“", longest=8))
def test_a_dateline_has_a_dash_or_begins_as_one(line: str) -> None:
    match = datelines.DATELINE.match(line)
    if match and match.end() <= datelines.LONGEST:
        assert datelines.DASH.search(line, 0, datelines.LONGEST) or line.startswith(datelines.OTHERS)


@given(st.from_regex(sites.SEPARATOR, fullmatch=True), st.from_regex(head.RUN_TOGETHER))
def test_signs_of_separators_and_of_lines_run_together(separator: str, line: str) -> None:
    assert sites.SIGN.search(separator)
    assert head.OF_YEAR.search(line)


@given(joined("##", "# #", "- 30 -", "----", " ", "\n", "x", longest=40))
def test_inline_ends(text: str) -> None:
    text = f"{'##' * ENOUGH} {text}"
    found = END.search(text, max(ENOUGH, len(text) // 2))
    assert inline_end(text, 0) == (found.start() + 1 if found else -1)


@given(joined("  ", "\n\n", "\r", "\r\n", "\x0c", "\t", "\x00", "\xa0", "\u2028", "\u200b", "\x85",
              "\u3000", "\u2003 ", "\ud800", "é", WIDE, "word, ", "end. ", longest=40))  # fmt: skip
def test_shaping(text: str) -> None:
    plain = LINES.sub("\n", CONTROLS.sub("", text)).replace("\t", " ").replace("\xa0", " ")
    if "\n" not in plain:
        plain = plain.strip().replace(WIDE, "\n\n")
    lines = [" ".join(line.split()) if "  " in line else line.strip() for line in plain.split("\n")]
    assert shape(text) == re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


@given(st.lists(st.sampled_from([", ", ". ", ".\n", "  ", "1.5", "a", "word " * 9, "word " * 60]), max_size=60))
def test_lost_punctuation(parts: list[str]) -> None:
    text = "".join(parts)
    few = len(text) / 400
    marks = text.count(".") + text.count(",") >= few and sum(map(text.count, (", ", ". ", ".\n"))) >= few
    assert lost_punctuation(text) == (len(text) >= 400 and not marks and text.count("  ") > few)


@given(
    joined("word. ", "Sen. ", "etc. ", "p.m. ", "inc. ", "No. ", "The ", "Mr. ", "end?  ", "U.S. ", "“(”", longest=20)
)
def test_plain_ends_of_sentences(text: str) -> None:
    class Everything(frozenset[str]):
        def __contains__(self, item: object) -> bool:
            return True

    quick = sentences.sentence_starts(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "endings", Everything)
        assert sentences.sentence_starts(text) == quick


@given(st.from_regex(NOTICE, fullmatch=True))
def test_beginnings_of_notices(line: str) -> None:
    assert _begins_as_notice(line)


@given(st.from_regex(CUE), st.from_regex(UPDATED), st.from_regex(WEEKDAY))
def test_words_before_dates(cue: str, updated: str, weekday: str) -> None:
    assert _can_hold(CUES, cue.lower())
    assert _can_hold(UPDATES, updated.lower())
    assert "day" in weekday.lower()
