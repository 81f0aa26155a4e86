"""A long campaign of random and damaged files: reading and parsing never raise, zones always tile."""

from __future__ import annotations

import io
import random

import pytest

from searchkit.readers import Failure, ReadOptions, read_stream
from searchkit.releases import parse

SAMPLES = (
    b"<html><main><h1>A bridge</h1><p>The minister said so.</p></main></html>",
    b'{"title": "A", "text": "The minister said so.", "date": "2021-02-31"}\n',
    b"<rss><item><title>A</title><description>Words</description></item></rss>",
    b"From: a@b.example\nSubject: A\n\nThe minister said so.\n",
    b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>",
    b"title,text\nA,The minister said so.\n",
)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_damaged_files(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(500):
        content = bytearray(chance.choice(SAMPLES))
        for _ in range(chance.randint(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        name = "a." + chance.choice("txt json jsonl csv xml html eml mbox rtf pdf zip gz".split())  # noqa: SIM905
        for item in read_stream(io.BytesIO(bytes(content)), name, name, ReadOptions()):
            if not isinstance(item, Failure):
                found = parse(item)
                assert "".join(zone.span.of(found.text) for zone in found.zones) == found.text
