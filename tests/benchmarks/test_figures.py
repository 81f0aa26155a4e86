"""How figures are made of times: turns, medians, percentiles, aims."""

from __future__ import annotations

from typing import Any, cast

from benchmarks.aims import aims
from benchmarks.measures.querying import differing, percentile
from benchmarks.process import Process
from benchmarks.query import Query
from benchmarks.tables import table
from benchmarks.timing import interleave


class Engine:
    """Answers as it is told, and remembers when it was asked."""

    def __init__(self, name: str, log: list[str], count: int, seconds: float = 0.0) -> None:
        self.name, self._log, self._count, self._seconds = name, log, count, seconds

    def ask(self, command: str, **arguments: Any) -> Any:
        assert command == "run"
        self._log.append(self.name)
        return [(self._seconds * 1e3 + len(self._log), self._count) for _ in arguments["numbers"]]


QUERIES = [Query("term", "tax", "all", ("tax",)), Query("phrase", '"tax cut"', "phrase", ("tax", "cut"))]


def processes(*engines: Engine) -> list[Process]:
    return [cast("Process", engine) for engine in engines]


def test_engines_take_turns_and_another_one_begins_each_round() -> None:
    log: list[str] = []
    timings = interleave(processes(Engine("a", log, 3), Engine("b", log, 3)), QUERIES, rounds=2)
    assert log == ["a", "b"] * 2 + ["b", "a"] * 2 + ["a", "b"] * 2
    assert timings.kinds() == ["term", "phrase"]
    assert timings.by_query[0]["a"].times == [6, 9]
    assert timings.medians("term", "a") == [7.5]


def test_a_slow_engine_is_asked_once_and_its_time_is_kept() -> None:
    log: list[str] = []
    timings = interleave(processes(Engine("slow", log, 3, seconds=60), Engine("b", log, 3)), QUERIES, rounds=4)
    assert log.count("slow") == 2
    assert len(timings.by_query[0]["slow"].times) == 1


def test_queries_that_are_counted_differently_are_named() -> None:
    log: list[str] = []
    same = interleave(processes(Engine("a", log, 3), Engine("b", log, 3)), QUERIES, rounds=1)
    other = interleave(processes(Engine("a", log, 3), Engine("b", log, 4)), QUERIES, rounds=1)
    assert not differing(same)
    assert [row["counts"] for row in differing(other)] == [{"a": 3, "b": 4}] * 2


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([3.0], 0.95) == 3.0
    assert percentile(list(map(float, range(1, 101))), 0.95) == 95.0
    assert percentile(list(map(float, range(20))), 0.95) == 18.0


def test_aims_name_the_worst_kind() -> None:
    kinds = {
        "phrase": {"searchkit": {"median": 1.0, "p95": 2.0}, "tantivy": {"median": 2.0, "p95": 3.0}},
        "phrase, frequent": {"searchkit": {"median": 3.0, "p95": 6.0}, "tantivy": {"median": 2.0, "p95": 3.0}},
    }
    judged = {aim.text: aim for aim in aims({"queries": {"kinds": kinds}})}
    phrases = judged["phrases at or below tantivy's time"]
    assert (phrases.met, phrases.figure) == (False, "1 of 2 kinds; worst 1.50× its time (phrase, frequent)")
    assert not judged["95th percentile of all kinds under 5 ms"].met


def test_tables_are_aligned() -> None:
    made = table(["kind", "ms"], [["phrase", "1.5"], ["term", "12"]])
    assert made.splitlines() == ["| kind   |  ms |", "| ------ | --: |", "| phrase | 1.5 |", "| term   |  12 |"]
