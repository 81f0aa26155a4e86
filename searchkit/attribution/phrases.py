"""The noun phrase that names a source, taken apart: who it names, or what it calls the speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from searchkit.attribution.edges import trimmed
from searchkit.attribution.lexicon import table, words
from searchkit.attribution.mentions import Mention, MentionKind, find_mentions
from searchkit.attribution.portfolios import office_of
from searchkit.attribution.wordclass import WordClass, classify
from searchkit.names.lists import fold, unpossessed
from searchkit.names.roles import is_plural, without_honorifics
from searchkit.spans import Span

_HEAD_ELSEWHERE = re.compile(
    r"\b(?:of|for|from|by|to|with|at|in|on|about|between|against)\s+(?:the\s+|an?\s+)?$", re.IGNORECASE
)
_JOINING = re.compile(r"(?:\band\b|\bas well as\b|\balong with\b|\btogether with\b|&|/)", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:of|for|from|by|to|with|at|in|on|about|who|which|that)\b", re.IGNORECASE)
_ONLY_COMMA = re.compile(r"[\s,]*(?:\([^()]*\)[\s,]*)?(?:the\s+)?$", re.IGNORECASE)
_OFFICE_OF = re.compile(r"\s+(?:of|for|at)\s+(?:the\s+)?")
_ANOTHER = re.compile(r"\band\s+(?:the|his|her)\s+$", re.IGNORECASE)
_CALLED = re.compile(r",\s+(?:the|an?)\s+")
_CAPITALS = re.compile(r"(?:(?!The )[A-Z][\w.&-]*\s+)*")
_AND_CALLED = re.compile(r"\s+and\s+((?:[a-z-]+\s+){0,3})")
_ONE_HOLDER = re.compile(r"\s+and\s+")
_OWNED = re.compile(r"['’]s?\s+\w")
_WORD = re.compile(r"[^\W_][\w’'.-]*")
_LINKS = frozenset(("of", "for", "the", "and", "to", "on"))
_UTTERANCE = re.compile(
    r"(?s:(.+?))['’]s?\s+(?:[a-z]+\s+){0,2}"
    r"(?:statement|remarks|speech|letter|announcement|call|comments?|testimony|message|tweet|address|op-ed|response)"
)
_LOST_COMMA = "  "
_LONGEST = 600


class PhraseKind(StrEnum):
    """How a source phrase names its speaker."""

    PRONOUN = "pronoun"
    NAMED = "named"
    """By names, or titles, of one or more."""
    BODY = "body"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source phrase. `text` is its words on one line; `mentions` the persons and offices that are its head."""

    kind: PhraseKind
    span: Span
    text: str
    mentions: tuple[Mention, ...] = ()


@cache
def _titles() -> frozenset[str]:
    return frozenset(table("titles"))


def parse_phrase(text: str, span: Span) -> Phrase:
    """Return the source phrase that `span` of `text` holds."""
    span = trimmed(text, Span(span.start, min(span.end, span.start + _LONGEST)))
    uttered = _UTTERANCE.fullmatch(text, span.start, span.end)
    if uttered is not None:
        span = Span(*uttered.span(1))
    printed = " ".join(span.of(text).split())
    if fold(printed) in table("pronouns"):
        return Phrase(PhraseKind.PRONOUN, span, printed)
    heads = _heads(text, span, find_mentions(text, span.start, span.end))
    if heads:
        return Phrase(PhraseKind.NAMED, span, printed, tuple(heads))
    if _lower_title(printed):
        return Phrase(PhraseKind.NAMED, span, printed, (Mention(span, MentionKind.TITLE, printed, printed),))
    if _calls_countryman(printed):
        return Phrase(PhraseKind.DESCRIPTION, span, printed)
    return Phrase(PhraseKind.BODY if _is_body(printed) else PhraseKind.DESCRIPTION, span, printed)


def _calls_countryman(printed: str) -> bool:
    """Return whether a phrase calls somebody by where he is from: "the native New Yorker"."""
    found = fold(printed).split()
    demonyms = table("demonyms")
    return len(found) > 1 and found[0] == "the" and (found[-1] in demonyms or " ".join(found[-2:]) in demonyms)


