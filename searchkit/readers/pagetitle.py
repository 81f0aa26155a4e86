"""The headline of a page and the name of its site, told apart: pages print both in their title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import html as markup

SEPARATOR = re.compile(r"\s+(?:[-–—|•·»«›<>:]|::)\s+|\s*[|｜]\s*|(?<=\D):(?=\D)\s*|_")
DATED = re.compile(
    r"\W*\w+ \d{1,2},? \d{4}\W*(?:press release|news release)?\W*|(?:press|news|media) releases?", re.IGNORECASE
)
GENERIC = re.compile(
    r"(?:(?:press|news|flash|media|release|releases|room|newsroom|item|items|page|pages|home|article|articles|details?|story|"
    r"announcements?|statements?|archive|latest|office|untitled|document|welcome|view|display|single|print|version|"
    r"actualités|presse|pressemitteilung(?:en)?|medienmitteilung(?:en)?|aktuelles|noticias|nota|notas|prensa|comunicati?|"
    r"stampa|nieuws|nieuwsbericht(?:en)?|aktualności|보도자료|プレスリリース|报道|新闻|and|of|the|de|en|\d{2,4})"
    r"(?![a-z\d])\W*)+",
    re.IGNORECASE,
)
PORTAL = re.compile(r"(?:portal )?[\w-]+\.[a-z]{2,6}", re.IGNORECASE)
LOGO = re.compile(
    r"(?:^|[\s_-])(?:logo|brand(?:ing)?|site-?(?:title|name)|masthead|header-title|navbar)(?:$|[\s_-])", re.IGNORECASE
)
HEADINGS = ("h2", "h3", "h4", "strong", "b", "font", "p", "td", "span", "div")
"""Elements that can hold a headline where no heading of the first level does."""
LONGEST = 320
BRAND = PARAGRAPH = 80
SHORT = 11


class Heading(NamedTuple):
    """The headline, the element that holds it (None: it stands in the metadata only), and the name of the site."""

    title: str
    element: markup.HtmlElement | None
    site: str


def heading_of(root: markup.HtmlElement, given: str, title: str, site: str) -> Heading:
    """Return the headline of a page.

    `given` is what the metadata say it is, `title` the page's title, `site` what the metadata say the site is. An
    element that holds what either of them begins with or consists of goes first; a heading of the first level that is
    no site's name next; then the metadata, without the name of the site. A title that names the site alone is none:
    then it is the last heading above the text.
    """
    given, title, site = given[:LONGEST], title[:LONGEST], site[:LONGEST]
    parts = [part for part in SEPARATOR.split(title) if part.strip()]
    wanted = [*_wanted(given, site), *_wanted(title, site)]
    headings = [(words(h), h) for h in root.iter("h1") if not DATED.fullmatch(words(h)) and words(h)]
    subheadings = [(words(h), h) for h in root.iter("h2", "h3", "h4") if words(h)]
    found = _named([*headings, *subheadings], [*_wanted(given, site)][:2]) or _named(headings, wanted)
    if found is None:
        own = [(text, h) for text, h in headings if not _is_site(h, text, site, parts)]
        found = own[0] if len(own) == 1 or (own and not given) else None
    bare = _without_site(given or title, site)
    sited = not given and _names_site(bare, title)
    if found is None:
        found = _named(subheadings, wanted) or _named(
            _short(root), [w for w in wanted if not sited or w != folded(bare)]
        )
    if found is None:
        if bare and not DATED.fullmatch(bare) and not sited:
            return Heading(bare, None, site or _site(parts, bare) or _brand(root))
        found = _above_text(root, [*headings, *subheadings], {folded(site), folded(bare)})
        if found is None:
            return Heading("", None, site or bare or _brand(root))
    return Heading(found[0], found[1], site or _site(parts, found[0]) or _brand(root))


def words(element: markup.HtmlElement, most: int = LONGEST) -> str:
    """Return the text of an element on one line; "" where it has more than `most` characters: no more are looked at."""
    parts, size = [], 0
    for part in element.itertext():
        size += len(part)
        if size > 4 * most:
            return ""
        parts.append(part)
    text = " ".join("".join(parts).split())
    return text if len(text) <= most else ""


def folded(text: str) -> str:
    """Return the letters and digits of the text in lower case."""
    return "".join(filter(str.isalnum, text.casefold()))


def _wanted(whole: str, site: str) -> Iterator[str]:
    """Yield what a headline may be by a title: all of it, or what stands before or behind the name of the site."""
    if len(folded(whole)) < 4:
        return
    yield folded(whole)
    cuts = [(match.start(), match.end()) for match in SEPARATOR.finditer(whole)]
    for start, _ in reversed(cuts):
        yield folded(whole[:start])
    for _, end in cuts:
        yield folded(whole[end:])
    inner = [whole[a[1] : b[0]] for n, a in enumerate(cuts) for b in cuts[n + 1 :]]
    yield from (folded(part) for part in inner if part != site)


def _named(
    candidates: Sequence[tuple[str, markup.HtmlElement]], wanted: Sequence[str]
) -> tuple[str, markup.HtmlElement] | None:
    """Return the candidate that a title names, the one first that it names in most words."""
    known: dict[str, tuple[str, markup.HtmlElement]] = {}
    for text, element in candidates:
        known.setdefault(folded(text), (text, element))
    for name in sorted(dict.fromkeys(wanted), key=len, reverse=True):
        if len(name) > 3 and name in known and not GENERIC.fullmatch(known[name][0]):
            return known[name]
    return None


def _short(root: markup.HtmlElement) -> list[tuple[str, markup.HtmlElement]]:
    """Return the elements that may hold a headline, with their text, the headings first."""
    elements = (element for tag in HEADINGS for element in root.iter(tag) if len(element) < 4)
    return [(text, element) for element in elements if len(text := words(element)) > 12]


def _is_site(element: markup.HtmlElement, text: str, site: str, parts: Sequence[str]) -> bool:
    """Return whether a heading names the site: it says so, or a title has it behind something else."""
    about = (element, *element.iterancestors("header", "div"))[:3]
    if any(LOGO.search(f"{node.get('class', '')} {node.get('id', '')}") for node in about):
        return True
    return folded(text) in {folded(site), *(folded(part) for part in parts[1:])} - {""}


def _above_text(
    root: markup.HtmlElement, headings: Sequence[tuple[str, markup.HtmlElement]], others: set[str]
) -> tuple[str, markup.HtmlElement] | None:
    """Return the last heading above the first long paragraph that is no name of the site and no word such as "News"."""
    known = {element: text for text, element in headings}
    found = None
    for element in root.iter("h1", "h2", "h3", "h4", "p"):
        if element.tag == "p" and found is not None and len(element.text_content()) > PARAGRAPH:
            break
        text = known.get(element, "")
        if len(text) > SHORT and not GENERIC.fullmatch(text) and folded(text) not in others:
            found = text, element
    return found


def _brand(root: markup.HtmlElement) -> str:
    """Return the name that the page's logo prints."""
    for element in root.iter("div", "span", "a", "h1", "p"):
        if (
            LOGO.search(f"{element.get('class', '')} {element.get('id', '')}")
            and len(text := words(element, BRAND)) > 3
        ):
            return text
    return ""


