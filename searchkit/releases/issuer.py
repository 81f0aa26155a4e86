"""Whose release it is: by its metadata, its path, the site it was saved from, or the block of its contacts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from searchkit.model import Zone, ZoneKind
from searchkit.releases.lines import Line

CAMEL = re.compile(r"(?<=[a-z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLa)(?<!\bLe)(?=[A-Z][a-z])")
LETTERS = re.compile(r"[^\W\d_]+")
PERSONAL = ("author", "prime_minister")
LAST_FIRST = re.compile(r"(?P<last>[^\W\d_][\w.'’ -]{1,30}), (?P<first>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,2})")
FIRM = re.compile(r"\b(?:inc|ltd|llc|plc|co|corp|gmbh|ag|sa|jr|sr|esq|md|phd)\b", re.IGNORECASE)
NAMED = re.compile(
    r"(?:[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]+|of|the|and|for|&|de))*,? )?"
    r"(?:(?:Attorney|State[’']s Attorney|Sheriff|Governor|Mayor|Senator|Prosecutor)[’']s Office|"
    r"(?:Office|Ministry|Department|Bureau|Agency|Commission|Council|Secretariat|Embassy|Directorate|Authority)"
    r" (?:of|for) "
    r"[A-Z][\w’'-]+"
    r"(?:,? (?:[A-Z&][\w’'.-]*|of|the|and|for|de)){0,8})"
)


SIGNED = re.compile(
    r"(?:the )?(?:[\w.’'-]+ ){0,4}?(?:office|ministry|department|bureau|agency|commission|council|secretariat|embassy|"
    r"directorate|authority|foundation|institute) (?:of|for) [\w ,&'’.-]{3,80}",
    re.IGNORECASE,
)
SIGNATURE = 6
"""An office signs within so many lines at the end."""


def issuer_of(
    metadata: Mapping[str, str], place: str, text: str, zones: Sequence[Zone], lines: Sequence[Line], *, site: str
) -> str:
    """Return the issuer's name, the first of: the metadata's source, their author, the folder whose name the file's
    repeats, the site that the page's title line names, an office in the block of contacts, an office that signs at
    the end; "" where none is found.
    """
    return (
        readable(metadata.get("source", ""))
        or readable(metadata.get("author", ""))
        or issuer_of_path(place)
        or site
        or _of_contacts(text, zones)
        or next((line.text.strip(" .,") for line in lines[-SIGNATURE:] if SIGNED.fullmatch(line.text)), "")
    )


def readable(name: str) -> str:
    """Return a name given as "Menzies, Robert" as "Robert Menzies"; any other as it is."""
    if "," not in name or FIRM.search(name):
        return name
    match = LAST_FIRST.fullmatch(name)
    return f"{match['first']} {match['last']}" if match else name


def issuer_of_path(place: str) -> str:
    """Return the folder's name where the file's own name repeats it ("Obama/10Apr2007Obama430.txt"); else ""."""
    folder, _, name = place.rpartition("/")
    issuer = folder.rpartition("/")[2]
    if len(issuer) < 3 or not LETTERS.fullmatch(issuer) or issuer not in name:
        return ""
    stem = name.partition(".")[0]
    return CAMEL.sub(" ", issuer) if any(char.isdigit() for char in stem) else ""


def _of_contacts(text: str, zones: Sequence[Zone]) -> str:
    for zone in zones:
        if zone.kind is ZoneKind.CONTACT and (match := NAMED.search(text, zone.span.start, zone.span.end)):
            return match[0]
    return ""
