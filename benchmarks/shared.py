"""Where the gold and the corpora lie that are measured on but never kept in this repository."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

SHARED = Path(os.environ.get("SEARCHKIT_SHARED", Path(__file__).parent.parent.parent / "shared"))
"""`../shared` beside the repository, or what SEARCHKIT_SHARED says."""
CORPORA = Path(os.environ.get("SEARCHKIT_CORPORA", Path.home() / ".cache" / "searchkit-corpora"))
"""The folder into which `unpack.sh` of the corpora has unpacked them."""


def module(path: Path) -> ModuleType:
    """Return the Python file at `path` as a module; ImportError where it cannot be one."""
    spec = importlib.util.spec_from_file_location(f"shared_{path.stem}_{path.parent.name}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python module")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made
