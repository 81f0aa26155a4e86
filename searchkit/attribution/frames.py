"""Whether what stands behind a cue is what the cue reports, and where that begins."""

from __future__ import annotations

import re

from searchkit.attribution.cues import Hit
from searchkit.attribution.extents import content_after, spaced
from searchkit.attribution.grammar import DETERMINERS, PRONOUNS
from searchkit.attribution.lexicon import table

_ACTING = frozenset(
    [
        "add",
        "write",
        "report",
        "claim",
        "find",
        "argue",
        "confirm",
        "reveal",
        "determine",
        "read",
        "project",
        "indicate",
        "answer",
        "conclude",
        "hear",
        "believe",
        "think",
        "hope",
        "deny",
        "decide",
        "suggest",
        "testify",
        "maintain",
    ]
)
"""Verbs that also tell of deeds where no clause follows: "reported the crime", "added a provision"."""

_SECOND_VERB = re.compile(r" and (?:\w+ly )?[a-z]{3,}(?:s|ed) (?=(?:the|an?|its|their|this|these|those) )")
"""A second verb with the same object: "welcomes and supports the idea"."""
_DEEDS = {
    "report": re.compile(
        r".*? to (?:the )?(?:police|authorities|officers|FBI|sheriff"
        r"|(?:[A-Z][\w’'-]+ ){1,4}(?:Police|Sheriff|Department))\b"
    ),
    "call": re.compile(r".*?(?:\(\d{3}\)|\b\d{3}-\d{4}\b)"),
    "respond": re.compile(r" \w+ly\b"),
}
"""What behind a verb tells of a deed: a crime reported to the police, a telephone call, a quick response."""
_DEED_REACH = 120
_BRIEFED = re.compile(r" [^,.;:]{2,90}? on (?=\S)")
_TELLING = frozenset(("tell", "inform", "brief", "warn", "remind", "advise"))

_PRONOUN_START = re.compile(r"(?:it|he|she|they|we|I|you|there|this|these|those|nobody|everyone|nothing)\b")

_FINITE_VERB = re.compile(
    r"(?:[^.;:]{0,60}[“\"]|(?:(?! that | which | who | whose | where )[^.;:])*?\b(?:is|are|was|were|will|would|can"
    r"|could|may|might|must|should|shall|has|have"
    r"|had|do|does|did|won’t|won't|didn’t|didn't|isn’t|isn't|\w{3,}ed|needs?|\w{3,}[^su\W]s (?:the|an?|to|no|its|his"
    r"|her|their|not|more))\b)"
)

_NEW_CLAUSE = re.compile(rf"(?:{'|'.join(sorted(DETERMINERS | PRONOUNS))}|there|if|when)\b|[A-Z0-9“\"$]")

_PREDICATE = re.compile(r"(?:could|would|should|will|can|may|might|must|has|have|had|is|are|was|were|did|does)\b")

_CLAUSAL = frozenset({"clause", "that", "ruling", "tell"})

_QUESTION = re.compile(spaced(r" (?:that|how|whether|why|what|who|where|if|when)\b"))

_ADDRESSEE = re.compile(
    spaced(
        r" (?P<who>(?:him|her|them|us|me|you|everyone|reporters|lawmakers|officials|investigators|police|members"
        r"|Congress|the \w+|his \w+|her \w+|their \w+|an? \w+|(?:the |his |her |their |its |all "
        r"|[a-z]+ )??(?:[\w.’'&-]+ ){0,7}?[\w.’'-]+),?) (?=(?P<link>that|how|whether|why|what|to|about|of|if)\b)"
    )
)

_BARE_ADDRESSEE = re.compile(
    spaced(
        r" (?:him|her|them|us|me|reporters|lawmakers|Congress|officials|investigators|police|deputies|officers"
        r"|detectives|(?:the|a|an) [\w-]+|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}) (?=(?:the|he|she|they|it|we|I|there"
        r"|his|her|their|an?|this|these|those|no|[A-Z]))"
    )
)

_OBJECTS = {lemma: re.compile(rf"\W(?:{value})\b", re.IGNORECASE) for lemma, value in table("cues-objects").items()}

