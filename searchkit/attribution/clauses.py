"""Indirect reports: what a cue verb says of the clause or the noun phrase beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from searchkit.attribution.cues import Form, Hit
from searchkit.attribution.extents import content_after, source_after, spaced, trimmed
from searchkit.attribution.lexicon import table, words
from searchkit.attribution.sources import DETERMINERS, PRONOUNS, Blocked, Sort, Source, sort_of, source_before
from searchkit.spans import Span

_FINITE = (Form.PAST, Form.PRESENT, Form.BASE)
_INVERTING = frozenset(
    ["say", "add", "note", "explain", "state", "continue", "conclude", "write", "warn", "argue", "observe", "remark"]
    + ["comment", "declare", "stress", "emphasize", "emphasise", "insist", "claim", "report", "recall", "point out"]
)
"""Verbs that stand before their subject behind an unmarked clause: "…, said X"."""
_STRONG = frozenset(
    [
        "say",
        "add",
        "tell",
        "argue",
        "warn",
        "insist",
        "contend",
        "complain",
        "note",
        "claim",
        "explain",
        "acknowledge",
        "admit",
    ]
    + ["announce", "deny", "predict", "vow", "point out", "suggest"]
)
"""Verbs of speech and nothing else: what is their subject speaks, whether the lists know it or not."""
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
_SHOWING = frozenset(
    ["show", "demonstrate", "indicate", "reveal", "suggest", "highlight", "underline", "underscore", "signal"]
)
_NOUNS = words("cues-nouns")
_BEFORE_NOUNS = words("cues-before-nouns")
_AFTER_NOUNS = re.compile(
    r" (?:should|would|will|can|could|may|might|must|are|were|is|was|have|has|had|do|did|in|of|and|or|with|from|by|who|which|including|[a-z]{3,}ed)\b"
    r"|[,;.)]"
)
_ACTING = frozenset(
    [
        "add",
        "write",
        "report",
        "claim",
        "find",
        "argue",
        "confirm",
        "reveal",
        "determine",
        "read",
        "project",
        "indicate",
        "answer",
    ]
    + ["conclude", "hear", "believe", "think", "hope", "deny", "decide", "suggest", "testify", "maintain"]
)
"""Verbs that also tell of deeds where no clause follows: "reported the crime", "added a provision"."""
_PRONOUN_START = re.compile(r"(?:it|he|she|they|we|I|you|there|this|these|those|nobody|everyone|nothing)\b")
_FINITE_VERB = re.compile(
    r"(?:[^.;:]{0,60}[“\"]|(?:(?! that | which | who | whose | where )[^.;:])*?\b(?:is|are|was|were|will|would|can|could|may|might|must|should|shall|has|have"
    r"|had|do|does|did|won’t|won't|didn’t|didn't|isn’t|isn't|\w{3,}ed|needs?|\w{3,}[^su\W]s (?:the|an?|to|no|its|his|her|their|not|more))\b)"
)
_POSSESSED = re.compile(r"(?!(?:it|that|he|she|there|who|what|here)['’]s )\b\w+(?:['’]s|s['’]) $", re.IGNORECASE)
_NEW_CLAUSE = re.compile(rf"(?:{'|'.join(sorted(DETERMINERS | PRONOUNS))}|there|if|when)\b|[A-Z0-9“\"$]")
_PREDICATE = re.compile(r"(?:could|would|should|will|can|may|might|must|has|have|had|is|are|was|were|did|does)\b")
_MIND = frozenset({"belief"})
_CLAUSAL = frozenset({"clause", "that", "tell"})
_STATED_IN = re.compile(
    r"^(?:[Ii]n|[Dd]uring|[Aa]t|[Oo]n|[Ww]hile|[Aa]fter|[Ff]ollowing|[Hh]owever|[Ff]urther(?:more)?|[Mm]oreover|[Ii]n addition|[Aa]dditionally|[Ll]ater|[Mm]eanwhile|[Tt]oday|[Yy]esterday|[Ss]peaking|[Rr]eferring|[Aa]ddressing|[Rr]esponding|[Cc]ommenting|[Rr]egarding|[Ff]inally|[Aa]lso|[Ii]ndeed|[Tt]hus|[Aa]nd|[Bb]ut|[Ii]nstead|[Aa]s|[Ww]hen|[Tt]urning|[Tt]o|[Aa]lluding|[Dd]iscussing|[A-Z][a-z]+ing)\b"
)
_CLOSING = re.compile(r"[\s.!?:;”\"»’')\]–—-]*$")
_BY = re.compile(spaced(r" by (?=(?:the |an? |his |her |its |their |our |several |many |some |both )?[\w“\"])"))
_GERUND_LINK = re.compile(
    r"(?:,|\bby|\bwhile|\bin|\band|, also|, further| –| —|\bbefore|\bafter|\bwithout)\s+(?:also |further |again |once again |\w+ly )?$"
)
_LETTER = re.compile(
    r"\b(?:letters?|statements?|resolutions?|petitions?|messages?|briefs?|op-eds?|tweets?|reports?|emails?|remarks|calls?|motions?|amendments?)\b[^,;]{0,80},?\s*$"
)
_JOINED = re.compile(r"\b(?:joined|joins|join|joining|led|united)\b")
_CONJ = re.compile(
    r"(?:,|;)?\s+(?:and|but|or)\s+(?:(?:also|then|further|has|have|had|later|again|\w+ly|he|she|they)\s+)*$"
)
_SUBJECT_BREAK = re.compile(r"(?:,|;| –| —)?\s+(?:and|but|while|whereas|as|with|although|though)\s+$|;\s+$")
_QUESTION = re.compile(spaced(r" (?:that|how|whether|why|what|who|where|if|when)\b"))
_ADDRESSEE = re.compile(
    spaced(
        r" (?P<who>(?:him|her|them|us|me|you|everyone|reporters|lawmakers|officials|investigators|police|members|Congress|the \w+|his \w+|her \w+|their \w+|an? \w+|(?:the |his |her |their |its |all |[a-z]+ )??(?:[\w.’'&-]+ ){0,7}?[\w.’'-]+),?) (?=(?P<link>that|how|whether|why|what|to|about|of|if)\b)"
    )
)
_BARE_ADDRESSEE = re.compile(
    spaced(
        r" (?:him|her|them|us|me|reporters|lawmakers|Congress|officials|investigators|police|deputies|officers|detectives|(?:the|a|an) [\w-]+|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}) (?=(?:the|he|she|they|it|we|I|there|his|her|their|an?|this|these|those|no|[A-Z]))"
    )
)
_OBJECTS = {lemma: re.compile(rf"\W(?:{value})\b", re.IGNORECASE) for lemma, value in table("cues-objects").items()}
_NOT_AN_OBJECT = re.compile(
    spaced(
        r" *(?:by|in|at|from|during|until|since|after|before|and|or|as|under|within|when|while|where|earlier|over|across|throughout|last|here"
        r"|there(?! (?:is|are|was|were|has|have|had|will|would|can|could|must|should|may|might|needs?|exists?|remains?)\b))\b|[^\w“\"‘'«$(\[]*$"
    )
)
_OPENING_NP = re.compile(
    r"(?:(?:In|On|At|During|After|Following|With|For|As|To|From|Under|Since|Despite|Amid|While|When|Today|Yesterday|Earlier|Recently|Meanwhile|Additionally|Furthermore|However|Also|Last|This|[A-Z][a-z]+ing)\b[^,]{0,120}, )?"
    r"(?P<np>(?:[Tt]he |An? |His |Her |Their |Our |Several |Many |Both |All |Some |Two |Three )?(?:[\w.’'&()/-]+,? ){0,14}?[\w.’'&()/-]+)"
    r" (?:has|have|had|is|was|were|are|will|today|yesterday|also|recently|joined|joins|sent|wrote|signed|introduced|led|issued|released|voted|met|held|spoke|delivered|made|took|called|[a-z]+ed)\b"
)


_ADJUNCT = re.compile(
    r" (?:in|at|on|during|after|before|when|as|who|while|today|yesterday|following|regarding|about|upon|via|late|earlier|last|this|by|with|  | - )"
)
_PASSIVE = re.compile(spaced(r"(?:,[^,]*,)? (?:is|are|was|were|has been|have been|had been) "))
_LED = re.compile(r"\b(?:with|as) (?P<np>[A-Z][^,;]{2,60}?) $")


@dataclass(frozen=True, slots=True)
class Finding:
    """A report on its way: still without type and confidence.

    `begin` is where the clause that makes it starts (its subject, or its cue), the point at which the content of a report
    before it in the same sentence must end.
    """

    content: tuple[Span, ...]
    source: Span | None
    cue: Span
    kind: str
    sort: Sort
    hit: Hit
    begin: int
    that: bool = False
    spoken: bool = False
    """The content is the speaker's own words, whether quotation marks show it or not."""


