from __future__ import annotations

import ast
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import searchkit

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> searchkit.Index:
    folder = tmp_path_factory.mktemp("api") / "index"
    report = searchkit.build(SEEDS, folder)
    assert (report.indexed, report.unchanged, report.failed) == (1, 0, [])
    return searchkit.open_index(folder)


def test_what_lavrov_said_of_the_pipeline(index: searchkit.Index) -> None:
    results = index.search('speaker:lavrov "stream gas pipeline"')
    assert results.total == 1
    (hit,) = results
    assert hit.release.date is not None
    assert hit.release.date.isoformat() == "2021-04-07"
    said = [s.words(hit.release.text) for s in hit.statements]
    assert any("new protocol on Stream Gas Pipeline project" in words for words in said)
    assert {s.speaker.name for s in hit.statements} == {"Sergey Lavrov"}


def test_what_qureshi_said_is_not_what_lavrov_said(index: searchkit.Index) -> None:
    assert index.search('speaker:qureshi "primacy of international law"').total == 1
    results = index.search('speaker:lavrov "primacy of international law"')
    assert results.total == 0
    assert list(results) == []
    assert "1 release mentions it" in results.counts_line()


@pytest.mark.parametrize(
    ("query", "total"), [('"forty six percent" date:2021-04', 1), ('"forty six percent" date:2021-05', 0)]
)
def test_a_month(index: searchkit.Index, query: str, total: int) -> None:
    assert index.search(query).total == total


def test_a_pronoun_is_resolved(index: searchkit.Index) -> None:
    (hit,) = index.search("said:(vaccine)")
    assert [s.speaker.name for s in hit.statements] == ["Sergey Lavrov"]


@pytest.mark.parametrize(("query", "start"), [("date:2021-13", 5), ('"stream gas', 0)])
def test_errors_show_the_place(index: searchkit.Index, query: str, start: int) -> None:
    with pytest.raises(searchkit.QueryError) as caught:
        index.search(query)
    assert caught.value.start == start


def test_ends_of_a_range_as_arguments(index: searchkit.Index) -> None:
    assert index.search("pipeline", since="2021-04", until="2021-04-07", limit=10).total == 1
    assert index.search("pipeline", since="2021-05").total == 0


def test_results_are_json(index: searchkit.Index) -> None:
    made = json.loads(json.dumps(index.search("speaker:lavrov pipeline").as_dict()))
    assert made["format"] == 1
    assert made["total"] == 1
    assert made["hits"][0]["release"]["date"] == "2021-04-07"


def test_attribution_of_bare_text() -> None:
    text = "The mayor, Ann Lee, said that the bridge is safe."
    (statement,) = searchkit.attribute(text)
    assert statement.speaker.name == "Ann Lee"
    assert text[slice(*statement.content[0])].rstrip(".") == "the bridge is safe"
    assert statement.type == "indirect"
    assert 0 < statement.confidence <= 1


def test_every_public_name_is_there_and_typed() -> None:
    assert sorted(set(searchkit.__all__) - set(dir(searchkit))) == []
    for name in searchkit.__all__:
        assert getattr(searchkit, name) is not None
    tree = ast.parse(Path(searchkit.__file__).read_text(encoding="utf-8"))
    typed = {a.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for a in node.names}
    assert set(searchkit.__all__) <= typed
    with pytest.raises(AttributeError):
        searchkit.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_every_public_name_is_explained() -> None:
    for name in set(searchkit.__all__) - {"__version__"}:
        assert getattr(searchkit, name).__doc__, name


SLOW = ["numpy", "whoosh", "dateutil", "click", "zstandard", "Stemmer", "watchdog", "multiprocessing", "filelock"]


def loaded(code: str) -> set[str]:
    probe = f"{code}\nimport sys\nprint(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
    return set(out.splitlines()[-1].split())


def test_the_import_loads_nothing_slow() -> None:
    assert loaded("import searchkit") & set(SLOW) == set()


SELDOM = {
    "answers": "citation comparison distinctive facets notebook rescue said searches similar timeline",
    "cli": "charts completion finding indexing saving shells showing speaking",
    "codec": "compressing content figures grouping inversion merging placing stock writer",
    "index": "comparing generation shown writing",
    "query": "explanation portable printer",
    "readers": "document reading",
    "releases": "parsing signatures",
    "speakers": "building corrections evidence identity lookup person profile",
}
"""Modules that a search of words does without, by their rooms."""
FOREIGN = {"html", "multiprocessing", "numpy.ma", "shutil", "tomllib", "unittest", "watchdog", "whoosh"}


def test_a_search_loads_no_more_than_it_needs(index: searchkit.Index) -> None:
    code = f"from searchkit.cli.program import _run\n_run(['search', '--index', {str(index.path)!r}, 'pipeline'])"
    seldom = {f"searchkit.{room}.{name}" for room, names in SELDOM.items() for name in names.split()}
    assert [name for name in seldom if not find_spec(name)] == [], "there are no such modules any more"
    found = loaded(code)
    assert "searchkit.snippets.passages" in found, "it found nothing"
    assert found & (seldom | FOREIGN | {"dateutil", "filelock", "searchkit.attribution"}) == set()
