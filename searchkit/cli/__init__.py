"""The command line. A command parses options, calls one function of the public API, and prints what it returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.faces import Face

if TYPE_CHECKING:
    from searchkit.cli import charts as charts
    from searchkit.cli import completion as completion
    from searchkit.cli import shells as shells
    from searchkit.cli.program import main as main
else:
    __getattr__ = Face(__name__, {"program": ["main"]}, modules=("charts", "completion", "shells"))

VARIABLE = "_SEARCHKIT_COMPLETE"
"""The variable of the environment by which a shell asks for completions."""
