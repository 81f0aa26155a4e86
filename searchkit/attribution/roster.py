"""The persons of one release: every form of a name brought to one person, and who was named where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from searchkit.attribution.lexicon import words
from searchkit.attribution.mentions import Mention, MentionKind
from searchkit.attribution.persons import Person, gender_of_name
from searchkit.attribution.wordclass import WordClass, classify, inflected
from searchkit.names.lists import fold
from searchkit.names.personal import PersonName, compatible, formal, key_of, parse_name
from searchkit.names.roles import (
    NO_ROLE,
    Role,
    distance,
    gender_of_role,
    is_plural,
    parse_role,
)

_MOST_WORDS = 5
_MOST_NAMESAKES = 50
_MOST_PERSONS = 1000
"""Longer lists of persons are those of no press release; they must not cost more than linear time."""


class Roster:
    """The persons of one release, found by any word of their names."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self._by_word: dict[str, list[Person]] = {}
        self._places: list[tuple[int, int, Person]] = []
        self._starts: list[int] = []

    def read(self, mentions: Iterable[Mention]) -> None:
        """Take in the mentions of the text: full names first, then what only repeats a part of one."""
        full: list[tuple[Mention, PersonName]] = []
        shaky: list[tuple[Mention, PersonName]] = []
        short: list[tuple[Mention, PersonName]] = []
        for mention in mentions:
            if mention.kind is MentionKind.PERSON or mention.kind is MentionKind.NAME:
                name = parse_name(mention.name)
                if _no_person(mention, name):
                    continue
                if mention.kind is MentionKind.NAME or len(name.keys) < 2:
                    short.append((mention, name))
                else:
                    (shaky if mention.shaky else full).append((mention, name))
        joined = _two_surnames(name for _, name in full) | _glued(full)
        for mention, name in full:
            if name.keys in joined:
                shaky.append((mention, name))
            else:
                self._place(mention, self._merged(mention, name))
        for mention, name in shaky:
            self._place(mention, self._unglued(mention, name))
        for mention, name in short:
            person = self._short(mention, name)
            if person is not None:
                self._place(mention, person)
        self._places.sort(key=lambda place: place[0])
        self._starts = [start for start, _, _ in self._places]

    def add(self, name: PersonName, role: str = "", alias: str = "") -> Person:
        """Return the person of that name, made if there is none."""
        person = next((p for p in self._called(name.surname) if compatible(p.name, name)), None)
        if person is None:
            person = next((p for key in name.keys[:1] for p in self._called(key) if compatible(p.name, name)), None)
        return self._filled(person or self._new(name), name, role, alias)

    def _called(self, key: str) -> Sequence[Person]:
        """Return the persons whose name has a word, the last few of them where a text names very many."""
        return self._by_word.get(key, ())[-_MOST_NAMESAKES:]

    def _new(self, name: PersonName) -> Person:
        person = Person(name, gender=gender_of_name(name))
        self.persons.append(person)
        return person

    def _filled(self, person: Person, name: PersonName, role: str, alias: str) -> Person:
        person.rename(name)
        self._index(person)
        if role:
            person.add_role(role)
        person.add_alias(alias or name.full)
        return person

    def find(
        self, name: PersonName, role: Role = NO_ROLE, before: int | None = None, gender: str = ""
    ) -> Person | None:
        """Return the person whom a name, often only a surname, means at offset `before`; `None` if there is none.

        Of several, one whose role agrees comes first, then a surname rather than a first name, then the last named.
        """
        if not name.keys:
            return None
        if len(name.keys) > 1:
            return next(
                (p for key in (name.surname, name.keys[0]) for p in self._called(key) if compatible(p.name, name)),
                None,
            )
        key = name.keys[0]
        candidates = [p for p in self._called(key) if not (gender and p.gender and p.gender != gender)]
        candidates = [p for p in candidates if _initials_allow(p.name, name)]
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        ranked = [
            (self._agreement(p, role), p.name.surname == key, self._last_place(p, before), -k)
            for k, p in enumerate(candidates)
        ]
        return candidates[-max(ranked)[3]]

    def before(self, offset: int) -> Iterator[tuple[int, int, Person]]:
        """Yield the (start, end, person) of the mentions that begin before `offset`, the nearest first."""
        for k in range(bisect_left(self._starts, offset) - 1, -1, -1):
            yield self._places[k]

    def starting(self, offset: int) -> tuple[int, Person] | None:
        """Return the end of the mention that begins at `offset`, and its person; `None` where none does."""
        k = bisect_left(self._starts, offset)
        return self._places[k][1:] if k < len(self._starts) and self._starts[k] == offset else None

    def first_after(self, offset: int) -> Person | None:
        """Return the first office-holder named behind an offset before which nobody is named."""
        first = bisect_left(self._starts, 0)
        if self._starts[first : first + 1] < [offset]:
            return None
        return next((person for _, _, person in self._places[first : first + _MOST_NAMESAKES] if person.roles), None)

    def ends(self, person: Person) -> list[int]:
        """Return where the mentions of a person end."""
        return [end for _, end, one in self._places if one is person]

    def holders(self, title: Role, before: int | None = None) -> list[Person]:
        """Return the persons whom the title can mean, the likeliest first: nearest role, then last named before."""
        ranked: list[tuple[int, int, int, Person]] = []
        for k, person in enumerate(self.persons[-_MOST_PERSONS:]):
            distances = [d for held in person.held() if (d := distance(title, held)) is not None]
            far = bool(distances) and min(distances) > 0 and title.offices != frozenset()
            if far and before is not None and self._last_place(person, before) < 0 and person.places[:1] > [before]:
                continue  # "the Prime Minister" is not the Ruritanian Prime Minister who comes up later
            if distances:
                ranked.append((min(distances), -self._last_place(person, before), k, person))
        return [person for _, _, _, person in sorted(ranked, key=lambda r: r[:3])]

    def addressed(self) -> list[Person]:
        """Return the one person whom the text calls by form of address and surname only, as all know him: "Mr Roe"."""
        out = [
            p for p in self.persons[-_MOST_PERSONS:] if len(p.name.keys) == 1 and p.gender and p.places and not p.roles
        ]
        return out if len(out) == 1 and not out[0].office else []

    def main(self, before: int, count: int) -> list[Person]:
        """Return the `count` persons named most before an offset, in the order of the text; none if there are fewer."""
        named = [(sum(place < before for place in p.places), p) for p in self.persons if p.roles and p.places]
        named = sorted((pair for pair in named if pair[0]), key=lambda pair: -pair[0])[:count]
        return sorted((p for _, p in named), key=lambda p: p.places[0]) if len(named) == count else []

    def _last_place(self, person: Person, before: int | None) -> int:
        if before is None:
            return -person.places[0] if person.places else -1
        return max((place for place in person.places if place < before), default=-1)

    def _agreement(self, person: Person, role: Role) -> int:
        if role.empty or not person.roles:
            return 1
        return 2 if any(role.offices & held.offices for held in person.held()) else 0

    def _index(self, person: Person) -> None:
        for key in person.name.keys:
            holders = self._by_word.setdefault(key, [])
            if person not in holders:
                holders.append(person)
        if person.name.nickname:
            self._by_word.setdefault(person.name.nickname, []).append(person)

    def _merged(self, mention: Mention, name: PersonName) -> Person:
        return self.add(name, mention.role, mention.name)

    def _unglued(self, mention: Mention, name: PersonName) -> Person:
        """Return the person of a name that headline words may be glued to."""
        words = mention.name.split()
        for size in range(len(words), 0, -1):
            for part in (words[:size], words[-size:]):
                piece = parse_name(" ".join(part))
                found = self.find(piece, parse_role(mention.role)) if piece.keys else None
                if found is not None and len(piece.keys) > len(found.name.keys):
                    continue
                if found is not None and _completes(words, part, found):
                    return self._filled(found, parse_name(" ".join(words)), mention.role, mention.name)
                if found is not None and _namesake(words[: -len(part)], part, words, found):
                    continue
                if found is not None and (size > 1 or piece.surname == found.name.surname):
                    found.add_role(mention.role) if not mention.name.isupper() else None
                    found.rename(piece)
                    found.add_alias(" ".join(part))
                    return found
        whole = any(classify(word) & WordClass.INITIAL for word in words[1:-1])  # "Senators Jane A Roe"
        several = len(words) > 2 and classify(words[0]) & WordClass.SURNAME and not whole
        if is_plural(mention.role) and (several or not classify(words[0]) & WordClass.GIVEN):
            name = parse_name(words[0])  # "Senators Schumer Clinton", whose comma was lost
        elif len(name.keys) > 3:
            name = parse_name(" ".join(words[:3]))
        return self.add(name, mention.role, name.full)

    def _short(self, mention: Mention, name: PersonName) -> Person | None:
        """Return the person whom a surname, or a name of no list, means; `None` where it is nobody known."""
        if not name.keys:
            return None
        role, printed = parse_role(mention.role), mention.name
        found = self.find(name, role, mention.span.start, gender_of_role(mention.role))
        if found is not None and len(name.keys) > max(2, len(found.name.keys)):
            found = None
        if found is None and mention.kind is MentionKind.NAME and len(name.keys) > 1:
            found, printed = self._prefix(mention), mention.name.split()[0]
        if found is not None and self._alien(found, role, mention):
            return self._filled(self._new(name), name, mention.role, printed)
        if found is None:
            if mention.kind is MentionKind.NAME:
                return None
            return self._filled(self._new(name), name, mention.role, printed)
        if mention.role:
            found.add_role(mention.role)
        if len(name.keys) == len(found.name.keys) and name.surname == found.name.surname:
            found.rename(name)  # "G. K. Butterfield", whom metadata call "G. Butterfield"
        found.add_alias(printed)
        return found

    def _prefix(self, mention: Mention) -> Person | None:
        words = mention.name.split()
        found = self.find(parse_name(words[0])) if words else None
        return found if found is not None and key_of(words[0]) == found.name.surname else None

    def _alien(self, person: Person, role: Role, mention: Mention) -> bool:
        """Return whether a titled surname must be another person's: a first name met, or the other gender."""
        gender = gender_of_role(mention.role)
        if gender and person.gender and gender != person.gender:
            return True
        if role.empty or mention.kind is MentionKind.NAME or len(person.name.keys) < 2:
            return False
        return key_of(mention.name.split()[-1]) != person.name.surname and not self._agreement(person, role)

    def _place(self, mention: Mention, person: Person) -> None:
        person.places.append(mention.span.start)
        self._places.append((mention.span.start, mention.span.end, person))


