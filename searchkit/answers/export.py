"""Answers as text for other programs and for people: JSON, JSON lines, CSV, Markdown. A piece at a time, without end.

The number of the forms is `searchkit.plain.FORMAT`; it stands in every JSON document, in the first line of JSON lines,
and in the first column of CSV.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol

from searchkit.answers.heads import with_copies
from searchkit.answers.results import Hit, Results
from searchkit.answers.said import Said, Statements
from searchkit.answers.table import Table
from searchkit.errors import SearchkitError
from searchkit.lines import one_line
from searchkit.plain import FORMAT
from searchkit.spelling import nearest

FORMS = ("json", "jsonl", "csv", "markdown")
RELEASE_COLUMNS = (
    "date",
    "title",
    "source",
    "speaker",
    "passage",
    "score",
    "url",
    "path",
    "id",
    "start",
    "end",
    "index",
    "copies",
    "page",
)
STATEMENT_COLUMNS: tuple[str, ...] = (
    "date",
    "speaker",
    "words",
    "cue",
    "type",
    "confidence",
    "title",
    "source",
    "url",
    "path",
    "id",
)
STATEMENT_COLUMNS += ("start", "end", "index", "copies", "page")
"""The columns of CSV, behind `format`. `start` and `end` are characters of the release, which `id` is a hash of. It
stands for so many `copies` that are not listed. `page` is that of the passage, where the original has pages.
"""

Listed = Results | Statements


class Counted(Protocol):
    """An answer that is counts: facets, a timeline, speakers, words, a comparison."""

    def table(self) -> Table:
        """Return the answer as a table."""

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as JSON data."""


def exported(answer: Listed | Counted, form: str) -> Iterator[str]:
    """Yield an answer in a form ("json", "jsonl", "csv" or "markdown"), in pieces.

    Raises:
        SearchkitError: there is no such form.
    """
    if form not in _FORMS:
        near = nearest(form, _FORMS)
        advice = f"did you mean {near}?" if near else f"forms are {', '.join(_FORMS)}"
        raise SearchkitError(f"There is no form {form!r} of an answer", advice)
    as_list, as_table = _FORMS[form]
    return as_list(answer) if isinstance(answer, Results | Statements) else as_table(answer)


def _json(answer: Listed) -> Iterator[str]:
    head = json.dumps(answer.head(), ensure_ascii=False, indent=2)
    key = "hits" if isinstance(answer, Results) else "statements"
    yield f'{head[:-2]},\n  "{key}": ['
    separator = "\n"
    for item in answer:
        yield separator + json.dumps(item.as_dict(), ensure_ascii=False, indent=2).replace("\n", "\n    ").join(
            ("    ", "")
        )
        separator = ",\n"
    yield "\n  ]\n}\n" if separator != "\n" else "]\n}\n"


def _jsonl(answer: Listed) -> Iterator[str]:
    yield _line(answer.head())
    kind = "release" if isinstance(answer, Results) else "statement"
    for item in answer:
        yield _line({"kind": kind, **item.as_dict()})


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _csv(answer: Listed) -> Iterator[str]:
    columns = RELEASE_COLUMNS if isinstance(answer, Results) else STATEMENT_COLUMNS
    yield _cells(("format", *columns))
    for item in answer:
        row = _release_row(item) if isinstance(item, Hit) else _statement_row(item)
        yield _cells((str(FORMAT), *(str(row[column]) for column in columns)))


def _cells(values: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(map(_safe, values))
    return buffer.getvalue()


def _safe(value: str) -> str:
    """Return the value as no spreadsheet takes it for a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) and not _is_number(value) else value


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _release_row(hit: Hit) -> dict[str, Any]:
    release, first = hit.release, next(iter(hit.snippets), None)
    return {
        "date": release.date or "",
        "title": one_line(release.title),
        "source": release.source,
        "speaker": first.speaker if first else "",
        "passage": first.render_plain() if first else "",
        "score": f"{hit.score:.4f}",
        "url": release.url,
        "path": release.path,
        "id": release.id,
        "start": hit.citation.span.start,
        "end": hit.citation.span.end,
        "index": hit.citation.commit,
        "copies": hit.copies,
        "page": (first.page if first else None) or "",
    }


def _statement_row(said: Said) -> dict[str, Any]:
    release, statement = said.release, said.statement
    return {
        "date": release.date or "",
        "speaker": said.speaker,
        "words": one_line(said.words),
        "cue": one_line(statement.cue.of(release.text)) if statement.cue else "",
        "type": statement.type.value,
        "confidence": f"{statement.confidence:.2f}",
        "title": one_line(release.title),
        "source": release.source,
        "url": release.url,
        "path": release.path,
        "id": release.id,
        "start": said.citation.span.start,
        "end": said.citation.span.end,
        "index": said.citation.commit,
        "copies": said.copies,
        "page": said.snippet.page or "",
    }


def _markdown(answer: Listed) -> Iterator[str]:
    yield f"# {_escaped(answer.query.text)}\n\n{_escaped(answer.counts_line())}\n"
    for note in answer.notes:
        yield f"\n*{_escaped(note)}*\n"
    for item in answer:
        release = item.release
        title = f"[{_escaped(release.title)}]({release.url})" if release.url else f"**{_escaped(release.title)}**"
        about = " · ".join(part for part in (str(release.date or "undated"), _escaped(release.source)) if part)
        yield f"\n## {title}\n\n{about}{with_copies(item.copies)}\n"
        for snippet in item.snippets if isinstance(item, Hit) else (item.snippet,):
            who = f"**{_escaped(snippet.who)}:** " if snippet.who else ""
            yield f"\n> {who}{_lit(snippet.text, snippet.highlights)}{snippet.where and f' {snippet.where}'}\n"
        yield f"\n`{item.citation}`\n"


def _lit(text: str, highlights: tuple[tuple[int, int], ...]) -> str:
    parts, at = [], 0
    for start, end in highlights:
        parts += [_escaped(text[at:start], strip=False), f"**{_escaped(text[start:end])}**"]
        at = end
    return "".join([*parts, _escaped(text[at:], strip=False)])


def _escaped(text: str, strip: bool = True) -> str:
    shown = one_line(text) if strip else one_line(f"|{text}|")[1:-1]
    for mark in "\\`*_[]<>#|":
        shown = shown.replace(mark, f"\\{mark}")
    return shown


def _json_table(answer: Counted) -> Iterator[str]:
    yield json.dumps(answer.as_dict(), ensure_ascii=False, indent=2) + "\n"


def _jsonl_table(answer: Counted) -> Iterator[str]:
    columns, rows = answer.table()
    for row in rows:
        yield _line({"format": FORMAT, **dict(zip(columns, row, strict=True))})


def _csv_table(answer: Counted) -> Iterator[str]:
    columns, rows = answer.table()
    yield _cells(("format", *columns))
    for row in rows:
        yield _cells((str(FORMAT), *("" if cell is None else str(cell) for cell in row)))


def _markdown_table(answer: Counted) -> Iterator[str]:
    columns, rows = answer.table()
    yield f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}\n"
    for row in rows:
        yield f"| {' | '.join('' if cell is None else _escaped(str(cell)) for cell in row)} |\n"


_FORMS: dict[str, tuple[Callable[[Listed], Iterator[str]], Callable[[Counted], Iterator[str]]]] = {
    "json": (_json, _json_table),
    "jsonl": (_jsonl, _jsonl_table),
    "csv": (_csv, _csv_table),
    "markdown": (_markdown, _markdown_table),
}
