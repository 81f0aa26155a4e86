"""Place and date before the first sentence of a release: "WASHINGTON, D.C. – Today, …"."""

from __future__ import annotations

import re
from functools import cache

from searchkit.attribution.lexicon import words
from searchkit.names.lists import fold

_PLACE_WORD = r"(?:[A-Z][\w.’'‘-]*|\d{1,2}(?:st|nd|rd|th)?|\d{4}|of|de|la|the)"
_DASHED = re.compile(
    rf"[(\[]?{_PLACE_WORD}(?:[ ,/.]+(?:{_PLACE_WORD}|[(\[][^()\n]{{2,40}}[)\]]))*[)\]]?[.,]?"
    r"(?:\s*(?:–|—|--|―|\sâ\s?)-*\s*|\s*-\s+|\s+-\s*)(?=[“\"A-Z])"
)
_CAPITAL = re.compile(
    r"[(\[]?\b(?:Washington|WASHINGTON),?\s+D\.?\s?C\.?,?[)\]]?\s*[–—:-]*\s*(?=[A-Z“\"])|"
    r"[A-Z]{4,}(?: [A-Z]{4,})?(?:, [A-Z][a-z]+\.?)?\s{2,}(?=[A-Z][a-z])|"
    r"[(\[][A-Z][\w. ]{2,24}, [A-Z][A-Za-z.]{1,5}[)\]]\s*[–—:-]*\s*(?=[A-Z“\"])"
)
_NOTICE = re.compile(r"(?:(?:FOR|For) )?(?:IMMEDIATE|Immediate) (?:RELEASE|Release)[:.]?\s+")
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
_STATE = re.compile(
    r"(?:A[KLRZ]|C[AOT]|D\.?C|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]"
    r"|W[AIVY]"
    r"|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa"
    r"|Tenn"
    r"|Tex|Va|Vt|Wash|Wis|Wyo)\b"
)
_LONGEST = 90
_DASHES = "–—-―â"


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where the sentence after a dateline at `start` of `text` begins; `start` where there is no dateline."""
    if not text[start : start + 1].isupper() and text[start : start + 1] not in "([":
        return start
    notice = _NOTICE.match(text, start, end)
    if notice is not None:
        return dateline_end(text, notice.end(), end)
    stop = min(end, start + _LONGEST)
    head = text[start : start + 4]
    capital = _CAPITAL.match(text, start, stop) if head[0] in "([W" or head.isupper() else None
    if capital is not None:
        return capital.end()
    dash = any(mark in text[start:stop] for mark in _DASHES)
    match = _DASHED.match(text, start, stop) if dash else None
    return match.end() if match is not None and _is_place(match.group()) else start


def _is_place(printed: str) -> bool:
    """Return whether the words before a dash are a place: in capitals, in the list of places, or with state or date."""
    first = next(iter(re.findall(r"[^\W\d_][\w.’'-]*", printed)), "")
    if not first:
        return False
    if len(first) > 2 and first.isupper():
        return True
    if _MONTH.search(printed) or fold(first) in _places():
        return True
    head, comma, tail = printed.partition(",")
    return bool(comma) and len(head.split()) < 4 and _STATE.match(tail.strip()) is not None


@cache
def _places() -> frozenset[str]:
    return words("places") | frozenset(place.split()[0] for place in words("places"))
