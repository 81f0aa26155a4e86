"""Attribution held against the gold releases and PolNeAR, with the shared scorers."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.shared import CORPORA, SHARED, module
from searchkit.attribution import attribute
from searchkit.model import Statement
from searchkit.spans import Span

Figures = dict[str, float]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def said(document: dict[str, Any]) -> list[Statement]:
    """Return the statements found in a gold release, given what everybody is given: text, title and date."""
    date = document.get("date") or ""
    return attribute(document["text"], document.get("title") or "", dt.date.fromisoformat(date) if date else None)


def as_predicted(number: object, statements: list[Statement]) -> dict[str, Any]:
    """Return statements in the form that the shared scorer reads."""
    made = [
        {
            "content": [list(span) for span in one.content],
            "source": list(one.source) if one.source else None,
            "cue": list(one.cue) if one.cue else None,
            "speaker": [speaker.name for speaker in one.speakers if speaker.name],
            "type": str(one.type),
        }
        for one in statements
    ]
    return {"n": number, "statements": made}


class Gold:
    """The gold releases, what was found in them, and the shared scorer's verdict."""

    def __init__(self, documents: list[dict[str, Any]]) -> None:
        self.documents = documents
        self.found = {document["n"]: said(document) for document in self.documents}
        self.scorer = module(SHARED / "gold" / "score_statements.py")
        predicted = {number: as_predicted(number, found) for number, found in self.found.items()}
        self.verdict, self.errors = self.scorer.score(self.documents, predicted)

    def figures(self) -> Figures:
        """Return the figures by name."""
        made: Figures = {}
        for name in ("detection_f1@0.3", "detection_f1@0.8", "whole_f1", "sentence_f1"):
            precision, recall, f1 = self.verdict[name]
            made |= {name: f1, name.replace("f1", "p"): precision, name.replace("f1", "r"): recall}
        return made | {name: self.verdict[name] for name in ("speaker_strict", "speaker_lenient")}

    def by_how(self) -> dict[str, tuple[int, int]]:
        """Return, for each way in which a speaker was found, how many statements name the right one, of how many."""
        right: Counter[str] = Counter()
        of: Counter[str] = Counter()
        for document in self.documents:
            for truth, statement in self._matched(document):
                names = {speaker["id"]: self.scorer.fold(speaker["name"]) for speaker in document["speakers"]}
                of[str(statement.resolution)] += 1
                given = {self.scorer.fold(speaker.name) for speaker in statement.speakers}
                right[str(statement.resolution)] += bool(given & {names[i] for i in truth["speaker"]})
        return {how: (right[how], of[how]) for how in sorted(of)}

    def by_type(self) -> dict[str, tuple[int, int, int]]:
        """Return, for each type given: the statements found, those of them in the gold, those typed as there."""
        made: dict[str, list[int]] = {}
        for document in self.documents:
            for statement in self.found[document["n"]]:
                made.setdefault(str(statement.type), [0, 0, 0])[0] += 1
            for truth, statement in self._matched(document, optional=True):
                counts = made[str(statement.type)]
                counts[1] += 1
                counts[2] += truth["type"] == statement.type
        return {kind: (made[kind][0], made[kind][1], made[kind][2]) for kind in sorted(made)}

    def _matched(self, document: dict[str, Any], *, optional: bool = False) -> list[tuple[dict[str, Any], Statement]]:
        tokens = [match.span() for match in self.scorer.WORD.finditer(document["text"])]
        found = self.found[document["n"]]
        ours = [self.scorer.words_in(tokens, one.content) for one in found]
        truths = [self.scorer.words_in(tokens, one["content"]) for one in document["statements"]]
        pairs = [(len(a & b) / len(a | b), g, p) for g, a in enumerate(truths) for p, b in enumerate(ours) if a & b]
        matched = [(document["statements"][g], found[p]) for g, p in self.scorer.match(pairs, 0.3)]
        return [pair for pair in matched if optional or not pair[0].get("optional")]


def polnear(compartment: str = "dev") -> Figures:
    """Return end-to-end F1 on a compartment of PolNeAR, all and by type; nothing where it is not unpacked."""
    root = CORPORA / "polnear-train-dev"
    if not (root / "data" / compartment).is_dir():
        return {}
    tools = SHARED / "gold" / "polnear"
    with tempfile.TemporaryDirectory() as folder:
        prefix = f"{folder}/{compartment}"
        _run(tools / "polnear_to_jsonl.py", str(root), compartment, prefix)
        documents = read_lines(Path(f"{prefix}.docs.jsonl"))
        lines = [
            json.dumps({"doc": document["doc"], **_spans(one)})
            for document in documents
            for one in attribute(document["text"])
        ]
        Path(f"{prefix}.pred.jsonl").write_text("\n".join(lines), "utf-8")
        files = ["--docs", f"{prefix}.docs.jsonl", "--gold", f"{prefix}.gold.jsonl", "--pred", f"{prefix}.pred.jsonl"]
        _run(tools / "score.py", *files, "--json", f"{prefix}.json")
        verdict = json.loads(Path(f"{prefix}.json").read_text("utf-8"))
    return {f"polnear_{kind.lower()}": figures["F1"] for kind, figures in verdict["end_to_end"].items()}


def _spans(statement: Statement) -> dict[str, Any]:
    def listed(span: Span | None) -> list[int] | None:
        return list(span) if span else None

    content = [list(span) for span in statement.content]
    return {"source": listed(statement.source), "cue": listed(statement.cue), "content": content}


def _run(path: Path, *arguments: str) -> None:
    """Run a shared script's `main` as from a shell, its printing left out."""
    kept, sys.argv = sys.argv, [str(path), *arguments]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            module(path).main()
    finally:
        sys.argv = kept
