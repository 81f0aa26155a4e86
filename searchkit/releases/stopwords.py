"""The commonest words of the languages that are told apart by them: `stopwords.txt`, a line each, code first."""

from __future__ import annotations

from importlib.resources import files


def _load() -> dict[str, frozenset[str]]:
    lines = files("searchkit.releases").joinpath("lists", "stopwords.txt").read_text("utf-8").splitlines()
    return {words[0]: frozenset(words[1:]) for words in map(str.split, lines)}


STOPWORDS = _load()
