"""The head of a release: what stands above its lead, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from searchkit.model import ZoneKind
from searchkit.releases.datelines import dateline
from searchkit.releases.linekinds import (
    NOTICE_PREFIX,
    ROOMS,
    head_kind,
    is_banner,
    is_contact_label,
    is_reach,
    leading_date,
)
from searchkit.releases.lines import Line, Mark
from searchkit.releases.sites import Headline, inside, locate, saved_page
from searchkit.releases.titles import (
    FUNCTION,
    TOGETHER,
    folded,
    goes_on,
    is_capitalised,
    is_headline,
    is_remainder,
    sentence_title,
)

LINES = 16
"""So many lines can stand between the headline and the lead."""
SUBHEADS = 3
LEAD_LINES = 14
SHORT = 80
LONGEST_HEADLINE = 220
RUN_TOGETHER = re.compile(
    r"(?P<title>[A-Z“][^.?!]{20,200}?) (?P<date>(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:January|February|"
    r"March|April|May|June|July|August|September|October|November|December) \d{1,2},? (?:19|20)\d\d )(?=[A-Z(])"
)
OF_YEAR = re.compile(r"[12](?:(?<= 1)9|(?<= 2)0)\d\d ")
"""The year of the date that stands behind a title on its line."""


@dataclass(slots=True)
class Head:
    """What the head of a release gives: marks up to the end of the lead, and the number of the line behind it.

    `site` is the name of the page's site, where its title line has it.
    """

    marks: list[Mark] = field(default_factory=list)
    title: str = ""
    place: str = ""
    site: str = ""
    headline: Headline | None = None
    next: int = 0
    dated: int = 0
    """Where the headline, or the lead where there is none, begins: dates are looked for from here."""


def find_title(title: str, lines: Sequence[Line]) -> Headline | None:
    """Return where a title of the metadata stands in the head of the text; None where it does not."""
    if not lines:
        return None
    found = locate(title, lines)
    if found is None and (longer := _whole(title, lines)) is not None:
        return longer
    return found or inside(title, lines[0])


def _whole(title: str, lines: Sequence[Line]) -> Headline | None:
    """Return the line whose beginning a title that was cut short with dots is."""
    if not title.endswith(("…", "...")):
        return None
    wanted = folded(title)
    for number, line in enumerate(lines[:4]):
        if len(line.text) < 2 * TOGETHER and len(wanted) > 12 and folded(line.text).startswith(wanted):
            return Headline(number, number, line.start, line.end)
    return None


def read_head(lines: Sequence[Line], title: str, headline: Headline | None) -> Head:
    """Mark the head of the text. A given title stands at `headline`; without one the title is found, or made."""
    head = Head(title=title, headline=headline)
    if not lines:
        return head
    number = 0
    if headline is None and (page := saved_page(lines)) is not None:
        head.title, head.site, head.headline, number = page.title, page.site, page.headline, page.next
        _above(head, lines[:number])
    elif headline is not None:
        number = headline.last + 1
        _above(head, lines[:number])
        if headline.end < lines[headline.last].end:
            _rest_of_line(head, lines[headline.last], number)
            return head
    number = _walk(head, lines, number)
    _lead(head, lines, number)
    return head


def _above(head: Head, lines: Sequence[Line]) -> None:
    """Mark the lines up to the headline's last one."""
    at = head.headline
    assert at is not None
    for number, line in enumerate(lines):
        if at.first <= number <= at.last:
            head.marks.append(Mark(max(line.start, at.start), ZoneKind.HEADLINE))
            if at.end < line.end and head.site:
                head.marks.append(Mark(at.end, ZoneKind.FURNITURE))
        else:
            kind = head_kind(line.text)
            if kind is None and len(line.text) < SHORT:
                named = head.site and _of_contact(lines, number, within=False, known=True)
                kind = ZoneKind.CONTACT if named else ZoneKind.FURNITURE
            head.marks.append(Mark(line.start, kind or (ZoneKind.FURNITURE if head.site else ZoneKind.BODY)))


