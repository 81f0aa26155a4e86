"""Our tokens for Whoosh: the one analyzer, as its parser, its highlighter and its writers want it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer

from searchkit.analysis import stem, tokenize


class ReleaseAnalyzer(Analyzer):  # type: ignore[misc]
    """Tokens of `searchkit.analysis`, folded and stemmed as words of `language`."""

    def __init__(self, language: str = "en") -> None:
        self.language = language

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ReleaseAnalyzer) and other.language == self.language

    def __hash__(self) -> int:
        return hash(self.language)

    def has_morph(self) -> bool:
        """Return whether a word's term may differ from the word."""
        return True

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **kwargs: Any,
    ) -> Iterator[Any]:
        """Yield one token object again and again, as all analyzers of Whoosh do."""
        token = Token(positions, chars, removestops=removestops, mode=mode, **kwargs)
        tokens = tokenize(value, self.language)
        spans = zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
        for number, (word, (start, end)) in enumerate(zip(tokens.words, spans, strict=True)):
            token.text = stem(word, self.language)
            token.boost = 1.0
            token.stopped = False
            if keeporiginal:
                token.original = value[start:end]
            if positions:
                token.pos = start_pos + number
            if chars:
                token.startchar, token.endchar = start_char + start, start_char + end
            yield token
