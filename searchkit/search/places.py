"""Where a word or phrase stands in a context."""

from __future__ import annotations

import numpy as np

from searchkit.model import SEARCHED_ZONES
from searchkit.query.nodes import Phrase, Term, Word
from searchkit.search.context import Context
from searchkit.search.forms import Form, form_of
from searchkit.search.languages import LanguageDocs
from searchkit.search.layers import Matches
from searchkit.search.occurrences import UNCOUNTED, Intervals, estimate, occurrences
from searchkit.search.phrases import phrase, rarest_pair
from searchkit.search.proximity import near
from searchkit.search.segment import Segment

NARROWED = 8
"""Contents of statements narrow where words are looked for that stand there so many times as often, or more …"""
NARROWING = 8_000
"""… and at so many places besides: to gather the contents takes as long as to look at these."""
Variant = tuple[tuple[Form, ...], tuple[str, ...]]
"""The forms of a leaf's parts, and the languages of the releases for which they hold (none: all)."""


def variants(segment: Segment, node: Term | Phrase) -> list[Variant]:
    """Return what the parts of a leaf match, by language where languages differ; without those that match nothing."""
    parts = node.parts if isinstance(node, Phrase) else (node,)
    words = [part.word for part in parts if isinstance(part, Word)]
    others = {k: form_of(segment, part) for k, part in enumerate(parts) if not isinstance(part, Word)}
    if not all(others.values()):
        return []
    if not words:
        return [(tuple(others.values()), ())]
    out: list[Variant] = []
    for stems, languages in segment.languages.stemmed(words):
        forms = tuple([Form((stem,)) for stem in stems])
        if others:
            of_words = iter(forms)
            forms = tuple(others[k] if k in others else next(of_words) for k in range(len(parts)))
        out.append((forms, languages))
    return out


def matches_of(segment: Segment, node: Term | Phrase, context: Context, scan: Intervals | None) -> Matches:
    """Return where a leaf stands in a context; nobody asks for matches outside `scan` (starts and ends)."""
    found = [_in_fields(segment, node, variant, context, scan) for variant in variants(segment, node)]
    if len(found) == 1:
        return found[0]
    starts = np.concatenate([np.empty(0, np.int64), *(m.starts for m in found)])
    ends = np.concatenate([np.empty(0, np.int64), *(m.ends for m in found)])
    order = np.argsort(starts, kind="stable")
    return Matches(starts[order], ends[order])


def _in_fields(
    segment: Segment,
    node: Term | Phrase,
    variant: Variant,
    context: Context,
    scan: Intervals | None,
) -> Matches:
    forms, languages = variant
    if scan is None and not languages and context.plain:
        return _found(segment, node, forms, "text", None)
    least = min([estimate(segment, form, "text") for form in forms])
    if scan is None:
        scan = _scanned(segment, node, forms, least, context)
    spoken = segment.languages.docs(languages) if languages else None
    if spoken is not None and not spoken.excluded:
        scan = spoken.intervals
    parts = []
    if context.zones & SEARCHED_ZONES:
        found = _found(segment, node, forms, "text", scan)
        if scan is not None and least >= UNCOUNTED:  # the stream tells no zones
            found = found.take(segment.in_zones(found, SEARCHED_ZONES))
        parts.append(found)
    if context.zones - SEARCHED_ZONES:
        parts.append(_found(segment, node, forms, "aside", scan))
    matches = parts[0]
    if len(parts) > 1:
        order = np.argsort(np.concatenate([m.starts for m in parts]), kind="stable")
        matches = Matches(
            np.concatenate([m.starts for m in parts])[order], np.concatenate([m.ends for m in parts])[order]
        )
    return _allowed(segment, matches, spoken, context)


def _driving(segment: Segment, node: Term | Phrase, forms: tuple[Form, ...], least: int) -> int:
    """Return at about how many places a leaf is looked for whose rarest word occurs `least` times."""
    pair = rarest_pair(segment, forms) if least >= UNCOUNTED and isinstance(node, Phrase) and not node.slop else None
    return least if pair is None else pair[0]


def _scanned(
    segment: Segment, node: Term | Phrase, forms: tuple[Form, ...], least: int, context: Context
) -> Intervals | None:
    """Return where to look for a leaf whose rarest word occurs `least` times; None for everywhere, where narrowing
    costs more than it spares.
    """
    inside = context.inside
    if inside is not None and _driving(segment, node, forms, least) > NARROWING + NARROWED * len(inside):
        return inside.merged()
    return segment.zones(context.zones) if least >= UNCOUNTED and not context.zones >= SEARCHED_ZONES else None


def _found(
    segment: Segment, node: Term | Phrase, forms: tuple[Form, ...], field: str, scan: Intervals | None
) -> Matches:
    if not isinstance(node, Phrase):
        starts = occurrences(segment, forms[0], field, scan)
        return Matches(starts, starts + starts.dtype.type(1))
    if node.slop:
        return near(segment, forms, node.slop, field, scan)
    return phrase(segment, forms, field, scan)


def _allowed(segment: Segment, matches: Matches, spoken: LanguageDocs | None, context: Context) -> Matches:
    """Return the matches that the context lets count (`inside` is left to the caller, who needs the statements)."""
    if spoken is not None and len(matches):
        held = spoken.docs.flags[segment.docs_of(matches.starts)]
        if not spoken.excluded or held.any():
            matches = matches.take(held ^ spoken.excluded)
    if context.zones != SEARCHED_ZONES:
        matches = matches.take(segment.in_zones(matches, context.zones))
    if context.outside is not None:
        matches = matches.take(~context.outside.touched(matches))
    return matches
