"""Word lists in text files: one folded entry a line, sorted; a tab parts the two columns of a table."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path


class WordLists:
    """The lists of some folders, each read once, when it is first asked for."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._words: dict[str, frozenset[str]] = {}
        self._tables: dict[str, dict[str, str]] = {}

    def names(self) -> list[str]:
        """Return the names of all lists."""
        return sorted(path.stem for folder in self._folders for path in folder.glob("*.txt"))

    def path(self, name: str) -> Path:
        """Return the file of a list; the first folder that has it counts."""
        found = (folder / f"{name}.txt" for folder in self._folders)
        return next((path for path in found if path.exists()), self._folders[0] / f"{name}.txt")

    def words(self, name: str) -> frozenset[str]:
        """Return the entries of the list `name`."""
        if name not in self._words:
            self._words[name] = frozenset(self._lines(name))
        return self._words[name]

    def table(self, name: str) -> dict[str, str]:
        """Return the pairs of the list `name`. The result is shared: do not change it."""
        if name not in self._tables:
            pairs = ((key, value) for key, _, value in (line.partition("\t") for line in self._lines(name)))
            self._tables[name] = dict(pairs)
        return self._tables[name]

    def _lines(self, name: str) -> list[str]:
        text = self.path(name).read_text("utf-8")
        return [line for line in text.split("\n") if line and not line.startswith("#")]


FOLDER = Path(__file__).parent
_LISTS = WordLists(FOLDER)
words = _LISTS.words
table = _LISTS.table


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Return `word` in lower case, without accents, full stops at its end, and curly apostrophes."""
    if not word.isascii():
        word = word.replace("’", "'").replace("‘", "'")
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.casefold().rstrip(".")


def unpossessed(word: str) -> str:
    """Return `word` without a possessive ending."""
    for ending in ("'s", "’s", "'S", "’S", "'", "’"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word
