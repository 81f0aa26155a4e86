"""From the source of a report, as printed, to the speakers it means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from searchkit.attribution.antecedents import Antecedents
from searchkit.attribution.bodies import Bodies, split_bodies
from searchkit.attribution.lexicon import table, words
from searchkit.attribution.mentions import Mention, MentionKind
from searchkit.attribution.phrases import Phrase, PhraseKind, parse_phrase
from searchkit.attribution.report import Report
from searchkit.attribution.roster import Person, Roster
from searchkit.attribution.wordclass import WordClass, classify
from searchkit.model import Resolution, Speaker, SpeakerKind
from searchkit.names.lists import fold
from searchkit.names.personal import key_of, parse_name
from searchkit.names.roles import gender_of_role, is_plural, parse_role, singular, without_honorifics
from searchkit.spans import Span

_ADJECTIVE = re.compile(r"\b(former|acting|then|deputy|vice)[ -]$")
_ARTICLED = re.compile(r"(?:the|both|these|two)\s", re.IGNORECASE)
_BODY_BEFORE = re.compile(r" (?:of|from|for) (?:the )?[A-Z]")
_PHRASE_END = re.compile(r"(?: (?:of|from|for|the|and)| [A-Z][\w&.’'-]*)+")
_SINGULAR_FIRST = re.compile(r"\b(?:I|my|me|myself)\b")
_MOST_HOLDERS = 9
_PARTIES = frozenset(("D", "R", "I", "ID"))
_FARTHEST_TAG = 16
_ARTICLES = frozenset({"the", "this", "that", "our", "its"})


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, or somebody without a name, as speaker."""

    name: str
    kind: SpeakerKind
    role: str = ""


Party = Person | Body


@dataclass(frozen=True, slots=True)
class Found:
    """Who speaks, and how that was found."""

    parties: tuple[Party, ...]
    how: Resolution


NOBODY = Found((), Resolution.NONE)


