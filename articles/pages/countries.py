"""What a country code is called in words."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

COUNTRIES = Path(__file__).resolve().parent.parent / "entities" / "data" / "countries.csv"


def country_name(code: str) -> str:
    """The name of the country with an ISO 3166 code; a code that is not known stays as it is.

    >>> country_name("UZ"), country_name("XX"), country_name("")
    ('Uzbekistan', 'XX', '')
    """
    return _names().get(code, code)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        return {row["country_code"]: row["name"] for row in csv.DictReader(file)}
