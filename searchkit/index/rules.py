"""By which rules a file is read: those of the index, and what the files beside it say."""

from __future__ import annotations

import hashlib
import os

from searchkit.readers.companions import companions_of, is_companion

SIGN = "+"
"""Stands between the rules of the index and those of the files beside."""
LARGEST = 1 << 20
"""So many bytes of such a file are read."""


class Rules:
    """Tells by which rules each file is read; files have to come folder by folder for it to be quick."""

    def __init__(self, context: str) -> None:
        self._context = context
        self._folder: str | None = None
        self._names: frozenset[str] = frozenset()
        self._digests: dict[str, str] = {}

    def of(self, path: str) -> str:
        """Return the rules for the file at `path`: others as soon as a file beside it says something else."""
        folder = path.rpartition("/")[0]
        if folder != self._folder:
            self._folder, self._digests = folder, {}
            try:
                names = os.listdir(folder or ".")  # noqa: PTH208 – names are all that is wanted
            except OSError:
                names = []
            self._names = frozenset(filter(is_companion, names))
        if not self._names:
            return self._context
        beside = [self._digest(file) for file in companions_of(path, self._names)]
        return SIGN.join([self._context, *beside])

    def _digest(self, path: str) -> str:
        if path not in self._digests:
            try:
                with open(path, "rb") as file:  # noqa: PTH123
                    content = file.read(LARGEST)
            except OSError:
                content = b""
            self._digests[path] = hashlib.blake2b(content, digest_size=8).hexdigest()
        return self._digests[path]


def rules_of(context: str) -> str:
    """Return the rules of the index, which are part of those of a file."""
    return context.partition(SIGN)[0]
