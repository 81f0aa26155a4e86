"""The life of an index: create, update, rebuild, verify, lock, generations; the public API of all of searchkit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.faces import Face

if TYPE_CHECKING:
    from searchkit.index import identifying as identifying
    from searchkit.index import shown as shown
else:
    __getattr__ = Face(__name__, modules=("identifying", "shown"))
