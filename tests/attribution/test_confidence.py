"""Confidence: a share for each kind of report, less for papers and where nobody was found."""

from __future__ import annotations

from searchkit.attribution import attribute
from searchkit.attribution.confidence import BY_KIND, PRIOR, confidence_of
from searchkit.attribution.report import KINDS
from searchkit.model import Resolution


def test_every_kind_of_report_has_a_share() -> None:
    assert set(BY_KIND) == set(PRIOR) == KINDS
    assert all(0 < share < 1 for share in BY_KIND.values())


def test_papers_and_speakers_unknown_lower_it() -> None:
    plain = confidence_of("cue", paper=False, how=Resolution.NAME)
    assert confidence_of("cue", paper=True, how=Resolution.NAME) < plain
    assert confidence_of("cue", paper=False, how=Resolution.NONE) < plain


def test_statements_carry_it() -> None:
    said, told = attribute('"Taxes must fall," said Senator Jane Roe. The report says that they rose.')
    assert said.confidence == BY_KIND["inverted"] > told.confidence