def find_in_sentence(flat: str, sentence: Span, hits: list[Hit], taken: Iterable[Finding]) -> list[Finding]:
    """Return the indirect reports of one sentence. `taken` are reports already found in it, around quotations."""
    known = list(taken)
    spent = {finding.hit.start for finding in known}
    found: list[Finding] = []
    fronted: Hit | None = None
    for hit in hits:
        if hit.start in spent or (flat[hit.start].isupper() and flat[hit.start : hit.end].isupper()):
            continue
        if hit.form is Form.GERUND and _is_fronted(flat, sentence, hit):
            fronted = hit
            continue
        finding = _judge(flat, sentence, hit, known + found)
        if finding is None:
            continue
        if fronted is not None and hit.form is not Form.GERUND:
            found.extend(_fronted(flat, fronted, finding))
            fronted = None
        found = _make_room(flat, found, finding)
    return found


def _is_fronted(flat: str, sentence: Span, hit: Hit) -> bool:
    return not flat[sentence.start : hit.start].strip(' "“') and flat[hit.start].isupper()


def _fronted(flat: str, hit: Hit, main: Finding) -> list[Finding]:
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
    for expression in (_CONJ, _SUBJECT_BREAK, _GERUND_LINK):
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
    if re.search(r"(?:, |; |– |— )(?:while|whereas|but|and|as)\s+$", before) or before.endswith("; "):
        return not last.that or "while" in before[-8:] or (new.sort is Sort.SPEAKER and ", and " not in before[-7:])
    return bool(re.search(r" (?:while|as|after) $", before)) and not last.that and new.sort is Sort.SPEAKER


