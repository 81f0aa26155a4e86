"""Derive the lexicon's `given-names.txt` and `surnames.txt` from Faker's name lists and `given-names-own.txt`.

Faker (MIT licence, https://github.com/joke2k/faker) keeps lists of names by language and gender. This script is run by
hand when the lists change: `pip install "faker>=40,<41"`, then `python -m tests.attribution.names`. A given name that
several languages give to both genders is `f` or `m` where the English lists, which count threefold, and the others
together say so by more than two to one, else `u`.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

LEXICON = Path(__file__).resolve().parents[2] / "searchkit" / "attribution" / "lexicon"
GIVEN = (
    *("en", "en_US", "en_GB", "en_IE", "en_IN", "en_KE", "en_NG", "en_NZ", "de_CH", "de_DE", "fr_CH", "fr_FR", "it_IT"),
    *("es_ES", "es_MX", "pl_PL", "pt_BR", "sw", "sv_SE", "nl_NL", "no_NO", "da_DK", "cs_CZ", "hu_HU", "ro_RO", "hr_HR"),
    *("fi_FI", "ha_NG", "ig_NG", "yo_NG", "tw_GH", "zu_ZA"),
)
SURNAMES = ("en_US", "en_GB", "en_IE", "en_IN", "en_PK", "en_NZ", "de_CH", "fr_CH", "it_IT", "es_MX")
NAME = re.compile(r"[a-z]{2,}(?:['-][a-z]{2,})*")
HEADER = """\
# {what}, folded. Made by tests/attribution/names.py; do not edit by hand.
# Derived from Faker, copyright (c) 2012 Daniele Faraglia, MIT licence{also}.
"""


def fold(word: str) -> str:
    """Return `word` in lower case without accents."""
    text = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in text if not unicodedata.combining(c)).casefold()


def listed(locale: str, attribute: str) -> set[str]:
    """Return the folded names of one list of Faker; empty where the language has no such list."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    names = {fold(word) for word in getattr(provider, attribute, ())}
    return {name for name in names if NAME.fullmatch(name)}


def votes() -> dict[str, Counter[str]]:
    """Return, for each given name, how often the lists call it male and female."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for locale in GIVEN:
        weight = 3 if locale in {"en", "en_US", "en_GB"} else 1
        for gender, attribute in (("m", "first_names_male"), ("f", "first_names_female")):
            for name in listed(locale, attribute):
                out[name][gender] += weight
    return out


def decided(count: Counter[str]) -> str:
    """Return the gender that the lists agree on."""
    if count["m"] > 2 * count["f"]:
        return "m"
    return "f" if count["f"] > 2 * count["m"] else "u"


def given_names() -> dict[str, str]:
    """Return the given names with their gender; names written by hand overrule the lists, "-" takes a name out."""
    table = {name: decided(count) for name, count in votes().items()}
    for line in (LEXICON / "given-names-own.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, gender = line.split("\t")
            table[name] = gender
    return {name: gender for name, gender in table.items() if gender != "-"}


def lists() -> dict[str, str]:
    """Return both lists as they are written, by name."""
    given = "".join(f"{name}\t{gender}\n" for name, gender in sorted(given_names().items()))
    head = HEADER.format(what="Given names and their gender (m, f, u: both)", also=", and from given-names-own.txt")
    own = (LEXICON / "surnames-own.txt").read_text("utf-8").splitlines()
    surnames = sorted(
        set().union(
            *(listed(locale, "last_names") for locale in SURNAMES),
            (name for name in own if name and not name.startswith("#")),
        )
    )
    other = HEADER.format(
        what="Common surnames of English, Swiss and South Asian releases", also=", and from surnames-own.txt"
    )
    return {"given-names": head + given, "surnames": other + "".join(f"{name}\n" for name in surnames)}


def main() -> None:
    """Write both files."""
    for name, made in lists().items():
        (LEXICON / f"{name}.txt").write_text(made, "utf-8")


if __name__ == "__main__":
    main()