def _completes(words: Sequence[str], part: Sequence[str], person: Person) -> bool:
    """Return whether a name gives somebody known by surname only the given name: "Jane A Roe" is Roe."""
    whole = list(part) == list(words[-len(part) :]) and len(part) < len(words) <= _MOST_WORDS
    if not whole or len(person.name.keys) > 1 or person.name.surname != key_of(words[-1]):
        return False
    between = WordClass.INITIAL | WordClass.GIVEN | WordClass.PARTICLE
    return bool(classify(words[0]) & WordClass.GIVEN) and all(
        classify(word) & between for word in words[1 : -len(part)]
    )


def _namesake(before: Sequence[str], part: Sequence[str], words: Sequence[str], person: Person) -> bool:
    """Return whether the given name before a surname makes it another person's: Norm is not Leroy Coleman."""
    if not before or list(part) != list(words[-len(part) :]) or len(person.name.keys) < 2:
        return False
    return bool(classify(before[-1]) & WordClass.GIVEN) and formal(key_of(before[-1])) != formal(person.name.first)


def _two_surnames(names: Iterable[PersonName]) -> set[tuple[str, ...]]:
    """Return the names that are the surnames of two others, whose comma was lost: "Conrad Dorgan Announce …"."""
    by_surname: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        by_surname.setdefault(name.surname, set()).add(name.keys)
    return {
        keys
        for namesakes in by_surname.values()
        if len(namesakes) > 1
        for keys in namesakes
        if len(keys) == 2 and any(other[-1] == keys[0] and other != keys for other in by_surname.get(keys[0], ()))
    }