class Resolver:
    """Resolves the reports of one text, in the order in which their sources stand."""

    def __init__(
        self, text: str, roster: Roster, bodies: Bodies, issuer: Party | None, reports: Sequence[Report]
    ) -> None:
        self._text = text
        self._roster = roster
        self._bodies = bodies
        self._issuer = issuer
        self._antecedents = Antecedents(text, roster, [span for report in reports for span in report.content])
        self._last = NOBODY
        self._last_offset = -1
        self._last_speaker: Person | None = None

    def run(self, reports: Sequence[Report]) -> list[Found]:
        """Return who speaks in each report."""
        out = [NOBODY] * len(reports)
        for k in sorted(range(len(reports)), key=lambda k: anchor(reports[k])):
            found = self._one(reports[k], out)
            out[k] = found
            for party in found.parties:
                if isinstance(party, Body):
                    self._bodies.note(party.name)
            if found.parties and reports[k].kind != "headline" and not self._nested(reports[k]):
                self._last, self._last_offset = found, anchor(reports[k])
                self._last_speaker = self._last_person() or self._last_speaker
        return out

    def _nested(self, report: Report) -> bool:
        """Return whether a report stands inside what another speaker says: "He said Moscow has always advocated …"."""
        return report.source is not None and self._antecedents.in_content(report.source.start)

    def _one(self, report: Report, done: Sequence[Found]) -> Found:
        if report.continues is not None and done[report.continues].parties:
            return Found(done[report.continues].parties, Resolution.CONTINUATION)
        if report.source is None:
            return self._unsourced(report)
        phrase = parse_phrase(self._text, report.source)
        if not phrase.text:
            return NOBODY
        if len(phrase.text) < _FARTHEST_TAG and _party_and_state(phrase.text):
            return self._tagged(phrase)
        match phrase.kind:
            case PhraseKind.PRONOUN:
                return self._pronoun(phrase)
            case PhraseKind.NAMED:
                return self._named(phrase)
            case PhraseKind.BODY:
                return self._body(phrase)
        return self._description(phrase)

    def _tagged(self, phrase: Phrase) -> Found:
        """Return the person whose party and state a phrase is: "Sen. Bill Frist, M.D., (R-Tenn.)"; else the issuer."""
        near = next(self._roster.before(phrase.span.start), None)
        if near is not None and phrase.span.start - near[1] < _FARTHEST_TAG:
            return Found((near[2],), Resolution.NAME)
        return self._first_person() if isinstance(self._issuer, Person) else NOBODY

    def _unsourced(self, report: Report) -> Found:
        if report.kind == "firstperson":
            own = isinstance(self._issuer, Body) and self._issuer.kind is SpeakerKind.ORGANISATION
            single = own and _SINGULAR_FIRST.search(self._text, *report.content[0]) is not None
            if self._issuer is None and self._last_speaker is not None:
                return self._person_speaking()
            return NOBODY if single else self._first_person()  # no body says "I"
        if not self._last.parties or report.kind == "introduced":
            issuer = self._first_person() if isinstance(self._issuer, Person) else NOBODY
            near = next(self._roster.before(report.content[0].start), None) if report.kind == "introduced" else None
            if not issuer.parties and not self._last.parties and near is not None:
                return Found((near[2],), Resolution.CONTINUATION)  # "Roe voted against. The following is her statement"
            if issuer.parties or not self._last.parties:
                return issuer
        if isinstance(self._last.parties[0], Body) and _SINGULAR_FIRST.search(self._text, *report.content[0]):
            return self._person_speaking()
        return Found(self._last.parties, Resolution.CONTINUATION)

    def _person_speaking(self) -> Found:
        """Return the last person who spoke, or the issuer: no body says "I"."""
        if self._last_speaker is not None:
            return Found((self._last_speaker,), Resolution.CONTINUATION)
        return self._first_person() if isinstance(self._issuer, Person) else NOBODY

    def _first_person(self) -> Found:
        return Found((self._issuer,), Resolution.METADATA) if self._issuer is not None else NOBODY

    def _pronoun(self, phrase: Phrase) -> Found:
        sort = table("pronouns")[fold(phrase.text)]
        offset = phrase.span.start
        if sort in {"1s", "1p"}:
            return self._first_person()
        if sort == "2":
            return NOBODY
        if sort in {"p", "n"}:
            return self._plural(offset, plural=sort == "p")
        last = self._last_person()
        if sort == "w":
            nearest = next(self._roster.before(offset), None)
            return Found((nearest[2],), Resolution.PRONOUN) if nearest is not None else NOBODY
        person = self._antecedents.find(offset, sort if sort in {"m", "f"} else "", last, self._last_offset)
        return Found((person,), Resolution.PRONOUN) if person is not None else NOBODY

    def _plural(self, offset: int, *, plural: bool) -> Found:
        """Return whom "they" or "it" means: several speakers before, or a body; else the last speaker."""
        if self._last.parties and (len(self._last.parties) > 1) == plural:
            return Found(self._last.parties, Resolution.PRONOUN)
        if self._last.parties and isinstance(self._last.parties[0], Body):
            return Found(self._last.parties, Resolution.PRONOUN)
        if plural and (group := self._group(offset)):
            return Found(group, Resolution.PRONOUN)
        name = self._bodies.last(offset)
        if name:
            return Found((Body(name, SpeakerKind.ORGANISATION),), Resolution.PRONOUN)
        return Found(self._last.parties, Resolution.PRONOUN) if self._last.parties else NOBODY

    def _group(self, offset: int) -> tuple[Party, ...]:
        """Return the persons whom "the leaders" at an offset calls back: the last joint speakers, else the main two."""
        if len(self._last.parties) > 1:
            return self._last.parties
        return tuple(self._roster.main(offset, 2))

    def _last_person(self) -> Person | None:
        return next((party for party in self._last.parties if isinstance(party, Person)), None)

    def _named(self, phrase: Phrase) -> Found:
        parties: list[Party] = []
        how = Resolution.TITLE
        for mention in phrase.mentions:
            if mention.kind is MentionKind.TITLE:
                meant = self._titled(mention, several=_ARTICLED.match(phrase.text) is not None)
            else:
                how, meant = Resolution.NAME, (self._person(mention, phrase),)
            parties.extend(party for party in meant if party not in parties)
        return Found(tuple(parties), how)

    def _person(self, mention: Mention, phrase: Phrase) -> Party:
        name = parse_name(mention.name)
        role = parse_role(mention.role)
        if mention.kind is MentionKind.NAME and self._bodies.explains(mention.name):
            return Body(self._bodies.name_of(mention.name, mention.span.start), SpeakerKind.ORGANISATION)
        found = self._roster.find(name, role, mention.span.start + 1, gender_of_role(mention.role))
        if found is None and len(mention.name.split()) > 1 and mention.shaky:
            found = self._roster.find(parse_name(mention.name.split()[0]), role, mention.span.start + 1)
        if found is None and mention.role and mention.name.endswith("s"):
            found = self._owner(mention)
        if found is not None:
            return found
        if mention.kind is MentionKind.NAME and (not name.keys or self._place_or_body(mention, phrase)):
            return Body(self._bodies.name_of(mention.name, mention.span.start), SpeakerKind.ORGANISATION)
        if mention.kind is MentionKind.NAME and len(name.keys) > 1 and _of_ordinary_words(mention.name):
            return Body(self._bodies.name_of(mention.name, mention.span.start), SpeakerKind.ORGANISATION)
        if mention.kind is MentionKind.NAME and _common_noun(mention.name):
            return Body(mention.name, SpeakerKind.UNNAMED)
        if mention.kind is MentionKind.NAME and len(name.keys) == 1 and classify(mention.name) & WordClass.UNLISTED:
            return Body(mention.name, SpeakerKind.ORGANISATION)
        return self._roster.add(name, mention.role, mention.name)

    def _owner(self, mention: Mention) -> Person | None:
        """Return whom a name with a possessive that lost its mark means: "President Bushs"."""
        name = parse_name(mention.name[:-1])
        person = self._roster.find(name, parse_role(mention.role), mention.span.start + 1) if name.keys else None
        return person if person is not None and person.name.surname == name.surname else None

    def _place_or_body(self, mention: Mention, phrase: Phrase) -> bool:
        """Return whether a name of no list is rather a body's: it has an article, capitals, or stands for a place."""
        first = mention.name.split()[0]
        if phrase.text[:4].casefold() == "the " or (first.isupper() and 1 < len(first) < 6):
            return True
        found = classify(first)
        person_like = WordClass.GIVEN | WordClass.SURNAME | WordClass.UNLISTED
        return bool(found & (WordClass.PLACE | WordClass.DEMONYM)) or not found & person_like

    def _titled(self, mention: Mention, *, several: bool) -> tuple[Party, ...]:
        adjective = _ADJECTIVE.search(self._text, max(0, mention.span.start - 12), mention.span.start)
        printed = _without_article(f"{adjective.group(1)} {mention.role}" if adjective else mention.role)
        found = printed.split()
        if is_plural(printed.split(" of ")[0]) and (
            " of " in printed or _BODY_BEFORE.match(self._text, mention.span.end)
        ):
            return (Body(_whole_phrase(self._text, mention), SpeakerKind.UNNAMED),)
        if several and is_plural(printed) and len(self._holders_of(mention, printed)) > 1:
            return self._callback(mention, printed)
        if is_plural(printed) and len(found) > 1 and any(word[0].isupper() for word in found[:-1]):
            return (Body(printed, SpeakerKind.UNNAMED),)
        if several and fold(found[-1]) in words("groups"):
            group = self._callback(mention, printed)
            if group:
                return group
        role = parse_role(printed)
        if len(found) == 1 and printed == mention.role and printed[0].isupper():
            namesake = self._roster.find(parse_name(printed))  # "Ensign said", of Senator John Ensign
            if namesake is not None and namesake.name.surname == key_of(printed):
                return (namesake,)
        holders = self._roster.holders(role, mention.span.start)
        if not holders and (full := self._bodies.spelled(printed)) != printed:
            holders = self._roster.holders(parse_role(full), mention.span.start)
        if not holders and isinstance(self._issuer, Person) and self._issuer.may_be(role):
            holders = [self._issuer]
        if holders:
            holders[0].add_alias(mention.name)
            return (holders[0],)
        printed = printed.title() if printed.isupper() else printed
        return (Body(printed, SpeakerKind.UNNAMED, printed),)

    def _callback(self, mention: Mention, printed: str) -> tuple[Party, ...]:
        """Return whom "the ministers" means: the last joint speakers, those who hold the office, else the main two."""
        if len(self._last.parties) > 1:
            return self._last.parties
        holders = self._holders_of(mention, printed)
        if not 1 < len(holders) < _MOST_HOLDERS:
            return self._group(mention.span.start)
        return tuple(sorted(holders, key=lambda person: min(person.places, default=0)))

    def _holders_of(self, mention: Mention, printed: str) -> list[Person]:
        return self._roster.holders(parse_role(singular(printed)), mention.span.start)

    def _body(self, phrase: Phrase) -> Found:
        person = self._roster.find(parse_name(phrase.text)) if len(phrase.text.split()) < 3 else None
        if person is not None and phrase.text[:1].isupper():
            return Found((person,), Resolution.NAME)
        if all(classify(word) & WordClass.FUNCTION for word in phrase.text.split()):
            return NOBODY
        names = [self._bodies.name_of(printed, phrase.span.start) for printed in split_bodies(phrase.text)]
        return Found(tuple(Body(name, SpeakerKind.ORGANISATION) for name in names), Resolution.NAME)

    def _description(self, phrase: Phrase) -> Found:
        nouns = phrase.text.split()
        if fold(nouns[-1]) in words("groups") and fold(nouns[0]) in {"the", "both", "these", "two"} and len(nouns) < 4:
            group = self._group(phrase.span.start)
            if group:
                return Found(group, Resolution.TITLE)
        if self._calls_back(phrase.text):
            person = self._antecedents.find(phrase.span.start, "", self._last_person(), self._last_offset)
            if person is not None:
                person.add_alias(phrase.text)
                return Found((person,), Resolution.TITLE)
        name = _without_article(phrase.text)
        if len(nouns) == 2 and nouns[0].casefold() in _ARTICLES:
            name = self._bodies.described(name)
        return Found((Body(name, SpeakerKind.UNNAMED),), Resolution.NAME)

    def _calls_back(self, printed: str) -> bool:
        """Return whether a phrase describes somebody named before: "the native New Yorker", "the lawmaker"."""
        found = printed.split()
        if len(found) < 2 or found[0].casefold() != "the" or " of " in printed or " for " in printed:
            return False
        last = fold(found[-1])
        return (
            last in words("callbacks") or last in table("demonyms") or fold(" ".join(found[-2:])) in table("demonyms")
        )


