"""How well and how fast releases are read: titles, dates, issuers and text against what the collectors published.

Usage: python -m benchmarks.reading [--corpora FOLDER] [NAME...]

A name is a corpus, `formats` (throughput of each format) or `memory` (of a 200 MB archive); all of them by default.
Times are of the processor, so that other work on the machine counts less.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import itertools
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

from benchmarks.environment import corpora_folder
from benchmarks.packing import FORMATS, packed
from searchkit.model import DateOrigin, Release, ZoneKind
from searchkit.readers import Failure, RawDocument, date_order, read, walk
from searchkit.releases import parse
from searchkit.releases.dates import parse_date
from searchkit.releases.titles import folded

NAVIGATION = re.compile(r"Skip to Main Content|File a Complaint\s+View Publications|Search Our Site|How Can We Help\?")
MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf]|\u00e2[\u0080-\u009f\u20ac]|[\u0080-\u009f\ufffd]|\\w\u00e2\\s|\\s\u00e2\\s"
)
OFFICE = re.compile(r"attorney|newscenter", re.IGNORECASE)
MEASURE = """
import sys
from benchmarks.memory import memory
from searchkit.readers import Failure, read
from searchkit.releases import parse
start = memory()["resident"]
count = sum(1 for item in read(sys.argv[1]) if not isinstance(item, Failure) and parse(item))
print(count, start, memory()["most"])
"""
"""Run by a process of its own; the kernel's `VmHWM` begins anew with it, unlike `ru_maxrss`."""
failures: list[Failure] = []


def raws(paths: Iterable[Path]) -> Iterator[RawDocument]:
    for path in paths:
        for item in read(path):
            if isinstance(item, Failure):
                failures.append(item)
            else:
                yield item


def share(name: str, right: int, of: int) -> None:
    print(f"  {name}: {right:,} of {of:,} ({right / max(of, 1):.2%})")


def senate(root: Path) -> None:
    paths = [Path(str(p)) for p in itertools.islice(walk([root]), 0, None, 20)]
    start = time.process_time()
    items = [item for path in paths for item in read(path)]
    middle = time.process_time()
    releases = [parse(item) for item in items if isinstance(item, RawDocument)]
    end = time.process_time()
    size = sum(path.stat().st_size for path in paths)
    each = 1e6 / len(releases)
    print(f"  read {(middle - start) * each:.0f} µs, parse {(end - middle) * each:.0f} µs a release")
    print(f"  {size / (end - start) / 1e6:.1f} MB/s of {size / len(paths):.0f} bytes a file")
    share("date from the path", sum(r.date_origin is DateOrigin.PATH for r in releases), len(releases))
    share("issuer", sum(bool(r.source) for r in releases), len(releases))


def congress(root: Path) -> None:
    right = there = 0
    for raw in itertools.islice(raws(sorted(root.rglob("*.jsonl"))), 0, None, 4):
        given = parse_date(raw.metadata.get("date", ""))
        if given is not None and _stands(given[0], raw.text):
            there += 1
            right += parse(replace(raw, metadata={}, place="x")).date == given[0]
    share("dates that stand in the text, metadata hidden", right, there)


def _stands(date: dt.date, text: str) -> bool:
    """Return whether the head of the text has the day in one of the forms that American releases use."""
    forms = ("%B {d}, %Y", "%b {d}, %Y", "%b. {d}, %Y", "{d} %B %Y", "%m/%d/%Y", "%m/%d/%y", "{m}/{d}/%Y")
    head = " ".join(text[:900].split()).lower()
    printed = (date.strftime(form).replace("{d}", str(date.day)).replace("{m}", str(date.month)) for form in forms)
    return any(form.lower() in head for form in printed)