_NOT_AN_OBJECT = re.compile(
    spaced(
        r" *(?:by|in|at|from|during|until|since|after|before|and|or|as|under|within|when|while|where|earlier|over"
        r"|across|throughout|last|here"
        r"|there(?! (?:is|are|was|were|has|have|had|will|would|can|could|must|should|may|might|needs?|exists?"
        r"|remains?)\b))\b|[^\w“\"‘'«$(\[]*$"
    )
)


def frame_fits(flat: str, hit: Hit, end: int) -> tuple[int, bool] | None:
    """Return where the content behind a cue begins and whether "that" precedes it, or None where no frame fits."""
    deed = _DEEDS.get(hit.cue.lemma)
    if deed is not None and deed.match(flat, hit.end, min(end, hit.end + _DEED_REACH)):
        return None
    second = _SECOND_VERB.match(flat, hit.end, end) if "object" in hit.frames else None
    return _fits(flat, hit, end) if second is None else (second.end(), False)


def _fits(flat: str, hit: Hit, end: int) -> tuple[int, bool] | None:
    frames = hit.frames
    if "tell" in frames:
        told = _told_content(flat, hit, end)
        if told is not None:
            return told
        if not frames & {"object", "clause"}:
            return None
    start, that = content_after(flat, hit.end, end)
    if that and not frames & _CLAUSAL:
        return None
    if that or (_QUESTION.match(flat, start - 1) and "," not in flat[hit.end : start]):
        return start, that
    if flat.startswith("to ", start):
        return (start, False) if "to" in frames else None
    if hit.cue.lemma in ("add", "write") and not _NEW_CLAUSE.match(flat, start):
        return None
    if hit.cue.lemma in _ACTING and not _is_clause(flat, start, end):
        return _as_object(flat, hit, start, end)
    if "clause" in frames and _PREDICATE.match(flat, start):
        return None  # "which X said could have been prevented"
    if "clause" in frames and not _NOT_AN_OBJECT.match(flat, start - 1, end):
        return (start, False) if hit.cue.lemma == "say" or start - hit.end < 60 else None
    if "clause" in frames and start > hit.end and hit.cue.lemma in ("say", "state") and end - start > 12:
        return start, False
    return _as_object(flat, hit, start, end)


def _as_object(flat: str, hit: Hit, start: int, end: int) -> tuple[int, bool] | None:
    if "object" not in hit.frames or any(_NOT_AN_OBJECT.match(flat, at, end) for at in (hit.end, start - 1)):
        return None
    wanted = _OBJECTS.get(hit.cue.lemma)
    if wanted is None or wanted.search(flat, hit.end, min(end, hit.end + 90)):
        return start, False
    return None


def _is_clause(flat: str, start: int, end: int) -> bool:
    """Return whether what begins at `start` has a verb of its own: "the bill makes", not "the bill that makes"."""
    return (
        _PRONOUN_START.match(flat, start) is not None
        or _FINITE_VERB.match(flat, start, min(end, start + 120)) is not None
    )


def _told_content(flat: str, hit: Hit, end: int) -> tuple[int, bool] | None:
    if _QUESTION.match(flat, hit.end):
        match = _QUESTION.match(flat, hit.end)
        assert match is not None
        return (match.end() + 1, True) if match.group() == " that" else (hit.end + 1, False)
    briefed = _BRIEFED.match(flat, hit.end, end) if hit.cue.lemma == "brief" else None
    if briefed:
        return briefed.end(), False
    match = _ADDRESSEE.match(flat, hit.end, end)
    if match and not ("," in match.group("who") and match.group("link") != "that"):
        link = match.group("link")
        if link in ("that",):
            return match.end("link") + 1, True
        if link == "to":
            return (hit.end + 1, False) if "object" in hit.frames else None
        if link in ("about", "of"):
            told = hit.cue.lemma in _TELLING and not flat[match.end("link") + 1 : match.end("link") + 2].isdigit()
            return (match.end("link") + 1, False) if told else None
        return (match.end(), False) if match.end() < end else None
    bare = _BARE_ADDRESSEE.match(flat, hit.end, end)
    if bare and hit.cue.lemma in ("tell", "assure", "inform", "remind", "warn"):
        return bare.end(), False
    return None