def _whole_phrase(text: str, mention: Mention) -> str:
    """Return an office with the body behind it: "Representatives of the Gates Foundation"."""
    behind = _PHRASE_END.match(text, mention.span.end)
    return " ".join(text[mention.span.start : behind.end() if behind else mention.span.end].split())


def _party_and_state(printed: str) -> bool:
    """Return whether a phrase is what stands behind a member's name: "(R-Tenn.)", "D  Conn", "AR 02"."""
    if printed[0] not in "([DRI" and not printed[:2].isupper():
        return False
    found = re.split(r"[\s–-]+", printed.strip("()[] .,"))
    states = found[1:] if found[0] in _PARTIES else found
    known = words("state-abbreviations") | words("places")
    return (
        bool(states)
        and states[0][:1].isupper()
        and all(word.isdigit() or fold(word) in known for word in states)
        and (found[0] in _PARTIES or fold(states[0]) in words("state-abbreviations"))
    )


def _of_ordinary_words(printed: str) -> bool:
    return any(classify(word) & WordClass.ORDINARY for word in printed.split()[1:])


def _common_noun(printed: str) -> bool:
    """Return whether a single word at the start of a sentence is a plural noun: "Critics", "Policymakers"."""
    if " " in printed or printed.isupper():
        return False
    return fold(printed) in words("spokespersons") or (
        printed.endswith("s") and bool(classify(printed) & WordClass.UNLISTED)
    )


