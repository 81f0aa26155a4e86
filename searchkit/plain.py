"""Values as plain JSON data: what `--json` prints and programs keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

FORMAT = 1
"""The number of the JSON forms; it grows when a program that reads them would have to change."""


def plain(value: Any) -> Any:
    """Return `value` as JSON data: dataclasses and mappings as objects, dates in ISO 8601, spans as `[start, end]`."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if not f.name.startswith("_")}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value]
