"""Documents on which a parser hangs: they are reported, everything beside them is indexed, and the next run knows."""

from __future__ import annotations

import io
import multiprocessing
import os
import zipfile
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

import searchkit
from searchkit.index.pulse import Pulse
from tests.corpus import write_texts
from tests.pdfs import endless, paged

PAGE = "<html><body><h1>{0} opens</h1><p>The minister said that {0} is open.</p></body></html>"
OPTIONS = {"seconds": 5.0}  # of a busy machine's time: a reader's libraries are loaded in them too


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    write_texts(folder, 3)
    (folder / "a.pdf").write_bytes(endless())
    (folder / "b.html").write_text(PAGE.format("Bridge B"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("c.html", PAGE.format("Tunnel C"))
        archive.writestr("d.pdf", endless())
        archive.writestr("e.pdf", paged(["The minister said that Road E is open today."]))
    (folder / "f.zip").write_bytes(packed.getvalue())
    return folder


@pytest.mark.parametrize("jobs", [1, 2])
def test_only_what_hangs_is_left_out(corpus: Path, jobs: int) -> None:
    index = corpus.parent / "index"
    report = searchkit.build(corpus, index, jobs=jobs, options=OPTIONS)
    assert report.releases == 6
    hanging = [str(corpus / "a.pdf"), f"{corpus / 'f.zip'}!d.pdf"]
    assert sorted(failure.place for failure in report.failed) == hanging
    assert all("more than 5 seconds" in failure.reason for failure in report.failed)
    with searchkit.open_index(index) as opened:
        assert opened.search('"road e"').total == opened.search('"tunnel c"').total == 1
    again = searchkit.update((), index)
    assert again.files_read == 0
    assert sorted(failure.place for failure in again.failed) == hanging


def test_more_time_is_allowed_by_reading_again(corpus: Path) -> None:
    index = corpus.parent / "index"
    searchkit.build(corpus, index, options=OPTIONS)
    (corpus / "a.pdf").write_bytes(endless(levels=3))
    (corpus / "f.zip").unlink()
    report = searchkit.update(corpus, index, options={"seconds": 60.0}, prune=True)
    assert (report.releases, report.failed) == (5, [])


def test_what_is_no_file_is_left_out(tmp_path: Path) -> None:
    write_texts(tmp_path / "corpus", 2)
    os.mkfifo(tmp_path / "corpus" / "pipe.txt")
    report = searchkit.build(tmp_path / "corpus", tmp_path / "index")
    assert report.releases == 2
    assert [failure.place for failure in report.failed] == [str(tmp_path / "corpus" / "pipe.txt")]


def test_a_pulse_is_seen_from_outside() -> None:
    context = multiprocessing.get_context("spawn")
    pulse = Pulse(context)
    assert pulse.beats == -1
    ours, theirs = context.Pipe()
    process = context.Process(target=_live, args=(pulse, theirs))
    process.start()
    assert ours.recv() == "read"
    assert (pulse.place, pulse.beats) == ("größe.zip!a.pdf", 2)
    ours.send("rest")
    process.join()
    assert pulse.beats == -1


def _live(pulse: Pulse, pipe: Connection) -> None:
    pulse.begin("größe.zip!a.pdf")
    pulse.beat()
    pipe.send("read")
    pipe.recv()
    pulse.rest()
