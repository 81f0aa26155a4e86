"""Whether a confidence of 0.9 means right in nine of ten: `python -m benchmarks.calibration`.

Statements of the gold and of the annotated releases that were looked at (never of those held out) are counted by how
their report was found. A statement is right where its words overlap gold by 0.3 and its speaker is the one of the gold;
statements beside optional gold are left out, as in scoring. As the rules were written with these releases in sight, the
shares are too good for others; the estimate therefore starts from ten imagined statements at a prior that was chosen by
reading: (right + 10 · prior) / (of + 10), rounded to hundredths. `attribution/confidence.py` holds what this prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from benchmarks.annotated import annotated
from benchmarks.gold import read_lines
from benchmarks.shared import SHARED, module
from searchkit.attribution.confidence import BY_KIND, PAPER, PRIOR, UNKNOWN_SPEAKER, confidence_of
from searchkit.attribution.detection import find_reports
from searchkit.attribution.layout import lay_out
from searchkit.attribution.people import People
from searchkit.attribution.regions import open_regions
from searchkit.model import Resolution

IMAGINED = 10
"""Statements that count for the prior."""
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)

Judged = tuple[str, bool, Resolution, float, bool]
"""Kind of the report, whether it is of a paper, how the speaker was found, confidence, whether it is right."""


def judged(document: dict[str, Any], scorer: Any) -> Iterator[Judged]:
    """Yield what was found in one release, without what only overlaps optional gold."""
    text = document["text"]
    layout = lay_out(text, open_regions(text))
    reports = find_reports(layout)
    if not reports:
        return
    people = People(text, title=document.get("title") or "", stripped=layout.stripped)
    resolved = people.resolve(reports)
    tokens = [match.span() for match in scorer.WORD.finditer(text)]
    gold = [(scorer.words_in(tokens, one["content"]), one) for one in document["statements"]]
    names = {speaker["id"]: scorer.fold(speaker["name"]) for speaker in document["speakers"]}
    ours = [scorer.words_in(tokens, report.content) for report in reports]
    pairs = [(len(a & b) / len(a | b), g, p) for g, (a, _) in enumerate(gold) for p, b in enumerate(ours) if a & b]
    matched = {p: gold[g][1] for g, p in scorer.match(pairs, 0.3)}
    optional = set().union(*(words for words, one in gold if one.get("optional"))) if gold else set()
    for p, (report, (speakers, how)) in enumerate(zip(reports, resolved, strict=True)):
        truth = matched.get(p)
        if truth is None and len(ours[p] & optional) >= len(ours[p]) / 2:
            continue
        said_by = {scorer.fold(speaker.name) for speaker in speakers}
        right = truth is not None and bool(said_by & {names[one] for one in truth["speaker"]})
        yield report.kind, report.paper, how, confidence_of(report.kind, paper=report.paper, how=how), right


def estimate(right: int, of: int, prior: float) -> float:
    """Return the share of right ones that is to be expected elsewhere."""
    return round((right + IMAGINED * prior) / (of + IMAGINED), 2)


def main() -> None:
    """Print the shares by kind of report and by stated confidence."""
    scorer = module(SHARED / "gold" / "score_statements.py")
    documents = [*read_lines(SHARED / "gold" / "dev.jsonl"), *annotated("learning")[0]]
    found = [one for document in documents for one in judged(document, scorer)]
    print(f"{len(documents)} releases, {len(found)} statements, {sum(one[-1] for one in found)} right")
    of, right = (
        Counter(one[0] for one in found if not one[1]),
        Counter(one[0] for one in found if one[-1] and not one[1]),
    )
    print("kind            stated   right of    estimate")
    for kind in sorted(BY_KIND):
        share = estimate(right[kind], of[kind], PRIOR[kind])
        print(f"{kind:14} {BY_KIND[kind]:7.2f} {right[kind]:6} {of[kind]:4} {share:9.2f}")
    for name, stated, chosen in (
        ("of a paper", PAPER, [one for one in found if one[1]]),
        ("nobody found", UNKNOWN_SPEAKER, [one for one in found if one[2] is Resolution.NONE]),
    ):
        print(f"{name:14} ×{stated:6.2f} {sum(one[-1] for one in chosen):6} {len(chosen):4}")
    print("confidence      right of   share")
    for low, high in pairwise(_BINS):
        inside = [one[-1] for one in found if low <= one[3] < high]
        if inside:
            print(f"{low:.2f} – {min(high, 1):.2f}   {sum(inside):6} {len(inside):4}  {sum(inside) / len(inside):6.2f}")


if __name__ == "__main__":
    main()
