"""Words of an index that are spelled nearly like another."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.query.nodes import Fuzzy
from searchkit.search.forms import form_of
from searchkit.search.segment import Segment


def near_words(segments: Sequence[Segment], word: str, count: int) -> list[str]:
    """Return at most `count` words within a spelling distance of 2, the nearest first, the commonest among them."""
    found: list[str] = []
    for distance in (1, 2):
        if len(found) >= count:
            break
        often: dict[str, int] = {}
        for segment in segments:
            vocabulary = segment.vocabulary
            for exact in form_of(segment, Fuzzy(word, distance)).exact_ids(segment).tolist():
                near = vocabulary.word(exact)
                often[near] = often.get(near, 0) + int(vocabulary.exact_count[exact])
        new = sorted(often.keys() - {word, *found}, key=lambda near: (-often[near], near))
        found += new[: count - len(found)]
    return found
