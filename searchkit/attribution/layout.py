"""Paragraphs and sentences of a text, seen through a mask that hides what stands in quotation marks.

Detection works on the mask: of the same length as the text, with every quoted character replaced by one letter, so that
neither a full stop nor a cue verb within a quotation can be taken for one of the release's own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.analysis.punctuation import lost_punctuation
from searchkit.attribution.datelines import dateline_end
from searchkit.attribution.lexicon import words
from searchkit.attribution.lines import paragraphs_in, trim
from searchkit.attribution.quotemarks import Quote, pair_quotes
from searchkit.attribution.repair import legible, repaired
from searchkit.spans import Span

FILLER = "q"
_ABBREVIATIONS = words("cues-abbreviations")
_FINAL = words("cues-abbreviations-final")
_NEXT = r"""(?=\s+["“‘«(\[•*–—-]?\s?[A-Z0-9"“‘«\[]|\s*$)"""
_SENTENCE_END = re.compile(
    rf"""[.!?…;:](?:(?<![;:])[.!?…]*[)\]]?["”’»']{{0,2}}[)\]]?{_NEXT}|(?<=;){_NEXT}|(?<=:)(?=\s*\n)"""
    r"""|(?<=[a-z][a-z][.?!])(?=[A-Z][a-z]*\s))"""
)
"""Begins with one set of characters, so that the search skips what is none of them.

The last alternative is for marks lost at a paragraph's end: "… of health workers.The reality is …".
"""
_WORD_BEFORE = re.compile(r"([A-Za-z][\w.&'’-]*)$")
_FUNCTION_WORD = re.compile(
    r"\s+[\"“]?(?:The|This|These|Those|That|In|On|At|He|She|It|We|They|I|But|And|As|For|If|When|While|His|Her|Our"
    r"|Their|An?|To|With|From|By|There|According|Since|After|Under|Senator|President|[A-Z][a-z]+ (?:said|says|also"
    r"|has|is|was|and|will))\b"
)
_COUNTRIES = frozenset({"u.s", "u.k", "u.n", "e.u"})
_OFFICE = re.compile(
    r"\s+(?:Senator|President|Representative|Congress|Ambassador|Attorney|Secretary|Department|House|Senate)"
)
_SPACES = "\n\t\r\x0b\x0c\xa0\u2009\u202f\u2028\u2029"
_TAIL = 12
_LONGEST_SENTENCE = 2000
"""Characters after which a sentence is cut at a space, so that a text without full stops takes linear time."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A text made ready for detection. `paragraphs` and `sentences` are sorted; each sentence lies in one paragraph.

    `flat` is the mask with every line break and odd space as a space; `stripped` tells that the text lost its
    punctuation upstream, and that `flat` has it restored as far as it can be.
    """

    text: str
    flat: str
    paragraphs: Sequence[Span]
    sentences: Sequence[Span]
    quotes: Sequence[Quote]
    stripped: bool
    paragraph_starts: Sequence[int]
    _starts: Sequence[int]

    def sentence_at(self, position: int) -> Span:
        """Return the sentence that holds `position` (the one before it, in a gap)."""
        return self.sentences[max(0, bisect_right(self._starts, position) - 1)]

    def paragraph_at(self, position: int) -> Span:
        """Return the paragraph that holds `position` (the one before it, in a gap)."""
        return self.paragraphs[self.paragraph_number(position)]

    def paragraph_number(self, position: int) -> int:
        """Return the number of the paragraph that holds `position`."""
        return max(0, bisect_right(self.paragraph_starts, position) - 1)

    def quotes_in(self, spans: Sequence[Span]) -> list[Quote]:
        """Return the quotations that lie within any of `spans`."""
        out: list[Quote] = []
        for span in spans:
            first = bisect_left(self.quotes, span.start, key=lambda quote: quote.outer.start)
            for quote in self.quotes[first:]:
                if quote.outer.start >= span.end:
                    break
                out.append(quote)
        return out

    def sentence_number(self, position: int) -> int:
        """Return the number of the sentence that holds `position`."""
        return max(0, bisect_right(self._starts, position) - 1)


def lay_out(text: str, regions: Sequence[Span]) -> Layout:
    """Return the layout of the parts of `text` that lie in `regions` (sorted, apart from each other)."""
    text = legible(text)
    stripped = lost_punctuation(text)
    paragraphs = [paragraph for region in regions for paragraph in paragraphs_in(text, region)]
    quotes = pair_quotes(text, paragraphs)
    mask = _masked(text, quotes)
    flat = flattened(mask)
    if stripped:
        mask = flat = repaired(flat, text)
    sentences: list[Span] = []
    for paragraph in paragraphs:
        sentences.extend(_sentences_in(mask, paragraph))
    return Layout(
        text, flat, paragraphs, sentences, quotes, stripped, [p.start for p in paragraphs], [s.start for s in sentences]
    )


def flattened(mask: str) -> str:
    """Return `mask` with every kind of white space as a space."""
    for space in _SPACES:
        mask = mask.replace(space, " ")
    return mask


def _masked(text: str, quotes: Sequence[Quote]) -> str:
    """Return `text` with what stands in quotation marks blotted out, but for the last character of each quotation."""
    pieces: list[str] = []
    done = 0
    for quote in quotes:
        start, end = quote.inner
        if end - start < 2:
            continue
        pieces.append(text[done:start])
        pieces.append(FILLER * (end - 1 - start))
        done = end - 1
    pieces.append(text[done:])
    return "".join(pieces)


def _sentences_in(mask: str, paragraph: Span) -> list[Span]:
    out: list[Span] = []
    start, end = paragraph
    begin = dateline_end(mask, start, end)
    if begin > start:
        out.append(Span(start, begin - 1))
        start = begin
    for match in _SENTENCE_END.finditer(mask, start, end):
        if mask[match.start()] == "." and _abbreviates(mask, start, match.start(), match.end()):
            continue
        out.extend(_sentence(mask, start, match.end()))
        start = match.end()
    out.extend(_sentence(mask, start, end))
    return out


def _sentence(mask: str, start: int, end: int) -> list[Span]:
    """Return what lies between two cuts: one sentence, pieces of one that is too long, or nothing."""
    out: list[Span] = []
    while end - start > _LONGEST_SENTENCE:
        cut = mask.rfind(" ", start, start + _LONGEST_SENTENCE)
        cut = cut if cut > start else start + _LONGEST_SENTENCE
        out.append(Span(*trim(mask, start, cut)))
        start = cut
    out.append(Span(*trim(mask, start, end)))
    return [span for span in out if span.end > span.start]


def _abbreviates(mask: str, start: int, dot: int, after: int) -> bool:
    """Return whether the full stop at `dot` belongs to an abbreviation or an initial, not to a sentence."""
    match = _WORD_BEFORE.search(mask, max(start, dot - _TAIL), dot)
    if match is None:
        return False
    word = match.group(1)
    if len(word) == 1 and word.isupper():
        return word != "I" and _FUNCTION_WORD.match(mask, after) is None
    folded = word.lower()
    if folded in _ABBREVIATIONS:
        return True
    if folded in _COUNTRIES and _OFFICE.match(mask, after):
        return True
    dotted = "." in word and len(word) <= 6
    return (dotted or folded in _FINAL) and _FUNCTION_WORD.match(mask, after) is None
