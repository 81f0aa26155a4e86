"""The command line. A command parses options, calls one function of the public API, and prints what it returns."""

from searchkit.cli.program import main

__all__ = ["main"]
