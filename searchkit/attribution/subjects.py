"""Whether what stands before a cue verb can be its subject and speak."""

from __future__ import annotations

import re

from searchkit.attribution.cues import Hit
from searchkit.attribution.grammar import DETERMINERS, PRONOUNS
from searchkit.attribution.lexicon import words
from searchkit.attribution.sources import Sort, Source, source_before
from searchkit.spans import Span

_STRONG = frozenset(
    [
        "say",
        "add",
        "tell",
        "argue",
        "warn",
        "insist",
        "contend",
        "complain",
        "note",
        "claim",
        "explain",
        "acknowledge",
        "admit",
        "announce",
        "deny",
        "predict",
        "vow",
        "point out",
        "suggest",
    ]
)
"""Verbs of speech and nothing else: what is their subject speaks, whether the lists know it or not."""

_NOUNS = words("cues-nouns")

_BEFORE_NOUNS = words("cues-before-nouns")

_AFTER_NOUNS = re.compile(
    r" (?:should|would|will|can|could|may|might|must|are|were|is|was|have|has|had|do|did|in|of|and|or|with|from|by"
    r"|who|which|including|[a-z]{3,}ed)\b"
    r"|[,;.)]"
)

_OPENING_NP = re.compile(
    r"(?:(?:In|On|At|During|After|Following|With|For|As|To|From|Under|Since|Despite|Amid|While|When|Today|Yesterday"
    r"|Earlier|Recently|Meanwhile|Additionally|Furthermore|However|Also|Last|This|[A-Z][a-z]+ing)\b[^,]{0,120}, )?"
    r"(?P<np>(?:[Tt]he |An? |His |Her |Their |Our |Several |Many |Both |All |Some |Two "
    r"|Three )?(?:[\w.’'&()/-]+,? ){0,14}?[\w.’'&()/-]+)"
    r" (?:has|have|had|is|was|were|are|do|does|did|will|would|can|could|may|must"
    r"|should|today|yesterday|also|recently|joined|joins|sent|wrote|signed|introduced"
    r"|led|issued|released|voted|met|held|spoke|delivered|made|took|called|[a-z]+ed)\b"
)


def may_speak(flat: str, hit: Hit, subject: Source) -> bool:
    """Return whether a subject that no list knows speaks: a whole noun phrase before a verb of speech."""
    first = flat[subject.span.start : subject.span.end].split(maxsplit=1)[0]
    named = first[0].isupper() and subject.span.start > 1 and flat[subject.span.start - 2] not in ".!?:;"
    return hit.cue.lemma in _STRONG and (named or first.lower() in DETERMINERS)


def is_noun(flat: str, sentence: Span, hit: Hit) -> bool:
    """Return whether a form is rather a noun: "several states should", "the claims of"."""
    written = flat[hit.start : hit.end]
    before = flat[max(sentence.start, hit.start - 24) : hit.start].split()
    last = before[-1].lower() if before else ""
    if last in _BEFORE_NOUNS or last.endswith(("’s", "'s")):
        return True
    return written in _NOUNS and last not in PRONOUNS and _AFTER_NOUNS.match(flat, hit.end, sentence.end) is not None


def is_plural(flat: str, subject: Source) -> bool:
    """Return whether a subject can go with a verb that has no ending: "they say", "officials say"."""
    words = subject.span.of(flat).split()
    last = words[-1].lower().strip(",.")
    if words[0].lower() in ("a", "an"):
        return False
    if subject.sort is Sort.PRONOUN:
        return last in ("i", "we", "they", "you")
    return (
        (last.endswith("s") and not last.endswith("ss"))
        or " and " in subject.span.of(flat)
        or last in ("people", "men", "women", "police")
    )


def antecedent_of(flat: str, sentence: Span, relative: Source) -> Source:
    """Return the noun phrase that a relative pronoun stands for, together with the pronoun's place."""
    end = relative.span.start
    while end > sentence.start and flat[end - 1] in " ,":
        end -= 1
    found = source_before(flat, sentence.start, end)
    if isinstance(found, Source) and found.sort in (Sort.SPEAKER, Sort.DOCUMENT):
        return found
    return relative


def subject_of(flat: str, sentence: Span) -> Source | None:
    """Return the subject of a sentence's main clause, where it can be told without parsing and can speak."""
    match = _OPENING_NP.match(flat, sentence.start, sentence.end)
    if match is None:
        return None
    found = source_before(flat, match.start("np"), match.end("np"))
    if isinstance(found, Source) and found.sort in (Sort.SPEAKER, Sort.PRONOUN):
        return Source(Span(*match.span("np")), found.sort) if found.sort is Sort.SPEAKER else found
    return None
