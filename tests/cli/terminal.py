"""A shell at a terminal, typed into as a person would, and what it hands to the program that is named in the line."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
MARK = "handed-over:"
SECONDS = 60
"""After which a shell that does not answer is given up."""
_PROGRAM = f"""\
#!{sys.executable}
import json, os, sys
sys.path.insert(0, {str(ROOT)!r})
if "_SEARCHKIT_COMPLETE" in os.environ:
    from searchkit.cli import main
    main()
print({MARK!r} + json.dumps(sys.argv[1:]) + ".")
"""
_HANDED = re.compile(re.escape(MARK) + r"(\[.*?\])\.")
STARTS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
LOADS = {
    "bash": 'eval "$(cat completion)"',
    "zsh": 'eval "$(cat completion)"',
    "fish": "source completion",
}


def install_program(folder: Path) -> None:
    """Put a program named `searchkit` into a folder: it completes as the real one, and only tells its arguments."""
    program = folder / "searchkit"
    program.write_text(_PROGRAM, encoding="utf-8")
    program.chmod(0o755)


def handed_over(shell: str, folder: Path, lines: list[str], environment: dict[str, str]) -> list[list[str]]:
    """Return the arguments that the program gets from each line that is typed into a shell and ended by return.

    `folder` holds the program and a file `completion`, what the shell has to evaluate.
    """
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        given = {**os.environ, **environment, "PATH": f"{folder}:{os.environ['PATH']}", "TERM": "xterm", "PS1": "$ "}
        os.execvpe(STARTS[shell][0], STARTS[shell], {**given, "HOME": str(folder), "LC_ALL": "C.UTF-8"})
    try:
        # What is typed is printed too: only what the shell makes of it holds the word as a whole.
        _answer(terminal, f'{LOADS[shell]}; echo load""ed\r', re.compile("(loaded)"))
        return [json.loads(_answer(terminal, f"{line}\r", _HANDED)) for line in lines]
    finally:
        os.kill(process, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(process, 0)


def _answer(terminal: int, keys: str, wanted: re.Pattern[str]) -> str:
    """Type keys and wait for what is wanted; all keys are typed at once, the shell takes one after the other."""
    os.write(terminal, keys.encode())
    printed = ""
    end = time.monotonic() + SECONDS
    while not (match := wanted.search(printed)):
        ready, _, _ = select.select([terminal], [], [], max(0.0, end - time.monotonic()))
        assert ready, f"no answer to {keys!r}: {printed!r}"
        printed += os.read(terminal, 65536).decode(errors="replace")
    return match[1]
