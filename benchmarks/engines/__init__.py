"""The engines that are measured, by name; each module is imported only in the process that runs it."""

from __future__ import annotations

from importlib import import_module

from benchmarks.engines.base import Answer, Engine

OWN = {
    "searchkit": "searchkit:make",
    "searchkit as built": "searchkit:make",
    "searchkit+hits": "searchkit:make_call",
    "searchkit+snippets": "searchkit:make_snippets",
}
"""searchkit on an optimized index, as far as the peers go; on the index as `build` left it, which may have several
segments; with the ten releases read; with their snippets too."""
AS_BUILT = "searchkit as built"
PEERS = {
    "tantivy": "tantivy:make",
    "fts5": "fts5:make",
    "xapian": "xapian:make",
    "bm25s": "bm25s:make",
    "whoosh": "whoosh:make",
}
"""Engines of the peers' environment, in the order of the reports, each with its module and maker."""

__all__ = ["AS_BUILT", "OWN", "PEERS", "Answer", "Engine", "load", "module_of"]


def module_of(name: str) -> str:
    """Return the name of the module, here, that an engine lives in."""
    return {**OWN, **PEERS}[name].partition(":")[0]


def load(name: str) -> Engine:
    """Return the engine of a name."""
    module, _, maker = {**OWN, **PEERS}[name].partition(":")
    engine: Engine = getattr(import_module(f"benchmarks.engines.{module}"), maker)()
    return engine
