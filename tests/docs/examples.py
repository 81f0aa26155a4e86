"""The examples of the documentation, found and run.

```console            commands behind "$ " on an index of the seed, each with what it prints ("[…]" stands for anything)
```console congress   the same on a real corpus that is not in the repository: only the commands are checked
```python             statements, run one block after another; `>>>` lines with what they print
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(\w+)(?: (\w+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the corpus it is about ("" for the seed), its text and line."""

    path: Path
    language: str
    corpus: str
    text: str
    line: int

    def __str__(self) -> str:
        return f"{self.path.name}:{self.line}"


def blocks(language: str) -> list[Block]:
    made = []
    for path in DOCUMENTS:
        content = path.read_text(encoding="utf-8")
        for match in FENCE.finditer(content):
            line = content.count("\n", 0, match.start()) + 1
            if match[1] == language:
                made.append(Block(path, match[1], match[2] or "", match[3], line))
    return made


def sessions(block: Block) -> Iterator[tuple[str, str]]:
    """Yield the commands of a block and what they print; blocks without "$ " have none."""
    parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    for part in parts[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def arguments(command: str) -> list[str]:
    """Return the arguments of a call of the program, up to a pipe or redirection."""
    words = shlex.split(command)
    end = next((k for k, word in enumerate(words) if word in ("|", ">", "&&")), len(words))
    assert words[0] == "searchkit", command
    return words[1:end]


def is_like(printed: str, wanted: str) -> bool:
    """Return whether what was printed is what the document says, where "[…]" stands for anything."""
    pattern = re.escape(wanted.strip()).replace(re.escape("[…]"), r"[\s\S]*?")
    return re.fullmatch(pattern, printed.strip()) is not None
