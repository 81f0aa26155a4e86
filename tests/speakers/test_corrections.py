"""The corrections file: what its lines mean and what is said of wrong ones."""

from __future__ import annotations

import pytest

from searchkit.errors import CorrectionsError
from searchkit.speakers.corrections import Link, Reference, Wording, parse_corrections


def test_every_kind_of_line_is_read() -> None:
    found = parse_corrections(
        "# people\n\nsame: Ted Kennedy = Edward M. Kennedy  # the senator\n"
        "not: Moi @ Baringo County != Daniel Moi\n"
        "role: #anura-dissanayake = President of Sri Lanka\n"
        "Name: Mike Rogers (Michigan) = Michael J. Rogers\n"
    )
    assert found.same == (Link(Reference("Ted Kennedy"), Reference("Edward M. Kennedy"), 3),)
    assert found.apart == (Link(Reference("Moi", source="Baringo County"), Reference("Daniel Moi"), 4),)
    assert found.roles == (Wording(Reference("#anura-dissanayake"), "President of Sri Lanka", 5),)
    assert found.names == (Wording(Reference("Mike Rogers", role="Michigan"), "Michael J. Rogers", 6),)


def test_an_empty_file_says_nothing() -> None:
    assert not parse_corrections("\n# nothing\n   \n")


@pytest.mark.parametrize(
    "line",
    [
        "Ted Kennedy = Edward Kennedy",
        "like: A = B",
        "same: Ted Kennedy",
        "not: A = B",
        "same: A != B",
        "same: = B",
        "role: A =",
    ],
)
def test_a_wrong_line_is_named_with_file_and_number(line: str) -> None:
    with pytest.raises(CorrectionsError, match=r"mine\.txt, line 2: .*for example") as caught:
        parse_corrections(f"# first\n{line}\n", "mine.txt")
    assert caught.value.advice


def test_a_reference_that_is_no_name_is_refused() -> None:
    with pytest.raises(CorrectionsError, match="is no name"):
        parse_corrections("same: (Senator) = Ted Kennedy")


@pytest.mark.parametrize("text", ["Moi", "Moi (Senator)", "Moi @ Baringo", "Moi (Senator) @ Baringo"])
def test_references_print_as_they_are_written(text: str) -> None:
    assert str(parse_corrections(f"same: {text} = X").same[0].left) == text
