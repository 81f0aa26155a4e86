"""What one line is, taken by itself."""

from __future__ import annotations

import re
from functools import lru_cache

from searchkit.model import ZoneKind
from searchkit.releases.dates import YEAR, date_at, first_date
from searchkit.releases.phrases import phrases

FURNITURE = phrases("furniture")
INITIALS = [[letter] for letter in "ABCDEFGHIJKLMNOPRSTVW"]
PAGE_ENDS = phrases("page_ends")
EDGES = " \t.:;,-–—|•·>»«<*#+/\\[]()\"'“”"

NOTICE = re.compile(
    r"\W*(?:for )?(?:immediate|general) release(?:\W{1,3}\w+){0,4}\W*|\W*(?:strictly )?embargo(?:ed)?\b.{0,80}|"
    r"\W*(?:joint )?(?:press|media|news) (?:release|statement|advisory|alert|notice)s?\b"
    r"(?:\W*(?:no|nr|number)?\W*[\d/ -]+)?\W*|"
    r"\W*for (?:media|press|release)\b.{0,40}|\W*(?:not )?for (?:publication|broadcast).{0,60}|"
    r"\W*(?:medienmitteilung|communiqué(?: de presse)?|comunicato(?: stampa)?|pressemitteilung|presseinformation|"
    r"nota (?:de|à|di) (?:prensa|imprensa|stampa)|comunicado(?: de prensa| à imprensa)?|pressmeddelande|"
    r"pressemeddelelse|pressemelding|(?:lehdistö)?tiedote|persbericht|nieuwsbericht|(?:komunikat|informacja) "
    r"prasow[ya]|tisková zpráva|"
    r"tlačová správa|sajtóközlemény|comunicat de presă|basın (?:açıklaması|bülteni)|пресс-релиз|δελτίο τύπου|"
    r"siaran pers)"
    r"(?:\W*(?:nr|n|no|št|č)?\W*[\d/ -]+)?\W*|"
    r"\W*(?:case|ref(?:erence)?|no|release)\W{1,3}#?\W*[A-Z0-9][\w/-]*\d[\w/-]*\W*",
    re.IGNORECASE,
)
NOTICE_BEGINNINGS = frozenset({
    "fo", "im", "ge", "st", "em", "jo", "pr", "me", "ne", "no", "co", "le", "ti", "pe", "ni", "ko", "in", "tl", "sa",
    "ba", "si", "ca", "re",
})  # fmt: skip
"""The first letters of notices that are in ASCII."""
NO_WORD = "".join(char for char in map(chr, range(128)) if not char.isalnum() and char != "_")
NOTICE_PREFIX = re.compile(
    r"\W*(?:FOR IMMEDIATE RELEASE|For Immediate Release|IMMEDIATE RELEASE|"
    r"Press Release|PRESS RELEASE|MEDIA RELEASE)\b\W*"
)
CONTACT = re.compile(
    r".{0,40}?(?:(?:press|media|for (?:more|further|additional) information|for (?:press|media) (?:enquiries|inquiries))[, ]{0,2})?"  # noqa: E501
    r"\b(?:please )?(?:contacts?|enquiries|inquiries|kontakt|contatto|rückfragen|renseignements)(?: (?:person|information|us))?\s*(?::.{0,120}|\W*)",  # noqa: E501
    re.IGNORECASE,
)
CONTACT_WORDS = ("contact", "nquir", "kontakt", "contatto", "rückfragen", "renseignements")
NUMBER = re.compile(r"[0-9]{3}")
CALL = re.compile(
    r"(?:for|please|media|to|members|anyone|if)\b.{0,80}\b(?:contact|call|e-?mail|visit)\b|(?:media|press) contact",
    re.IGNORECASE,
)
MAIL = re.compile(r"@(?<=[\w.+-]@)[\w-]+\.\w")
TELEPHONE = re.compile(r"\d(?<!\d\d)\d\d\)?[ ./-]{0,3}\d{3}[ .-]\d{4}(?!\d)")
ABROAD = re.compile(r"\+\d{1,3}[ (\d)-]{8,}")
LABELLED = re.compile(r"\b(?:tel|phone|fax|e-?mail|cell|mobile|office)\b\.?:", re.IGNORECASE)
LABELS = ("tel", "phone", "fax", "email", "e-mail", "cell", "mobile", "office")
HIDDEN = re.compile(r"\[email.protected\]", re.IGNORECASE)
"""What sites put in the place of mail addresses."""
END = re.compile(
    r"\W*(?:#(?:\s*#)*|-?\s*30\s*-?|[-–—*(\[ ]*(?:ends?|end of (?:press |media )?release)[-–—*)\] ]*|"
    r"[-–—_]{3,}|\*(?:\s*\*)+|x{3,})\W*",
    re.IGNORECASE,
)
FIRM_END = re.compile(r"\W*(?:#(?:\s*#)+|[-–—(]+\s*30\s*[-–—)]+|[-–—*(\[]*\s*ends?\s*[-–—*)\]]*)\W*", re.IGNORECASE)
ABOUT = re.compile(
    r"(?:[Aa]bout (?:the |us\b|our )?[A-Z]?[\w&.,’'() -]{0,80}:?|\W*[Nn]otes? (?:[Tt]o|[Ff]or) (?:the )?[Ee]ditors?\W*|"
    r"(?:À propos d|Über (?:d(?:ie|as|en) |uns|[A-ZÄÖÜ])|Acerca de |Sobre (?:[aoelsn]{1,3} )?[A-Z]|"
    r"Informazioni su )[^.]{0,70}:?|"
    r"\W*NOTES? (?:TO|FOR) (?:THE )?EDITORS?\W*|[Ff]orward-[Ll]ooking [Ss]tatements?\W*|ABOUT [A-Z].{0,80})"
)
ROOMS = re.compile(r"(?:(?:press|news|media|room|releases?|newsroom|office|archives?|and|the)\W+)+", re.IGNORECASE)
ARCHIVE = re.compile(
    r"\W*(?:january|february|march|april|may|june|july|august|september|october|november|december) (?:19|20)\d\d "
    r"(?:news|press) releases\W*",
    re.IGNORECASE,
)
"""The link to a month's releases behind one of them."""
BANNER = re.compile(
    r"(?:(?:[Tt]he )?(?:[Oo]fficial )?(?:[Ww]eb ?[Ss]ite|[Oo]ffice) of )?(?P<of>(?:United States |U\.? ?S\.? )?"
    r"(?:Senator|Congressman|Congresswoman|Representative|Governor|Attorney General|Mayor)) "
    r"(?:[A-Z][\w.'’-]* ){1,3}?[A-Z][\w'’-]+(?:,? [A-Z]\w+)??"
    r"(?P<room>\W+(?:Press|News|Media) ?(?:Room|Releases?|Office|Center|Centre)?)?\W*"
)
ABBREVIATED = re.compile(r"\b(?:U\.S|U\.K|D\.C|Inc|Ltd|Co|Corp|LLC|Jr|Sr|No|St|Act|Dept)\.$", re.IGNORECASE)
"""Words that end with a full stop where no sentence ends."""
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
LABEL = (
    r"(?:publi(?:é|ée|cado|cada|cerad|sert|ceret)|pubblicat[oa]|veröffentlicht|gepubliceerd|opublikowan[oya]|julkaistu|"
    r"опубликован[оа]?|дата|datum|fecha|data|dato|pvm)(?:\W+(?:le|em|el|il|am|den|op|on))?"
)
"""What stands before the date of a page, in other languages than English."""
WEEKDAY_FIRST = re.compile(
    rf"\W*(?:date\W+|(?:posted|published|updated)\W+(?:on\W+)?|{LABEL}\W+)?(?:(?:{WEEKDAY})\W+)?", re.IGNORECASE
)
TIME = re.compile(
    r"\W*\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:[A-Z]{2,4}\b|\w+ (?:standard|daylight|summer) time))?",
    re.IGNORECASE,
)
"""The time of day behind a date."""
LONGEST = 140
BUTTON = 60
RECURRING = 4096
"""So many short lines are remembered: the same ones stand in one release after the other."""


