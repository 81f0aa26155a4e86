"""`python -m benchmarks`: measure searchkit beside its peers and print what came out."""

from __future__ import annotations

import json
import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from filelock import FileLock, Timeout

import searchkit
from benchmarks.corpus import Corpus, corpus
from benchmarks.drawing import Drawer
from benchmarks.engines import AS_BUILT, OWN, PEERS
from benchmarks.environment import UNPACK, cache_folder, corpora_folder, load_average, own_python, peers_python
from benchmarks.indexes import fresh, peer_index, size_of
from benchmarks.measures import durability, growth, indexing, querying, speaking, starting
from benchmarks.own import own
from benchmarks.prepared import Prepared, prepare
from benchmarks.query import Query
from benchmarks.report import render
from benchmarks.vocabulary import read_vocabulary

CORPORA = ("senate", "congress")
MEASURES = ("indexing", "queries", "starting", "speakers", "durability")
"""What is measured unless `--measure` says otherwise; "growth" only when it is asked for."""
INDEXED = 4000
"""Releases that the engines' indexing is compared on."""
SPEAKER_PAIRS = 40


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run was asked for."""

    measures: tuple[str, ...]
    peers: tuple[str, ...]
    only: str | None
    rounds: int
    clock: str
    seed: int


@click.command()
@click.option("--corpus", "corpora", multiple=True, type=click.Choice(CORPORA), help="Default: both.")
@click.option("--sample", type=int, metavar="N", help="Only N releases, evenly spread.")
@click.option("--only", metavar="KIND", help="Only kinds of queries whose names begin so.")
@click.option("--peers", metavar="A,B", default=",".join(PEERS), show_default=True, help="Peers to measure beside.")
@click.option("--measure", "measures", metavar="A,B", default=",".join(MEASURES), show_default=True)
@click.option("--growth", "with_growth", is_flag=True, help="Also 1, 4 and 16 times the corpus.")
@click.option("--rounds", default=5, show_default=True)
@click.option(
    "--clock",
    type=click.Choice(["wall", "cpu"]),
    default="wall",
    show_default=True,
    help="How queries are timed: “cpu” counts only while the engine ran, for a machine that is busy.",
)
@click.option("--seed", default=20210407, show_default=True)
@click.option("--json", "json_file", type=click.Path(path_type=Path), metavar="FILE", help="Write all figures here.")
def main(
    corpora: tuple[str, ...],
    sample: int | None,
    only: str | None,
    peers: str,
    measures: str,
    with_growth: bool,
    rounds: int,
    clock: str,
    seed: int,
    json_file: Path | None,
) -> None:
    """Measure searchkit beside other engines, on one core; print Markdown tables.

    Peers live in .venv-bench; their indexes and samples of the corpora are kept in ~/.cache/searchkit-bench.
    """
    chosen = corpora or CORPORA
    root = corpora_folder(*chosen)
    if root is None:
        click.echo(f"No corpora here ({os.path.relpath(UNPACK)} is missing): nothing to measure.")
        return
    names = tuple(name for name in measures.split(",") if name) + (("growth",) if with_growth else ())
    plan = Plan(
        _known(names, (*MEASURES, "growth")),
        _known(tuple(filter(None, peers.split(","))), PEERS),
        only,
        rounds,
        clock,
        seed,
    )
    with _alone(cache_folder()):
        found = [_measured(corpus(root, name, sample, cache_folder()), plan) for name in chosen]
    if json_file is not None:
        json_file.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Hold the cache: two runs would take each other's indexes away, and disturb each other's times."""
    cache.mkdir(parents=True, exist_ok=True)
    lock = FileLock(cache / "LOCK")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise click.ClickException(f"another run holds {cache}: wait for it to end") from None
    try:
        yield
    finally:
        lock.release()


def _known(names: tuple[str, ...], known: Any) -> tuple[str, ...]:
    for name in names:
        if name not in known:
            raise click.UsageError(f"there is no {name!r}; there are {', '.join(known)}")
    return names


