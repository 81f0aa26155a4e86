"""What was aimed at, held against what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.tables import megabytes, ms, times

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim, the figure that decides it, and whether it was met."""

    text: str
    figure: str
    met: bool


def aims(found: Data) -> list[Aim]:
    """Return the aims that a run measured."""
    judges = {"indexing": _indexing, "queries": _queries, "starting": _starting, "speakers": _speakers}
    return [aim for section, judge in judges.items() if section in found for aim in judge(found[section])]


def _indexing(found: Data) -> Iterator[Aim]:
    own, whole = found["engines"]["searchkit"], found["whole"]
    if "whoosh" in found["engines"]:
        ratio = own["releases_per_second"] / found["engines"]["whoosh"]["releases_per_second"]
        yield Aim("indexing at least 10× stock Whoosh", times(ratio), ratio >= 10)
    rate = whole["releases"] / whole["seconds"]
    yield Aim("at least 1,500 releases/s on one core", f"{rate:,.0f}", rate >= 1500)
    yield Aim(
        "index with stored text no larger than the text", f"{whole['share_of_text']:.0%}", whole["share_of_text"] <= 1
    )


def _queries(found: Data) -> Iterator[Aim]:
    kinds = {kind: engines for kind, engines in found["kinds"].items() if "searchkit" in engines}
    if not kinds:
        return
    yield from _beside(kinds, "phrase", "tantivy", 1.0, "phrases at or below tantivy's time")
    yield from _beside(kinds, ("term", "and"), "tantivy", 1.5, "single terms and AND within 1.5× of tantivy")
    yield from _beside(kinds, "", "whoosh", 1 / 100, "every kind 100× faster than stock Whoosh")
    yield from _beside(kinds, "", "fts5", 1 / 10, "every kind 10× faster than FTS5")
    kind, slowest = max(((k, e["searchkit"]["p95"]) for k, e in kinds.items()), key=lambda pair: pair[1])
    yield Aim("95th percentile of all kinds under 5 ms", f"{ms(slowest)} ms ({kind})", slowest < 5)
    added = [
        e["searchkit+snippets"]["median"] - e["searchkit"]["median"]
        for e in kinds.values()
        if len(e) > 2 and "searchkit+snippets" in e
    ]
    if added:
        yield Aim("snippets for ten hits under 3 ms (reading them included)", f"{ms(max(added))} ms", max(added) < 3)


def _beside(kinds: Data, prefix: str | tuple[str, ...], peer: str, limit: float, text: str) -> Iterator[Aim]:
    """Judge the worst of the kinds whose names begin with a prefix."""
    ratios = {
        kind: engines["searchkit"]["median"] / engines[peer]["median"]
        for kind, engines in kinds.items()
        if kind.startswith(prefix) and peer in engines
    }
    if ratios:
        good = sum(ratio <= limit for ratio in ratios.values())
        worst = max(ratios, key=ratios.__getitem__)
        figure = f"{good} of {len(ratios)} kinds; worst {_ratio(ratios[worst], limit)} ({worst})"
        yield Aim(text, figure, good == len(ratios))


def _ratio(ratio: float, limit: float) -> str:
    return f"{times(ratio)} its time" if limit >= 1 else f"{times(1 / ratio)} faster"


def _starting(found: Data) -> Iterator[Aim]:
    opened, shot = found["opening"], found["one_shot"]
    yield Aim("opening under 20 ms", f"{opened['open_ms']:.1f} ms", opened["open_ms"] < 20)
    yield Aim("opening takes a few MB", megabytes(opened["own"]), opened["own"] < 5e6)
    above = f"{shot['above_ms']:.0f} ms"
    yield Aim("one-shot search at most 120 ms above bare imports", above, shot["above_ms"] <= 120)


def _speakers(found: Data) -> Iterator[Aim]:
    yield Aim("speaker + phrase at most 1.5× the phrase alone", times(found["ratio"]), found["ratio"] <= 1.5)
