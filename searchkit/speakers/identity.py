"""Which rows of printed speakers are one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence

from searchkit.model import SpeakerKind
from searchkit.names.lists import fold
from searchkit.names.personal import PersonName, formal, key_of
from searchkit.speakers.evidence import Evidence, misprint_of, same_person
from searchkit.speakers.groups import Groups
from searchkit.speakers.issuers import Issuers
from searchkit.speakers.printed import PrintedSpeaker
from searchkit.speakers.surnames import holder_of_surname, holder_of_word, same_bare
from searchkit.speakers.units import body_name

_MOST_COMPARED = 400
"""Groups of one surname and first name beyond which only those that share an issuer are compared."""


def identify(
    rows: Sequence[PrintedSpeaker],
    issuers: Issuers,
    same: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Return the groups of indices into `rows` that are one person each; rows without a name are in none.

    `rows` are sorted; of each unit (see `speakers.units`) all rows must be there or none. `issuers` are those of all
    rows there are. `same` and `apart` are pairs of indices that the user has decided on; they go before all evidence.
    """
    groups = Groups(len(rows))
    for one, other in apart:
        groups.keep_apart(one, other)
    for one, other in same:
        groups.join(one, other, decided=True)
    _join_bodies(rows, groups)
    persons = _Persons(rows, groups, issuers)
    persons.join()
    persons.join_words()
    named = [k for k, row in enumerate(rows) if row.name.strip() and row.kind is not SpeakerKind.UNKNOWN]
    return groups.members(named)


def _join_bodies(rows: Sequence[PrintedSpeaker], groups: Groups) -> None:
    """Join organisations of one name; common nouns ("the court") and people without names only within an issuer."""
    seen: dict[Hashable, int] = {}
    for k, row in enumerate(rows):
        if row.kind is SpeakerKind.PERSON or row.kind is SpeakerKind.UNKNOWN:
            continue
        name = fold(body_name(row.name))
        general = row.kind is SpeakerKind.UNNAMED or row.name.islower() or " " not in name
        key = (row.kind, name, fold(row.source) if general else "")
        if key in seen:
            groups.join(seen[key], k)
        seen.setdefault(key, k)


