"""Ids of persons are distinct, whatever names look like."""

from __future__ import annotations

from searchkit.model import SpeakerKind
from searchkit.speakers import PrintedSpeaker
from searchkit.speakers.identifiers import identifiers, may_be_of, related

UNNAMED = [PrintedSpeaker(0, "Mike", "", SpeakerKind.UNNAMED, "A", statements=1)]


def test_no_id_is_given_that_another_person_holds() -> None:
    [first] = identifiers([UNNAMED], ["Mike"], ["mike"], lambda _: False)
    [second] = identifiers([UNNAMED], ["Mike"], ["mike"], lambda one: one == first)
    assert second.startswith(first) and len(second) == len(first) + 1


def test_a_name_that_looks_like_a_digest_keeps_its_slug() -> None:
    [unnamed] = identifiers([UNNAMED], ["Mike"], ["mike"], lambda _: False)
    namesake = [PrintedSpeaker(1, "Mike Dead", statements=1)]
    ids = identifiers([UNNAMED, namesake], ["Mike", "Mike Dead"], ["mike", unnamed], lambda _: False)
    assert ids[1] == unnamed and ids[0] != unnamed


def test_what_may_lose_or_win_an_id_is_looked_at_again() -> None:
    assert related(["mike-dead"], ["ann-lee-1a2b"]) == {"mike-dead", "mike", "ann-lee-1a2b", "ann-lee"}
    assert may_be_of("ann-lee-1a2b", "ann-lee") and may_be_of("ann-lee", "ann-lee")
    assert not may_be_of("ann-lee-smith", "ann-lee")
