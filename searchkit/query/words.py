"""Written words and phrases → terms."""

from __future__ import annotations

import re

from searchkit.analysis import fold, tokenize
from searchkit.errors import QueryError
from searchkit.query.nodes import ExactWord, Fuzzy, Node, Phrase, Prefix, Term, Wildcard, Word
from searchkit.spans import Span

MAX_WORD = 200
"""Characters in one written word, at most."""
MAX_SLOP = 100
PLAIN = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
"""Words that need no folding, with a space between two."""
_PIECE = re.compile(r"[^\W_](?:[^\W_]|[*?'’ʼ])*|[*?]+[^\W_](?:[^\W_]|[*?'’ʼ])*")
_SLOP = re.compile(r"~\d*\Z")
_FUZZY = re.compile(r"(.*[^\W_].*?)~(\d*)\Z", re.DOTALL)
_LAST_MARKS = re.compile(r"(?<=[\w'’ʼ])\?+(?=['’ʼ]*(?:[^\w*?'’ʼ]|\Z))")


def word_node(chunk: str, start: int, query: str, notes: list[str]) -> Node | None:
    """Return the node of one written word at `start` of `query`, `None` where it holds no letter or digit."""
    end = start + len(chunk)
    if chunk.isascii() and chunk.isalnum() and len(chunk) <= MAX_WORD:
        return Word(chunk.lower(), span=Span(start, end))
    if len(chunk) > MAX_WORD:
        raise QueryError(
            f"a word of {len(chunk):,} characters", query, start, end, f"words have at most {MAX_WORD} characters"
        )
    exact = chunk.startswith("=")
    fuzzy = None if exact else _FUZZY.match(chunk)
    if fuzzy:
        return _fuzzy(fuzzy.group(1), fuzzy.group(2), Span(start, end), query)
    terms = _terms(chunk, Span(start, end), exact, query, notes)
    return joined(terms, 0, Span(start, end)) if terms else None


def phrase_node(written: str, start: int, query: str, notes: list[str]) -> Node:
    """Return the node of a phrase as written, with its quotes, and a "=" before or "~n" behind them."""
    span = Span(start, start + len(written))
    exact = written.startswith("=")
    found = _SLOP.search(written)
    close = (found.start() if found else len(written)) - 1
    tilde = written[close + 1 :]
    slop = _slop(tilde, Span(start + close + 1, span.end), query)
    first = start + (2 if exact else 1)
    terms: list[Term] = []
    within = query[first : start + close]
    if not exact and PLAIN.fullmatch(within):
        return joined([*plain_words(within, first)], slop, span)
    for match in re.finditer(r"\S+", within):
        place = Span(first + match.start(), first + match.end())
        terms += _terms(match.group(), place, exact, query, notes)
    if not terms:
        raise QueryError("the phrase is empty", query, span.start, span.end, "write words between the quotation marks")
    return joined(terms, slop, span)


def plain_words(written: str, start: int) -> list[Word]:
    """Return the words of a text that is `PLAIN` and begins at `start` of the query."""
    made = []
    for word in written.split(" "):
        end = start + len(word)
        made.append(Word(word.lower(), span=Span(start, end)))
        start = end + 1
    return made


def words_of(written: str) -> list[str]:
    """Return the folded words of what is written; quickly for plain ones."""
    if written.isascii() and written.replace(" ", "").isalnum():
        return written.lower().split()
    return tokenize(written).words


def joined(terms: list[Term], slop: int, span: Span) -> Node:
    """Return the terms as a phrase, a single one as itself."""
    return terms[0] if len(terms) == 1 else Phrase(tuple(terms), slop, span=span)


def _slop(tilde: str, span: Span, query: str) -> int:
    if not tilde:
        return 0
    if not tilde[1:] or len(tilde) > 4 or int(tilde[1:]) > MAX_SLOP:
        raise QueryError(
            f"“{tilde}” after a phrase is no number of words",
            query,
            span.start,
            span.end,
            f'write "new deal"~3 for at most 3 other words between (0 to {MAX_SLOP})',
        )
    return int(tilde[1:])


def _terms(chunk: str, span: Span, exact: bool, query: str, notes: list[str]) -> list[Term]:
    if not ("*" in chunk or "?" in chunk):
        return _plain(chunk, span, exact)
    kept = _LAST_MARKS.sub("", chunk)
    if kept != chunk:
        notes.append(f"the question mark at the end of “{chunk}” is read as punctuation")
        if not ("*" in kept or "?" in kept):
            return _plain(kept, span, exact)
    terms: list[Term] = []
    for piece in _PIECE.findall(kept):
        terms += [_pattern(piece, span, query)] if "*" in piece or "?" in piece else _plain(piece, span, exact)
    return terms


def _plain(chunk: str, span: Span, exact: bool) -> list[Term]:
    made: list[Term] = [ExactWord(w, span=span) if exact else Word(w, span=span) for w in words_of(chunk)]
    return made


def _pattern(piece: str, span: Span, query: str) -> Term:
    parts = re.split(r"([*?])", piece)
    folded = "".join(p if p in ("*", "?") else fold(p) for p in parts)
    folded = re.sub(r"\*+", "*", folded)
    if not folded.strip("*?"):
        raise QueryError("the wildcard stands alone", query, span.start, span.end, "give at least one letter")
    if folded.endswith("*") and "*" not in folded[:-1] and "?" not in folded:
        return Prefix(folded[:-1], span=span)
    return Wildcard(folded, span=span)


def _fuzzy(written: str, distance: str, span: Span, query: str) -> Node:
    words = words_of(written)
    if len(words) != 1 or "*" in written or "?" in written:
        raise QueryError(f"“{written}~” is not one word", query, span.start, span.end, "~ finds words spelled like one")
    if distance not in ("", "1", "2"):
        raise QueryError(
            f"a spelling distance of {distance[:9]}", query, span.start, span.end, f"write {words[0]}~1 or {words[0]}~2"
        )
    return Fuzzy(words[0], int(distance or 1), span=span)
