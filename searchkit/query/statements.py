"""How one statement of a release is tested."""

from __future__ import annotations

from collections.abc import Callable

from searchkit.analysis import stem, tokenize
from searchkit.model import Speaker, SpeakerKind, Statement
from searchkit.query.nodes import CueIs, Node, Not, SaidBy, SpeakerKey, TypeIs

Speaks = Callable[[SaidBy, Speaker], bool]
"""Whether a speaker printed in a release is the one that the test names."""


def named_so(test: SaidBy, speaker: Speaker) -> bool:
    """Return whether the words of the name stand in the speaker's name, an alias or the role.

    This is `Speaks` without an index. Ids need an index's directory of persons; here they match nobody.
    """
    if test.key is SpeakerKey.ID:
        return False
    wanted = set(tokenize(test.name).words)
    forms = (speaker.name, *speaker.aliases, speaker.role)
    return any(wanted <= set(tokenize(form).words) for form in forms if form)


def passes(test: Node, statement: Statement, text: str, language: str, speaks: Speaks = named_so) -> bool:
    """Return whether the statement, of a release with this text and language, passes one test (or the `Not` of one)."""
    if isinstance(test, Not):
        return not passes(test.node, statement, text, language, speaks)
    if isinstance(test, SaidBy):
        if test.key is SpeakerKey.UNKNOWN:
            return all(s.kind is SpeakerKind.UNKNOWN or not s.name for s in statement.speakers) and not any(
                s.kind is SpeakerKind.UNNAMED for s in statement.speakers
            )
        return any(speaks(test, speaker) for speaker in statement.speakers)
    if isinstance(test, TypeIs):
        return statement.type is test.type
    if isinstance(test, CueIs):
        if statement.cue is None:
            return False
        cue = {stem(word, language) for word in tokenize(statement.cue.of(text)).words}
        return all(stem(word, language) in cue for word in test.words)
    raise TypeError(f"no test of a statement: {test!r}")