def _heads(text: str, span: Span, mentions: list[Mention]) -> list[Mention]:
    """Return the persons and offices that a phrase is about, those inside its prepositional phrases left out."""
    out: list[Mention] = []
    edge = span.start
    whole = (MentionKind.PERSON, MentionKind.NAME)
    named = next((k for k, m in enumerate(mentions) if m.kind in whole and (m.role or " " in m.name)), 0)
    office = office_of(text, mentions[:named], mentions[named]) if named else None
    if office is not None and _carries_on(text[span.start : office.span.start], inside=False):
        mentions = mentions[named:]
        edge = mentions[0].span.start
    for mention in mentions:
        gap = text[edge : mention.span.start]
        if out and mention.kind in (MentionKind.BODY, MentionKind.NAME) and _OFFICE_OF.fullmatch(gap):
            edge = mention.span.end  # the body of an office: "CEO of Acme, Jane Doe"
            continue
        if mention.kind is MentionKind.BODY:
            if not out and not _ends_before_name(text, mention, mentions):
                return []
            continue
        if not _carries_on(gap, bool(out)):
            break
        if _OWNED.match(text, mention.span.end, min(span.end, len(text))):
            if not out:
                return _heads_behind(text, mentions, mention)
            break
        if mention.kind is MentionKind.NAME and (
            _after_adjective(gap)
            if not out
            else not gap.strip() and gap != _LOST_COMMA and (gap != " " or out[-1].kind is not MentionKind.TITLE)
        ):
            continue
        if mention.kind is MentionKind.NAME and not out and _in_description(text, span.end, mention):
            continue
        if out and out[-1].kind is MentionKind.NAME and mention.kind is not MentionKind.NAME and gap in (" ", ") "):
            out.pop()  # a body's abbreviation or a calling: "ACME Chief of Staff Jane Roe", "Examiner Dr. Jane Roe"
        out.append(mention)
        edge = mention.span.end
    return _one_holder(text, span, _without_appositions(text, out))


def _heads_behind(text: str, mentions: list[Mention], owner: Mention) -> list[Mention]:
    """Return the heads of "OWNER's spokesman, NAME": those behind the owner; none where the owned thing has no name."""
    behind = [m for m in mentions if m.span.start >= owner.span.end and m.kind is MentionKind.PERSON]
    if not behind or _PREPOSITION.search(text[owner.span.end : behind[0].span.start]):
        return []
    return behind[:1]


def _ends_before_name(text: str, body: Mention, mentions: list[Mention]) -> bool:
    """Return whether a body only modifies a name behind it: "Resource Institute economist Jane Doe"."""
    after = next((m for m in mentions if m.span.start >= body.span.end and m.kind is MentionKind.PERSON), None)
    return after is not None and not _PREPOSITION.search(text[body.span.end : after.span.start])


def _carries_on(gap: str, inside: bool) -> bool:
    if not inside:
        return _HEAD_ELSEWHERE.search(gap) is None and not _foreign_head(gap)
    if _JOINING.search(gap):
        return True
    return _ONLY_COMMA.fullmatch(gap) is not None


def _foreign_head(gap: str) -> bool:
    """Return whether a preposition before a name makes an earlier noun the head: "a letter by X's aide"."""
    if "," in gap:
        gap = gap[gap.rindex(",") :]
    match = _PREPOSITION.search(gap)
    return match is not None and not _capitalised_role(gap, match.start())


def _capitalised_role(gap: str, preposition: int) -> bool:
    """Return whether the words before a name are a role with its body: "Head of Agroscope Eva Reinhard"."""
    found = _WORD.findall(gap)
    small = [word for word in found if word[0].islower() and word not in _LINKS]
    before = _WORD.findall(gap[:preposition])
    return not small and bool(before) and not classify(unpossessed(before[-1])) & (WordClass.BODY | WordClass.THING)


