"""Whom a printed surname means, where no full name stands in its release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from searchkit.names.lists import words
from searchkit.names.personal import compatible, parse_name
from searchkit.speakers.evidence import Evidence, bare_name, contradict, near_in_time, share_office
from searchkit.speakers.issuers import Issuers

_DOMINANT = 10
_SLACK = dt.timedelta(days=366)


def holder_of_surname(bare: Evidence, candidates: Iterable[Evidence], issuers: Issuers) -> Evidence | None:
    """Return the one person of full name whom a surname alone unmistakably means; `None` if there is any doubt."""
    fitting = [c for c in candidates if _initial_fits(bare, c) and not contradict(bare, c)]
    named = [c for c in fitting if _is_issuer(bare, c)]
    if len(named) == 1 and (not bare.offices or share_office(bare, named[0])):
        return named[0]
    lord = _reigning(bare, fitting, issuers)
    if lord is not None and (not bare.offices or share_office(bare, lord)):
        return lord
    near = [c for c in fitting if bare.shares_issuer(c)]
    if bare.offices:
        return _only([c for c in near if share_office(bare, c)], fitting, bare)
    if len(fitting) == 1 and len(near) == 1 and near_in_time(bare, near[0], _SLACK):
        return near[0]
    return None


def holder_of_word(word: Evidence, candidates: Iterable[Evidence]) -> Evidence | None:
    """Return the person of public office whose surname was taken for a body's name: "Klobuchar announced"."""
    near = [c for c in candidates if c.public and word.shares_issuer(c)]
    near.sort(key=lambda c: -c.at(word.sources))
    if not near or near[0].at(word.sources) < word.statements / 2:
        return None
    second = near[1].at(word.sources) if len(near) > 1 else 0
    return near[0] if near[0].at(word.sources) >= _DOMINANT * max(second, 1) else None


def _reigning(bare: Evidence, candidates: Sequence[Evidence], issuers: Issuers) -> Evidence | None:
    """Return the person whose own releases print the surname: who speaks there more than anybody could in others'."""
    ranked = sorted((c for c in candidates if c.public), key=lambda c: -c.at(bare.sources))
    if not ranked or not issuers.reigns(bare.names[0].surname, bare.sources, ranked[0].at(bare.sources)):
        return None
    return _foremost(ranked[:2], bare.sources)


def same_bare(one: Evidence, other: Evidence) -> bool:
    """Return whether two surnames without a full name are one person's: one issuer, or an office of one holder."""
    if contradict(one, other) or not _initial_fits(one, other):
        return False
    if one.shares_issuer(other):
        return one.offices == other.offices or not one.offices or not other.offices
    unique = one.offices & other.offices & words("unique-offices")
    return bool(unique) and one.roles[0].modifiers == other.roles[0].modifiers and near_in_time(one, other, _SLACK * 8)


def _only(near: list[Evidence], fitting: list[Evidence], bare: Evidence) -> Evidence | None:
    unique = bare.offices & words("unique-offices")
    if unique:
        return _foremost([c for c in fitting if unique & c.offices and near_in_time(bare, c, _SLACK * 15)])
    if near:
        return near[0] if len(near) == 1 else None
    far = [c for c in fitting if _share_strong_office(bare, c) and near_in_time(bare, c, _SLACK)]
    return far[0] if len(far) == 1 else None


def _foremost(candidates: Sequence[Evidence], sources: Iterable[str] | None = None) -> Evidence | None:
    """Return the one candidate, or the one who speaks ten times as often (in some issuers' releases) as any other."""
    counts = [c.statements if sources is None else c.at(sources) for c in candidates]
    ranked = sorted(range(len(counts)), key=lambda k: -counts[k])
    if len(ranked) > 1 and counts[ranked[0]] < _DOMINANT * max(counts[ranked[1]], 1):
        return None
    return candidates[ranked[0]] if ranked else None


def _share_strong_office(one: Evidence, other: Evidence) -> bool:
    return not (one.offices & other.offices).isdisjoint(words("strong-offices"))


def _is_issuer(bare: Evidence, candidate: Evidence) -> bool:
    """Return whether an issuer of the surname's releases is named as the candidate is."""
    for source in bare.sources:
        name = parse_name(bare_name(source))
        if len(name.keys) > 1 and name.surname == candidate.name.surname:
            return any(compatible(name, held) for held in candidate.names)
    return False


def _initial_fits(one: Evidence, other: Evidence) -> bool:
    for bare, full in ((one.names[0], other.name), (other.names[0], one.name)):
        leading = {letter for place, letter in bare.initials if place == 0 and len(bare.keys) == 1}
        if leading and len(full.keys) > 1 and full.keys[0][0] not in leading:
            return False
        theirs = {letter for place, letter in full.initials if place == 0 and len(full.keys) == 1}
        if leading and theirs and not leading & theirs:
            return False
    return True
