from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from searchkit.errors import IndexLocked, IndexUnwritable
from searchkit.index.layout import Layout
from searchkit.index.lock import writer_lock

HOLD = """
import sys, time
from pathlib import Path
from searchkit.index.layout import Layout
from searchkit.index.lock import writer_lock
with writer_lock(Layout(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def hold(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_told_who_holds_it(tmp_path: Path) -> None:
    holder = hold(tmp_path)
    try:
        with (
            pytest.raises(IndexLocked, match=rf"process {holder.pid} on .+ since \d{{4}}-"),
            writer_lock(Layout(tmp_path)),
        ):
            pass
    finally:
        holder.kill()
        holder.wait()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    holder = hold(tmp_path)
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert Layout(tmp_path).writer.exists()
    with writer_lock(Layout(tmp_path)):
        pass
    assert not Layout(tmp_path).writer.exists()


def test_a_second_writer_waits(tmp_path: Path) -> None:
    holder = hold(tmp_path)
    threading.Timer(0.2, holder.kill).start()
    with writer_lock(Layout(tmp_path), wait=30):
        pass
    holder.wait()


def test_two_writers_in_one_process_exclude_each_other(tmp_path: Path) -> None:
    with writer_lock(Layout(tmp_path)), pytest.raises(IndexLocked), writer_lock(Layout(tmp_path)):
        pass


def test_a_damaged_note_does_not_hide_the_lock(tmp_path: Path) -> None:
    with writer_lock(Layout(tmp_path)):
        Layout(tmp_path).writer.write_text("[")
        with pytest.raises(IndexLocked, match="another process"), writer_lock(Layout(tmp_path)):
            pass


def test_no_permission(tmp_path: Path) -> None:
    with pytest.raises(IndexUnwritable), writer_lock(Layout(Path("/proc/1/none"))):
        pass
