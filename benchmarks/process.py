"""The harness's side of an engine's process."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
)


class EngineFault(Exception):
    """An engine could not do what it was told."""


class Process:
    """An engine's process, from `with` on; `python` is the interpreter of its environment."""

    def __init__(self, name: str, python: Path, *, nice: int = 0) -> None:
        self.name = name
        command = [str(python), "-m", "benchmarks.worker", name, str(max(os.sched_getaffinity(0)))]
        self._process = subprocess.Popen(
            ["nice", "-n", str(nice), *command] if nice else command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, **ONE_THREAD, "PYTHONHASHSEED": "0"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def ask(self, command: str, **arguments: Any) -> Any:
        """Return what the engine's worker returns for a command (a method of `benchmarks.worker.Worker`).

        Raises:
            EngineFault: it failed, or the process has ended.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps({"do": command, "with": arguments}) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise EngineFault(f"{self.name}: its process ended during “{command}” (status {self._process.wait()})")
        reply = json.loads(line)
        if "error" in reply:
            raise EngineFault(f"{self.name}: {command}: {reply['error']}")
        return reply["value"]
