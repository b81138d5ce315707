"""Month names of all languages: which month a printed word names.

The table is made from Unicode CLDR (``month_names_build``).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from anyascii import anyascii

# "In", which Hebrew writes at the head of the month.
HEBREW_IN = "ב"
TABLE = Path(__file__).with_name("data") / "month_names.tsv"


def month_named(word: str, language: str = "") -> int | None:
    """The month that a word names, in ``language`` (a code such as "pl") where languages disagree.

    >>> month_named("marca"), month_named("Août"), month_named("июля"), month_named("Monday")
    (3, 8, 7, None)
    >>> month_named("listopada"), month_named("listopada", "pl"), month_named("listopada", "hr")
    (None, 11, 10)
    """
    key = word.casefold().rstrip(".")
    meanings = _months().get(key) or _months().get(anyascii(key)) or {}
    if not meanings and key.startswith(HEBREW_IN):
        meanings = _months().get(key.removeprefix(HEBREW_IN)) or {}
    return meanings.get(language[:2], meanings.get(""))


@lru_cache(maxsize=1)
def _months() -> dict[str, dict[str, int]]:
    """Name → language ("" for all others) → month."""
    found: dict[str, dict[str, int]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, number, languages = line.split("\t")
            for language in languages.split() or ("",):
                found.setdefault(name, {})[language] = int(number)
    return found
