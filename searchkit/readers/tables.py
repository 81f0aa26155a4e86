"""CSV and TSV: one record a row, streamed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from searchkit.readers.decoding import BOMS, SAMPLE, Undecodable, decode
from searchkit.readers.document import Failure, Item
from searchkit.readers.fields import mapped
from searchkit.readers.jsonlines import MAPPING, fields_told, record
from searchkit.readers.options import ReadOptions
from searchkit.readers.streams import Rejoined

if TYPE_CHECKING:
    from _csv import Reader

FIELD = 16 << 20
"""No field may be longer than this (characters)."""
SEPARATORS = ",;\t|"


def read_table(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield a document, or a failure, for each row under the header row. Ragged rows are failures."""
    head = stream.read(SAMPLE)
    try:
        encoding = _encoding(head)
    except Undecodable as error:
        yield Failure(place, str(error), "save the table as UTF-8")
        return
    whole = io.BufferedReader(Rejoined(head, stream))
    text = io.TextIOWrapper(cast("BinaryIO", whole), encoding=encoding, errors="replace", newline="")
    notes = () if encoding.startswith("utf") else (f"read as {encoding}",)
    csv.field_size_limit(FIELD)
    first = _first(text)
    dialect = _separator(first)
    rows = csv.reader(_lines(first, text), delimiter=dialect)
    names = [name.strip() for name in next(rows, [])]
    if len(names) < 2:
        yield Failure(place, "the first row names no columns", "give the table a header row")
        return
    if "text" not in mapped(dict.fromkeys(names, "x"), options.mapping):
        yield Failure(place, f"no column of the table holds a text; it has {fields_told(names)}", MAPPING)
        return
    yield from _rows(rows, names, place, options, notes)


def _rows(rows: Reader, names: list[str], place: str, options: ReadOptions, notes: tuple[str, ...]) -> Iterator[Item]:
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Failure(f"{place}:{rows.line_num}", f"the row cannot be read: {error}", "mend its quotation marks")
            if "field larger" in str(error):
                return
            continue
        where = f"{place}:{rows.line_num}"
        if not any(map(str.strip, row)):
            continue
        if len(row) != len(names):
            reason = f"the row has {len(row)} fields, the header {len(names)}"
            yield Failure(where, reason, "mend its commas or quotation marks")
        else:
            yield record(dict(zip(names, row, strict=True)), where, options, notes)


def _encoding(head: bytes) -> str:
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return encoding
    whole = head[: head.rfind(b"\n") + 1] or head
    _, notes = decode(whole)
    guessed = [note.removeprefix("read as ") for note in notes if note.startswith("read as ")]
    return guessed[0] if guessed else "utf-8"


def _first(text: io.TextIOWrapper) -> str:
    return text.readline(FIELD)


def _lines(first: str, text: io.TextIOWrapper) -> Iterator[str]:
    """Yield the lines, none longer than a field may be."""
    line = first
    while line:
        yield line.replace("\0", "")
        line = text.readline(FIELD)


def _separator(first: str) -> str:
    """Return the separator of the header row: the one that stands in it most often, outside quotation marks."""
    outside = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=outside.count)