def _judge(flat: str, sentence: Span, hit: Hit, before: list[Finding]) -> Finding | None:
    """Return the report that one cue makes, if any."""
    if flat[hit.start].isupper() or hit.frames == _MIND or (hit.form is Form.GERUND and "belief" in hit.frames):
        return None
    if hit.form in (Form.PRESENT, Form.BASE) and _is_noun(flat, sentence, hit):
        return None
    if hit.form is Form.PAST and _POSSESSED.search(flat, max(sentence.start, hit.start - 24), hit.start):
        return None
    if hit.form is Form.GERUND:
        return _participle(flat, sentence, hit, before)
    if hit.form is Form.PAST and _BY.match(flat, hit.end):
        return _passive(flat, sentence, hit)
    subject = source_before(flat, sentence.start, hit.start)
    if subject is Blocked.PASSIVE:
        return _told(flat, sentence, hit)
    if subject is Blocked.COORDINATED:
        return _inverted(flat, sentence, hit) or _coordinated(flat, sentence, hit, before)
    if isinstance(subject, Blocked):
        return _inverted(flat, sentence, hit) if subject is Blocked.NONE else _infinitive(flat, sentence, hit, subject)
    inverted = _inverted(flat, sentence, hit, subject)
    if inverted is not None:
        return inverted
    if subject.sort is Sort.MUTE or (subject.sort is Sort.OTHER and not _may_speak(flat, hit, subject)):
        return None
    if hit.form is Form.BASE and not _plural(flat, subject):
        return None
    if subject.sort is Sort.RELATIVE:
        subject = _antecedent(flat, sentence, subject)
        if subject.span.of(flat).casefold() == "which" or "belief" in hit.frames:
            return None
    if subject.sort is Sort.PRONOUN and subject.span.of(flat).casefold() == "you":
        return None
    if hit.cue.lemma in _SHOWING and subject.sort is Sort.PRONOUN and subject.span.of(flat).casefold() == "it":
        return None
    return _trailing(flat, sentence, hit, subject) or _plain(flat, sentence, hit, subject)