def anchor(report: Report) -> int:
    """Return the offset at which a report's source stands, or where the report begins if it has none."""
    return report.source.start if report.source is not None else report.content[0].start


def speaker_of(party: Party) -> Speaker:
    """Return the speaker that is handed out for a party."""
    if isinstance(party, Body):
        return Speaker(party.name, party.role, party.kind)
    role = max(party.roles, key=len, default=party.office)
    return Speaker(party.name.full, role, SpeakerKind.PERSON, tuple(party.aliases))


def issuer_of(roster: Roster, source: str, metadata: Mapping[str, str]) -> Party | None:
    """Return the issuer that metadata names: a person of the roster (added if need be) or a body; `None` if none."""
    for printed in (metadata.get("author", ""), metadata.get("member", ""), source):
        party = _issuer(roster, printed, metadata.get("role", ""))
        if party is not None:
            return party
    return None


def _issuer(roster: Roster, printed: str, role: str) -> Party | None:
    if not printed:
        return None
    phrase = parse_phrase(printed, _whole(printed))
    if phrase.kind is PhraseKind.NAMED and phrase.mentions[0].kind is not MentionKind.TITLE:
        name = parse_name(phrase.mentions[0].name)
        if phrase.mentions[0].kind is MentionKind.PERSON or len(name.keys) > 1:
            person = roster.add(name, without_honorifics(phrase.mentions[0].role), phrase.mentions[0].name)
            person.office = role
            return person
        return None
    return Body(printed, SpeakerKind.ORGANISATION)


def _whole(printed: str) -> Span:
    return Span(0, len(printed))


def _without_article(printed: str) -> str:
    first, _, rest = printed.partition(" ")
    return rest if first.casefold() in _ARTICLES and rest else printed