def _rest_of_line(head: Head, line: Line, following: int) -> None:
    """Mark what stands behind a headline on its own line: the text that was run together with it."""
    assert head.headline is not None
    end = head.headline.end
    if line.text[end - line.start :].strip():
        head.marks.append(Mark(end, ZoneKind.BODY))
    head.next = following


def _walk(head: Head, lines: Sequence[Line], number: int) -> int:
    """Mark notices, contacts, furniture, headline and subheads from `number` on; return the number of the lead."""
    subheads = 0
    contact = False
    last = number + LINES
    while number < min(len(lines), last):
        line = lines[number]
        text = line.text
        kind = head_kind(text)
        following = lines[number + 1].text if number + 1 < len(lines) else ""
        if (
            kind is None
            and len(text) < SHORT
            and _of_contact(lines, number, within=contact, known=head.headline is not None)
        ):
            kind = ZoneKind.CONTACT
        contact = kind is ZoneKind.CONTACT
        if kind is None and head.headline is None and _above_headline(lines, number):
            kind = ZoneKind.FURNITURE
        if kind is None and head.headline is None and _headline(head, lines, number, following):
            assert head.headline is not None
            number = head.headline.last + 1
            continue
        if (
            kind is None
            and head.headline is not None
            and subheads < SUBHEADS
            and _is_subhead(text, following, head.title)
        ):
            kind, subheads = ZoneKind.SUBHEAD, subheads + 1
        if kind is None:
            break
        head.marks.append(Mark(line.start, kind))
        number += 1
    return number


def _headline(head: Head, lines: Sequence[Line], number: int, following: str) -> bool:
    """Take the line as headline, with those that it goes on to, if it reads as one."""
    line = lines[number]
    cut = _prefix(line.text)
    text = line.text[cut:]
    if not text or not is_headline(text, following) or dateline(text)[0]:
        return False
    last, size = number, len(text)
    while last + 1 < len(lines) and last - number < 4:
        current = lines[last].text if last > number else text
        further = lines[last + 1].text
        size += len(further)
        close = lines[last + 1].start == lines[last].end + 1
        if not (goes_on(current, further) or (close and is_remainder(current, further))):
            break
        if size > TOGETHER or head_kind(further) or dateline(further)[0]:
            break
        last += 1
    end = lines[last]
    if end.text[-1] in ":;":
        return False
    if cut:
        head.marks.append(Mark(line.start, ZoneKind.NOTICE))
    head.marks.append(Mark(line.start + cut, ZoneKind.HEADLINE))
    head.headline = Headline(number, last, line.start + cut, end.end)
    head.title = " ".join([text, *(line.text for line in lines[number + 1 : last + 1])])
    return True


def _above_headline(lines: Sequence[Line], number: int) -> bool:
    """Return whether a line of a few words, or the banner of a site, stands close above what reads as a headline."""
    text = lines[number].text
    if is_banner(text) and number + 1 < len(lines) and ROOMS.fullmatch(f"{lines[number + 1].text} "):
        return True
    if not (is_banner(text) or (len(text) < 25 and text.count(" ") < 2 and text[-1] not in '.!?:,;”"')):
        return False
    for at in range(number + 1, min(number + 6, len(lines) - 1)):
        cut = _prefix(lines[at].text)
        words = lines[at].text[cut:]
        if len(words) > 35 and is_headline(words, lines[at + 1].text) and not is_banner(words):
            return is_capitalised(words) and not dateline(words)[0]
        if len(words) > 110:
            return False
    return False


def _prefix(text: str) -> int:
    """Return the length of the notice and the date that a line begins with."""
    cut = leading_date(text)
    if prefix := NOTICE_PREFIX.match(text, cut):
        cut = prefix.end()
        cut += leading_date(text[cut:])
    return cut


