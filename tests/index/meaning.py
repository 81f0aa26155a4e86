"""What an index says of each release, whatever segments it lies in: any two of the same files say the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from searchkit.codec import SegmentReader
from searchkit.codec.columns import KEYWORDS
from searchkit.codec.postings import FIELDS
from searchkit.index.layout import Layout
from searchkit.index.state import State, open_state

Meaning = dict[str, dict[str, Any]]


def meaning_of(index: Path) -> Meaning:
    """Return by id of the release all that the arrays of an index say of it."""
    state = open_state(Layout(index))
    made: Meaning = {}
    for number, segment in enumerate(state.segments):
        words = words_of(segment)
        for doc in segment.live_docs.tolist():
            told = state.read(number, doc)
            release, statements = told.release, told.statements
            assert release.id not in made, "a release stands in the index twice"
            made[release.id] = {
                "release": release,
                "statements": statements,
                "words": words[doc],
                "day": int(segment.dates[doc]),
                "keywords": {name: segment.keyword(name).value(doc) for name in KEYWORDS if name != "path"},
                "said": said_in(state, number, doc),
                **{name: segment[name][doc].item() for name in ("doc_length", "title_length", "aside_length", "ids")},
            }
    return made


def people_of(index: Path) -> list[dict[str, Any]]:
    """Return all that an index says of the persons in it, in their order."""
    return [person.as_dict() for person in open_state(Layout(index)).people.directory]


def words_of(segment: SegmentReader) -> list[Counter[tuple[Any, ...]]]:
    """Return by document what the postings and positions say of it: weights, and places from the release's start."""
    made: list[Counter[tuple[Any, ...]]] = [Counter() for _ in range(segment.doc_count)]
    stems = list(segment.vocabulary.stems)
    for field in FIELDS:
        for number, stem in enumerate(stems):
            docs, weights = segment.postings[field].postings(number)
            for doc, weight in zip(docs.tolist(), weights.tolist(), strict=True):
                made[doc][(field, stem)] = weight
    for field in ("text", "aside"):
        for number, stem in enumerate(stems):
            for position in segment.positions[field].of(number).tolist():
                doc = int(segment.block_doc[position >> 6])
                made[doc][(field, stem, position - int(segment["doc_start"][doc]))] = 1
    exact = segment.exact(0, segment.info.positions)
    for position in np.flatnonzero(exact).tolist():
        doc = int(segment.block_doc[position >> 6])
        word = segment.vocabulary.word(int(exact[position]))
        made[doc][("stream", word, position - int(segment["doc_start"][doc]))] = 1
    return made


def said_in(state: State, number: int, doc: int) -> list[tuple[Any, ...]]:
    """Return the statements of a release as the layer has them: where, how, and the ids of who speaks."""
    segment = state.segments[number]
    columns, persons = segment.statements, state.people.persons[segment.name]
    start = int(segment["doc_start"][doc])
    made = []
    for statement in columns.of_doc(doc):
        slots = columns.slot_speaker[int(columns.slots[statement]) : int(columns.slots[statement + 1])]
        speakers = [state.people.directory.person(int(persons[row])).id for row in slots.tolist() if persons[row] >= 0]
        spans = np.flatnonzero(segment["said_statement"] == statement)
        places = [(int(segment["said_start"][k]) - start, int(segment["said_end"][k]) - start) for k in spans]
        made.append((places, int(columns.type[statement]), columns.cues[int(columns.cue[statement])], speakers))
    return made