def _measured(chosen: Corpus, plan: Plan) -> dict[str, Any]:
    """Measure one corpus, print the report, and return the figures."""
    cache = cache_folder()
    scratch = fresh(cache / "scratch")
    prepared = prepare(chosen, cache)
    queries = Drawer(read_vocabulary(prepared.path, plan.seed), plan.seed).draw(plan.only)
    before = load_average()
    found: dict[str, Any] = {
        "corpus": chosen.name,
        "releases": prepared.releases,
        "text_bytes": prepared.text_bytes,
        "file_bytes": prepared.file_bytes,
        "machine": f"{_processor()}, one of {os.cpu_count()} cores, Python {platform.python_version()}",
    }
    built, index = scratch / "built", scratch / "optimized"
    whole = _indexed(chosen, built, prepared)
    shutil.copytree(built, index)
    optimized = own("optimize", str(index))
    whole["optimized"] = {
        "seconds": optimized["seconds"],
        "memory": optimized["memory"]["most"],
        "bytes": size_of(index),
    }
    if "indexing" in plan.measures:
        found["indexing"] = {"whole": whole, **_indexing(chosen, plan, scratch)}
    engines = {name: (own_python(), built if name == AS_BUILT else index) for name in OWN}
    versions = {"searchkit": searchkit.__version__}
    if "queries" in plan.measures:
        for name in plan.peers:
            peer = peer_index(name, prepared, cache, peers_python())
            engines[name], versions[name] = (peers_python(), peer.folder), peer.version
        found["queries"] = querying.measure(engines, queries, plan.rounds, plan.clock)
    if "starting" in plan.measures:
        found["starting"] = _starting(index, queries, plan.clock)
    if "durability" in plan.measures:
        found["durability"] = durability.measure(index, scratch)
    if "speakers" in plan.measures:
        found["speakers"] = _speakers(chosen, prepared, plan, scratch)
    if "growth" in plan.measures:
        found["growth"] = growth.measure(prepared, queries, scratch, plan.rounds, plan.clock)
    found |= {"versions": versions, "load": [before, load_average()]}
    click.echo(render(found))
    return found


def _indexed(chosen: Corpus, index: Path, prepared: Prepared, *attribute: str) -> dict[str, Any]:
    click.echo(f"Indexing {chosen.name} with searchkit{' and attribution' if attribute else ''} …", err=True)
    done = own("build", str(chosen.folder), str(index), *attribute)
    size = size_of(index)
    return {
        "releases": done["releases"],
        "seconds": done["seconds"],
        "busy": done["busy"],
        "memory": done["memory"]["most"],
        "bytes": size,
        "share_of_text": size / prepared.text_bytes,
        "segments": sum(1 for _ in index.rglob("*.seg")),
    }


def _indexing(chosen: Corpus, plan: Plan, scratch: Path) -> dict[str, Any]:
    """Compare indexing on a sample, for the slowest engines take minutes for a corpus."""
    cache = cache_folder()
    name = chosen.name.partition("-")[0]
    sample = corpus(chosen.folder.parent, name, INDEXED, cache) if name == chosen.name else chosen
    prepared = prepare(sample, cache)
    rounds = min(3, plan.rounds)
    engines = indexing.measure(sample, prepared, plan.peers, peers_python(), scratch, rounds)
    return {"releases": prepared.releases, "engines": engines}


def _starting(index: Path, queries: list[Query], clock: str) -> dict[str, Any]:
    texts = [query.text for query in queries]
    return {
        "opening": starting.opening(index, texts[0]),
        "one_shot": starting.one_shot(index, texts[:: max(1, len(texts) // 15)], clock),
    }


def _speakers(chosen: Corpus, prepared: Prepared, plan: Plan, scratch: Path) -> dict[str, Any]:
    index = scratch / "attributed"
    attributed = _indexed(chosen, index, prepared, "attribute")
    found = speaking.measure(index, prepared.path, plan.rounds, plan.clock, plan.seed, SPEAKER_PAIRS)
    return {**found, "attributed": attributed}


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
