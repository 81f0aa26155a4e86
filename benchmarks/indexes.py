"""The peers' indexes of prepared documents, kept in the cache: searchkit's own index is made anew in every run."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.engines import module_of
from benchmarks.prepared import Prepared
from benchmarks.process import ROOT, Process


@dataclass(frozen=True, slots=True)
class Built:
    """An index, its size, and how long it took and how much memory when it was made."""

    engine: str
    version: str
    folder: Path
    size: int
    seconds: float
    memory: int


def peer_index(name: str, prepared: Prepared, cache: Path, python: Path) -> Built:
    """Return a peer's index of the documents, made where the cache has none of this version and these documents."""
    with Process(name, python, nice=10) as process:
        version = process.ask("version")
        folder = cache / "indexes" / f"{prepared.name}-{prepared.digest}" / f"{name}-{version}-{_source(name)}"
        facts = folder.with_name(f"{folder.name}.json")
        if not facts.exists():
            print(f"Indexing {prepared.name} with {name} {version} …", flush=True)
            fresh(folder)
            done = process.ask("build", documents=str(prepared.path), index=str(folder))
            made = {"seconds": done["seconds"], "memory": done["memory"]["most"]}
            facts.write_text(json.dumps(made), "utf-8")
    made = json.loads(facts.read_text("utf-8"))
    return Built(name, version, folder, size_of(folder), made["seconds"], made["memory"])


def fresh(folder: Path) -> Path:
    """Return an empty folder of this name."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def size_of(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _source(name: str) -> str:
    """Return a digest of what configures the engine."""
    module = ROOT / "benchmarks" / "engines" / f"{module_of(name)}.py"
    return hashlib.blake2b(module.read_bytes(), digest_size=3).hexdigest()
