"""CSV and TSV: one record a row, streamed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from searchkit.readers.document import Failure, Item
from searchkit.readers.jsonlines import record
from searchkit.readers.options import ReadOptions


def read_table(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield a document, or a failure, for each row under the header row. Ragged rows are failures."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    first = text.readline()
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(first, delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    names = [name.strip() for name in next(csv.reader([first], delimiter=dialect.delimiter), [])]
    if len(names) < 2:
        yield Failure(place, "the first row names no columns", "give the table a header row")
        return
    csv.field_size_limit(16 << 20)
    rows = csv.reader(text, delimiter=dialect.delimiter)
    number = 1
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Failure(f"{place}:{number}", f"the row cannot be read: {error}", "mend its quotation marks")
            continue
        if row and len(row) != len(names):
            reason = f"the row has {len(row)} fields, the header {len(names)}"
            yield Failure(f"{place}:{number}", reason, "mend its commas or quotation marks")
        elif row:
            yield record(dict(zip(names, row, strict=True)), f"{place}:{number}", options)