def _after_adjective(gap: str) -> bool:
    """Return whether small words behind an article modify what looks like a name: "the native New Yorker"."""
    found = gap.split()
    return len(found) > 1 and found[0].casefold() == "the" and found[-1].islower() and fold(found[-1]) not in _titles()


def _in_description(text: str, end: int, mention: Mention) -> bool:
    """Return whether a word that may be a name only modifies a common noun: "the Vermont farmer"."""
    behind = text[mention.span.end : end].strip()
    return bool(behind) and behind[0].islower() and not behind.startswith("and ")


def _without_appositions(text: str, heads: list[Mention]) -> list[Mention]:
    """Return the heads without what only says who a neighbour is: "The Acting Prime Minister, Mr. X"."""
    out: list[Mention] = []
    trailing = False
    for mention in heads:
        before = out[-1] if out else None
        gap = text[before.span.end : mention.span.start] if before is not None else ""
        if before is None or mention.kind is MentionKind.PERSON:
            trailing = False
        if before is not None and before.kind is MentionKind.TITLE and not _JOINING.search(gap):
            if mention.kind is not MentionKind.TITLE:
                out[-1] = replace(mention, role=f"{before.role} {mention.role}".strip())
                _drop_second_office(text, out, before)
            continue
        if trailing or (before is not None and _trails(before, mention, gap)):
            trailing = True
            continue
        out.append(mention)
    return out


def _one_holder(text: str, span: Span, heads: list[Mention]) -> list[Mention]:
    """Return the heads of "Zenda Institute Founder and president Jane Roe", without an article, as the one person."""
    if len(heads) != 2 or heads[0].kind is not MentionKind.TITLE or heads[1].kind is not MentionKind.PERSON:
        return heads
    first, person = heads
    called = _AND_CALLED.fullmatch(text, first.span.end, person.span.start)
    bare = _CAPITALS.fullmatch(text, span.start, first.span.start) is not None and not is_plural(first.role)
    return [person] if bare and called is not None and (called.group(1) or without_honorifics(person.role)) else heads


def _trails(before: Mention, mention: Mention, gap: str) -> bool:
    """Return whether an office behind a person is only his: "Gary Peters, Chairman and Ranking Member"."""
    if before.kind is MentionKind.TITLE:
        return False
    if mention.kind is MentionKind.NAME and before.kind is MentionKind.PERSON:
        return _CALLED.fullmatch(gap) is not None  # "Jane Roe, the Abbess of Zenda"
    if mention.kind is not MentionKind.TITLE:
        return False
    return not _ANOTHER.search(gap)


def _drop_second_office(text: str, out: list[Mention], office: Mention) -> None:
    """Take out the first of two offices of one holder: "Deputy Prime Minister and Minister for Trade, Mark Vaile"."""
    second = len(out) > 1 and out[-2].kind is MentionKind.TITLE
    if second and _ONE_HOLDER.fullmatch(text, out[-2].span.end, office.span.start):
        del out[-2]


def _lower_title(printed: str) -> bool:
    """Return whether a phrase is an office in small letters: "the senator", "the district attorney"."""
    found = [fold(word) for word in _WORD.findall(printed)]
    if not found or found[0] in {"a", "an", "one", "two", "some", "several", "many"}:
        return False
    head = next((k for k, word in enumerate(found) if word in {"of", "for", "to"}), len(found))
    return 0 < head <= 5 and found[head - 1] in _titles() and found[head - 1] not in words("spokespersons")


def _is_body(printed: str) -> bool:
    """Return whether a phrase names an organisation: its head is capitalised, or a word for a body."""
    found = _WORD.findall(printed)
    if found and fold(found[0]) in {"the", "its", "their", "our"}:
        found = found[1:]
    if not found or fold(found[0]) in {"a", "an", "one", "some", "two", "several", "many"}:
        return False
    head = next((k for k, word in enumerate(found) if word in {"of", "for", "at", "in", "by", "from"}), len(found))
    last = found[max(0, head - 1)]
    if fold(last) in words("spokespersons"):
        return False
    return last[0].isupper() or fold(last) in words("bodies")
