"""More releases like one: a query made of the words that tell it from others."""

from __future__ import annotations

import math
from collections import Counter

from searchkit.analysis import stem, tokenize
from searchkit.analysis.stemming import primary
from searchkit.answers.source import Source
from searchkit.model import SEARCHED_ZONES, Release
from searchkit.query import Query
from searchkit.query.nodes import And, MetadataField, MetadataIs, Node, Not, Or, Word
from searchkit.releases.stopwords import STOPWORDS

WORDS = 20
CANDIDATES = 80


def like(source: Source, release: Release) -> Query:
    """Return the query for releases that share the telling words of `release`, which itself is left out.

    The words are those of the highest frequency in the release times the logarithm of their rarity (tf·idf).
    """
    counts, shown = _stems(release)
    total = max(1, source.size)
    weights: dict[str, float] = {}
    for stemmed, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]:
        releases = source.answer(Query(Word(shown[stemmed]), "")).total
        if releases > 1:
            weights[stemmed] = (1 + math.log(count)) * math.log(total / releases)
    best = sorted(weights, key=lambda stemmed: (-weights[stemmed], stemmed))[:WORDS]
    own = Not(MetadataIs(MetadataField.ID, release.id))
    if not best:
        return _made(release, And((MetadataIs(MetadataField.ID, release.id), own)))
    words: tuple[Node, ...] = tuple(Word(shown[stemmed]) for stemmed in best)
    return _made(release, And((words[0] if len(words) == 1 else Or(words), own)))


def _made(release: Release, node: Node) -> Query:
    return Query(node, f"like {release.id}")


def _stems(release: Release) -> tuple[Counter[str], dict[str, str]]:
    """Return how often each stem stands in the searched zones, and a word of each."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    common = STOPWORDS.get(primary(release.language), frozenset())
    texts = [zone.span.of(release.text) for zone in release.zones if zone.kind in SEARCHED_ZONES]
    for text in texts or [release.text]:
        for word in tokenize(text, release.language).words:
            if len(word) > 2 and word not in common and not word.isdigit():
                stemmed = stem(word, release.language)
                counts[stemmed] += 1
                shown.setdefault(stemmed, word)
    return counts, shown
