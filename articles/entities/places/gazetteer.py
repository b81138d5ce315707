"""The gazetteer: a read-only index of towns, subdivisions and countries with coordinates."""

from __future__ import annotations

import hashlib
import lzma
import os
import sqlite3
import tempfile
import threading
from collections import OrderedDict
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from articles.text import fold

PACKED = Path(__file__).parents[1] / "data" / "gazetteer.tsv.xz"
REMEMBERED_NAMES = 20_000
_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE place (id INTEGER PRIMARY KEY, gazetteer_id TEXT, kind TEXT, name TEXT, country_code TEXT, admin_code TEXT,
                    admin_name TEXT, latitude REAL, longitude REAL, population INTEGER, capital INTEGER);
CREATE TABLE name (folded TEXT, place INTEGER, main INTEGER);
"""
_INDEXES = """
CREATE INDEX name_folded ON name (folded); CREATE INDEX place_gazetteer_id ON place (gazetteer_id);
CREATE INDEX place_population ON place (population);
"""
_FIELDS = (
    "gazetteer_id, kind, name, country_code, admin_code, admin_name, latitude, longitude, population, capital"
)


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer. ``kind`` is "country", "admin" (a subdivision) or "city".

    ``gazetteer_id`` is the GeoNames number, or ``iso:`` and the ISO 3166-2 code for a subdivision; ``main`` says
    whether the name that was looked up is the place's own rather than another spelling.
    """

    gazetteer_id: str
    kind: str
    name: str
    country_code: str
    admin_code: str
    admin_name: str
    latitude: float
    longitude: float
    population: int
    capital: bool
    main: bool = True


class Gazetteer:
    """Looks places up by name. Made by `Gazetteer.open`; safe to use from several threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._remembered: OrderedDict[str, tuple[Place, ...]] = OrderedDict()
        self._large: dict[int, tuple[Place, ...]] = {}

    @classmethod
    def open(cls, folder: Path, packed: Path = PACKED) -> Gazetteer:
        """The index, unpacked into ``folder`` the first time (some seconds; two processes may do it at once)."""
        digest = hashlib.sha256(packed.read_bytes()).hexdigest()[:12]
        database = folder / f"gazetteer-{digest}.sqlite3"
        if not database.exists():
            folder.mkdir(parents=True, exist_ok=True)
            _unpack(packed, database)
        uri = f"{database.resolve().as_uri()}?mode=ro&immutable=1"
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))

    def close(self) -> None:
        self._connection.close()

    def find(self, name: str) -> tuple[Place, ...]:
        """Every place with this name, in any spelling or case."""
        key = fold(name)
        with self._lock:
            if key in self._remembered:
                self._remembered.move_to_end(key)
                return self._remembered[key]
            places = self._look_up(key)
            self._remembered[key] = places
            if len(self._remembered) > REMEMBERED_NAMES:
                self._remembered.popitem(last=False)
            return places

    def is_place(self, name: str) -> bool:
        """Whether any place has this name; cheap enough for every capitalised word."""
        return bool(self.find(name))

    def by_id(self, gazetteer_id: str) -> Place | None:
        """The place with this id."""
        statement = f"SELECT {_FIELDS}, 1 FROM place WHERE gazetteer_id = ?"  # nosec B608
        with self._lock:
            row = self._connection.execute(statement, (gazetteer_id,)).fetchone()
        return _place(row) if row else None

    def country(self, country_code: str) -> Place | None:
        """The country with a two-letter code (ISO 3166)."""
        statement = f"SELECT {_FIELDS}, 1 FROM place WHERE kind = 'country' AND country_code = ?"  # nosec B608
        with self._lock:
            row = self._connection.execute(statement, (country_code,)).fetchone()
        return _place(row) if row else None

    def large(self, min_population: int) -> tuple[Place, ...]:
        """The towns with at least ``people`` inhabitants, and every capital; the largest first."""
        statement = (
            f"SELECT {_FIELDS}, 1 FROM place WHERE kind = 'city' AND (population >= ? OR capital)"  # nosec B608
            " ORDER BY population DESC, gazetteer_id"
        )
        with self._lock:
            if min_population not in self._large:
                rows = self._connection.execute(statement, (min_population,)).fetchall()
                self._large[min_population] = tuple(map(_place, rows))
            return self._large[min_population]

    def _look_up(self, key: str) -> tuple[Place, ...]:
        statement = (
            f"SELECT {_FIELDS}, name.main FROM name JOIN place ON place.id = name.place"  # nosec B608
            " WHERE name.folded = ? ORDER BY place.id"
        ).replace(" name,", " place.name,")
        return tuple(map(_place, self._connection.execute(statement, (key,)).fetchall()))


def _place(row: tuple[str, str, str, str, str, str, float, float, int, int, int]) -> Place:
    return Place(*row[:9], capital=bool(row[9]), main=bool(row[10]))


def _unpack(packed: Path, database: Path) -> None:
    """Write the database beside its final name and move it there in one step."""
    handle, temporary = tempfile.mkstemp(dir=database.parent, suffix=".part")
    os.close(handle)
    try:
        with closing(sqlite3.connect(temporary)) as connection:
            connection.executescript(_SCHEMA)
            _fill(connection, packed)
            connection.executescript(_INDEXES)
            connection.commit()
        Path(temporary).replace(database)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, packed: Path) -> None:
    places: list[tuple[str | int, ...]] = []
    names: list[tuple[str, int, int]] = []
    with lzma.open(packed, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            *fields, population, capital, others = line.rstrip("\n").split("\t")
            places.append((number, *fields, int(population), int(capital or 0)))
            main = fold(fields[2])
            keys = {main: 1} | {key: 0 for other in others.split("|") if (key := fold(other)) and key != main}
            names.extend((key, number, is_main) for key, is_main in keys.items() if key)
    connection.executemany(f"INSERT INTO place VALUES ({', '.join('?' * 11)})", places)  # nosec B608
    connection.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
