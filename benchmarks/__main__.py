"""Runs `python -m benchmarks`."""

from benchmarks.program import main

main()
