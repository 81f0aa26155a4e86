"""What memory a process holds, as the kernel counts it."""

from __future__ import annotations

from pathlib import Path

NAMES = {"VmRSS": "resident", "RssAnon": "own", "VmHWM": "most"}


def memory() -> dict[str, int]:
    """Return bytes: `resident` now, `own` of them (not of mapped files), and the `most` that was resident."""
    rows = (line.partition(":") for line in Path("/proc/self/status").read_text("ascii").splitlines())
    return {NAMES[name]: int(value.split()[0]) * 1024 for name, _, value in rows if name in NAMES}