def _may_speak(flat: str, hit: Hit, subject: Source) -> bool:
    """Return whether a subject that no list knows speaks: a whole noun phrase before a verb of speech."""
    first = flat[subject.span.start : subject.span.end].split(maxsplit=1)[0]
    named = first[0].isupper() and subject.span.start > 1 and flat[subject.span.start - 2] not in ".!?:;"
    return hit.cue.lemma in _STRONG and (named or first.lower() in DETERMINERS)


def _is_noun(flat: str, sentence: Span, hit: Hit) -> bool:
    """Return whether a form is rather a noun: "several states should", "the claims of"."""
    written = flat[hit.start : hit.end]
    before = flat[max(sentence.start, hit.start - 24) : hit.start].split()
    last = before[-1].lower() if before else ""
    if last in _BEFORE_NOUNS or last.endswith(("’s", "'s")):
        return True
    return written in _NOUNS and last not in PRONOUNS and _AFTER_NOUNS.match(flat, hit.end, sentence.end) is not None


def _plural(flat: str, subject: Source) -> bool:
    words = subject.span.of(flat).split()
    last = words[-1].lower().strip(",.")
    if words[0].lower() in ("a", "an"):
        return False
    if subject.sort is Sort.PRONOUN:
        return last in ("i", "we", "they", "you")
    return (
        (last.endswith("s") and not last.endswith("ss"))
        or " and " in subject.span.of(flat)
        or last in ("people", "men", "women", "police")
    )


def _antecedent(flat: str, sentence: Span, relative: Source) -> Source:
    """Return the noun phrase that a relative pronoun stands for, together with the pronoun's place."""
    end = relative.span.start
    while end > sentence.start and flat[end - 1] in " ,":
        end -= 1
    found = source_before(flat, sentence.start, end)
    if isinstance(found, Source) and found.sort in (Sort.SPEAKER, Sort.DOCUMENT):
        return found
    return relative


def _frame_fits(flat: str, hit: Hit, end: int) -> tuple[int, bool] | None:
    """Return where the content behind a cue begins and whether "that" precedes it, or None where no frame fits."""
    frames = hit.frames
    if "tell" in frames:
        told = _told_content(flat, hit, end)
        if told is not None:
            return told
        if not frames & {"object", "clause"}:
            return None
    start, that = content_after(flat, hit.end, end)
    if that and not frames & _CLAUSAL:
        return None
    if that or _QUESTION.match(flat, start - 1):
        return start, that
    if flat.startswith("to ", start):
        return (start, False) if "to" in frames else None
    if hit.cue.lemma == "add" and not _NEW_CLAUSE.match(flat, start):
        return None
    if hit.cue.lemma in _ACTING and not _is_clause(flat, start, end):
        return _as_object(flat, hit, start, end)
    if "clause" in frames and _PREDICATE.match(flat, start):
        return None  # "which X said could have been prevented"
    if "clause" in frames and not _NOT_AN_OBJECT.match(flat, start - 1, end):
        return (start, False) if hit.cue.lemma == "say" or start - hit.end < 60 else None
    if "clause" in frames and start > hit.end and hit.cue.lemma in ("say", "state") and end - start > 12:
        return start, False
    return _as_object(flat, hit, start, end)


def _as_object(flat: str, hit: Hit, start: int, end: int) -> tuple[int, bool] | None:
    if "object" not in hit.frames or any(_NOT_AN_OBJECT.match(flat, at, end) for at in (hit.end, start - 1)):
        return None
    wanted = _OBJECTS.get(hit.cue.lemma)
    if wanted is None or wanted.search(flat, hit.end, min(end, hit.end + 90)):
        return start, False
    return None


def _is_clause(flat: str, start: int, end: int) -> bool:
    """Return whether what begins at `start` has a finite verb of its own: "the bill makes", not "the bill that makes"."""
    return (
        _PRONOUN_START.match(flat, start) is not None
        or _FINITE_VERB.match(flat, start, min(end, start + 120)) is not None
    )