def edged(line: str) -> str:
    """Return the line in lower case without the marks around it, as the lists have it."""
    return line.lower().strip(EDGES)


def is_furniture(line: str) -> bool:
    """Return whether the line is a button, a link or other furniture of a page."""
    if line.startswith(("Skip to ", "©", "Copyright ©", "We use cookies", "This site uses cookies")):
        return True
    return len(line) <= BUTTON and _is_button(line)


@lru_cache(maxsize=RECURRING)
def _is_button(line: str) -> bool:
    return edged(line) in FURNITURE or not any(map(str.isalnum, line)) or bool(ROOMS.fullmatch(f"{line} "))


def is_page_end(line: str) -> bool:
    """Return whether the rest of a page begins with the line."""
    return len(line) <= BUTTON and _ends_page(line)


@lru_cache(maxsize=RECURRING)
def _ends_page(line: str) -> bool:
    return edged(line) in PAGE_ENDS or bool(ARCHIVE.fullmatch(line))


def head_kind(line: str) -> ZoneKind | None:
    """Return what a line above the lead is; None for one that can be headline, subhead or lead."""
    if len(line) > LONGEST:
        return None
    if _begins_as_notice(line) and NOTICE.fullmatch(line):
        return ZoneKind.NOTICE
    if is_furniture(line):
        return ZoneKind.CONTACT if "contact" in line.lower() else ZoneKind.FURNITURE
    if is_contact(line):
        return ZoneKind.CONTACT
    if len(line) < 70 and YEAR.search(line) and (match := first_date(line)):
        rest = len(line) - (match.end() - match.start()) - len(WEEKDAY_FIRST.match(line)[0])  # type: ignore[index]
        rest -= len(clock[0]) if (clock := TIME.match(line, match.end())) else 0
        return ZoneKind.NOTICE if rest < 25 and line[-1:] not in "–—" else None
    return None


