"""Whom a name in a query means among the speakers of one release."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.answers.source import Source
from searchkit.model import Speaker, Statement
from searchkit.query.nodes import SaidBy, SpeakerKey
from searchkit.query.statements import Speaks


def speaks_in(source: Source, segment: int, doc: int, statements: Sequence[Statement]) -> Speaks:
    """Return the test whether a speaker printed in the release is the person that a name means in the index."""
    people: dict[Speaker, int] = {}
    meant: dict[SaidBy, frozenset[int]] = {}

    def speaks(test: SaidBy, speaker: Speaker) -> bool:
        if not people:
            for statement, ordinals in zip(statements, source.people_of(segment, doc), strict=True):
                people.update(zip(statement.speakers, ordinals, strict=True))
        if test not in meant:
            name = f"#{test.name}" if test.key is SpeakerKey.ID else test.name
            meant[test] = frozenset(source.directory.ordinals(name))
        return people[speaker] in meant[test]

    return speaks
