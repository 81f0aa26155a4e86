"""What a page says of itself: title, date, author and issuer, from its metadata, JSON-LD, `<time>` and its foot."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import html as markup

from searchkit.readers.pagedate import printed_dates
from searchkit.readers.pagetitle import DATED, PORTAL, heading_of, words

META = {
    "date": ("article:published_time", "datePublished", "date", "dc.date", "DC.date.issued", "dcterms.created",
             "dcterms.issued", "dcterms.date", "pubdate", "publish_date", "publishdate", "sailthru.date",
             "parsely-pub-date", "govuk:first-published-at", "citation_publication_date", "article.published",
             "og:article:published_time"),
    "author": ("dcterms.creator", "dc.creator", "creator", "author", "article:author", "byl", "contentsource"),
    "source": ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name"),
    "url": ("og:url",),
    "title": ("og:title", "dc.title", "dcterms.title", "articletitle", "twitter:title", "title"),
}  # fmt: skip
LINKED = {
    "title": ("headline", "name"), "date": ("datePublished", "dateCreated"), "author": ("author", "creator"),
    "source": ("sourceOrganization", "publisher"),
}  # fmt: skip
ARTICLES = (
    "NewsArticle",
    "PressRelease",
    "Article",
    "ReportageNewsArticle",
    "BlogPosting",
    "Report",
    "SocialMediaPosting",
)
PAGES = ("WebPage", "ItemPage", "GovernmentService")
"""Kinds of things that JSON-LD describes: what an article says of itself goes before what its page does."""
ORGANISED = re.compile(r"Organization$|^NGO$|^Corporation$|^CollegeOrUniversity$")
OWNER = re.compile(r"[Oo]fficial (?:[Ww]eb ?)?[Ss]ite of (?:the )?(?P<name>[A-Z][^.|\n©]{4,90})")
FOOT = 3000
LIMIT = 1 << 20


def metadata_of(root: markup.HtmlElement) -> dict[str, str]:
    """Return the fields that the page gives, those that it leaves out not among them."""
    given: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        given.setdefault(name.lower(), (meta.get("content") or "").strip())
    fields = {ours: next((given[n.lower()] for n in names if given.get(n.lower())), "") for ours, names in META.items()}
    for ours, value in _linked(root).items():
        fields[ours] = fields[ours] or value
    for ours, value in _marked(root).items():
        fields[ours] = fields[ours] or value
    title = " ".join((root.findtext(".//title") or "").split())
    heading = heading_of(root, fields["title"], title, fields["source"])
    fields["title"] = heading.title
    fields["printed"] = printed_dates(root, heading.element)
    if not fields["date"] and DATED.fullmatch(title) and any(map(str.isdigit, title)):
        fields["date"] = title
    fields["url"] = fields["url"] or next((str(link) for link in root.xpath("//link[@rel='canonical']/@href")), "")
    if fields["author"].startswith(("http://", "https://")):
        fields["author"] = ""
    site = "" if fields["author"] and PORTAL.fullmatch(heading.site) else heading.site
    fields["source"] = fields["source"] or _owner(root) or site
    fields["language"] = root.get("lang") or ""
    return {key: value for key, value in fields.items() if value}


def _marked(root: markup.HtmlElement) -> dict[str, str]:
    """Return what elements say, by their `itemprop`, of an article that the page is marked as."""
    fields: dict[str, str] = {}
    for element in root.xpath("//*[@itemprop='datePublished']|//time[@pubdate]"):
        if value := element.get("datetime") or element.get("content") or words(element):
            return {"date": value}
    return fields


def _owner(root: markup.HtmlElement) -> str:
    """Return whose site the page's foot says it is."""
    match = OWNER.search(root.text_content()[-FOOT:])
    return " ".join(match["name"].split()) if match else ""


def _linked(root: markup.HtmlElement) -> dict[str, str]:
    """Return what the page's JSON-LD says of an article."""
    fields: dict[str, str] = {}
    found_here: list[Mapping[str, Any]] = []
    for script in root.iter("script"):
        if script.get("type", "").lower() != "application/ld+json" or not script.text or len(script.text) > LIMIT:
            continue
        try:
            found = json.loads(script.text)
        except (ValueError, RecursionError):
            continue
        found_here += _things(found)
    for thing in sorted(found_here, key=_rank):
        for ours, names in LINKED.items():
            value = next((text for name in names if (text := _name(thing.get(name)))), "")
            if value:
                fields.setdefault(ours, value)
        if _is_organised(thing.get("author")):
            fields["author"] = _name(thing.get("author"))
    return fields


def _rank(thing: Mapping[str, Any]) -> int:
    return 0 if not set(_kinds(thing)).isdisjoint(ARTICLES) else 1


def _kinds(thing: Mapping[str, Any]) -> list[str]:
    kind = thing.get("@type")
    return [kind] if isinstance(kind, str) else list(map(str, kind)) if isinstance(kind, list) else []


def _is_organised(value: Any) -> bool:
    """Return whether an author is no person."""
    if isinstance(value, list):
        return bool(value) and _is_organised(value[0])
    return isinstance(value, dict) and any(map(ORGANISED.search, _kinds(value)))


def _things(found: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yield the articles and pages that a value of JSON-LD describes."""
    if depth > 4:
        return
    if isinstance(found, list):
        for part in found:
            yield from _things(part, depth + 1)
    elif isinstance(found, dict):
        if not set(_kinds(found)).isdisjoint((*ARTICLES, *PAGES)):
            yield found
        yield from _things(found.get("@graph"), depth + 1)
        yield from _things(found.get("mainEntity"), depth + 1)


def _name(value: Any) -> str:
    if isinstance(value, list):
        return _name(value[0]) if value else ""
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value.strip() if isinstance(value, str) else ""
