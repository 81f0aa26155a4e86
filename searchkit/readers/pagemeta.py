"""What a page says of itself: title, date, author and issuer, from its metadata, JSON-LD, `<time>` and its foot."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import html as markup

DATED = re.compile(r"\W*\w+ \d{1,2},? \d{4}\W*(?:press release|news release)?\W*|(?:press|news) release", re.IGNORECASE)
META = {
    "date": ("article:published_time", "datePublished", "date", "dc.date", "DC.date.issued", "dcterms.created",
             "dcterms.issued", "dcterms.date", "pubdate", "publish_date", "sailthru.date", "parsely-pub-date"),
    "author": ("author", "article:author", "dc.creator", "byl"),
    "source": ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name"),
    "url": ("og:url",),
    "title": ("og:title", "dc.title", "dcterms.title", "twitter:title"),
}  # fmt: skip
LINKED = {
    "title": ("headline", "name"), "date": ("datePublished", "dateCreated"), "author": ("author",),
    "source": ("publisher", "sourceOrganization"),
}  # fmt: skip
ARTICLES = frozenset(
    {"Article", "NewsArticle", "PressRelease", "Report", "BlogPosting", "GovernmentService", "WebPage"}
)
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
    title = " ".join((root.findtext(".//title") or "").split())
    fields["title"] = _title(root, fields["title"], title)
    fields["date"] = fields["date"] or _date(root, title)
    fields["url"] = fields["url"] or next((str(link) for link in root.xpath("//link[@rel='canonical']/@href")), "")
    fields["source"] = fields["source"] or _owner(root)
    fields["language"] = root.get("lang") or ""
    if fields["author"].startswith(("http://", "https://")):
        fields["author"] = ""
    return {key: value for key, value in fields.items() if value}


def _title(root: markup.HtmlElement, given: str, title: str) -> str:
    """Return the one heading of the first level, else what the metadata say, else the first heading, else the title."""
    headings = [" ".join(h.text_content().split()) for h in root.iter("h1")]
    headings = [h for h in headings if h and not DATED.fullmatch(h)]
    if len(headings) == 1 or (headings and not given):
        return headings[0]
    return given or ("" if DATED.fullmatch(title) else title)


def _date(root: markup.HtmlElement, title: str) -> str:
    if times := root.xpath("//time/@datetime"):
        return str(times[0])
    return title if DATED.fullmatch(title) and any(map(str.isdigit, title)) else ""


def _owner(root: markup.HtmlElement) -> str:
    """Return whose site the page's foot says it is."""
    match = OWNER.search(root.text_content()[-FOOT:])
    return " ".join(match["name"].split()) if match else ""


def _linked(root: markup.HtmlElement) -> dict[str, str]:
    """Return what the page's JSON-LD says of an article."""
    fields: dict[str, str] = {}
    for script in root.iter("script"):
        if script.get("type", "").lower() != "application/ld+json" or not script.text or len(script.text) > LIMIT:
            continue
        try:
            found = json.loads(script.text)
        except (ValueError, RecursionError):
            continue
        for article in _articles(found):
            for ours, names in LINKED.items():
                value = next((text for name in names if (text := _name(article.get(name)))), "")
                if value:
                    fields.setdefault(ours, value)
    return fields


def _articles(found: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > 4:
        return
    if isinstance(found, list):
        for part in found:
            yield from _articles(part, depth + 1)
    elif isinstance(found, dict):
        kind = found.get("@type")
        if (
            kind in ARTICLES
            if isinstance(kind, str)
            else isinstance(kind, list) and not ARTICLES.isdisjoint(map(str, kind))
        ):
            yield found
        yield from _articles(found.get("@graph"), depth + 1)


def _name(value: Any) -> str:
    if isinstance(value, list):
        return _name(value[0]) if value else ""
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value.strip() if isinstance(value, str) else ""
