"""One writer at a time.

The kernel holds the lock (through `filelock`), so it goes with the process that held it, however that ended; who holds
it is written beside, for the message only.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from searchkit.errors import IndexLocked, IndexUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from searchkit.index.layout import Layout


@contextmanager
def writer_lock(layout: Layout, wait: float = 0.0) -> Iterator[None]:
    """Hold the index for writing; wait up to `wait` seconds for another writer to end.

    Raises:
        IndexLocked: another writer still holds it; the message says which process, where, and since when.
        IndexUnwritable: the lock file cannot be made.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 – readers never need it

    lock = FileLock(layout.lock, timeout=wait, thread_local=False)
    try:
        lock.acquire(poll_interval=0.05)
    except Timeout:
        raise IndexLocked(
            f"{layout.root} is being written by {_holder(layout)}", "wait for it to end (in Python, wait=SECONDS does)"
        ) from None
    except OSError as error:
        raise IndexUnwritable(
            f"{layout.root} cannot be written ({error.strerror or error})", "check its permissions"
        ) from error
    try:
        _sign(layout)
        yield
    finally:
        layout.writer.unlink(missing_ok=True)
        lock.release()


def _sign(layout: Layout) -> None:
    """Say who writes. Lost without harm: it only serves the message."""
    since = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    layout.writer.write_text(
        json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since}), encoding="utf-8"
    )


def _holder(layout: Layout) -> str:
    try:
        holder = json.loads(layout.writer.read_text(encoding="utf-8"))
        return f"process {holder['pid']} on {holder['host']} since {holder['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
