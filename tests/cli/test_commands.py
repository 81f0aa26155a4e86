"""The other commands, and the habits of all of them."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click
import pytest

import searchkit
from searchkit import cli
from searchkit.cli.commands import HOMES
from searchkit.cli.program import commands
from searchkit.cli.reference import manual_page, markdown, option_row, prose
from searchkit.cli.speaking import about_person
from searchkit.codec.manifest import _checksum
from searchkit.speakers import Person
from searchkit.speakers.person import Tenure
from tests.cli.conftest import Program
from tests.corpus import write_texts
from tests.pdfs import paged

ROOT = Path(__file__).parents[2]
NAMES = sorted(commands.commands)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_with_examples(program: Program, name: str) -> None:
    ran = program(name, "-h")
    assert ran.status == 0
    assert ran.out == program(name, "--help").out
    examples = [block for block, fixed in prose(commands.commands[name].help or "") if fixed]
    assert any(f"searchkit {name}" in block for block in examples)
    options = [option_row(p) for p in commands.commands[name].params if isinstance(p, click.Option)]
    assert all(told for _, told in options), options


def test_every_command_is_known_by_its_module() -> None:
    modules = [import_module(f"searchkit.cli.{module.name}") for module in iter_modules(cli.__path__)]
    made = {
        value.callback.__name__: module.__name__.rpartition(".")[2]
        for module in modules
        for value in vars(module).values()
        if isinstance(value, click.Command) and value.callback and value.callback.__module__ == module.__name__
    }
    assert made.pop("commands") == "program"
    assert made == HOMES


def test_the_reference_is_what_the_commands_say() -> None:
    again = "run: make docs"
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == markdown(commands), again
    assert (ROOT / "docs" / "searchkit.1").read_text("utf-8") == manual_page(commands), again


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_the_manual_is_good_for_man(program: Program) -> None:
    made = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww"], input=program("manual").out, capture_output=True, text=True, check=True
    )
    assert made.stderr == ""
    assert "130 interrupted" in made.stdout


def test_show_a_place(program: Program) -> None:
    whole = program("show", "6")
    assert whole.status == 0
    assert "[1]" in whole.out
    place = program("show", "6", "--at", "900")
    assert "Stream Gas Pipeline" in place.out
    assert "  Sergey Lavrov, said:" in place.out
    data = json.loads(program("show", "6", "--at", "900-910", "--json").out)
    assert data["highlights"][0][1] - data["highlights"][0][0] == 10
    assert program("show", "6", "--at", "999999").status == 2
    assert program("show", "6", "--at", "x").status == 2
    assert program("show", "zz").status == 2


def test_a_citation_of_another_commit_says_so(program: Program) -> None:
    assert "may find more now" in program("show", "60978b3cd03fa101@796-1047 g000000.1 pipeline").err


def test_similar_compare_words(program: Program) -> None:
    assert program("similar", "6").status == 1
    assert program("similar", "zz").status == 2
    compared = program("compare", "lavrov", "qureshi", "--on", "pipeline")
    assert compared.status == 0
    assert "lavrov: 1 statement in 1 release, first 2021-04-07\nqureshi: 0 statements" in compared.out
    assert "nobody called “x”" in program("compare", "x", "--on", "pipeline").err
    assert program("words", "--speaker", "qureshi").out.startswith("16 statements")


def test_speakers(program: Program) -> None:
    shown = program("speakers", "lavrov").out
    assert "id #sergey-lavrov" in shown
    [lavrov] = json.loads(program("speakers", "lavrov", "--json").out)["speakers"]
    [year] = [line.split() for line in shown.splitlines() if line.startswith("    2021")]
    assert (year[4], year[-1]) == (str(lavrov["statements"]),) * 2  # all of them in April
    ran = program("speakers", "lavrof")
    assert ran.status == 1
    assert ran.err == "no speaker fits “lavrof”; did you mean Sergey Lavrov?\n"


def test_saved_searches(program: Program, seed_index: Path) -> None:
    assert program("save", "gas", "speaker:lavrov pipeline").out == "saved gas: 1 release now\n"
    try:
        assert program("saved").out == "gas  1 seen  'speaker:lavrov pipeline'\n"
        assert program("save", "who", "--speaker", "Sergey Lavrov").status == 0
        assert program("saved").out.endswith("who  1 seen  --speaker 'Sergey Lavrov'\n")
        assert program("saved", "--remove", "who").status == 0
        assert program("run", "gas").status == 0
        assert program("alerts").out == "gas: nothing new\n"
        assert program("alerts").status == 1
        assert "<feed" in program("alerts", "--format", "atom").out
        assert json.loads(program("alerts", "--format", "json").out)["alerts"][0]["new"] == []
        assert "did you mean gas" in program("run", "gaz").err
    finally:
        assert program("saved", "--remove", "gas").status == 0
    assert (program("saved").status, program("saved").err) == (1, "no search is saved: searchkit save NAME QUERY\n")
    assert program("save", "bad/name", "x").status == 2
    assert program("save", "bad", "date:2021-13").status == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(program: Program, shell: str) -> None:
    ran = program("completion", shell)
    assert ran.status == 0
    assert f"_SEARCHKIT_COMPLETE={shell}_complete" in ran.out


PROGRAM = [sys.executable, "-c", "from searchkit.cli import main; main()"]


def test_a_configuration_file(
    program: Program, tmp_path: Path, seed_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SEARCHKIT_INDEX")
    shutil.copytree(seed_index, tmp_path / "there")
    config = tmp_path / "searchkit.toml"
    config.write_text('index = "there"\n[search]\nlimit = 1\nformat = "csv"\n', encoding="utf-8")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert len(program("search", "--statements", "russia").out.splitlines()) == 2
    assert len(program("search", "--statements", "russia", "-n", "2").out.splitlines()) == 3
    for text, told in [
        ("indx = 1", "did you mean index"),
        ("[serch]\n", "did you mean search"),
        ("[search]\nlimt = 1", "did you mean limit"),
        ("x =", "is no TOML"),
        ("[search]\nlimit = 'x'", "not a valid"),
    ]:
        config.write_text(text, encoding="utf-8")
        ran = program("search", "pipeline")
        assert ran.status == 2
        assert told in ran.err


def test_no_index(program: Program) -> None:
    ran = program("search", "x", "--index", "nowhere")
    assert ran.status == 2
    assert "There is no index at nowhere" in ran.err
    assert "Traceback" not in ran.err


def run_program(seed_index: Path, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PROGRAM, *args, "--index", str(seed_index)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_an_output_without_room(seed_index: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [*PROGRAM, "search", "pipeline", "--index", str(seed_index)]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT)
    assert ran.returncode == 2
    assert ran.stderr.startswith("searchkit: the output cannot be used (No space left on device)")
    assert "Traceback" not in ran.stderr


def test_a_reader_that_goes_away(seed_index: Path) -> None:
    made = run_program(seed_index, "show", "6")
    assert made.stdout is not None
    made.stdout.close()
    _, err = made.communicate(timeout=60)
    assert err == ""
    assert made.returncode == 141


def test_news_that_nobody_could_read_stays_new(tmp_path: Path) -> None:
    write_texts(tmp_path / "corpus", 1)
    searchkit.build(tmp_path / "corpus", tmp_path / "index")
    with searchkit.open_index(tmp_path / "index") as index:
        index.save("bridges", "bridge")
    write_texts(tmp_path / "corpus", 40, first=5)
    searchkit.update(tmp_path / "corpus", tmp_path / "index")
    made = run_program(tmp_path / "index", "alerts")
    assert made.stdout is not None
    made.stdout.close()
    assert (made.communicate(timeout=60)[1], made.returncode) == ("", 141)
    with searchkit.open_index(tmp_path / "index") as index:
        assert [len(alert.hits) for alert in index.alerts(keep=False)] == [40]
        read = run_program(tmp_path / "index", "alerts")
        assert read.communicate(timeout=60)[0].startswith("bridges: 40 new")
        assert [len(alert.hits) for alert in index.alerts(keep=False)] == [0]


@pytest.mark.parametrize(
    ("command", "advised"), [("search", True), ("save", True), ("speakers", False), ("index", False)]
)
def test_a_query_that_begins_with_a_minus(program: Program, command: str, advised: bool) -> None:
    ran = program(command, "-x")
    assert ran.status == 2
    assert "No such option '-x'" in ran.err
    assert ("Put -- before a query that begins with a minus" in ran.err) == advised


def test_one_file_is_missing_or_moved(program: Program, tmp_path: Path) -> None:
    one, other = write_texts(tmp_path / "corpus", 2)
    assert program("index", "--index", "i", "corpus").status == 0
    one.unlink()
    assert ", 1 file missing (" in program("index", "--index", "i", "corpus").out
    other.rename(tmp_path / "corpus" / "moved.txt")
    assert ", 1 file moved, 1 file missing (" in program("index", "--index", "i", "corpus").out


def test_an_interruption(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("searchkit.open_index", interrupted)
    ran = program("search", "x")
    assert ran.status == 130
    assert ran.err.lstrip() == "searchkit: interrupted; what was committed stays\n"


def test_commands_stand_in_the_order_of_their_use(program: Program) -> None:
    listed = program("-h").out.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == list(commands.commands)
    assert not any(line.endswith("...") for line in listed)


@pytest.mark.parametrize(
    ("arguments", "before", "after"),
    [([], None, "-R"), (["--color", "always"], None, "-R"), (["--color", "always"], "-F", "-F -R"), ([], "-F", "-F")],
)
def test_less_is_asked_for_colours(
    seed_index: Path, tmp_path: Path, arguments: list[str], before: str | None, after: str
) -> None:
    (tmp_path / "less").write_text('#!/bin/sh\ncat >/dev/null\necho "flags: [$LESS]"\n', encoding="utf-8")
    (tmp_path / "less").chmod(0o755)
    environment = {k: v for k, v in os.environ.items() if k not in ("LESS", "NO_COLOR", "PAGER")}
    environment |= {"PAGER": "less", "PATH": f"{tmp_path}:{os.environ['PATH']}", "TERM": "xterm"}
    environment |= {"LESS": before} if before else {}
    ends = pty.openpty()
    made = subprocess.Popen(
        [*PROGRAM, "show", "6", *arguments, "--index", str(seed_index)],
        env=environment,
        cwd=ROOT,
        stdin=ends[1],
        stdout=ends[1],
        stderr=ends[1],
    )
    printed = ""
    while "]" not in printed:
        printed += os.read(ends[0], 4096).decode()
    made.wait(60)
    for end in ends:
        os.close(end)
    assert f"flags: [{after}]" in printed


def test_help_loads_nothing_slow() -> None:
    probe = (
        "import sys\nfrom searchkit.cli.program import _run\n_run(['-h'])\n"
        "print(sorted({'numpy', 'whoosh', 'dateutil', 'Stemmer', 'zstandard', 'lxml', 'watchdog'} & set(sys.modules)))"
    )
    made = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=ROOT)
    assert made.stdout.splitlines()[-1] == "[]"


def test_watching_until_interrupted(tmp_path: Path) -> None:
    write_texts(tmp_path / "corpus", 2)
    made = run_program(tmp_path / "index", "watch", str(tmp_path / "corpus"), "--json")
    assert made.stdout is not None
    assert json.loads(made.stdout.readline())["indexed"] == 2
    write_texts(tmp_path / "corpus", 1, first=5)
    assert json.loads(made.stdout.readline())["indexed"] == 1
    made.send_signal(signal.SIGINT)
    _, err = made.communicate(timeout=60)
    assert (made.returncode, "interrupted" in err, "Traceback" in err) == (130, True, False)


def test_how_to_read_is_said_at_the_command_line(program: Program, tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("kop,op,words\nBridge opens,04/05/2021,The minister said it would last.\n")
    (tmp_path / "searchkit.toml").write_text('dates = "dmy"\n[map]\ntitle = "kop"\n')
    ran = program("index", "--index", "i", "--map", "date=op,text=words", "--map", "source=who", "data.csv")
    assert (ran.status, ran.err) == (0, "")
    assert "2021-05-04" in program("search", "--index", "i", "bridge").out
    assert program("index", "--index", "i", "--dates", "mdy", "data.csv").status == 0
    assert "2021-04-05" in program("search", "--index", "i", "bridge").out
    refused = program("index", "--index", "i", "--map", "titel=kop", "data.csv")
    assert (refused.status, "'titel' is no field" in refused.err) == (2, True)
    assert program("index", "--index", "i", "--timeout", "0", "data.csv").status == 2


def test_attribution_of_a_text(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor, Ann Lee, said that the bridge is safe.", encoding="utf-8")
    ran = program("attribute", "a.txt")
    assert ran.status == 0
    assert ran.out.startswith("[1] Ann Lee (indirect, “The mayor, Ann Lee”, “said”, by ")
    assert ran.out.rstrip(".\n").endswith("the bridge is safe")
    data = json.loads(program("attribute", "a.txt", "--json").out)
    assert (data["format"], data["statements"][0]["speakers"][0]["name"]) == (1, "Ann Lee")
    (tmp_path / "a.txt").write_text("Nothing.", encoding="utf-8")
    assert program("attribute", "a.txt").status == 1
    assert program("attribute", "nowhere.txt").status == 2


def test_optimizing(seed_index: Path, program: Program) -> None:
    ran = program("optimize", "--index", str(seed_index))
    assert (ran.status, ran.out, ran.err) == (0, "", "")


def test_whether_to_attribute_is_remembered(program: Program, tmp_path: Path) -> None:
    write_texts(tmp_path / "corpus", 2)
    there = ("--index", "own")
    assert program("index", "corpus", "--no-attribution", *there).status == 0
    assert "2 unchanged" in program("index", "corpus", *there).out
    assert (program("rebuild", *there).status, program("speakers", *there).status) == (0, 1)
    assert (program("rebuild", "--attribution", *there).status, program("speakers", *there).status) == (0, 0)
    assert program("index", "corpus", *there).out.startswith("0 indexed, 2 unchanged")


def test_speakers_have_every_form(program: Program) -> None:
    assert program("speakers", "--format", "csv").out.startswith("format,name,id,kind,role,statements,")
    assert json.loads(program("speakers", "--json").out)["kind"] == "speakers"
    assert "Sergey Lavrov" in program("speakers", "lavrov", "--format", "markdown").out


def test_passages_of_a_pdf_say_their_page(program: Program, tmp_path: Path) -> None:
    first = ["Town Opens Bridge", "OTTAWA, April 7, 2021 - The town has opened a bridge over the river."]
    second = ["The old bridge was closed in 2011.", '"It is safe," said Mayor Ann Lee. She praised the builders.']
    (tmp_path / "a.pdf").write_bytes(paged(first, second))
    assert program("index", "--index", "i", "a.pdf").status == 0
    found = program("search", "--index", "i", "builders OR river").out
    assert "She praised the builders. (p. 2)" in found
    assert "over the river. (p. 1)" in found
    data = json.loads(program("search", "--index", "i", "builders", "--json").out)["hits"][0]
    assert [snippet["page"] for snippet in data["snippets"]] == [2]
    assert program("search", "--index", "i", "--statements", "safe").out.count("(p. 2)") == 1
    assert program("search", "--index", "i", "builders", "--format", "csv").out.splitlines()[1].endswith(",2")
    shown = program("show", "--index", "i", data["release"]["id"]).out
    assert "[p. 2] The old bridge was closed" in shown
    assert "[p. 1]" not in shown
    at = data["snippets"][0]["span"][0]
    assert "(p. 2)" in program("show", "--index", "i", data["release"]["id"], "--at", str(at)).out
    assert json.loads(program("search", "pipeline", "--json").out)["hits"][0]["snippets"][0]["page"] is None


def test_of_many_roles_some_are_shown() -> None:
    roles = tuple(Tenure(f"role {n}", None, None, 1) for n in range(11))
    person = Person("a", "Ann Lee", roles=roles, aliases=tuple(f"A{n}" for n in range(15)))
    lines = list(about_person(person))
    assert sum(line.startswith("  role: ") for line in lines) == 8
    assert "  … and 3 more roles: --json lists all" in lines
    assert lines[-1].endswith("A11 and 3 more")


def test_an_index_of_another_version_is_told_by_its_path(program: Program, seed_index: Path, tmp_path: Path) -> None:
    own = shutil.copytree(seed_index, tmp_path / "my index")
    for manifest in own.glob("g*/manifest-*.json"):
        data = json.loads(manifest.read_text("utf-8"))
        data["manifest"]["format"] = 1
        data["checksum"] = _checksum(data["manifest"])
        manifest.write_text(json.dumps(data), encoding="utf-8")
    ran = program("search", "x", "--index", "my index")
    assert (ran.status, "run `searchkit rebuild --index 'my index'`" in ran.err) == (2, True)
