"""How much a run may take, and how often it makes safe what it has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one run of indexing.

    `memory_mb` bounds the memory of one worker (the interpreter and libraries included); `commit_seconds` is the time
    after which a long run commits what it has, so that an interrupted one does not start over.
    """

    jobs: int = 1
    memory_mb: int = 512
    commit_seconds: float = 60.0
    wait: float = 0.0
    """Seconds to wait for another writer to end."""

    def pause(self, took: float) -> float:
        """Return how many seconds to let go by after a commit that took so many.

        Who the speakers are is decided anew at every commit, so that commits of a large index take long: they are made
        so seldom then that they are a tenth of the work at most, but every twenty times `commit_seconds` at least.
        """
        return min(max(self.commit_seconds / 2, 9 * took), 20 * self.commit_seconds)

    def __post_init__(self) -> None:
        if self.jobs < 1:
            raise ValueError("jobs must be 1 or more")
        if self.memory_mb < 128:
            raise ValueError("memory_mb must be 128 or more")
