"""What engines index: the searched words of a release, analysed, and its text for engines that do it themselves."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GAP = "xgapx"
"""A token that stands between zones which no phrase may cross; no text and no query holds it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A release. `stems` and `words` are its searched tokens in order, a space between, stemmed and only folded.

    `day` counts from 1970-01-01; None where the release is not dated to the day.
    """

    id: str
    day: int | None
    language: str
    title: str
    text: str
    stems: str
    words: str


def read_documents(path: Path, limit: int | None = None) -> Iterator[Document]:
    """Yield the documents of a file that `document_line` gave the lines of, the first `limit` of them where given."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number == limit:
                return
            yield Document(**json.loads(line))


def document_line(document: Document) -> str:
    """Return a document as one line of JSON."""
    return json.dumps(dataclasses.asdict(document), ensure_ascii=False, separators=(",", ":")) + "\n"