def _told_content(flat: str, hit: Hit, end: int) -> tuple[int, bool] | None:
    if _QUESTION.match(flat, hit.end):
        match = _QUESTION.match(flat, hit.end)
        assert match is not None
        return (match.end() + 1, True) if match.group() == " that" else (hit.end + 1, False)
    match = _ADDRESSEE.match(flat, hit.end, end)
    if match and not ("," in match.group("who") and match.group("link") != "that"):
        link = match.group("link")
        if link in ("that",):
            return match.end("link") + 1, True
        if link == "to":
            return (hit.end + 1, False) if "object" in hit.frames else None
        if link in ("about", "of"):
            return (match.end("link") + 1, False) if hit.cue.lemma in ("tell", "inform", "brief") else None
        return match.end(), False
    bare = _BARE_ADDRESSEE.match(flat, hit.end, end)
    if bare and hit.cue.lemma in ("tell", "assure", "inform", "remind", "warn"):
        return bare.end(), False
    return None


def _plain(flat: str, sentence: Span, hit: Hit, subject: Source) -> Finding | None:
    fit = _frame_fits(flat, hit, sentence.end)
    if fit is None:
        return None
    content = trimmed(flat, fit[0], sentence.end)
    if content.end - content.start < 6 or " " not in content.of(flat):
        return None
    cue = Span(hit.start, hit.end)
    return Finding((content,), subject.span, cue, "cue", subject.sort, hit, subject.span.start, fit[1])


def _trailing(flat: str, sentence: Span, hit: Hit, subject: Source) -> Finding | None:
    """Return the report of a cue behind or inside its content: "…, X said." and "This, he said, is …"."""
    if not hit.frames & {"clause", "quote"} or hit.form is Form.BASE:
        return None
    head = flat[sentence.start : subject.span.start].rstrip()
    if not head.endswith((",", "–", "—", "?")) or len(head) < 4:
        return None
    first = trimmed(flat, sentence.start, subject.span.start)
    cue = Span(hit.start, hit.end)
    after, that = content_after(flat, hit.end, sentence.end)
    if that:
        return None
    if _CLOSING.match(flat, after, sentence.end):
        if first.end - first.start < 12 or (
            _STATED_IN.match(first.of(flat)) and "," not in first.of(flat) and len(first.of(flat)) < 30
        ):
            return None
        return Finding((first,), subject.span, cue, "inverted", subject.sort, hit, subject.span.start)
    if flat[hit.end : hit.end + 1] == "," and hit.frames & {"clause"}:
        rest = trimmed(flat, hit.end, sentence.end)
        stated_in = _STATED_IN.match(first.of(flat)) and not first.of(flat).startswith("To ")
        content = (rest,) if stated_in else (first, rest)
        if rest.end - rest.start > 6:
            return Finding(content, subject.span, cue, "inverted", subject.sort, hit, subject.span.start)
    return None


def _lost_comma(flat: str, source: Span | None, subject: Source | None) -> bool:
    """Return whether a name and a full stop behind "said" tell of a comma lost before it: "… residency status said Enzi."."""
    if source is None or subject is None or subject.sort not in (Sort.OTHER, Sort.MUTE):
        return False
    names = source.of(flat).split()
    return (
        len(names) < 4 and all(word[0].isupper() for word in names) and flat[source.end : source.end + 1] in (".", ",")
    )


def _inverted(flat: str, sentence: Span, hit: Hit, subject: Source | None = None) -> Finding | None:
    """Return the report of an unquoted "…, said X"."""
    if hit.cue.lemma not in _INVERTING or hit.form not in (Form.PAST, Form.PRESENT):
        return None
    head = flat[sentence.start : hit.start].rstrip()
    source = source_after(flat, hit.end, sentence.end)
    if len(head) < 20 or not (head.endswith((",", "?", "!")) or _lost_comma(flat, source, subject)):
        return None
    if (
        source is None
        or not _names(source.of(flat))
        or (" " in source.of(flat) and source.of(flat).split()[0].lower() in PRONOUNS)
        or sort_of(source.of(flat).split()) not in (Sort.SPEAKER, Sort.PRONOUN, Sort.DOCUMENT)
    ):
        return None
    if not _closes(flat, source.end, sentence.end):
        return None
    content = [trimmed(flat, sentence.start, hit.start)]
    rest = trimmed(flat, source.end, sentence.end)
    if flat[source.end : source.end + 2] == ", " and rest.end - rest.start > 40 and flat[rest.start] in '“"':
        content.append(rest)
    return Finding(tuple(content), source, Span(hit.start, hit.end), "inverted", Sort.SPEAKER, hit, sentence.start)


