"""Alerts as an Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from html import escape

from searchkit.answers.alerts import Alert
from searchkit.answers.results import Hit
from searchkit.lines import one_line


def atom_feed(alerts: Iterable[Alert], now: dt.datetime | None = None, title: str = "searchkit alerts") -> str:
    """Return a feed of what is new: an entry for each release, with its passages. `now` is the time of the feed."""
    updated = (now or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_text(title)}</title>",
        "<id>urn:searchkit:alerts</id>",
        f"<updated>{updated}</updated>",
        "<author><name>searchkit</name></author>",
    ]
    parts += [_entry(alert, hit, updated) for alert in alerts for hit in alert.hits]
    return "\n".join([*parts, "</feed>", ""])


def _entry(alert: Alert, hit: Hit, updated: str) -> str:
    release = hit.release
    published = f"<published>{release.date.isoformat()}T00:00:00Z</published>" if release.date else ""
    link = f'<link href="{_text(release.url)}"/>' if release.url.startswith(("http://", "https://")) else ""
    author = f"<author><name>{_text(release.source)}</name></author>" if release.source else ""
    passages = "".join(snippet._repr_html_() for snippet in hit.snippets)
    return (
        f"<entry><title>{_text(release.title)}</title><id>urn:searchkit:{_text(alert.search.name)}:{release.id}</id>"
        f'<updated>{updated}</updated>{published}{link}{author}<category term="{_text(alert.search.name)}"/>'
        f'<content type="html">{escape(passages)}</content></entry>'
    )


def _text(text: str) -> str:
    return escape(one_line(text))
