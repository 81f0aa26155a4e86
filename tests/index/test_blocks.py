"""Strings in compressed blocks: whatever is copied and put between, it is the list that it should be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.codec.arrayfile import ArrayFile, ArrayFileWriter
from searchkit.index.blocks import BLOCK, Blocks, Part, write_blocks

WORD = st.binary(max_size=3).map(lambda word: word.replace(b"\0", b"0"))
WORDS = st.lists(WORD, max_size=5) | st.integers(0, 400).map(lambda count: [b"%05d" % k for k in range(count)])


def kept(folder: str, name: str, parts: Iterator[Part]) -> Blocks:
    writer = ArrayFileWriter(Path(folder) / name)
    write_blocks(writer, "words", parts)
    writer.close({})
    file = ArrayFile(Path(folder) / name)
    return Blocks({name: file[name] for name in file.sizes()}, "words")


def spliced(blocks: Blocks, first: int, last: int, words: list[bytes]) -> Iterator[Part]:
    yield from blocks.copied(0, first)
    yield words
    yield from blocks.copied(last, len(blocks))


@settings(deadline=None, max_examples=60)
@given(WORDS, st.lists(st.tuples(st.integers(0, 500), st.integers(0, 90), WORDS), max_size=4))
def test_any_splices_equal_a_list(words: list[bytes], splices: list[tuple[int, int, list[bytes]]]) -> None:
    with TemporaryDirectory() as folder:
        blocks = kept(folder, "0", iter([words]))
        for number, (first, size, put) in enumerate(splices, 1):
            first, last = min(first, len(words)), min(first + size, len(words))  # noqa: PLW2901
            blocks = kept(folder, str(number), spliced(blocks, first, last, put))
            words = [*words[:first], *put, *words[last:]]
        assert len(blocks) == len(words)
        assert list(blocks.between(0, len(words))) == words
        assert [blocks[number] for number in range(len(words))] == words
        assert list(blocks.between(len(words) // 3, len(words) // 2)) == words[len(words) // 3 : len(words) // 2]
        assert all(BLOCK // 2 <= size < 2 * BLOCK for size in blocks.sizes[:-1])


@settings(deadline=None, max_examples=60)
@given(WORDS, st.lists(WORD | st.sampled_from([b"00000", b"00063", b"00064", b"00399", b"~"])))
def test_a_string_is_found_or_where_it_belongs(words: list[bytes], asked: list[bytes]) -> None:
    ordered = sorted(set(words))
    with TemporaryDirectory() as folder:
        blocks = kept(folder, "0", iter([ordered]))
        for word in [*asked, *ordered]:
            assert blocks.place(word) == (bisect_left(ordered, word), word in ordered)
