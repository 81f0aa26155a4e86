"""Reports of participles: "Voicing concern over …, he said", "…, adding that", "with Ambassador Walt noting …"."""

from __future__ import annotations

import re

from searchkit.attribution.cues import Hit
from searchkit.attribution.extents import content_after, trimmed
from searchkit.attribution.findings import Finding
from searchkit.attribution.frames import frame_fits
from searchkit.attribution.sources import Sort, Source, source_before
from searchkit.attribution.subjects import subject_of
from searchkit.spans import Span

GERUND_LINK = re.compile(
    r"(?:,|\bby|\bwhile|\bin|\band|, also|, further| –| —|\bbefore|\bafter|\bwithout)\s+(?:also |further |again "
    r"|once again |\w+ly )?$"
)

LETTER = re.compile(
    r"\b(?:letters?|statements?|resolutions?|petitions?|messages?|briefs?|op-eds?|tweets?|reports?|emails?|remarks"
    r"|calls?|motions?|amendments?)\b[^,;]{0,80},?\s*$"
)

JOINED = re.compile(r"\b(?:joined|joins|join|joining|led|united|(?:press|news) conference)\b")

_LED = re.compile(r"\b(?:with|as) (?P<np>[A-Z][^,;]{2,60}?) $")


def is_fronted(flat: str, sentence: Span, hit: Hit) -> bool:
    """Return whether a participle begins its sentence."""
    return not flat[sentence.start : hit.start].strip(' "“') and flat[hit.start].isupper()


def fronted_report(flat: str, hit: Hit, main: Finding) -> list[Finding]:
    """Return the report of a participle before the main clause: "Voicing concern over …, he said"."""
    end = main.begin
    if main.source is not None and hit.end < main.source.start:
        end = min(end, main.source.start)
    start, that = content_after(flat, hit.end, end)
    content = trimmed(flat, start, end)
    if content.end - content.start < 8 or ("object" not in hit.frames and not that):
        return []
    span = Span(hit.start, hit.end)
    return [Finding((content,), main.source, span, "participle", main.sort, hit, hit.start)]


def participle_report(flat: str, sentence: Span, hit: Hit, before: list[Finding]) -> Finding | None:
    """Return the report of a participle that hangs on the main clause: "…, adding that"."""
    head = flat[max(sentence.start, hit.start - 110) : hit.start]
    linked = GERUND_LINK.search(head)
    letter = LETTER.search(head)
    absolute = _absolute(flat, sentence, hit, head)
    if absolute is not None:
        return absolute
    if not linked and not letter:
        return None
    fit = frame_fits(flat, hit, sentence.end)
    if fit is None:
        return None
    content = trimmed(flat, fit[0], sentence.end)
    if content.end - content.start < 6 or " " not in content.of(flat):
        return None
    owner = before[-1] if before else None
    begin = hit.start
    cue = Span(hit.start, hit.end)
    if owner is not None:
        return Finding((content,), owner.source, cue, "participle", owner.sort, hit, begin, fit[1])
    opening = subject_of(flat, sentence)
    if opening is None or opening.span.end > hit.start:
        return None
    if (
        linked
        and linked.group().strip().startswith(("in", "and", "before", "after", "without"))
        and not JOINED.search(flat, sentence.start, hit.start)
    ):
        return None
    return Finding((content,), opening.span, cue, "participle", opening.sort, hit, begin, fit[1])


def _absolute(flat: str, sentence: Span, hit: Hit, head: str) -> Finding | None:
    """Return the report of a participle with a subject of its own: "with Ambassador Walt noting …"."""
    led = _LED.search(head)
    if led is None:
        return None
    subject = source_before(flat, hit.start - len(led.group("np")) - 1, hit.start)
    fit = frame_fits(flat, hit, sentence.end)
    if fit is None or not isinstance(subject, Source) or subject.sort is not Sort.SPEAKER:
        return None
    content = trimmed(flat, fit[0], sentence.end)
    begin = hit.start - len(head) + led.start()
    if content.end - content.start < 6:
        return None
    return Finding((content,), subject.span, Span(hit.start, hit.end), "cue", subject.sort, hit, begin, fit[1])
