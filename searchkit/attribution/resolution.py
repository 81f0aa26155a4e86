"""From the source of a report, as printed, to the speakers it means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchkit.attribution.antecedents import Antecedents
from searchkit.attribution.bodies import Bodies, split_bodies
from searchkit.attribution.callings import ARTICLES, Callings, counted, without_article
from searchkit.attribution.lexicon import table, words
from searchkit.attribution.mentions import Mention, MentionKind
from searchkit.attribution.parties import NOBODY, Body, Found, Party
from searchkit.attribution.persons import Person
from searchkit.attribution.phrases import Phrase, PhraseKind, parse_phrase
from searchkit.attribution.report import Report
from searchkit.attribution.roster import Roster
from searchkit.attribution.wordclass import WordClass, classify
from searchkit.model import Resolution, SpeakerKind, StatementType
from searchkit.names.lists import fold
from searchkit.names.personal import parse_name
from searchkit.names.roles import is_plural

_ARTICLED = re.compile(r"(?:the|both|these|two)\s", re.IGNORECASE)
_SINGULAR_FIRST = re.compile(r"\b(?:I|my|me|myself)\b")
_FIRST = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|my)\b")
_SALUTATION = re.compile(r"\bDear (?:[A-Z]|Mr|Ms)")
_LETTER = re.compile(r"(?:(?:[Tt]he|[Tt]heir|[Hh]is|[Hh]er) )?(?:[a-z-]+ ){0,2}letter")
_PARTIES = frozenset(("D", "R", "I", "ID"))
_FARTHEST_TAG = 16
_FEW = 5
_COMMA = re.compile(r",\s+")
_APPOSED = re.compile(
    r"(?:,? \([^()]{1,30}\))?(?:,? (?:[A-Z][A-Za-z]?\.?){1,4})*(?:,|\s+[DRI]\s+[A-Z]{2}\s)\s+(?:the |an? )?"
)
"""What stands between a name and an office behind it: degrees, party and state."""
_LONGEST_BETWEEN = 40


class Resolver:
    """Resolves the reports of one text, in the order in which their sources stand."""

    def __init__(
        self, text: str, roster: Roster, bodies: Bodies, issuer: Party | None, reports: Sequence[Report]
    ) -> None:
        self._text = text
        self._roster = roster
        self._bodies = bodies
        self._issuer = issuer
        self._callings = Callings(text, roster, bodies, issuer, [one.source for one in reports if one.source])
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
        beside = self._beside(phrase)
        if beside is not None:
            return Found((beside,), Resolution.NAME)
        if _LETTER.fullmatch(phrase.text) and report.type is not StatementType.INDIRECT:
            writers = self._writers(report)
            if writers.parties:
                return writers
        match phrase.kind:
            case PhraseKind.PRONOUN:
                return self._pronoun(phrase)
            case PhraseKind.NAMED:
                return self._named(phrase)
            case PhraseKind.BODY:
                return self._body(phrase)
        return self._description(phrase)

    def _beside(self, phrase: Phrase) -> Person | None:
        """Return the person whose name stands before or behind an office: "Jane Roe, MD, the head of X"."""
        office = phrase.kind is PhraseKind.NAMED and all(m.kind is MentionKind.TITLE for m in phrase.mentions)
        if not office or len(phrase.mentions) > 2 or is_plural(phrase.mentions[0].role.partition(" of ")[0]):
            return None
        behind = _COMMA.match(self._text, phrase.span.end)
        named = self._roster.starting(behind.end()) if behind is not None else None
        if named is not None and self._text[named[0] : named[0] + 1] == ",":
            return named[1]
        near = next(self._roster.before(phrase.span.start), None)
        if near is None or phrase.span.start - near[1] > _LONGEST_BETWEEN:
            return None
        between = _APPOSED.fullmatch(self._text, near[1], phrase.span.start)
        vague = phrase.text[:4].casefold() == "the " and " of " not in phrase.text
        return near[2] if between is not None and not vague else None

    def _writers(self, report: Report) -> Found:
        """Return who wrote a letter that is quoted in the first person: those who spoke last, or the issuer."""
        if not any(_FIRST.search(self._text, *span) for span in report.content):
            return NOBODY
        if _SALUTATION.search(self._text, *report.content[0]) and isinstance(self._issuer, Person):
            return self._first_person()  # the whole letter
        persons = [party for party in self._last.parties if isinstance(party, Person)]
        return Found(tuple(persons), Resolution.CONTINUATION) if persons else self._person_speaking()

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
        person = person or self._roster.first_after(offset)  # "• He promised aid.⏎President Roe met …"
        return Found((person,), Resolution.PRONOUN) if person is not None else NOBODY

    def _plural(self, offset: int, *, plural: bool) -> Found:
        """Return whom "they" or "it" means: several speakers before, or a body; else the last speaker."""
        if self._last.parties and (len(self._last.parties) > 1) == plural:
            return Found(self._last.parties, Resolution.PRONOUN)
        if self._last.parties and isinstance(self._last.parties[0], Body):
            return Found(self._last.parties, Resolution.PRONOUN)
        if plural and (group := self._callings.group(offset, self._last.parties)):
            return Found(group, Resolution.PRONOUN)
        name = self._bodies.last(offset)
        if name:
            return Found((Body(name, SpeakerKind.ORGANISATION),), Resolution.PRONOUN)
        return Found(self._last.parties, Resolution.PRONOUN) if self._last.parties else NOBODY

    def _last_person(self) -> Person | None:
        return next((party for party in self._last.parties if isinstance(party, Person)), None)

    def _named(self, phrase: Phrase) -> Found:
        parties: list[Party] = []
        how = Resolution.TITLE
        for mention in phrase.mentions:
            if mention.kind is MentionKind.TITLE:
                meant = self._callings.titled(
                    mention,
                    self._last.parties,
                    several=_ARTICLED.match(phrase.text) is not None,
                    count=counted(phrase.text),
                )
            else:
                meant = (self._callings.person(mention, phrase),)
                how = Resolution.TITLE if _only_office(mention, meant[0]) else Resolution.NAME
            parties.extend(party for party in meant if party not in parties)
        return Found(tuple(parties), how)

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
            group = self._callings.group(phrase.span.start, self._last.parties, counted(phrase.text))
            if group:
                return Found(group, Resolution.TITLE)
        if self._calls_back(phrase.text):
            person = self._antecedents.find(phrase.span.start, "", self._last_person(), self._last_offset)
            if person is not None:
                person.add_alias(phrase.text)
                return Found((person,), Resolution.TITLE)
        if phrase.text[:4].casefold() == "the " and len(nouns) < _FEW and self._is_expert(nouns[-1]):
            return self._person_speaking()
        name = without_article(phrase.text)
        if len(nouns) == 2 and nouns[0].casefold() in ARTICLES:
            name = self._bodies.described(name)
        return Found((Body(name, SpeakerKind.UNNAMED),), Resolution.NAME)

    def _is_expert(self, noun: str) -> bool:
        """Return whether a noun calls back the last person who spoke, of whom no other office is known."""
        last = self._last_speaker
        if last is None or fold(noun) not in words("experts"):
            return False
        return not last.roles or any(fold(word) in words("experts") for role in last.roles for word in role.split())

    def _calls_back(self, printed: str) -> bool:
        """Return whether a phrase describes somebody named before: "the native New Yorker", "the lawmaker"."""
        found = printed.split()
        if len(found) < 2 or found[0].casefold() != "the" or " of " in printed or " for " in printed:
            return False
        last = fold(found[-1])
        return (
            last in words("callbacks") or last in table("demonyms") or fold(" ".join(found[-2:])) in table("demonyms")
        )


def _only_office(mention: Mention, party: Party) -> bool:
    """Return whether a source was understood by its office, and not by the word behind it: "the Chief Prelate"."""
    if mention.kind is not MentionKind.NAME or not mention.role:
        return False
    return isinstance(party, Body) or parse_name(mention.name).surname not in party.name.keys


def _party_and_state(printed: str) -> bool:
    """Return whether a phrase is what stands behind a member's name: "(R-Tenn.)", "D  Conn", "AR 02"."""
    if printed[0] not in "([DRI" and not printed[:2].isupper():
        return False
    found = re.split(r"[\s–-]+", printed.strip("()[] .,"))
    states = found[1:] if found[0] in _PARTIES else found
    if len(states) > 1 and all(len(letter) == 1 for letter in states):
        states = ["".join(states)]  # "D  N J"
    known = words("state-abbreviations") | words("places")
    return (
        bool(states)
        and states[0][:1].isupper()
        and all(word.isdigit() or fold(word) in known for word in states)
        and (found[0] in _PARTIES or fold(states[0]) in words("state-abbreviations"))
    )


def anchor(report: Report) -> int:
    """Return the offset at which a report's source stands, or where the report begins if it has none."""
    return report.source.start if report.source is not None else report.content[0].start
