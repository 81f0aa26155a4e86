"""Compressing stored records: what is compressed is read again, and a dictionary is no larger than few records need."""

from __future__ import annotations

import random

import pytest
import zstandard

from searchkit.codec.compressing import SPARSE, TRAINING_BYTES, TRAINING_RECORDS, Compressor


def records(count: int, size: int) -> list[bytes]:
    chance = random.Random(count)
    words = [f"{chance.getrandbits(40):x}".encode() for _ in range(400)]
    return [b" ".join(chance.choices(words, k=size)) for _ in range(count)]


@pytest.mark.parametrize(
    ("count", "size", "share"),
    [(TRAINING_RECORDS, 60, 1), (TRAINING_RECORDS * SPARSE, 60, SPARSE), (TRAINING_BYTES // 4000, 400, 1)],
    ids=["few", "a small segment", "many"],
)
def test_records_are_read_again_with_a_dictionary_of_a_tenth_of_those_that_trained_it(
    count: int, size: int, share: int
) -> None:
    given = records(count, size)
    compressor = Compressor()
    compressor.extend(given)
    stored = compressor.stored()
    (dictionary,) = stored.dictionaries
    taken = min(sum(map(len, given)), TRAINING_BYTES)
    assert 0 < len(dictionary) <= taken // (10 * share) + len(given[0])
    reader = zstandard.ZstdDecompressor(dict_data=zstandard.ZstdCompressionDict(dictionary))
    assert [reader.decompress(frame) for frame in compressor.frames] == given


def test_fewer_records_have_no_dictionary() -> None:
    compressor = Compressor()
    compressor.extend(records(TRAINING_RECORDS - 1, 20))
    assert compressor.stored().dictionaries == []
