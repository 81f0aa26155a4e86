"""A corpus read, parsed and analysed by searchkit, in a file that every peer indexes: so counts can be compared."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path

import numpy as np

import searchkit
from benchmarks.corpus import Corpus
from benchmarks.document import GAP, Document, document_line
from benchmarks.process import ROOT
from searchkit.analysis import FINGERPRINT, stem, tokenize
from searchkit.model import SEARCHED_ZONES, Release, ZoneKind
from searchkit.readers import RawDocument, read, walk
from searchkit.releases import parse

ROOMS = ("analysis", "names", "readers", "releases")
"""What decides how a file becomes tokens."""
EPOCH = dt.date(1970, 1, 1).toordinal()
ASIDE, HEAD, BODY = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Prepared:
    """The documents of a corpus: where they are, how many, bytes of the files and of the shown texts, a digest."""

    name: str
    path: Path
    releases: int
    file_bytes: int
    text_bytes: int
    seconds: float
    digest: str


def prepare(corpus: Corpus, cache: Path) -> Prepared:
    """Return the prepared documents of a corpus, from the cache where searchkit still reads it the same way."""
    folder = cache / "prepared" / f"{corpus.name}-{_sources()}"
    facts = folder / "facts.json"
    if not facts.exists():
        for old in folder.parent.glob(f"{corpus.name}-????????"):
            shutil.rmtree(old)
        folder.mkdir(parents=True)
        made = _write(corpus, folder / "documents.jsonl")
        facts.write_text(json.dumps(asdict(made), default=str), "utf-8")
    found = json.loads(facts.read_text("utf-8"))
    return Prepared(**{**found, "path": Path(found["path"])})


def _sources() -> str:
    """Return a digest of the sources (and word lists) that turn files into tokens."""
    state = hashlib.blake2b(FINGERPRINT.encode(), digest_size=4)
    package = Path(searchkit.__file__).parent
    files = chain.from_iterable((package / room).rglob("*") for room in ROOMS)
    own = (ROOT / "benchmarks" / "document.py", Path(__file__))
    for path in sorted(p for p in (*files, *own) if p.suffix in (".py", ".txt")):
        state.update(path.read_bytes())
    return state.hexdigest()


def _write(corpus: Corpus, path: Path) -> Prepared:
    print(f"Reading and analysing {corpus.name} …", flush=True)
    start = time.perf_counter()
    seen: set[str] = set()
    text_bytes = file_bytes = 0
    digest = hashlib.blake2b(digest_size=6)
    with path.open("w", encoding="utf-8", errors="replace") as file:
        for source in walk([corpus.folder]):
            if not isinstance(source, str):
                continue
            file_bytes += Path(source).stat().st_size
            for release in releases(Path(source)):
                if release.id in seen:
                    continue
                seen.add(release.id)
                line = document_line(document_of(release))
                digest.update(line.encode("utf-8", "replace"))
                text_bytes += len(release.text.encode("utf-8", "replace"))
                file.write(line)
    seconds = time.perf_counter() - start
    return Prepared(corpus.name, path, len(seen), file_bytes, text_bytes, seconds, digest.hexdigest())


def releases(path: Path) -> Iterator[Release]:
    """Yield the releases of a file; what cannot be read is left out."""
    return (parse(raw) for raw in read(path) if isinstance(raw, RawDocument))


def document_of(release: Release) -> Document:
    """Return the searched words of a release, with a gap where no phrase may cross, as the token stream has it."""
    tokens = tokenize(release.text, release.language)
    zones = [(0, BODY), *((zone.span.start, _section(zone.kind)) for zone in release.zones)]
    starts = np.array([start for start, _ in zones])
    section = np.array([kind for _, kind in zones])[np.searchsorted(starts, tokens.starts, "right") - 1]
    words: list[str] = []
    previous = ASIDE
    for word, kind in zip(tokens.words, section.tolist(), strict=True):
        if kind != previous and kind != ASIDE and words and words[-1] != GAP:
            words.append(GAP)
        if kind != ASIDE:
            words.append(word)
        previous = kind
    stems = [word if word == GAP else stem(word, release.language) for word in words]
    day = release.date.toordinal() - EPOCH if release.date and release.date_precision == "day" else None
    return Document(
        id=release.id,
        day=day,
        language=release.language,
        title=release.title,
        text=release.text,
        stems=" ".join(stems),
        words=" ".join(words),
    )


def _section(kind: ZoneKind) -> int:
    return HEAD if kind is ZoneKind.HEADLINE else BODY if kind in SEARCHED_ZONES else ASIDE