def _glued(full: Sequence[tuple[Mention, PersonName]]) -> set[tuple[str, ...]]:
    """Return the names that are another with the verb of a headline behind it: "Jane Roe Commemorates Landing Day"."""
    whole = {name.keys for _, name in full}
    out: set[tuple[str, ...]] = set()
    for mention, name in full:
        if len(name.keys) < 3 or not (name.keys[:2] in whole or name.keys[:3] in whole):
            continue
        words = mention.name.split()
        if any(classify(word) & WordClass.UNLISTED and inflected(word) for word in words[2:4]):
            out.add(name.keys)
    return out


def _no_person(mention: Mention, name: PersonName) -> bool:
    """Return whether a mention is a place ("Saint Paul"), or a headline's verb taken for a name ("President Hails")."""
    if fold(mention.name) in words("places") or fold(mention.name) in words("not-persons"):
        return True
    if not mention.shaky or len(name.keys) > 1 or not mention.role:
        return False
    last = mention.name.split()[-1]
    return bool(classify(last) & WordClass.UNLISTED) and inflected(last) and not mention.name.isupper()


def _initials_allow(held: PersonName, asked: PersonName) -> bool:
    leading = [letter for place, letter in asked.initials if place == 0]
    return not leading or len(held.keys) < 2 or held.keys[0].startswith(leading[0]) or (0, leading[0]) in held.initials
