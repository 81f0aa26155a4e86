"""What comes by standard input: it is kept, for an index has to be able to read everything again."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

from searchkit.codec.durable import sync_folder
from searchkit.errors import ReadError
from searchkit.readers import suffix_of

CHUNK = 1 << 20
HEAD = 4096
LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""A name of letters alone is taken for no date."""


def receive(stream: BinaryIO, folder: Path) -> Path:
    """Write a stream to a file in `folder` and return it: the same bytes give the same file.

    Its suffix is that of the format which the first bytes tell.

    Raises:
        ReadError: nothing comes.
        OSError: it cannot be written.
    """
    head = stream.read(HEAD)
    if not head:
        raise ReadError(
            "Nothing came by the standard input", "pipe releases into it: zcat releases.gz | searchkit index -"
        )
    folder.mkdir(parents=True, exist_ok=True)
    coming = folder / f".coming-{os.getpid()}"
    made = hashlib.blake2b(digest_size=16)
    try:
        with coming.open("wb") as file:
            chunk = head
            while chunk:
                made.update(chunk)
                file.write(chunk)
                chunk = stream.read(CHUNK)
            file.flush()
            os.fsync(file.fileno())
        kept = folder / f"{made.hexdigest().translate(LETTERS)}{suffix_of(head)}"
        coming.replace(kept)
    finally:
        coming.unlink(missing_ok=True)
    sync_folder(folder)
    return kept.absolute()
