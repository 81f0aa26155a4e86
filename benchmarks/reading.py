"""How well and how fast releases are read: titles, dates and text held against what the collectors published.

Usage: python benchmarks/reading.py CORPORA [NAME...]   (a folder of unpacked corpora)
"""

from __future__ import annotations

import itertools
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

from searchkit.model import DateOrigin, Release, ZoneKind
from searchkit.readers import Failure, RawDocument, read, walk
from searchkit.releases import parse
from searchkit.releases.dates import parse_date
from searchkit.releases.titles import folded

NAVIGATION = re.compile(r"Skip to Main Content|File a Complaint\s+View Publications|Search Our Site|How Can We Help\?")
MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf]|\u00e2[\u0080-\u009f\u20ac]|[\u0080-\u009f\ufffd]|\\w\u00e2\\s|\\s\u00e2\\s"
)


def raws(paths: Iterator[Path]) -> Iterator[RawDocument]:
    for path in paths:
        for item in read(path):
            if isinstance(item, Failure):
                failures.append(item)
            else:
                yield item


failures: list[Failure] = []


def share(name: str, right: int, of: int) -> None:
    print(f"  {name}: {right} of {of} ({right / max(of, 1):.2%})")


def senate(root: Path) -> None:
    paths = [Path(str(p)) for p in itertools.islice(walk([root]), 0, None, 20)]
    start = time.perf_counter()
    items = [item for path in paths for item in read(path)]
    middle = time.perf_counter()
    releases = [parse(item) for item in items if isinstance(item, RawDocument)]
    end = time.perf_counter()
    size = sum(path.stat().st_size for path in paths)
    each = 1e6 / len(releases)
    print(f"  read {(middle - start) * each:.0f} µs, parse {(end - middle) * each:.0f} µs a release")
    print(f"  {size / (end - start) / 1e6:.1f} MB/s of {size / len(paths):.0f} bytes a file")
    share("date from the path", sum(r.date_origin is DateOrigin.PATH for r in releases), len(releases))


def congress(root: Path) -> None:
    right = there = 0
    for raw in itertools.islice(raws(iter(sorted(root.rglob("*.jsonl")))), 0, None, 4):
        given = parse_date(raw.metadata.get("date", ""))
        if given is None:
            continue
        day, year = str(given[0].day), str(given[0].year)
        forms = [
            given[0].strftime(f)
            for f in ("%B {d}, %Y", "%b {d}, %Y", "%b. {d}, %Y", "{d} %B %Y", "%m/%d/%Y", "%m/%d/%y")
        ]
        forms += [given[0].strftime("{m}/{d}/%Y").replace("{m}", str(given[0].month))]
        head = " ".join(raw.text[:900].split()).lower()
        if year[2:] and any(form.replace("{d}", day).lower() in head for form in forms):
            there += 1
            release = parse(replace(raw, metadata={}, place="x"))
            right += release.date == given[0]
    share("dates that stand in the text, metadata hidden", right, there)


def against(root: Path, pattern: str, truth: Callable[[Path], tuple[str, str]]) -> None:
    titles = dates = count = 0
    for path in sorted(root.rglob(pattern)):
        title, date = truth(path)
        found = [parse(raw) for raw in raws(iter([path]))]
        if not title or not date:
            continue
        count += 1
        wanted = parse_date(date, "dmy")
        titles += any(folded(r.title) == folded(title) for r in found)
        dates += any(wanted is not None and r.date == wanted[0] for r in found)
    share("titles", titles, count)
    share("dates", dates, count)


def tag(title: str, date: str) -> Callable[[Path], tuple[str, str]]:
    def truth(path: Path) -> tuple[str, str]:
        root = etree.parse(path).getroot()
        return root.findtext(f".//{{*}}{title}") or "", root.findtext(f".//{{*}}{date}") or ""

    return truth


def minnesota(root: Path) -> None:
    releases: list[Release] = [parse(raw) for raw in raws(iter(sorted(root.rglob("*.asp"))))]
    path_day = re.compile(r"(\d{4})_(\d\d)_(\d\d)")
    dated = [(r, m) for r in releases if (m := path_day.search(r.path))]
    hidden = [parse(replace(raw, place="x")) for raw in raws(Path(r.path) for r, _ in dated)]
    named = sum(
        h.date is not None and str(h.date) == "-".join(m.groups()) for h, (_, m) in zip(hidden, dated, strict=True)
    )
    share("dates, path hidden", named, len(dated))
    share("with a title of their own", sum(bool(r.zone_spans(ZoneKind.HEADLINE)) for r in releases), len(releases))
    share("with navigation", sum(bool(NAVIGATION.search(r.text)) for r in releases), len(releases))
    share("with mojibake", sum(bool(MOJIBAKE.search(r.text)) for r in releases), len(releases))


def treasury(root: Path) -> None:
    good = count = 0
    for path in sorted(root.rglob("*.pdf")):
        truth = path.with_name("doc.txt")
        for raw in raws(iter([path])):
            wanted, found = truth.read_text("utf-8").split(), parse(raw).text.split()
            blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
            kept = sum(block.size for block in blocks) / max(len(wanted), 1)
            count += 1
            good += kept >= 0.95
            if kept < 0.95:
                print(f"    {path.parent.name}: {kept:.1%}")
    share("files with 95 % of the words in order", good, count)


CORPORA: dict[str, Callable[[Path], None]] = {
    "senate": senate,
    "congress": congress,
    "pm-media-releases": lambda root: against(root, "*.xml", tag("title", "release-date")),
    "swiss": lambda root: against(root, "*.xml", tag("title", "pubdate")),
    "mn-ag": minnesota,
    "lk-treasury-pdf": treasury,
}


def main(arguments: list[str]) -> None:
    root = Path(arguments[0])
    for name in arguments[1:] or CORPORA:
        print(name)
        start = time.perf_counter()
        failures.clear()
        CORPORA[name](root / name)
        print(f"  {len(failures)} failures, {time.perf_counter() - start:.1f} s", *failures[:3], sep="\n    ")


if __name__ == "__main__":
    main(sys.argv[1:])
