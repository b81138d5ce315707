"""Lexicons of titles, reporting verbs and words that are no names, and how far each kind of evidence is trusted."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).with_name("data")
MONTHS = frozenset(
    "January February March April May June July August September October November December".split()
)
WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_ABBREVIATED = frozenset(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun".split()
)
MONTHS_AND_DAYS = MONTHS | WEEKDAYS | _ABBREVIATED


def rows(name: str, folder: Path = DATA) -> Iterator[dict[str, str]]:
    """The rows of a data file, each by its column names."""
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Titles that precede a person's name, in lower case."""
    return frozenset(row["title"].lower() for row in rows("titles.csv"))


@lru_cache(maxsize=1)
def title_prefix() -> re.Pattern[str]:
    """One or more titles at the head of a name, with the spaces after them."""
    longest_first = sorted(titles(), key=lambda title: (-len(title), title))
    choices = "|".join(re.escape(title).replace(r"\ ", r"\s+") for title in longest_first)
    return re.compile(rf"(?:(?:{choices})\s+)+", re.IGNORECASE)


@lru_cache(maxsize=1)
def junk_words() -> frozenset[str]:
    """Words that the model takes for names although they are none: creeds, offices, headings."""
    return frozenset(row["word"] for row in rows("junk_words.csv"))


@lru_cache(maxsize=1)
def speech_verbs() -> frozenset[str]:
    """Verbs whose subject speaks or decides, in lower case."""
    return frozenset(row["verb"] for row in rows("speech_verbs.csv"))


@lru_cache(maxsize=1)
def confidence() -> dict[str, float]:
    """The measured precision of each kind of evidence (0..1); see docs/entities.md."""
    return {row["evidence"]: float(row["precision"]) for row in rows("confidence.csv")}


@lru_cache(maxsize=1)
def occupations() -> frozenset[str]:
    """Occupations and kinship terms, in lower case: "striker", "widow"."""
    return frozenset(row["word"] for row in rows("occupations.csv"))


@lru_cache(maxsize=1)
def organisation_heads() -> frozenset[str]:
    """Head nouns of organisation names: University, Ministry, Bank."""
    return frozenset(row["word"] for row in rows("organisation_heads.csv"))


@lru_cache(maxsize=1)
def not_organisations() -> frozenset[str]:
    """Words that end the name of an event, a law or a prize, and so mark no organisation."""
    return frozenset(row["word"] for row in rows("not_organisations.csv"))
