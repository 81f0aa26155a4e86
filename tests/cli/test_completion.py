"""Completion, as the program answers it and as bash, zsh and fish make use of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import searchkit
from searchkit.cli.completion import MEANINGS, as_word
from searchkit.cli.shells import SHELLS, read_line
from searchkit.query import parse, with_filters
from searchkit.query.fields import FIELDS
from searchkit.query.nodes import Spoken
from searchkit.query.words import words_of
from tests.cli.conftest import Program
from tests.cli.terminal import handed_over, install_program

Completions = Callable[..., list[str]]


@pytest.fixture
def completions(program: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Completions:
    """Give what a shell gets for a line up to the cursor."""

    def asked(typed: str, shell: str = "fish", seen: str | None = None) -> list[str]:
        monkeypatch.setenv("_SEARCHKIT_COMPLETE", f"{shell}_complete")
        monkeypatch.setenv("COMP_WORDS", f"searchkit {typed}")
        if seen is not None:
            monkeypatch.setenv("COMP_CURRENT", seen)
        with pytest.raises(SystemExit):
            program()
        monkeypatch.delenv("_SEARCHKIT_COMPLETE")
        return [line.split("\t")[1] for line in capsys.readouterr().out.splitlines() if line]

    return asked


CASES = {
    "sear": ["search"],
    "search speak": ["speaker:"],
    "search speaker:ser": ["speaker:Sergey-Lavrov"],
    "search speaker:lav": ["speaker:sergey-lavrov"],
    "search by:sergey-lav": ["by:Sergey-Lavrov"],
    "search 'Gas speaker:Lav": ["Gas speaker:sergey-lavrov"],
    "search 'Gas speaker:ser": ["Gas speaker:Sergey-Lavrov"],
    'search "{speaker:ser': ["{speaker:Sergey-Lavrov"],
    "search -- -speaker:lav": ["-speaker:sergey-lavrov"],
    "search pipeline type:": ["type:direct", "type:indirect", "type:mixed"],
    "search in:boil": ["in:boilerplate"],
    "search --speaker lav": ["sergey-lavrov"],
    "search --speaker=ser": ["--speaker=Sergey-Lavrov"],
    "search --facets speaker,mon": ["speaker,month"],
    "search --facets speaker,spe": [],
    "search --format js": ["json", "jsonl"],
    "compare lavrov shah": ["Shah-Mahmood-Qureshi"],
    "search --index nowhere speaker:lav": [],
}


@pytest.mark.parametrize("typed", CASES)
def test_what_is_offered(completions: Completions, typed: str) -> None:
    assert completions(typed) == CASES[typed]


def test_every_field_is_offered_and_explained(completions: Completions) -> None:
    assert set(MEANINGS) == set(FIELDS)
    assert completions("search ") == [f"{name}:" for name in MEANINGS]


def test_the_index_of_the_settings_file(
    completions: Completions, monkeypatch: pytest.MonkeyPatch, seed_index: Path, tmp_path: Path
) -> None:
    monkeypatch.delenv("SEARCHKIT_INDEX")
    assert completions("search speaker:lav") == []
    (tmp_path / "searchkit.toml").write_text(f'index = "{seed_index.as_posix()}"\n', encoding="utf-8")
    assert completions("search speaker:ser") == ["speaker:Sergey-Lavrov"]
    assert completions("search --index nowhere speaker:lav") == []


@pytest.mark.parametrize(
    "name", ["Dan O'Brien, Jr.", "Ann (D-Mass.) Lee", "José Ünal", 'the "Iron" $Lady', "U.S. Army"]
)
def test_a_name_as_a_word_is_the_same_name(name: str) -> None:
    word = as_word(name)
    assert not set(word) & set(" ,()'\"$\\:;&|<>*?[]{}#!`~")
    asked = parse(f"speaker:{word}").node
    assert isinstance(asked, Spoken)
    assert asked == with_filters("", speaker=word).node
    assert words_of(word) == words_of(name)


def test_words_of_a_line_that_ends_anywhere() -> None:
    assert read_line("a b") == (["a"], "b", "")
    assert read_line("a 'b c") == (["a"], "b c", "'")
    assert read_line("a 'b c' ") == (["a", "b c"], "", "")
    assert read_line('a "b\\"c') == (["a"], 'b"c', '"')
    assert read_line("a b\\ c") == (["a"], "b c", "")
    assert read_line("") == ([], "", "")


def test_bash_sees_a_part_of_the_word(completions: Completions) -> None:
    assert completions("search speaker:lav", "bash", "lav") == ["Sergey-Lavrov"]
    assert completions("search --speaker=lav", "bash", "lav") == ["Sergey-Lavrov"]
    assert completions("search 'x speaker:lav", "bash", "x speaker:lav") == ["x speaker:Sergey-Lavrov"]


def test_what_is_typed_stays_while_several_fit_that_begin_otherwise(completions: Completions) -> None:
    assert completions("search speaker:s", "bash", "s") == ["Shah-Mahmood-Qureshi", "Sergey-Lavrov"]
    assert completions("search speaker:", "bash", "") == ["Shah-Mahmood-Qureshi", "Sergey-Lavrov", "Russia"]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes(shell: str, program: Program, seed_index: Path, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    copy = tmp_path / "copied index"
    shutil.copytree(seed_index, copy)
    with searchkit.open_index(copy) as index:
        index.save("gas", "pipeline")
    install_program(tmp_path)
    (tmp_path / "completion").write_text(program("completion", shell).out, encoding="utf-8")
    typed = {
        "searchkit sea\t": ["search"],
        "searchkit search spea\tser\tx": ["search", "speaker:Sergey-Lavrov", "x"],
        "searchkit search speaker:lav\tx": ["search", "speaker:Sergey-Lavrov", "x"],
        "searchkit search 'gas speaker:lav\t": ["search", "gas speaker:Sergey-Lavrov"],
        "searchkit search --speaker=lav\tx": ["search", "--speaker=Sergey-Lavrov", "x"],
        "searchkit search -- -speaker:lav\tx": ["search", "--", "-speaker:Sergey-Lavrov", "x"],
        "searchkit search --speaker s\trx": ["search", "--speaker", "Srx"],
        "searchkit search --form\tcs\tx": ["search", "--format", "csv", "x"],
        "searchkit run ga\tx": ["run", "gas", "x"],
    }
    if shell == "fish":  # see Fish.written
        typed = {
            line: [word.replace("Sergey-Lavrov", "sergey-lavrov") if "lav" in line else word for word in words]
            for line, words in typed.items()
        }
        typed["searchkit search --speaker s\trx"] = ["search", "--speaker", "srx"]
    made = handed_over(shell, tmp_path, list(typed), {"SEARCHKIT_INDEX": str(copy)})
    assert dict(zip(typed, made, strict=True)) == typed
