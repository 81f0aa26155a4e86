"""Where things are: the peers' Python environment, the corpora, the cache."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

from benchmarks.process import ROOT

REQUIREMENTS = ("tantivy>=0.22", "xapian-bindings-binary", "bm25s>=0.2", "whoosh3>=3.50,<4", "numpy>=2")
ENVIRONMENT = ROOT / ".venv-bench"
UNPACK = ROOT.parent / "shared" / "corpora" / "unpack.sh"


def peers_python() -> Path:
    """Return the interpreter of the peers' environment, which is made where it is not there (or for other peers)."""
    python, stamp = ENVIRONMENT / "bin" / "python", ENVIRONMENT / ".installed"
    wanted = "\n".join(REQUIREMENTS)
    if not stamp.exists() or stamp.read_text("utf-8") != wanted:
        print("Installing the peers into .venv-bench …", flush=True)
        venv.create(ENVIRONMENT, clear=True, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *REQUIREMENTS], check=True)
        stamp.write_text(wanted, "utf-8")
    return python


def own_python() -> Path:
    """Return the interpreter that runs the harness, and with it searchkit."""
    return Path(sys.executable)


def corpora_folder(*names: str) -> Path | None:
    """Return the folder of the unpacked corpora, with those named; None where this machine has none."""
    if not UNPACK.exists():
        return None
    done = subprocess.run(["sh", str(UNPACK), *names], check=True, capture_output=True, text=True)
    return Path(done.stdout.strip())


def cache_folder() -> Path:
    """Return the folder that keeps samples and the peers' indexes from run to run."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "searchkit-bench"


def load_average() -> float:
    """Return how many processes wanted a core in the last minute."""
    return os.getloadavg()[0]
