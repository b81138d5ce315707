"""Country codes and the names they stand for."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

COUNTRIES = Path(__file__).resolve().parents[1] / "data" / "countries.csv"


def country_name(code: str) -> str:
    """The name of the country with an ISO 3166 code; a code that is not known stays as it is.

    >>> country_name("UZ"), country_name("XX"), country_name("")
    ('Uzbekistan', 'XX', '')
    """
    return _rows().get(code, {}).get("name", code)


def is_country(gazetteer_id: str, code: str) -> bool:
    """Whether a place of the gazetteer is the country with this code.

    >>> is_country("1512440", "UZ"), is_country("1512569", "UZ")
    (True, False)
    """
    return bool(gazetteer_id) and _rows().get(code, {}).get("gazetteer_id") == gazetteer_id


def country_gazetteer_id(code: str) -> str:
    """The gazetteer's id of a country; empty for a code that is not known.

    >>> country_gazetteer_id("UZ"), country_gazetteer_id("XX")
    ('1512440', '')
    """
    return _rows().get(code, {}).get("gazetteer_id", "")


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, str]]:
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        return {row["country_code"]: row for row in csv.DictReader(file)}