def _without_site(whole: str, site: str) -> str:
    """Return a title without the name of the site, and without words such as "News", at either end."""
    cuts = [(match.start(), match.end()) for match in SEPARATOR.finditer(whole)]
    while cuts and _drops(whole[cuts[-1][1] :], site):
        whole = whole[: cuts.pop()[0]]
    while cuts and _drops(whole[: cuts[0][0]], site):
        end = cuts.pop(0)[1]
        whole, cuts = whole[end:], [(a - end, b - end) for a, b in cuts]
    return " ".join(whole.split())


def _names_site(bare: str, title: str) -> bool:
    """Return whether a title that no heading repeats names the site: it is short, or says "News"."""
    alone = bare == title and len(bare.split()) > 4
    return GENERIC.fullmatch(bare) is not None or not alone


def _drops(part: str, site: str) -> bool:
    return bool(GENERIC.fullmatch(part.strip()) or PORTAL.fullmatch(part.strip())) or folded(part) == folded(site)


def _site(parts: Sequence[str], headline: str) -> str:
    """Return the site's name among the parts of a title: the last that is no headline and no word such as "News"."""
    own = folded(headline)
    others = [" ".join(p.split()) for p in parts if folded(p) not in own and not GENERIC.fullmatch(p.strip())]
    named = [part for part in others if not PORTAL.fullmatch(part)] or others
    return named[-1] if named else ""
