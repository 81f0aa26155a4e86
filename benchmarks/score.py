"""How good and how fast attribution is, against hand-made gold: `make score`, or `python -m benchmarks.score`.

Exits with 1 where a gold figure lies under its floor, and with 0 and a word about it where the gold is not there.

Options: --errors N prints the first N errors on the gold releases; --quick leaves out speed and hostile inputs.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Callable

from benchmarks.annotated import SETS, annotated
from benchmarks.gold import Figures, Gold, polnear, read_lines
from benchmarks.hostile import HOSTILE
from benchmarks.shared import SHARED
from searchkit.attribution import attribute

FLOOR = {
    "detection_f1@0.3": 0.95,
    "detection_f1@0.8": 0.92,
    "speaker_strict": 0.95,
    "whole_f1": 0.92,
    "sentence_f1": 0.88,
    "polnear_all": 0.54,
    "polnear_direct": 0.80,
    "polnear_indirect": 0.43,
    "held-out detection_f1@0.3": 0.84,
    "held-out detection_f1@0.8": 0.77,
    "held-out speaker_strict": 0.93,
    "held-out whole_f1": 0.80,
    "held-out sentence_f1": 0.87,
}
"""What may not be undercut; a figure that a change improves for good may raise its floor."""
_SLOW = 30.0
"""Seconds of processor time that no hostile text may take."""


def show_gold(name: str, gold: Gold, figures: Figures) -> None:
    """Print the figures on gold releases, whole and by kind."""
    print(f"{name}: {len(gold.documents)} releases, {gold.verdict['gold']} clear statements")
    for name in ("detection_f1@0.3", "detection_f1@0.8", "whole_f1", "sentence_f1"):
        p, r = figures[name.replace("f1", "p")], figures[name.replace("f1", "r")]
        print(f"  {name:17} {figures[name]:.3f}   precision {p:.3f}, recall {r:.3f}")
    print(f"  speaker           {figures['speaker_strict']:.3f} strict, {figures['speaker_lenient']:.3f} lenient")
    print("by type of the gold")
    for kind, (hit, right, of) in gold.verdict["recall_by_type"].items():
        if of:
            print(f"  {kind:17} {hit:.3f} found, {right:.3f} found with the right speaker, of {of}")
    print("by type as given (optional gold counted)")
    for kind, (count, true, same) in gold.by_type().items():
        print(f"  {kind:17} {true} of {count} are in the gold, {same} of them with this type")
    print("by how the speaker was found")
    for how, (right_names, of) in gold.by_how().items():
        print(f"  {how:17} {right_names} of {of} right")


def show_speed() -> None:
    """Print how fast real releases are attributed, on one core, beside merely splitting them into words."""
    texts = [document["text"] for document in read_lines(SHARED / "gold" / "releases.jsonl")]
    for text in texts:
        attribute(text)  # word lists and caches
    size = sum(len(text.encode()) for text in texts)
    words = sum(len(text.split()) for text in texts)
    taken = min(_time(lambda: [attribute(text) for text in texts]) for _ in range(3))
    nothing = min(_time(lambda: [text.split() for text in texts]) for _ in range(3))
    print(f"speed: {size / taken / 1e6:.2f} MB/s, {words / taken:,.0f} words/s of processor time on one core")
    print(f"  {len(texts)} releases, {size / 1e6:.2f} MB; {taken / nothing:.0f} times as long as splitting into words")


def show_hostile() -> float:
    """Print what the hostile texts take, at half and at whole length; return the longest time in seconds."""
    print("hostile texts: seconds, and how many times those of half the length")
    longest = 0.0
    for name, make in HOSTILE.items():
        half, whole = make(0.5), make(1.0)
        short = _time(lambda text=half: attribute(text))  # type: ignore[misc]
        full = _time(lambda text=whole: attribute(text))  # type: ignore[misc]
        longest = max(longest, full)
        given_up = "  given up" if full >= _SLOW else ""
        print(
            f"  {name:26} {len(whole) / 1e6:4.1f} MB {full:7.2f} s   x{full / max(short, 1e-3):.1f}{given_up}",
            flush=True,
        )
    return longest


class _Slow(Exception):
    """Raised in the middle of work that takes too long."""


def _time(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that `work` takes; it is broken off when they are too many."""

    def broken_off(_signal: int, _frame: object) -> None:
        raise _Slow

    signal.signal(signal.SIGPROF, broken_off)
    start = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, _SLOW)
    try:
        work()
    except _Slow:
        pass
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - start


def main(arguments: list[str] | None = None) -> int:
    """Print every figure and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N errors")
    parser.add_argument("--quick", action="store_true", help="leave out speed and hostile texts")
    options = parser.parse_args(arguments)
    path = SHARED / "gold" / "dev.jsonl"
    if not path.exists():
        print(f"No gold at {path}: nothing to score. Set SEARCHKIT_SHARED where it lies elsewhere.")
        return 0
    gold = Gold(read_lines(path))
    figures = gold.figures()
    show_gold("gold", gold, figures)
    print(*gold.errors[: options.errors], sep="\n", end="\n" if options.errors else "")
    for name in SETS:
        documents, missing = annotated(name)
        if missing:
            print(f"{name}: {missing} releases are not unpacked, or are read otherwise than when they were annotated")
        if documents:
            own = Gold(documents)
            figures |= {f"{name} {figure}": value for figure, value in own.figures().items()}
            show_gold(f"annotated, {name}", own, own.figures())
    political = polnear()
    print("PolNeAR dev, end-to-end F1:", ", ".join(f"{k[8:]} {v:.3f}" for k, v in political.items()) or "not unpacked")
    slow = 0.0
    if not options.quick:
        show_speed()
        slow = show_hostile()
    figures |= political
    under = [
        f"{name} {figures[name]:.3f} < {floor:.3f}" for name, floor in FLOOR.items() if figures.get(name, 1) < floor
    ]
    under += [f"a hostile text took {slow:.0f} s"] if slow > _SLOW else []
    print("UNDER THE FLOOR: " + "; ".join(under) if under else "All figures are at or above their floors.")
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())