class _Persons:
    """Joins the rows that name persons, block by block of one surname."""

    def __init__(self, rows: Sequence[PrintedSpeaker], groups: Groups, issuers: Issuers) -> None:
        self._groups = groups
        self._evidence = {k: Evidence.of(row) for k, row in enumerate(rows) if row.kind is SpeakerKind.PERSON}
        self._given = {k: evidence.names[0] for k, evidence in self._evidence.items()}
        self._words = [k for k, row in enumerate(rows) if _is_word(row)]
        self._rows = rows
        self._blocks: dict[str, list[int]] = defaultdict(list)
        self._issuers = issuers
        for k, evidence in self._evidence.items():
            if evidence.names[0].keys:
                self._blocks[evidence.names[0].surname].append(k)
        for k in self._given:
            head = groups.find(k)
            if head not in self._evidence:  # a body that the user says is this person
                self._evidence[head] = Evidence.of(rows[k])
            elif head != k:
                self._evidence[head].absorb(self._evidence[k])

    def join(self) -> None:
        """Join full names first, then surnames to full names, then the surnames left."""
        for block in self._blocks.values():
            particles = {self._given[k].particle for k in block}
            bare = [k for k in block if _is_bare(self._given[k], particles)]
            full = sorted(set(block).difference(bare))
            self._join_full(full)
            self._join_bare(bare, full)

    def join_words(self) -> None:
        """Join surnames that were taken for bodies, as nothing in their release says otherwise."""
        for k in self._words:
            full = [h for h in self._blocks.get(key_of(self._rows[k].name), ()) if len(self._given[h].keys) > 1]
            heads = {id(self._of(h)): h for h in full}
            person = holder_of_word(Evidence.of(self._rows[k]), {id(self._of(h)): self._of(h) for h in full}.values())
            if person is not None:
                self._groups.join(heads[id(person)], k)
                self._evidence[self._groups.find(k)] = person

    def _join_full(self, block: Iterable[int]) -> None:
        by_first: dict[str, list[int]] = defaultdict(list)
        for k in block:
            by_first[_canonical_first(self._given[k])].append(k)
        for rows in by_first.values():
            self._join_repeated(rows)
            self._compare(self._heads(rows))
        by_other: dict[str, list[int]] = defaultdict(list)
        for k in self._heads(block):
            for given in sorted({given for name in self._of(k).names for given in _given_names(name)}):
                by_other[given].append(k)
        for heads in by_other.values():
            if len(heads) > 1:
                self._compare(self._heads(heads))

        self._join_misprints(block)

    def _join_misprints(self, block: Iterable[int]) -> None:
        heads = sorted(self._heads(block), key=lambda k: (self._of(k).statements, k))
        known = [k for k in heads if self._of(k).public]
        for k in heads if len(heads) > 1 else ():
            meant = {self._groups.find(h) for h in known if misprint_of(self._of(k), self._of(h))}
            if len(meant) == 1:
                self._join(meant.pop(), k)

    def _join_repeated(self, rows: Iterable[int]) -> None:
        """Join rows of one issuer with the same name, whatever their roles."""
        seen: dict[Hashable, int] = {}
        for k in rows:
            name = self._given[k]
            key = (name.keys, name.initials, name.suffix, tuple(sorted(self._evidence[k].sources)))
            if key in seen:
                self._join(seen[key], k)
            seen.setdefault(key, k)

    def _compare(self, heads: list[int]) -> None:
        """Join the groups of one surname and first name that are one person, the most quoted first."""
        heads.sort(key=lambda k: (-self._of(k).statements, k))
        kept: list[int] = []
        for k in heads:
            candidates = (
                kept if len(kept) <= _MOST_COMPARED else [h for h in kept if self._of(h).shares_issuer(self._of(k))]
            )
            match = next((h for h in candidates if same_person(self._of(h), self._of(k)) and self._join(h, k)), None)
            if match is None:
                kept.append(k)

    def _join_bare(self, bare: Sequence[int], full: Sequence[int]) -> None:
        persons = [self._of(k) for k in self._heads(full)]
        owners = {id(self._of(k)): k for k in full}
        left: list[int] = []
        for k in bare:
            person = holder_of_surname(self._of(k), persons, self._issuers)
            if person is None or not self._groups.join(owners[id(person)], k):
                left.append(k)
            else:
                self._evidence[self._groups.find(k)] = person
        heads: list[int] = []
        for k in left:
            match = next(
                (h for h in heads[:_MOST_COMPARED] if same_bare(self._of(h), self._of(k)) and self._join(h, k)), None
            )
            if match is None:
                heads.append(k)

    def _heads(self, rows: Iterable[int]) -> list[int]:
        return list({self._groups.find(k): k for k in rows}.values())

    def _of(self, k: int) -> Evidence:
        return self._evidence[self._groups.find(k)]

    def _join(self, one: int, other: int) -> bool:
        """Join two groups and what is known of them; false where the user keeps them apart."""
        first, second = self._groups.find(one), self._groups.find(other)
        if first == second:
            return True
        if not self._groups.join(one, other):
            return False
        head = self._groups.find(one)
        self._evidence[head].absorb(self._evidence[second if head == first else first])
        return True


def _is_word(row: PrintedSpeaker) -> bool:
    return row.kind is SpeakerKind.ORGANISATION and row.name.isalpha() and not row.name.islower()


def _is_bare(name: PersonName, particles: Collection[str]) -> bool:
    """Return whether a name is a surname alone, perhaps with the particle of a full name: "Van Hollen"."""
    return len(name.keys) == 1 or (len(name.keys) == 2 and name.keys[0] in particles)


def _given_names(name: PersonName) -> set[str]:
    """Return what a person of the name may be called by: first name, nickname, second name."""
    leading = name.keys[:-1]
    called = (*leading[:2], *leading[2:][-1:], name.nickname)  # words may stand before a name that are none of it
    return {formal(given) for given in called if given}


def _canonical_first(name: PersonName) -> str:
    return formal(name.first)