def _begins_as_notice(line: str) -> bool:
    """Return whether the first word of the line can be that of a notice."""
    return not line.isascii() or line.lstrip(NO_WORD)[:2].lower() in NOTICE_BEGINNINGS


def is_banner(line: str) -> bool:
    """Return whether the line is the banner of an office-holder's site: office, name, "Press Room"."""
    match = BANNER.fullmatch(line) if len(line) < 90 else None
    return match is not None and (match["room"] is not None or len(match["of"]) > 15 or line.split()[2:3] in INITIALS)


def is_contact(line: str) -> bool:
    """Return whether a short line names a contact, or a way to reach one."""
    if len(line) > LONGEST:
        return False
    lower = line.lower()
    if any(map(lower.__contains__, CONTACT_WORDS)) and (
        CONTACT.fullmatch(line) or ("contact" in lower and is_reach(line) and line[-1] not in '.”"')
    ):
        return True
    if len(line) > 100 or line[0].islower() or line.count(" ") > 12:
        return False
    return is_reach(line) and not line.endswith((".", "”", '"'))


def is_contact_label(line: str) -> bool:
    """Return whether the line is headed "Contact:" or the like."""
    lower = line.lower()
    return any(map(lower.__contains__, CONTACT_WORDS)) and CONTACT.fullmatch(line) is not None


def is_reach(line: str) -> bool:
    """Return whether a telephone number, a mail address or the label of one stands in the line."""
    colon, at = ":" in line, "@" in line
    if not (colon or at or NUMBER.search(line)):
        return False
    return (
        (at and MAIL.search(line) is not None)
        or (colon and _is_labelled(line))
        or TELEPHONE.search(line) is not None
        or ("+" in line and ABROAD.search(line) is not None)
        or ("[" in line and HIDDEN.search(line) is not None)
    )


def _is_labelled(line: str) -> bool:
    """Return whether the label of a telephone number or an address stands before a colon of the line."""
    if "ı" not in line and "İ" not in line:  # which are an i where case is ignored, but not in lower case
        before = line.lower().split(":")[:-1]
        if not any(part.removesuffix(".").endswith(LABELS) for part in before):
            return False
    return LABELLED.search(line) is not None


def leading_date(line: str) -> int:
    """Return the length of a date, with its weekday, that the line begins with; 0 for none."""
    if not YEAR.search(line, 0, 45):
        return 0
    before = WEEKDAY_FIRST.match(line)
    match = date_at(line, before.end() if before else 0)
    if match is None or match.end() > 45:
        return 0
    end = match.end()
    while end < len(line) and line[end] in " ,.:|":
        end += 1
    return end