def against(root: Path, pattern: str, truth: Callable[[Path], tuple[str, str]]) -> None:
    titles = dates = ordered = count = 0
    order = date_order([str(root)])
    for path in sorted(root.rglob(pattern)):
        title, date = truth(path)
        items = list(raws([path]))
        if not title or not date:
            continue
        count += 1
        wanted = parse_date(date, "dmy")
        found = [parse(raw) for raw in items]
        titles += any(folded(r.title) == folded(title) for r in found)
        dates += any(wanted is not None and r.date == wanted[0] for r in found)
        again = (parse(replace(raw, dates=order)) for raw in items)
        ordered += any(wanted is not None and r.date == wanted[0] for r in again)
    share("titles", titles, count)
    share("dates", dates, count)
    share(f"dates in the order of the corpus ({order})", ordered, count)


def tag(title: str, date: str) -> Callable[[Path], tuple[str, str]]:
    def truth(path: Path) -> tuple[str, str]:
        root = etree.parse(path).getroot()
        return root.findtext(f".//{{*}}{title}") or "", root.findtext(f".//{{*}}{date}") or ""

    return truth


def minnesota(root: Path) -> None:
    items = list(raws(sorted(root.rglob("*.asp"))))
    releases = [parse(raw) for raw in items]
    listed = _listing(root)
    known = [(r, listed[key]) for r in releases if (key := Path(r.path).name.lower()) in listed]
    share("titles as listed", sum(folded(r.title) == folded(title) for r, title in known), len(known))
    path_day = re.compile(r"(\d{4})_(\d\d)_(\d\d)")
    dated = [(raw, "-".join(m.groups())) for raw in items if (m := path_day.search(raw.place))]
    share("dates, path hidden", sum(str(parse(replace(raw, place="x")).date) == day for raw, day in dated), len(dated))
    share("issuer", sum("Attorney General" in r.source for r in releases), len(releases))
    share("with navigation", sum(bool(NAVIGATION.search(r.text)) for r in releases), len(releases))
    share("with mojibake", sum(bool(MOJIBAKE.search(r.text)) for r in releases), len(releases))


def _listing(root: Path) -> dict[str, str]:
    """Return the headlines of the collector's listing by the name under which a page was saved."""
    listed = {}
    for path in root.rglob("mn_ag_press_releases.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                listed[row["url"].partition(".us")[2].replace("/", "_").lower()] = row["Headline"]
    return listed


def treasury(root: Path) -> None:
    strict = loose = count = 0
    for path in sorted(root.rglob("*.pdf")):
        wanted = path.with_name("doc.txt").read_text("utf-8").split()
        for raw in raws([path]):
            found = parse(raw).text.split()
            exact, joined = kept(wanted, found), kept_letters(wanted, found)
            count += 1
            strict += exact >= 0.95
            loose += joined >= 0.95
            if exact < 0.95:
                print(f"    {path.parent.name}: {exact:.1%} of the words, {joined:.1%} where spaces may differ")
    share("files with 95 % of the words in order", strict, count)
    share("files with 95 % of the words in order, spaces between them aside", loose, count)


def kept(wanted: list[str], found: list[str]) -> float:
    """Return the share of the wanted words that are found in the same order."""
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(wanted), 1)


def kept_letters(wanted: list[str], found: list[str]) -> float:
    """Return the share of the wanted words all of whose letters are found in the same order."""
    letters = "".join(wanted)
    blocks = SequenceMatcher(None, letters, "".join(found), autojunk=False).get_matching_blocks()
    matched = bytearray(len(letters))
    for block in blocks:
        matched[block.a : block.a + block.size] = b"\1" * block.size
    right = start = 0
    for word in wanted:
        right += all(matched[start : start + len(word)])
        start += len(word)
    return right / max(len(wanted), 1)


def prosecutors(root: Path) -> None:
    releases = [parse(raw) for raw in raws(sorted(root.rglob("*.txt"))[::4])]
    releases = [r for r in releases if "Pardon Our Interruption" not in r.title]
    share("issuer is the office", sum(bool(OFFICE.search(r.source)) for r in releases), len(releases))
    share("dated", sum(r.date is not None for r in releases), len(releases))
    two = sum("competing_dates" in r.metadata for r in releases)
    share("with competing dates", two, len(releases))
    lost = sum(_furniture_searched(r) for r in releases)
    share("with furniture among what is searched", lost, len(releases))


