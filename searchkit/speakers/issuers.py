"""How much the persons of each issuer's releases speak: what a surname alone means may hang on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

REIGN = 5
"""One of so many statements in an issuer's releases: from there on they are taken for one person's own releases."""


class Issuers:
    """Statements of persons by issuer (folded), and the questions about them that were asked.

    The questions are kept so that it is known which surnames must be decided anew where an issuer's total changes.
    """

    def __init__(self, statements: Mapping[str, int]) -> None:
        self._statements = statements
        self.asked: set[tuple[str, str, int]] = set()
        """Surname, issuer, and statements of the person whose share in the issuer's was asked for."""

    def reigns(self, surname: str, sources: Iterable[str], count: int) -> bool:
        """Return whether `count` statements are enough for the issuers' releases to be taken for one person's own."""
        total = 0
        for source in sources:
            total += self._statements.get(source, 0)
            if count:
                self.asked.add((surname, source, count))
        return reigns(count, total)


def reigns(count: int, total: int) -> bool:
    """Return whether `count` statements of `total` are enough."""
    return REIGN * count >= total
