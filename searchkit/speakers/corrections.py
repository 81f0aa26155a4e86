"""The user's corrections of identities: a plain text file that survives rebuilds.

    # Comments and empty lines are passed over.
    same: Ted Kennedy = Edward M. Kennedy          both names are one person
    same: #bush-president = George W. Bush          a person by id
    not:  Moi @ Baringo County != Daniel Moi        never one person
    role: Anura Kumara Dissanayake = President of Sri Lanka
    name: #dissanayake-anura = Anura Kumara Dissanayake

A reference is a printed name (letter case, accents and titles do not matter) or `#` and an id. Behind `@` stands an
issuer, in brackets a role: only what that issuer prints, or only the holder of that role, is meant: `Moi @ Baringo`,
`Mike Rogers (Michigan)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from searchkit.errors import CorrectionsError

_LINE = re.compile(r"(?P<verb>[^\s:]+)\s*:\s*(?P<rest>.*)")
_REFERENCE = re.compile(r"(?P<name>[^@()]+?)\s*(?:\((?P<role>[^()]*)\)\s*)?(?:@\s*(?P<source>.+?))?\s*")
_SEPARATOR = {"same": "=", "not": "!=", "role": "=", "name": "="}
_EXAMPLE = {
    "same": "same: Ted Kennedy = Edward M. Kennedy",
    "not": "not: Daniel Moi != Gideon Moi",
    "role": "role: Sergey Lavrov = Russian Foreign Minister",
    "name": "name: #kennedy-edward = Edward M. Kennedy",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """Whom a correction speaks of: a printed name or `#id`, perhaps only with a role or by an issuer."""

    name: str
    role: str = ""
    source: str = ""

    def __str__(self) -> str:
        return self.name + (f" ({self.role})" if self.role else "") + (f" @ {self.source}" if self.source else "")


@dataclass(frozen=True, slots=True)
class Link:
    """Two references that are, or are not, one person; `line` is the line of the file, from 1."""

    left: Reference
    right: Reference
    line: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A role or a name that the user gives a person."""

    whom: Reference
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a corrections file says."""

    same: tuple[Link, ...] = ()
    apart: tuple[Link, ...] = ()
    roles: tuple[Wording, ...] = ()
    names: tuple[Wording, ...] = ()

    def references(self) -> Iterator[Reference]:
        """Yield all whom the file speaks of."""
        for link in (*self.same, *self.apart):
            yield from (link.left, link.right)
        yield from (wording.whom for wording in (*self.roles, *self.names))

    def __bool__(self) -> bool:
        return bool(self.same or self.apart or self.roles or self.names)


def parse_corrections(text: str, place: str = "corrections.txt") -> Corrections:
    """Return what the corrections file `text` says; `place` is its name in errors.

    Raises:
        CorrectionsError: a line is none of the four kinds; says which line and shows how it should look.
    """
    links: dict[str, list[Link]] = {"same": [], "not": []}
    wordings: dict[str, list[Wording]] = {"role": [], "name": []}
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        content = re.split(r"(?:^|\s)#(?=\s|$)", line, maxsplit=1)[0].strip()
        if not content:
            continue
        verb, left, right = _parts(content, f"{place}, line {number}")
        if verb in links:
            here = f"{place}, line {number}"
            links[verb].append(Link(_reference(left, here), _reference(right, here), number))
        else:
            wordings[verb].append(Wording(_reference(left, f"{place}, line {number}"), right, number))
    return Corrections(tuple(links["same"]), tuple(links["not"]), tuple(wordings["role"]), tuple(wordings["name"]))


def _parts(content: str, place: str) -> tuple[str, str, str]:
    match = _LINE.fullmatch(content)
    verb = match.group("verb").casefold() if match is not None else ""
    if match is None or verb not in _SEPARATOR:
        raise CorrectionsError(
            f"{place}: {content!r} begins with none of same:, not:, role:, name:", f"for example `{_EXAMPLE['same']}`"
        )
    separator = _SEPARATOR[verb]
    left, found, right = match.group("rest").partition(separator)
    if verb != "not" and left.endswith("!"):
        found = ""
    if not found or not left.strip() or not right.strip():
        raise CorrectionsError(
            f"{place}: {content!r} has not two sides with {separator!r} between them", f"for example `{_EXAMPLE[verb]}`"
        )
    return verb, left.strip(), right.strip()


def _reference(text: str, place: str) -> Reference:
    match = _REFERENCE.fullmatch(text)
    if match is None:
        raise CorrectionsError(
            f"{place}: {text!r} is no name",
            "write a name, NAME (role), NAME @ issuer, or #id as `speakers NAME` prints it",
        )
    return Reference(
        match.group("name").strip(), (match.group("role") or "").strip(), (match.group("source") or "").strip()
    )
