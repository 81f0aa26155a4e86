"""Every example of README and docs does what it says."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest

import searchkit
from searchkit.cli.program import _run, commands
from searchkit.query import parse, print_query
from tests.docs.examples import DOCUMENTS, ROOT, Block, arguments, blocks, is_like, sessions

CONSOLE = [block for block in blocks("console") if "$ " in block.text]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the seed in `seeds` and its index in `index`."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SEARCHKIT_INDEX", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    searchkit.build("seeds", "index")
    return tmp_path


@pytest.mark.parametrize("block", [b for b in CONSOLE if not b.corpus], ids=str)
def test_commands_print_what_the_document_says(
    block: Block, workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command, wanted in sessions(block):
        _run(arguments(command))
        out, err = capsys.readouterr()
        # At a terminal notes stand before the answer, help behind it.
        assert is_like(err + out, wanted) or is_like(out + err, wanted), f"{command}\n{out}{err}"


@pytest.mark.parametrize("block", [b for b in CONSOLE if b.corpus], ids=str)
def test_commands_on_real_corpora_can_be_understood(block: Block) -> None:
    assert block.corpus in ("congress", "senate")
    for command, printed in sessions(block):
        assert printed.strip(), f"{command} shows no answer"
        name, *rest = arguments(command)
        # Without the group as its parent a command would remember that it has no -h.
        root = commands.make_context("searchkit", [name])
        context = commands.commands[name].make_context(name, rest, parent=root)
        if name == "search":
            parse(" ".join(context.params["query"]) or "*")


@pytest.mark.parametrize(
    "path", [path for path in DOCUMENTS if ">>> " in path.read_text("utf-8")], ids=lambda p: p.name
)
def test_python_says_what_the_document_says(path: Path, workplace: Path) -> None:
    found = doctest.testfile(
        str(path), module_relative=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    )
    assert found.attempted
    assert found.failed == 0


def test_the_program_of_the_readme_runs(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = (b for b in blocks("python") if b.path.name == "README.md")
    exec(compile(block.text, str(block), "exec"), {})
    assert "2021-04-07 Sergey Lavrov we have provided fifty thousand doses" in capsys.readouterr().out


def test_every_query_of_the_language_page_can_be_read() -> None:
    table = re.findall(r"^\| (`.*?) \| ", (ROOT / "docs" / "query-language.md").read_text("utf-8"), re.MULTILINE)
    written = [query for row in table for query in re.findall(r"`([^`]+)`", row)]
    assert len(written) > 50
    for query in written:
        node = parse(query).node
        assert parse(print_query(node)).node == node


def test_links_lead_somewhere() -> None:
    for path in DOCUMENTS:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
