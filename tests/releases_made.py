"""Random releases with zones and statements, for laws that hold in every release."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from searchkit.model import Release, Speaker, SpeakerKind, Statement, StatementType, Zone, ZoneKind
from searchkit.spans import Span
from tests.query.texts import VOCABULARY

SPEAKERS = (
    Speaker("Ann Lee", "Mayor"),
    Speaker("Omar Haddad", "Minister", aliases=("Dr Haddad",)),
    Speaker("", kind=SpeakerKind.UNKNOWN),
    Speaker("a spokesman", kind=SpeakerKind.UNNAMED),
    Speaker("Bridge Council", kind=SpeakerKind.ORGANISATION),
)
_word = st.sampled_from([*VOCABULARY, *VOCABULARY, "Bridges", "TAX", "tolls", "peaceful", "dealt", "wár", "U.S.", "a"])
_sentence = st.builds(
    lambda words, stop: " ".join(words).capitalize() + stop,
    st.lists(_word, min_size=1, max_size=9),
    st.sampled_from([".", ".", "!", " said.", "", ","]),
)
_paragraph = st.lists(_sentence, min_size=1, max_size=3).map(" ".join)
_KINDS = [ZoneKind.HEADLINE, ZoneKind.SUBHEAD, ZoneKind.DATELINE, ZoneKind.LEAD, ZoneKind.BODY, ZoneKind.BOILERPLATE]


@st.composite
def releases(draw: st.DrawFn) -> tuple[Release, list[Statement]]:
    """A release of one to six zones and its statements, whose spans need not respect sentences."""
    parts = draw(st.lists(_paragraph, min_size=1, max_size=6))
    kinds = [draw(st.sampled_from(_KINDS)) for _ in parts]
    glue = draw(st.sampled_from(["\n\n", "\n\n", " ", "\n"]))
    text, zones, paragraphs = "", [], []
    for kind, part in zip(kinds, parts, strict=True):
        start = len(text)
        text += part + glue
        zones.append(Zone(kind, Span(start, len(text))))
        paragraphs.append(Span(start, len(text) - len(glue)))
    release = Release(
        id=f"{draw(st.integers(0, 16**4 - 1)):04x}" * 4,
        title=parts[0],
        text=text,
        date=draw(st.sampled_from([None, dt.date(2021, 3, 1), dt.date(2021, 4, 7)])),
        date_precision=draw(st.sampled_from(["day", "month"])),
        source=draw(st.sampled_from(["", "The Council of Corby"])),
        path="a/b.txt",
        language=draw(st.sampled_from(["en", "en", "en-GB", "de", "fr", "xx"])),
        zones=tuple(zones),
        paragraphs=tuple(paragraphs) if glue == "\n\n" else (Span(0, len(text)),),
    )
    statements = [draw(_statement(len(text))) for _ in range(draw(st.integers(0, 4)))]
    return release, sorted(statements, key=lambda statement: statement.content)


@st.composite
def _statement(draw: st.DrawFn, length: int) -> Statement:
    ends = sorted(draw(st.lists(st.integers(0, length), min_size=2, max_size=4, unique=True)))
    content = tuple(Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False))
    cue = draw(st.none() | st.integers(0, max(0, length - 6)).map(lambda at: Span(at, at + 6)))
    speakers = draw(st.lists(st.sampled_from(SPEAKERS), max_size=2, unique=True))
    return Statement(content, draw(st.sampled_from(StatementType)), tuple(speakers), cue=cue)
