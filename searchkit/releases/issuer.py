"""Whose release it is: by its metadata, its path, the site it was saved from, or the block of its contacts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from searchkit.model import Zone, ZoneKind
from searchkit.releases.dates import without_dates
from searchkit.releases.lines import Line
from searchkit.releases.phrases import phrases

CAMEL = re.compile(r"(?<=[a-z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLa)(?<!\bLe)(?=[A-Z][a-z])")
LETTERS = re.compile(r"[^\W\d_]+")
WIRES = phrases("wires")
OF_WIRE = re.compile(
    r"^SOURCE:? (?P<source>[A-Z][^\n]{2,80})$|"
    r"(?:BUSINESS WIRE|PRNewswire|GLOBE NEWSWIRE|Newswire|ACCESSWIRE|EINPresswire[.\w]*)(?: via \w+)?[)/ ]*"
    r"(?:--?|–|—|/)+ ?(?P<name>[A-Z][^\n,;()]{1,70}?)"
    r"(?=,? \(|, (?:a|an|the|one)\b| (?:today|announced|announces|has|is|and its|reported|said|will)\b)",
    re.MULTILINE,
)
"""Where the text of a release that a wire carries names its issuer."""
STAFF = re.compile(
    r"\S*(?:admin|webmaster|editor)\S*|\S+@\S+|(?:super user|user|staff|guest|press office|communications)\W*\w*",
    re.IGNORECASE,
)
"""Authors that name nobody."""
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
    repeats, the site that the page's title line names, an office in the block of contacts, one in the letterhead, one
    that signs at the end; "" where none is found. A wire that carries the releases of others is the issuer only where
    nobody else is named, by the text of the release too.
    """
    source, author = readable(metadata.get("source", "")), readable(metadata.get("author", ""))
    wire = source if source.casefold() in WIRES else ""
    if STAFF.fullmatch(author) or author.casefold() in WIRES:
        author = ""
    return (
        (source if not wire else author or _of_wire(text) or wire)
        or author
        or issuer_of_path(place)
        or site
        or _of_contacts(text, zones)
        or _of_lines(zones, lines)
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
    if len(issuer) < 3 or issuer not in name or not any(map(str.isdigit, name.partition(".")[0])):
        return ""
    return _spelt(issuer)


@lru_cache(maxsize=1024)
def _spelt(folder: str) -> str:
    """Return the name that a folder's name spells, its words apart; "" where it has other characters than letters."""
    return CAMEL.sub(" ", folder) if LETTERS.fullmatch(folder) else ""


def _of_lines(zones: Sequence[Zone], lines: Sequence[Line]) -> str:
    """Return an office that stands alone on one of the first lines, or signs on one of the last; no headline is one."""
    titles = [zone.span for zone in zones if zone.kind is ZoneKind.HEADLINE]
    own = [line for line in lines if not any(span.start <= line.start < span.end for span in titles)]
    head = (office for office in map(_undated, own[:SIGNATURE]) if NAMED.fullmatch(office))
    foot = (office for office in map(_undated, own[-SIGNATURE:]) if SIGNED.fullmatch(office))
    return next(head, "") or next(foot, "")


def _undated(line: Line) -> str:
    return without_dates(line.text).strip(" .,-–—")


def _of_wire(text: str) -> str:
    named = list(OF_WIRE.finditer(text))
    best = next((match for match in named if match["source"]), named[0] if named else None)
    return (best["source"] or best["name"]).strip(" .") if best else ""


def _of_contacts(text: str, zones: Sequence[Zone]) -> str:
    for zone in zones:
        if zone.kind is ZoneKind.CONTACT and (match := NAMED.search(text, zone.span.start, zone.span.end)):
            return match[0]
    return ""
