"""How likely a statement is right, from how its report was found: shares of right ones on releases with gold.

`python -m benchmarks.calibration` counts them and prints what stands here.
"""

from __future__ import annotations

from searchkit.model import Resolution

PRIOR = {
    "according": 0.9, "continuation": 0.6, "cue": 0.85, "firstperson": 0.5, "headline": 0.8, "introduced": 0.9,
    "inverted": 0.95, "loose": 0.5, "noun": 0.6, "participle": 0.75, "passive": 0.7, "signature": 0.9, "turn": 0.9,
}  # fmt: skip
"""What reading without counting says of each kind of report."""
BY_KIND = {
    "according": 0.92, "continuation": 0.67, "cue": 0.86, "firstperson": 0.57, "headline": 0.78, "introduced": 0.94,
    "inverted": 0.97, "loose": 0.68, "noun": 0.71, "participle": 0.77, "passive": 0.73, "signature": 0.92, "turn": 0.92,
}  # fmt: skip
"""The share of right statements by kind of report, the speaker included."""
PAPER = 0.65
"""Factor for what a document says: often optional, and often laid in its author's mouth."""
UNKNOWN_SPEAKER = 0.3
"""Factor where nobody could be found to have said it."""


def confidence_of(kind: str, *, paper: bool, how: Resolution) -> float:
    """Return the confidence of a statement whose report was found as `kind` and whose speaker as `how`."""
    factor = (PAPER if paper else 1.0) * (UNKNOWN_SPEAKER if how is Resolution.NONE else 1.0)
    return round(BY_KIND[kind] * factor, 2)
