"""Hand-made gold on releases of the corpora, beside that of `../shared/gold`: where statements stand, not their words.

    benchmarks/annotations/learning.jsonl    releases whose errors were looked at while rules were written
    benchmarks/annotations/held-out.jsonl    releases that are only scored

A line of either names a release by its place below the corpora, and has the digest of its text, the speakers, and the
statements, in the form of `score_statements.py`. Nothing of a text is kept here: names are offsets too, but for the few
that do not stand in it ("Prime Minister" of a release that names nobody).

Usage: python -m benchmarks.annotated write SET GOLD.jsonl…    (from gold with texts, as annotators make it)
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.shared import CORPORA
from searchkit.readers import RawDocument, read
from searchkit.releases import parse

FOLDER = Path(__file__).parent / "annotations"
SETS = ("learning", "held-out")


def annotated(name: str) -> tuple[list[dict[str, Any]], int]:
    """Return the documents of a set, and how many of it are not to be had: not unpacked, or read otherwise today."""
    lines = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]
    made = [document for number, line in enumerate(lines) for document in _document(number, line)]
    return made, len(lines) - len(made)


def _document(number: int, line: dict[str, Any]) -> Iterator[dict[str, Any]]:
    raw = _read(line["place"])
    if raw is None or _digest(raw.text) != line["digest"]:
        return
    date = parse(raw).date
    speakers = [
        {**one, "name": _named(one["name"], raw.text), "aliases": [_named(alias, raw.text) for alias in one["aliases"]]}
        for one in line["speakers"]
    ]
    yield {
        "n": number,
        "id": line["place"],
        "title": raw.metadata.get("title", ""),
        "date": str(date or ""),
        "text": raw.text,
        "speakers": speakers,
        "statements": line["statements"],
    }


def _read(place: str) -> RawDocument | None:
    """Return the document at a place below the corpora."""
    path = CORPORA / place
    file = path if path.exists() else Path(str(path).rpartition(":")[0])
    if not file.is_file():
        return None
    return next((raw for raw in read(file) if isinstance(raw, RawDocument) and raw.place == str(path)), None)


def _named(name: str | list[int], text: str) -> str:
    return name if isinstance(name, str) else " ".join(text[name[0] : name[1]].split())


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def write(name: str, paths: list[Path]) -> None:
    """Write a set from gold with texts."""
    lines = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    made = [_without_text(line) for line in sorted(lines, key=lambda line: str(line["place"]))]
    text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in made)
    (FOLDER / f"{name}.jsonl").write_text(text, "utf-8")


def _without_text(line: dict[str, Any]) -> dict[str, Any]:
    text = line["text"]

    def place(name: str) -> str | list[int]:
        found = re.search(r"\s+".join(map(re.escape, name.split())), text)
        return list(found.span()) if found else name

    speakers = [
        {"id": one["id"], "name": place(one["name"]), "kind": one["kind"], "aliases": list(map(place, one["aliases"]))}
        for one in line["speakers"]
    ]
    return {
        "place": line["place"],
        "digest": _digest(text),
        "speakers": speakers,
        "statements": line["statements"],
    }


if __name__ == "__main__":
    _, command, chosen, *files = sys.argv
    if command != "write" or chosen not in SETS:
        sys.exit(__doc__)
    write(chosen, [Path(file) for file in files])