def _furniture_searched(release: Release) -> bool:
    """Return whether words of the page around stand in the parts that are searched by default."""
    parts = release.zone_spans(ZoneKind.HEADLINE, ZoneKind.SUBHEAD, ZoneKind.LEAD, ZoneKind.BODY)
    words = "\n".join(span.of(release.text) for span in parts)
    return bool(
        re.search(r"Skip to (?:main )?content|^(?:Latest Posts|Recent Posts|Share|Scroll to top)$", words, re.M)
    )


def languages(root: Path) -> None:
    paths = sorted(root.rglob("doc.txt"))[::3]
    names = [(raw, m[1]) for raw in raws(paths) if (m := re.search(r"-(en|si|ta)-", raw.place))]
    share("language", sum(parse(raw).language == said for raw, said in names), len(names))


def formats(root: Path) -> None:
    """Print the throughput of each format: the same 1,000 releases, and the PDFs of the Treasury."""
    sample = [item for path in sorted((root / "senate" / "raw").rglob("*.txt"))[::72] for item in read(path)]
    releases = [parse(item) for item in sample if isinstance(item, RawDocument)][:1000]
    with tempfile.TemporaryDirectory() as folder:
        for name in FORMATS:
            path = packed(name, releases, Path(folder))
            _throughput(name, [Path(str(p)) for p in walk([path])] if path.is_dir() else [path])
    _throughput("pdf", sorted((root / "lk-treasury-pdf").rglob("*.pdf")))


def _throughput(name: str, paths: list[Path]) -> None:
    next(iter(raws(paths[:1])), None)
    start = time.process_time()
    count = sum(1 for _ in map(parse, raws(paths)))
    seconds = time.process_time() - start
    size = sum(path.stat().st_size for path in paths)
    print(f"  {name:10} {size / seconds / 1e6:6.1f} MB/s {seconds / max(count, 1) * 1e6:8.0f} µs a release ({count:,})")


def memory(root: Path) -> None:
    """Print how much memory reading an archive of 200 MB takes, beyond what the interpreter has."""
    paths = sorted((root / "senate" / "raw").rglob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        for name in ("tar.gz", "jsonl.gz"):
            path = packed(name, map(parse, raws(paths)), Path(folder), size=200_000_000)
            done = subprocess.run([sys.executable, "-c", MEASURE, path], check=True, capture_output=True, text=True)
            count, start, peak = map(int, done.stdout.split())
            print(f"  {name}: {count:,} releases, {(peak - start) / 1e6:.0f} MB above {start / 1e6:.0f} MB")


CORPORA: dict[str, Callable[[Path], None]] = {
    "senate": senate,
    "congress": congress,
    "pm-media-releases": lambda root: against(root, "*.xml", tag("title", "release-date")),
    "swiss": lambda root: against(root, "*.xml", tag("title", "pubdate")),
    "mn-ag": minnesota,
    "lk-treasury-pdf": treasury,
    "prosecutors": prosecutors,
    "lk-pmd": languages,
}
OTHERS: dict[str, Callable[[Path], None]] = {"formats": formats, "memory": memory}


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--corpora", type=Path, help="the folder of the unpacked corpora")
    parser.add_argument("names", nargs="*", choices=[*CORPORA, *OTHERS, []])
    given = parser.parse_args(arguments)
    root = given.corpora or corpora_folder()
    if root is None:
        print("There are no corpora on this machine.")
        return
    for name in given.names or [*CORPORA, *OTHERS]:
        print(name, flush=True)
        start = time.process_time()
        failures.clear()
        if name in OTHERS:
            OTHERS[name](root)
        else:
            CORPORA[name](root / name)
        print(f"  {len(failures)} failures, {time.process_time() - start:.1f} s", *failures[:2], sep="\n    ")


if __name__ == "__main__":
    main()
