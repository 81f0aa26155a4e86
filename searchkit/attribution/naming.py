"""The mentions of one text made ready for the roster: roles in apposition, contacts, names called again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from searchkit.attribution.lexicon import table
from searchkit.attribution.mentions import Mention, MentionKind
from searchkit.attribution.portfolios import office_of, offices_before, role_of
from searchkit.attribution.wordclass import WordClass, classify
from searchkit.names.lists import fold
from searchkit.names.roles import is_plural
from searchkit.spans import Span

_APPOSITION = re.compile(r",\s+(?:an?\s+|the\s+)?([^,.;:()“”\"\n]{3,140}?)(?=\s*[,.;:()“”\"\n])")
_PARTNER = re.compile(r"\s*(?:\([^()]{1,40}\))?\s*,?\s*(?:and\s+)?")
_MODIFIES = re.compile(
    r"(?!(?:the|a|an|and|of|by|with|to|for|said|as|his|her|their|its)$)(?:[a-z-]+|[A-Z][\w-]+(?:['’]s)?)"
)
_GAP = re.compile(r",?\s+(?:[Tt]he\s+)?")
_NO_ROLE = frozenset(
    (
        "who",
        "which",
        "and",
        "said",
        "has",
        "is",
        "was",
        "but",
        "that",
        "whose",
        "he",
        "she",
        "of",
        "in",
        "at",
        "on",
        "to",
        "by",
        "along",
        "together",
        "joined",
        "including",
        "accompanied",
        "today",
        "yesterday",
        "with",
        "as",
    )
)
_VERBS = frozenset(
    (
        *("said", "says", "stressed", "noted", "stated", "announced", "told", "added", "is", "was", "has", "will"),
        *("have", "had", "are", "were", "would", "announce", "announces", "urge", "urges", "applaud", "applauds"),
    )
)
_CLOSING = frozenset((",", ".", ";", ")", "\n", "", "(", " "))
_CONTACTS = re.compile(r"C(?:ontact|ONTACT)[Ss]?\b ?:[^\n]{4,160}|(?<=\n)Author\n[^\n]{4,60}(?=\nPublished\b)")
_NAMING = frozenset((MentionKind.PERSON, MentionKind.NAME))
_MOST_PARTS = 4
_PERSONAL = re.compile(r"[A-Z](?:[^\W\d_A-Z]|['’][A-Z]|-[A-Z]|(?<=Mc)[A-Z])+")
_OF_PERSONS = WordClass.UNKNOWN | WordClass.GIVEN | WordClass.SURNAME


def without_contacts(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions without the people of the press office: those without a role on a line of contacts."""
    named = "ontact" in text or "CONTACT" in text or "\nAuthor\n" in text
    lines = [match.span() for match in _CONTACTS.finditer(text)] if named else []
    if not lines:
        return list(mentions)
    starts = [start for start, _ in lines]

    def reached(mention: Mention) -> bool:
        k = bisect_right(starts, mention.span.start) - 1
        if k < 0 or mention.span.start >= lines[k][1] or mention.kind not in _NAMING:
            return False
        return text.startswith("Author", lines[k][0]) or (mention.kind is MentionKind.PERSON and not mention.role)

    return [mention for mention in mentions if not reached(mention)]


