"""bm25s: scores of a bag of words in one sparse matrix; it knows neither AND nor phrases."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import bm25s
import numpy as np

from benchmarks.document import Document
from benchmarks.engines.base import Answer
from benchmarks.query import Query

BEST = 10


class Bm25s:
    """`get_scores` gives the score of every document: the count and the best ten are read off it."""

    version = version("bm25s")

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """See `Engine`."""
        logging.getLogger("bm25s").setLevel(logging.WARNING)
        retriever = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        retriever.index([d.stems.split(" ") for d in documents], show_progress=False)
        retriever.save(str(folder), show_progress=False)

    def build_ordinary(self, folder: Path, documents: Iterable[Document]) -> None:
        """See `Engine`. It brings no stemmer, so words are only split and lowered."""
        texts = [document.text for document in documents]
        retriever = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        retriever.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)
        retriever.save(str(folder), corpus=[{"text": text} for text in texts], show_progress=False)

    def open(self, folder: Path) -> None:
        """See `Engine`."""
        self._retriever = bm25s.BM25.load(str(folder), mmap=True, load_vocab=True, show_progress=False)

    def search(self, query: Query) -> Answer | None:
        """See `Engine`."""
        bag = query.shape == "any" or (query.shape == "all" and len(query.terms) == 1)
        if not bag or query.days is not None:
            return None
        scores = self._retriever.get_scores(list(query.terms))
        best = np.argpartition(scores, len(scores) - BEST)[-BEST:]
        ordered = best[np.argsort(-scores[best], kind="stable")]
        return Answer(int(np.count_nonzero(scores)), ordered[scores[ordered] > 0].tolist())


def make() -> Bm25s:
    """Return the engine."""
    return Bm25s()
