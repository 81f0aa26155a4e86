"""Run the commands of tutorial.md, beside this file, on real corpora and put what they print below them.

searchkit index --index congress.index CORPORA/congress/data
searchkit index --index senate.index CORPORA/senate/raw
python docs/tutorial.py congress=congress.index senate=senate.index
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parent / "tutorial.md"
FENCE = re.compile(r"^```console (\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAM = [sys.executable, "-c", "from searchkit.cli import main; main()"]


def main() -> None:
    """Rewrite the page; blocks of corpora that are not given stay as they are."""
    given = dict(argument.split("=", 1) for argument in sys.argv[1:])

    def again(match: re.Match[str]) -> str:
        if match[1] not in given:
            return match[0]
        commands = re.findall(r"^\$ (.*)$", match[2], re.MULTILINE)
        shown = "".join(f"$ {command}\n{printed(command, given[match[1]])}" for command in commands)
        return f"```console {match[1]}\n{shown}```"

    PAGE.write_text(FENCE.sub(again, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def printed(command: str, index: str) -> str:
    """Return what a command prints: notes, then the answer, then help; without spaces at the ends of lines."""
    words = shlex.split(command)[1:]
    environment = {**os.environ, "SEARCHKIT_INDEX": str(Path(index).resolve()), "PYTHONPATH": str(Path.cwd())}
    made = subprocess.run([*PROGRAM, *words], env=environment, capture_output=True, text=True, check=False)
    beside = [line for line in made.stderr.splitlines() if line]
    notes = [line for line in beside if line.startswith("note: ")]
    lines = [*notes, *made.stdout.splitlines(), *(line for line in beside if line not in notes)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


if __name__ == "__main__":
    main()