def _closes(flat: str, position: int, end: int) -> bool:
    """Return whether the clause is over behind an inverted source, but for appositions and adjuncts."""
    rest = flat[position:end]
    return not rest.strip() or rest.lstrip()[0] in '.,;:!?()—–-"”“' or bool(_ADJUNCT.match(rest))


def _names(phrase: str) -> bool:
    first = phrase.split(maxsplit=1)[0] if phrase else ""
    if any(word[:1].isupper() for word in phrase.split()[:4]):
        return first not in ("That", "This", "I", "It")
    return first in ("he", "she", "they") or (
        first in ("the", "a", "an", "one", "his", "her", "several", "many") and len(phrase) < 60
    )


def _participle(flat: str, sentence: Span, hit: Hit, before: list[Finding]) -> Finding | None:
    """Return the report of a participle that hangs on the main clause: "…, adding that"."""
    head = flat[max(sentence.start, hit.start - 110) : hit.start]
    linked = _GERUND_LINK.search(head)
    letter = _LETTER.search(head)
    absolute = _absolute(flat, sentence, hit, head)
    if absolute is not None:
        return absolute
    if not linked and not letter:
        return None
    fit = _frame_fits(flat, hit, sentence.end)
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
        and not _JOINED.search(flat, sentence.start, hit.start)
    ):
        return None
    return Finding((content,), opening.span, cue, "participle", opening.sort, hit, begin, fit[1])


def _absolute(flat: str, sentence: Span, hit: Hit, head: str) -> Finding | None:
    """Return the report of a participle with a subject of its own: "with Ambassador Walt noting …"."""
    led = _LED.search(head)
    if led is None:
        return None
    subject = source_before(flat, hit.start - len(led.group("np")) - 1, hit.start)
    fit = _frame_fits(flat, hit, sentence.end)
    if fit is None or not isinstance(subject, Source) or subject.sort is not Sort.SPEAKER:
        return None
    content = trimmed(flat, fit[0], sentence.end)
    begin = hit.start - len(head) + led.start()
    if content.end - content.start < 6:
        return None
    return Finding((content,), subject.span, Span(hit.start, hit.end), "cue", subject.sort, hit, begin, fit[1])


def subject_of(flat: str, sentence: Span) -> Source | None:
    """Return the subject of a sentence's main clause, where it can be told without parsing and can speak."""
    match = _OPENING_NP.match(flat, sentence.start, sentence.end)
    if match is None:
        return None
    found = source_before(flat, match.start("np"), match.end("np"))
    if isinstance(found, Source) and found.sort in (Sort.SPEAKER, Sort.PRONOUN):
        return Source(Span(*match.span("np")), found.sort) if found.sort is Sort.SPEAKER else found
    return None


def _coordinated(flat: str, sentence: Span, hit: Hit, before: list[Finding]) -> Finding | None:
    """Return the report of a second verb of the same subject: "highlighted … and invited …"."""
    fit = _frame_fits(flat, hit, sentence.end)
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
    """Return whether a second verb rather belongs to the clause that is reported: "said that he came and threatened"."""
    return owner.that and hit.cue.lemma in _QUARRELS


def _infinitive(flat: str, sentence: Span, hit: Hit, why: Blocked) -> Finding | None:
    """Return the report of "joined … to urge", the only infinitive that tells of words said."""
    if why is not Blocked.INFINITIVE or hit.form is not Form.BASE or "object" not in hit.frames:
        return None
    if not _JOINED.search(flat, sentence.start, hit.start) and not _LETTER.search(flat, sentence.start, hit.start - 3):
        return None
    opening = subject_of(flat, sentence)
    fit = _frame_fits(flat, hit, sentence.end)
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
    if source is None or not _names(source.of(flat)):
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
