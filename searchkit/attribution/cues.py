"""Cue verbs: the words that mark a report of speech, found by one compiled expression.

The lexicon names lemmas and the frames they take; their forms are made here. The alternation over all forms is written
as a tree of shared beginnings, so that a word that is no cue is given up within a letter or two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from searchkit.attribution.lexicon import table


class Form(Enum):
    """The form of a cue verb."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    GERUND = "gerund"


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue form says of itself. `frames` are those of the lexicon's `cues-verbs`."""

    lemma: str
    form: Form
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue form at a place in the text."""

    start: int
    end: int
    cue: Cue

    @property
    def frames(self) -> frozenset[str]:
        """The frames of the cue."""
        return self.cue.frames

    @property
    def form(self) -> Form:
        """The form of the cue."""
        return self.cue.form


SAID = Cue("say", Form.PAST, frozenset({"clause", "quote"}))
"""The cue of reports that a mark or a heading makes, without a verb."""


def find_cues(lowered: str) -> list[Hit]:
    """Return every cue form in `lowered` (text in lower case, line breaks as spaces), in order."""
    expression, forms = _expression()
    return [Hit(match.start(), match.end(), forms[match.group()]) for match in expression.finditer(lowered)]


@cache
def _expression() -> tuple[re.Pattern[str], dict[str, Cue]]:
    forms: dict[str, Cue] = {}
    for lemma, value in table("cues-verbs").items():
        frames, _, irregular = value.partition(";")
        kept = frozenset(frames.split())
        # A form that two lemmas or two tenses share stays with the first: "read", "read".
        for form, written in inflect(lemma, irregular.split()).items():
            forms.setdefault(written, Cue(lemma, form, kept))
    return re.compile(rf"\b{branching(sorted(forms))}(?![\w-])"), forms


def inflect(lemma: str, irregular: list[str]) -> dict[Form, str]:
    """Return the forms of a verb, perhaps with a particle ("call for"); `irregular` is past, gerund, present."""
    verb, space, particle = lemma.partition(" ")
    stem = verb[:-1] if verb.endswith("e") else verb
    past = stem + "ed"
    present = verb + "s"
    if verb[-1] == "y" and verb[-2] not in "aeiou":
        past, present = verb[:-1] + "ied", verb[:-1] + "ies"
    elif verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        present = verb + "es"
    gerund = verb + "ing" if verb.endswith("ee") else stem + "ing"
    forms = [past, gerund, present]
    forms[: len(irregular)] = irregular
    past, gerund, present = forms
    tail = space + particle
    return {Form.PAST: past + tail, Form.PRESENT: present + tail, Form.GERUND: gerund + tail, Form.BASE: verb + tail}


def branching(words: list[str]) -> str:
    """Return an expression that matches the longest of `words` (sorted), sharing their common beginnings."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _written(tree)


def _written(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    branches = [re.escape(letter) + _written(below) for letter, below in node.items() if letter]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else "(?:" + "|".join(branches) + ")"
    return body + "?" if "" in node else body
