"""Which field is which: the user's words for it, on the command line or in a file beside the data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from searchkit.errors import ReadError
from searchkit.readers.companions import mapping_files
from searchkit.readers.document import Failure
from searchkit.readers.fields import NAMES
from searchkit.readers.options import DATE_ORDERS, ReadOptions

FORM = "write pairs like title=headline,date=published_on"
LIMIT = 1 << 20


def parse_mapping(written: str | Iterable[str]) -> dict[str, str]:
    """Return the mapping that `title=headline,date=published_on` means: our field names to the data's.

    Several strings are taken as one; a later pair overrides an earlier one.

    Raises:
        ReadError: a pair has no "=", an empty side, or names none of our fields.
    """
    pairs = written if isinstance(written, str) else ",".join(written)
    mapping: dict[str, str] = {}
    for pair in filter(None, map(str.strip, pairs.split(","))):
        ours, sign, theirs = (part.strip() for part in pair.partition("="))
        if not sign or not ours or not theirs:
            raise ReadError(f"{pair!r} names no field", FORM)
        mapping[_known(ours)] = theirs
    return mapping


def _known(ours: str) -> str:
    if ours not in NAMES:
        raise ReadError(f"{ours!r} is no field of a release", f"use one of {', '.join(NAMES)}")
    return ours


def beside(path: str, options: ReadOptions) -> tuple[ReadOptions, Failure | None]:
    """Return the options with what a TOML file beside the data adds, and a failure where that file is bad.

    The file is called as the data with the suffix `.toml` (`data.toml` for `data.csv.gz` too), or `searchkit.toml` for
    all data of the folder. Its table `map` holds pairs like `title = "headline"`, its key `dates` the order of day and
    month. What the user said for this run goes first.
    """
    for file in mapping_files(path):
        try:
            with open(file, "rb") as stream:  # noqa: PTH123
                content = stream.read(LIMIT)
        except OSError:
            continue
        try:
            return _added(tomllib.loads(content.decode()), options), None
        except (ValueError, ReadError) as error:
            reason = error.message if isinstance(error, ReadError) else f"it is no TOML: {error}"
            return options, Failure(file, reason, 'it is to say, for example, [map] title = "headline"')
    return options, None


def _added(found: Mapping[str, Any], options: ReadOptions) -> ReadOptions:
    table = found.get("map", {})
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise ReadError("its table `map` has a value that is no text")
    dates = found.get("dates", "auto")
    if dates not in DATE_ORDERS:
        raise ReadError(f"{dates!r} is no order of dates")
    mapping = {_known(ours): theirs for ours, theirs in table.items()} | dict(options.mapping)
    return replace(options, mapping=mapping, dates=dates if options.dates == "auto" else options.dates)
