from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import searchkit
from searchkit.cli.program import _run

SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


Program = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _interruptible() -> Iterator[None]:
    """Let interruptions reach the program, also where the suite runs in the background: a shell has them ignored there,
    and whoever is started inherits that.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def seed_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "index"
    searchkit.build(SEEDS, folder)
    return folder


@pytest.fixture
def program(
    seed_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Program:
    """Run the program on an index of the seed, in an empty folder."""
    monkeypatch.setenv("SEARCHKIT_INDEX", str(seed_index))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-config"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*args: str) -> Ran:
        status = _run(args)
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run