def _run_together(head: Head, line: Line) -> int:
    """Take as headline what stands before the date, or the capital, that a long line has near its beginning.

    Return the length of headline, date and all; 0 where the line is not run together so.
    """
    run = len(line.text) > LONGEST_HEADLINE and OF_YEAR.search(line.text) is not None
    found = RUN_TOGETHER.match(line.text) if run else None
    if found is None or not is_capitalised(found["title"]) or dateline(line.text)[0]:
        return 0
    head.title = found["title"].rstrip(" ,")
    head.headline = Headline(0, 0, line.start, line.start + len(found["title"]))
    head.marks.append(Mark(line.start, ZoneKind.HEADLINE))
    if found["date"]:
        head.marks.append(Mark(line.start + found.start("date"), ZoneKind.NOTICE))
    return found.end()


def _of_contact(lines: Sequence[Line], number: int, *, within: bool, known: bool) -> bool:
    """Return whether a short line is the name or role of a contact: one of few words with an address close below it."""
    text = lines[number].text
    words = text.split()
    if len(words) > (8 if within else 4) or text[-1] in '.!?”"' or not text[0].isupper():
        return False
    if within and lines[number - 1].text.rstrip(" :").lower().endswith("contact"):
        return len(words) <= 5 and all(word[0].isupper() for word in words if word[0].isalpha())
    if not known and (text.isupper() or len(words) > 4) and not within:
        return False
    for further in lines[number + 1 : number + 4]:
        if len(further.text) < 100 and is_reach(further.text):
            return not is_contact_label(further.text)
        if further.text.count(" ") > 4 or further.text.endswith("."):
            return False
    return False


def _is_subhead(line: str, following: str, title: str) -> bool:
    """Return whether a line under the headline, with text after it, is a second headline."""
    if not following or len(line) > TOGETHER or following[0].islower():
        return False
    if len(line) < 12 or line.count(" ") < 2:
        return len(line) < 60 and len(folded(line)) > 3 and folded(line) in folded(title)
    if line[-1] in '.!?"”:,' and not (line[-1] in '”",' and is_headline(line.rstrip('”",'), following)):
        return False
    if dateline(line)[0] or line.rsplit(" ", 1)[-1].lower() in FUNCTION:
        return False
    return len(line) <= 110 or following.rstrip()[-1] in '.!?:”"' or bool(dateline(following)[0])


def _lead(head: Head, lines: Sequence[Line], number: int) -> None:
    """Mark the lead, its dateline and what notices are run together with it; make a title where there is none yet."""
    head.dated = head.headline.start if head.headline else 0
    head.next = number
    if number >= len(lines):
        if not head.title:
            head.title = sentence_title(lines[0].text)
        return
    line = lines[number]
    text = line.text
    cut = _run_together(head, line) if head.headline is None and not head.title else 0
    if not cut:
        cut = _prefix(text)
        cut = cut if cut < len(text) else 0
        if cut:
            head.marks.append(Mark(line.start, ZoneKind.NOTICE))
    length, head.place = dateline(text[cut:])
    if length:
        head.marks.append(Mark(line.start + cut, ZoneKind.DATELINE))
        cut += length
    head.marks.append(Mark(line.start + cut, ZoneKind.LEAD))
    if not head.title:
        head.title = sentence_title(
            " ".join(part.text for part in [Line(0, 0, text[cut:]), *lines[number + 1 : number + 4]])
        )
    last = number
    while last + 1 < len(lines) and last - number < LEAD_LINES and _is_wrapped(lines[last], lines[last + 1]):
        last += 1
    head.next = last + 1
    if head.next < len(lines):
        head.marks.append(Mark(lines[head.next].start, ZoneKind.BODY))


def _is_wrapped(line: Line, further: Line) -> bool:
    """Return whether a paragraph goes on from one line to the next: its lines were broken for the width of a page."""
    return further.start == line.end + 1 and 45 < len(line.text) < 130 and line.text[-1] not in '.!?:”"'