def called_again(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, names of no list as persons where their last word alone calls them again: "… Abtal"."""
    names = [m for m in mentions if m.kind is MentionKind.NAME and not m.shaky]
    alone = {m.name for m in names if " " not in m.name and text[max(0, m.span.start - 4) : m.span.start] != "the "}

    def person(mention: Mention) -> bool:
        parts = mention.name.split()
        if mention.kind is not MentionKind.NAME or mention.shaky or not 1 < len(parts) <= _MOST_PARTS:
            return False
        given = all(_PERSONAL.fullmatch(word) and classify(word) & _OF_PERSONS for word in (parts[0], parts[-1]))
        again = parts[-1] in alone and parts[0] not in alone
        return given and again and text[max(0, mention.span.start - 4) : mention.span.start].casefold() != "the "

    return [replace(m, kind=MentionKind.PERSON) if person(m) else m for m in mentions]


def unowned(name: str, text: str) -> str:
    """Return a name of a title without a possessive that lost its mark, if the text shows that it is one."""
    return name[:-1] if name.endswith("s") and name not in text and name[:-1] in text else name


def without_lost_possessives(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a text without apostrophes, "President Bushs" as Bush where the text names Bush too."""
    last = {mention.name.split()[-1] for mention in mentions if mention.name and mention.kind in _NAMING}
    out: list[Mention] = []
    for mention in mentions:
        owned = mention.kind in _NAMING and mention.name.endswith("s") and mention.name.split()[-1][:-1] in last
        if owned:
            span = Span(mention.span.start, mention.span.end - 1)
            out.append(replace(mention, name=mention.name[:-1], span=span))
        else:
            out.append(mention)
    return out


def with_roles(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with the roles that stand in apposition: "the Minister, Mr. X", "Jane Doe, director of Y"."""
    out: list[Mention] = []
    # "… came to the President, Jane Roe and others": the office is that of President John Doe
    held = {m.role: m.name.split()[-1] for m in mentions if m.kind is MentionKind.PERSON and m.role}
    for k, mention in enumerate(mentions):
        if mention.kind is MentionKind.NAME and " " in mention.name:
            office = office_of(text, mentions[max(0, k - 5) : k], mention)
            if office is not None:
                out.append(replace(mention, kind=MentionKind.PERSON, role=role_of(text, office, mention)))
                continue
        if mention.kind is MentionKind.PERSON:
            before = mentions[k - 1] if k else None
            last = mention.name.split()[-1]
            titled = before is not None and before.kind is MentionKind.TITLE and held.get(before.role, last) == last
            if before is not None and titled and _adjoin(text, before, mention):
                others = offices_before(text, mentions[max(0, k - 4) : k])
                role = f"{before.role} {mention.role}".strip()
                out.append(replace(mention, role=f"{others}, {role}" if others else role))
                continue
            office = office_of(text, mentions[max(0, k - 5) : k], mention)
            if office is not None:
                out.append(replace(mention, role=role_of(text, office, mention)))
                continue
            if (
                not mention.role
                and out
                and is_plural(out[-1].role)
                and _PARTNER.fullmatch(text, out[-1].span.end, mention.span.start)
            ):
                out.append(replace(mention, role=out[-1].role))
                continue
            role = "" if mention.role else _small_role(text, mention.span.start)
            if role:
                mention = replace(mention, role=role)  # noqa: PLW2901
            if text[mention.span.end : mention.span.end + 1] == ",":
                role = "" if mention.shaky else _apposed(text, mention, islice(mentions, k + 1, k + 4))
                if role:
                    role = role if not mention.role else f"{mention.role}, {role}"
                    out.append(replace(mention, role=role))
                    continue
        out.append(mention)
    return out


def _small_role(text: str, end: int) -> str:
    """Return an office in small letters before a name: "Germany's foreign minister, ", "Swedish prime minister "."""
    found = text[max(0, end - 60) : end].split()
    last = found[-1].rstrip(",") if found else ""
    if not last.islower() or last not in table("titles"):
        return ""
    start = len(found) - 1
    while start > 0 and len(found) - start < 4 and _MODIFIES.fullmatch(found[start - 1]):
        start -= 1
        if found[start][0].isupper():
            break
    return " ".join([*found[start:-1], last])


def _adjoin(text: str, before: Mention, mention: Mention) -> bool:
    gap = text[before.span.end : mention.span.start]
    return len(gap) < 9 and ("," in gap or "\n" not in gap) and _GAP.fullmatch(gap) is not None


def _apposed(text: str, mention: Mention, following: Iterable[Mention]) -> str:
    """Return the role that follows a name behind a comma; nothing where what follows is no role."""
    match = _APPOSITION.match(text, mention.span.end)
    if match is None:
        return ""
    if any(after.kind is MentionKind.PERSON and after.span.start < match.end() for after in following):
        return ""
    phrase = " ".join(match.group(1).split())
    found = [fold(word) for word in phrase.split()]
    if not found:
        return ""
    if text[match.end() : match.end() + 1] not in _CLOSING or found[0] in _NO_ROLE or not _VERBS.isdisjoint(found):
        return ""
    office = next((k for k, word in enumerate(found[:6]) if word in table("titles")), -1)
    if office < 0 or any(word.endswith("ed") for word in found[office + 1 : office + 2]):
        return ""  # "Thanking Jane Roe, the Mayor praised …"
    return phrase
