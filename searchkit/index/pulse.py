"""What a worker is reading, in memory that it shares with the run: whether it goes on can be seen without a message."""

from __future__ import annotations

from ctypes import c_char, c_longlong
from multiprocessing.context import BaseContext

PLACE = 4096
"""Bytes of a place that are kept."""


class Pulse:
    """The pulse of one worker: a count of beats, whether it rests, and the place that it reads.

    Only the worker writes, only the run reads.
    """

    def __init__(self, context: BaseContext) -> None:
        self._beats = context.RawValue(c_longlong, 0)
        self._resting = context.RawValue(c_longlong, 1)
        self._place = context.RawArray(c_char, PLACE)

    def begin(self, place: str) -> None:
        """Note that reading the document at a place begins."""
        self._place.value = place.encode("utf-8", "surrogatepass")[:PLACE]
        self.beat()

    def beat(self) -> None:
        """Note that reading has got a step further."""
        self._beats.value += 1
        self._resting.value = 0

    def rest(self) -> None:
        """Note that nothing is being read: what goes on until the next beat may take its time."""
        self._resting.value = 1

    @property
    def beats(self) -> int:
        """How many beats there were; -1 while it rests."""
        return -1 if self._resting.value else int(self._beats.value)

    @property
    def place(self) -> str:
        """The place that was read last."""
        return bytes(self._place.value).decode("utf-8", "replace")
