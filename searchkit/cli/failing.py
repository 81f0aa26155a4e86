"""Failures of a run as lines for people: each one where they are few, kind by kind where they are many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from searchkit import IndexReport
    from searchkit.index.report import FailureKind

LISTED = 20
"""So many failures are listed one by one, and so many kinds of them."""
EXAMPLES = 3
"""So many places of a kind are named."""


def failure_lines(report: IndexReport) -> Iterator[str]:
    """Yield the failures one by one; where there are many, each kind with its number and its first places."""
    failed = report.failed
    if len(failed) <= LISTED:
        for failure in failed:
            yield f"failed: {failure.place}: {failure.reason}: {failure.advice}"
        return
    kinds = report.failed_by_kind()
    for kind in kinds[:LISTED]:
        yield from _kind_lines(kind)
    more = sum(len(kind.failures) for kind in kinds[LISTED:])
    yield f"{len(failed):,} failures{f', {more:,} of them of other kinds' if more else ''}: --json lists them all"


def _kind_lines(kind: FailureKind) -> Iterator[str]:
    count = len(kind.failures)
    if count == 1:
        yield f"failed: {kind.failures[0].place}: {kind.reason}: {kind.advice}"
        return
    yield f"failed {count:,} times: {kind.reason}: {kind.advice}"
    for failure in kind.failures[:EXAMPLES]:
        yield f"  {failure.place}"
    if count > EXAMPLES:
        yield f"  … and {count - EXAMPLES:,} more"
