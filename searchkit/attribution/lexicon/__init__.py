"""The word lists of attribution, those of `searchkit.names` among them."""

from __future__ import annotations

from pathlib import Path

from searchkit.names.lists import FOLDER, WordLists

_LISTS = WordLists(Path(__file__).parent, FOLDER)

words = _LISTS.words
table = _LISTS.table
names = _LISTS.names
path = _LISTS.path
