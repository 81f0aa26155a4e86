"""Indirect reports: what a cue verb says of the clause or the noun phrase beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from searchkit.attribution.cues import Form, Hit
from searchkit.attribution.extents import source_after, spaced, trimmed
from searchkit.attribution.findings import Finding
from searchkit.attribution.frames import frame_fits
from searchkit.attribution.inversions import begins_a_name, inverted_report, trailing
from searchkit.attribution.participles import GERUND_LINK, JOINED, LETTER, fronted_report, is_fronted, participle_report
from searchkit.attribution.sources import Blocked, Sort, Source, source_before
from searchkit.attribution.subjects import antecedent_of, is_noun, is_plural, may_speak, subject_of
from searchkit.spans import Span

_FINITE = (Form.PAST, Form.PRESENT, Form.BASE)

_QUARRELS = frozenset(
    [
        "accuse",
        "threaten",
        "identify",
        "admit",
        "claim",
        "demand",
        "ask",
        "tell",
        "promise",
        "agree",
        "deny",
        "order",
        "decide",
    ]
)

_NOT_OF_PAPERS = frozenset(
    ["announce", "express", "welcome", "praise", "thank", "propose", "agree", "tell", "speak of", "vow"]
)
"""Verbs whose subject is no paper: "under the settlement announced today"."""
_SHOWING = frozenset(
    ["show", "demonstrate", "indicate", "reveal", "suggest", "highlight", "underline", "underscore", "signal"]
)

_POSSESSED = re.compile(r"(?!(?:it|that|he|she|there|who|what|here)['’]s )\b\w+(?:['’]s|s['’]) $", re.IGNORECASE)

_ADJECTIVE = re.compile(r"\b(?:multiple|various|numerous|a|an|his|her|its|their|our|new|additional|recent) $")

_MIND = frozenset({"belief"})

_BY = re.compile(spaced(r" by (?=(?:the |an? |his |her |its |their |our |several |many |some |both )?[\w“\"])"))

_CONJ = re.compile(
    r"(?:,|;)?\s+(?:and|but|or)\s+(?:(?:also|then|further|has|have|had|later|again|\w+ly|he|she|they)\s+)*$"
)

_SUBJECT_BREAK = re.compile(r"(?:,|;| –| —)?\s+(?:and|but|while|whereas|as|with|although|though)\s+$|;\s+$")

_WAS_SAYING = frozenset(("call for", "call on", "argue", "say", "claim", "suggest", "urge", "warn", "insist"))
"""Verbs that tell of words in the past progressive too: "was calling for", but not "was protesting"."""
_SUBORDINATE = re.compile(r"(?:\b[Aa]fter|\bWhen|\bWhile|\bAlthough|\bThough|\b[Bb]efore|\bSince|\bBecause|\bOnce) $")
"""What makes a clause before the main one: "After X called for …, Y said …"."""
_BEING = re.compile(r" (?:is|are|has been|have been|(was|were)) (?:also |again |now |today |once again |\w+ly )?$")

_PASSIVE = re.compile(spaced(r"(?:,[^,]*,)? (?:is|are|was|were|has been|have been|had been) (?!\w+ing )"))


def find_in_sentence(flat: str, sentence: Span, hits: list[Hit], taken: Iterable[Finding]) -> list[Finding]:
    """Return the indirect reports of one sentence. `taken` are reports already found in it, around quotations."""
    known = list(taken)
    spent = {finding.hit.start for finding in known}
    found: list[Finding] = []
    fronted: Hit | None = None
    for hit in hits:
        if hit.start in spent or (flat[hit.start].isupper() and flat[hit.start : hit.end].isupper()):
            continue
        if hit.form is Form.GERUND and is_fronted(flat, sentence, hit):
            fronted = hit
            continue
        finding = _judge(flat, sentence, hit, known + found)
        if finding is None:
            continue
        if fronted is not None and hit.form is not Form.GERUND:
            found.extend(fronted_report(flat, fronted, finding))
            fronted = None
        found = _make_room(flat, found, finding)
    return found


def _make_room(flat: str, found: list[Finding], new: Finding) -> list[Finding]:
    """Append `new`, cutting the report before it where they meet; drop `new` where it is nested in that report."""
    if not found:
        return [new]
    last = found[-1]
    end = last.content[-1].end
    if new.begin >= end:
        return [*found, new]
    if new.kind in ("inverted", "according") and new.content[0].start <= last.content[0].start:
        return [*found, new] if last.begin > new.content[0].start else found
    if not _parts(flat, last, new):
        return found
    content = trimmed(flat, last.content[-1].start, _before_link(flat, new.begin))
    if content.end - content.start < 3:
        return found
    return [*found[:-1], replace(last, content=(*last.content[:-1], content)), new]


def _before_link(flat: str, begin: int) -> int:
    for expression in (_CONJ, _SUBJECT_BREAK, GERUND_LINK):
        match = expression.search(flat, max(0, begin - 40), begin)
        if match:
            return match.start()
    return begin


def _parts(flat: str, last: Finding, new: Finding) -> bool:
    """Return whether `new`, found inside the content of `last`, stands beside it rather than within it."""
    before = flat[max(0, new.begin - 40) : new.begin]
    if new.kind == "participle":
        return before.rstrip().endswith((",", "–", "—")) or (
            before.rstrip().endswith(" and") and last.kind == "participle"
        )
    if new.source == last.source:
        return True
    if before.endswith(", ") and _SUBORDINATE.search(flat, max(0, last.begin - 14), last.begin):
        return True
    if re.search(r"(?:, |; |– |— )(?:while|whereas|but|and|as)\s+$", before) or before.endswith("; "):
        return not last.that or "while" in before[-8:] or (new.sort is Sort.SPEAKER and ", and " not in before[-7:])
    return bool(re.search(r" (?:while|as|after) $", before)) and not last.that and new.sort is Sort.SPEAKER


def _judge(flat: str, sentence: Span, hit: Hit, before: list[Finding]) -> Finding | None:
    """Return the report that one cue makes, if any."""
    if not _may_report(flat, sentence, hit):
        return None
    if hit.form is Form.GERUND:
        return _progressive(flat, sentence, hit) or participle_report(flat, sentence, hit, before)
    if hit.form is Form.PAST and _BY.match(flat, hit.end):
        return _passive(flat, sentence, hit)
    subject = source_before(flat, sentence.start, hit.start)
    if subject is Blocked.PASSIVE:
        return _told(flat, sentence, hit)
    if subject is Blocked.COORDINATED:
        return inverted_report(flat, sentence, hit) or _coordinated(flat, sentence, hit, before)
    if isinstance(subject, Blocked):
        return (
            inverted_report(flat, sentence, hit)
            if subject is Blocked.NONE
            else _infinitive(flat, sentence, hit, subject)
        )
    return inverted_report(flat, sentence, hit, subject) or _spoken_by(flat, sentence, hit, subject)


def _may_report(flat: str, sentence: Span, hit: Hit) -> bool:
    """Return whether a form can be the verb of a report where it stands."""
    if flat[hit.start].isupper() or hit.frames == _MIND:
        return False
    if hit.form is Form.GERUND:
        return "belief" not in hit.frames
    if hit.form is Form.PAST and _ADJECTIVE.search(flat, max(sentence.start, hit.start - 24), hit.start):
        return False
    if hit.form is Form.PAST:
        return _POSSESSED.search(flat, max(sentence.start, hit.start - 24), hit.start) is None
    return not is_noun(flat, sentence, hit)


def _spoken_by(flat: str, sentence: Span, hit: Hit, subject: Source) -> Finding | None:
    """Return the report of a cue behind its subject, if that subject can speak."""
    if subject.sort is Sort.MUTE or (subject.sort is Sort.OTHER and not may_speak(flat, hit, subject)):
        return None
    if hit.form is Form.BASE and not is_plural(flat, subject):
        return None
    if subject.sort is Sort.DOCUMENT and hit.cue.lemma in _NOT_OF_PAPERS:
        return None
    if subject.sort is Sort.RELATIVE:
        subject = antecedent_of(flat, sentence, subject)
        if subject.span.of(flat).casefold() == "which" or "belief" in hit.frames:
            return None
    word = subject.span.of(flat).casefold()
    if word == "you" or (word == "it" and hit.cue.lemma in _SHOWING):
        return None
    return trailing(flat, sentence, hit, subject) or _plain(flat, sentence, hit, subject)


def _plain(flat: str, sentence: Span, hit: Hit, subject: Source) -> Finding | None:
    fit = frame_fits(flat, hit, sentence.end)
    if fit is None:
        return None
    content = trimmed(flat, fit[0], sentence.end)
    if content.end - content.start < 6 or " " not in content.of(flat):
        return None
    cue = Span(hit.start, hit.end)
    return Finding((content,), subject.span, cue, "cue", subject.sort, hit, subject.span.start, fit[1])


def _progressive(flat: str, sentence: Span, hit: Hit) -> Finding | None:
    """Return the report of "X is calling on …", which tells what X does as "X calls on …" would."""
    be = _BEING.search(flat, max(sentence.start, hit.start - 40), hit.start)
    if be is None or "belief" in hit.frames or hit.cue.lemma == "promise":
        return None
    if be.group(1) is not None and hit.cue.lemma not in _WAS_SAYING:
        return None
    subject = source_before(flat, sentence.start, be.start() + 1)
    if not isinstance(subject, Source):
        return None
    return _spoken_by(flat, sentence, replace(hit, cue=replace(hit.cue, form=Form.PRESENT)), subject)


def _coordinated(flat: str, sentence: Span, hit: Hit, before: list[Finding]) -> Finding | None:
    """Return the report of a second verb of the same subject: "highlighted … and invited …"."""
    fit = frame_fits(flat, hit, sentence.end)
    if fit is None or hit.form is Form.BASE:
        return None
    content = trimmed(flat, fit[0], sentence.end)
    if content.end - content.start < 6 or " " not in content.of(flat):
        return None
    cue = Span(hit.start, hit.end)
    begin = _before_link(flat, hit.start)
    for owner in reversed(before):
        alike = owner.hit.form is hit.form or (fit[1] and hit.form in _FINITE)
        if alike and owner.kind in ("cue", "inverted") and not _inner(owner, hit):
            return Finding((content,), owner.source, cue, "cue", owner.sort, hit, begin, fit[1])
    if before:
        return None
    opening = subject_of(flat, sentence)
    if opening is None or opening.span.end > hit.start or _PASSIVE.match(flat, opening.span.end):
        return None
    return Finding((content,), opening.span, cue, "cue", opening.sort, hit, begin, fit[1])


def _inner(owner: Finding, hit: Hit) -> bool:
    """Return whether a second verb belongs to the clause that is reported: "said that he came and threatened"."""
    return owner.that and hit.cue.lemma in _QUARRELS


def _infinitive(flat: str, sentence: Span, hit: Hit, why: Blocked) -> Finding | None:
    """Return the report of "joined … to urge", the only infinitive that tells of words said."""
    if why is not Blocked.INFINITIVE or hit.form is not Form.BASE or "object" not in hit.frames:
        return None
    if not JOINED.search(flat, sentence.start, hit.start) and not LETTER.search(flat, sentence.start, hit.start - 3):
        return None
    opening = subject_of(flat, sentence)
    fit = frame_fits(flat, hit, sentence.end)
    if opening is None or fit is None or opening.span.end > hit.start:
        return None
    content = trimmed(flat, fit[0], sentence.end)
    return Finding((content,), opening.span, Span(hit.start, hit.end), "cue", opening.sort, hit, hit.start, fit[1])


def _passive(flat: str, sentence: Span, hit: Hit) -> Finding | None:
    """Return the report of "… was announced by X"."""
    by = _BY.match(flat, hit.end)
    if by is None or not hit.frames & {"object"}:
        return None
    source = source_after(flat, by.end(), sentence.end)
    if source is None or not begins_a_name(source.of(flat)):
        return None
    found = source_before(flat, source.start, source.end)
    if not isinstance(found, Source) or found.sort is not Sort.SPEAKER:
        return None
    tokens = flat[sentence.start : hit.start].rstrip()
    for auxiliary in (" was", " were", " is", " are", " has been", " have been", " was also", " were also"):
        if tokens.endswith(auxiliary):
            content = trimmed(flat, sentence.start, sentence.start + len(tokens) - len(auxiliary))
            if content.end - content.start < 6:
                return None
            return Finding((content,), source, Span(hit.start, hit.end), "passive", Sort.SPEAKER, hit, sentence.start)
    return None


def _told(flat: str, sentence: Span, hit: Hit) -> Finding | None:
    """Return the report of "was told by X that …"."""
    if hit.form is not Form.PAST or not hit.frames & {"tell"}:
        return None
    by = _BY.match(flat, hit.end)
    if by is None:
        return None
    that = flat.find(" that ", by.end(), sentence.end)
    if that < 0 or that - by.end() > 90:
        return None
    content = trimmed(flat, that + 6, sentence.end)
    return Finding(
        (content,), Span(by.end(), that), Span(hit.start, hit.end), "passive", Sort.SPEAKER, hit, hit.start, True
    )
