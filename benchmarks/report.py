"""The figures of a run as Markdown, for the screen and for benchmarks/RESULTS.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.aims import aims
from benchmarks.tables import megabytes, ms, table, times

Data = Mapping[str, Any]
SHOWN_DIFFERENCES = 3
"""Queries shown of each kind whose counts differ."""
TITLES = {
    "indexing": "Indexing",
    "queries": "Queries: top 10 with exact count",
    "starting": "Starting",
    "speakers": "Speaker + phrase",
    "durability": "Durability",
    "growth": "Growth",
}


def render(found: Data) -> str:
    """Return the report of one corpus."""
    parts = [f"## {found['corpus']}: {found['releases']:,} releases, {megabytes(found['text_bytes'])} of text"]
    parts.append(_conditions(found))
    for section, title in TITLES.items():
        if section in found:
            parts += [f"### {title}", *_RENDERERS[section](found[section])]
    judged = aims(found)
    if judged:
        rows = [[aim.text, aim.figure, "met" if aim.met else "missed"] for aim in judged]
        parts += ["### Aims", table(["aim", "measured", ""], rows)]
    return "\n\n".join(parts) + "\n"


def _conditions(found: Data) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    load = ", ".join(f"{value:.1f}" for value in found["load"])
    return f"{found['machine']}. {versions}. Load average before and after: {load}."


def _indexing(found: Data) -> Iterator[str]:
    rows = [
        [
            name,
            f"{run['releases_per_second']:,.0f}",
            f"{run['releases_per_busy_second']:,.0f}",
            f"{run['mb_per_second']:.1f}",
            f"{run['share_of_text']:.0%}",
            megabytes(run["memory"]),
        ]
        for name, run in found["engines"].items()
    ]
    yield f"{found['releases']:,} releases, text stored, each engine's own English analysis, one core:"
    yield table(["engine", "releases/s", "by CPU time", "MB/s", "index / text", "memory"], rows)
    full = found["whole"]
    yield (
        f"The whole corpus with searchkit: {full['seconds']:.1f} s, "
        f"{full['releases'] / full['seconds']:,.0f} releases/s "
        f"({full['releases'] / full['busy']:,.0f} by CPU time), "
        f"segments: {full['segments']}, index {full['share_of_text']:.0%} of the text, "
        f"memory {megabytes(full['memory'])}. "
        f"`optimize` makes one segment of them in {full['optimized']['seconds']:.1f} s."
    )


def _queries(found: Data) -> Iterator[str]:
    engines = list(dict.fromkeys(name for kind in found["kinds"].values() for name in kind))
    cells = {
        kind: [f"{ms(t[e]['median'])} / {ms(t[e]['p95'])}" if e in t else "–" for e in engines]
        for kind, t in found["kinds"].items()
    }
    queries = len(found["queries"])
    clock = "CPU" if found["clock"] == "cpu" else "wall clock"
    yield f"{queries} queries, {found['rounds']} rounds, {clock} time, median / 95th percentile in ms:"
    yield table(["kind", *engines], [[kind, *row] for kind, row in cells.items()])
    if "searchkit" in engines:
        peers = [e for e in engines if not e.startswith("searchkit")]
        yield "Median of searchkit ÷ median of the peer (below 1: searchkit is faster):"
        rows = [
            [kind, *(times(t["searchkit"]["median"] / t[e]["median"]) if e in t else "–" for e in peers)]
            for kind, t in found["kinds"].items()
            if "searchkit" in t
        ]
        yield table(["kind", *peers], rows)
    yield from _differences(found)
    yield _opening(found)


def _differences(found: Data) -> Iterator[str]:
    differing = found["differing"]
    if not differing:
        yield "All engines count the same for every query."
        return
    counts = Counter(row["kind"] for row in differing)
    yield f"Counts differ for {', '.join(f'{n} of “{kind}”' for kind, n in counts.items())}; for example:"
    shown: Counter[str] = Counter()
    lines = []
    for row in differing:
        shown[row["kind"]] += 1
        if shown[row["kind"]] <= SHOWN_DIFFERENCES:
            lines.append(f"- `{row['text']}`: {_by_count(row['counts'])}")
    yield "\n".join(lines)


def _by_count(counts: Mapping[str, int]) -> str:
    """Return counts with who counted so: "15 (searchkit), 14 (tantivy, fts5)"."""
    names: dict[int, list[str]] = {}
    for name, count in counts.items():
        if not name.startswith("searchkit") or name == "searchkit" or count != counts.get("searchkit"):
            names.setdefault(count, []).append(name)
    return ", ".join(f"{count:,} ({', '.join(who)})" for count, who in names.items())


def _opening(found: Data) -> str:
    rows = [
        [
            name,
            ms(opened["ms"]),
            megabytes(opened["after"]["own"] - opened["before"]["own"]),
            megabytes(found["memory"][name]["own"]),
        ]
        for name, opened in found["opening"].items()
    ]
    return table(["opening", "ms", "memory of its own", "process after all queries"], rows)


def _starting(found: Data) -> Iterator[str]:
    opened, shot = found["opening"], found["one_shot"]
    yield table(
        ["", "measured"],
        [
            ["open an index", f"{opened['open_ms']:.1f} ms, {megabytes(opened['own'])} of its own"],
            ["the first query after it", f"{opened['first_query_ms']:.1f} ms"],
            ["`python -c 'import numpy, click'`", f"{shot['bare_ms']:.0f} ms"],
            ["one-shot `searchkit search`", f"{shot['search_ms']:.0f} ms: {shot['above_ms']:.0f} ms above"],
        ],
    )


def _speakers(found: Data) -> Iterator[str]:
    rows = [[kind, ms(t["searchkit"]["median"]), ms(t["searchkit"]["p95"])] for kind, t in found["kinds"].items()]
    yield table(["kind", "median ms", "p95 ms"], rows)
    yield f"Ratio, query by query: median {times(found['ratio'])}, 95th percentile {times(found['ratio_p95'])}."
    if "attributed" in found:
        made = found["attributed"]
        yield f"Indexing with attribution: {made['releases'] / made['seconds']:,.0f} releases/s on one core."


def _durability(found: Data) -> Iterator[str]:
    yield (
        f"One release added: {found['durable_ms']:.0f} ms, safe on the disk; "
        f"{found['careless_ms']:.0f} ms without waiting for the disk."
    )


def _growth(found: Data) -> Iterator[str]:
    rows = [
        [
            f"{factor}×",
            f"{run['releases']:,}",
            f"{run['releases'] / run['seconds']:,.0f}",
            megabytes(run["memory"]),
            f"{run['optimize_seconds']:.1f}",
            megabytes(run["optimize_memory"]),
            f"{run['bytes'] / run['text_bytes']:.0%}",
            f"{run['opening']['open_ms']:.1f}",
            megabytes(run["opening"]["own"]),
            megabytes(run["query_memory"]["own"]),
        ]
        for factor, run in found.items()
    ]
    header = ["", "releases", "releases/s", "memory", "optimize s", "memory", "index / text", "open ms", "open memory"]
    header += ["after queries"]
    yield table(header, rows)
    kinds = next(iter(found.values()))["kinds"]
    yield "Query medians / p95 in ms, and the mean number of matches:"
    yield table(
        ["kind", *(f"{factor}×" for factor in found), *(f"matches {factor}×" for factor in found)],
        [
            [
                kind,
                *(f"{ms(run['kinds'][kind]['median'])} / {ms(run['kinds'][kind]['p95'])}" for run in found.values()),
                *(f"{run['matches'][kind]:,.0f}" for run in found.values()),
            ]
            for kind in kinds
        ],
    )


_RENDERERS = {
    "indexing": _indexing,
    "queries": _queries,
    "starting": _starting,
    "speakers": _speakers,
    "durability": _durability,
    "growth": _growth,
}
