"""A small map as outlines that a template draws as inline SVG: no tiles, nothing fetched."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

OUTLINES = Path(__file__).with_name("data") / "outlines.txt"
UNITS_A_DEGREE = 10
WIDTH, HEIGHT = 320, 200
MARGIN = 12
NEAR_DEGREES, WIDE_DEGREES = 24.0, 60.0
MOST_NORTH = 80.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map, with its name and the address of its page."""

    x: float
    y: float
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """Outlines as SVG paths, and dots; ``here`` is the place itself. All in the units of a 320 by 200 box."""

    paths: tuple[str, ...]
    here: Dot
    others: tuple[Dot, ...]
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class _Window:
    """The piece of the world that the map shows; a degree of longitude is drawn as long as it is at that latitude."""

    latitude: float
    longitude: float
    degrees: float

    def on_map(self, longitude: float, latitude: float) -> Point:
        scale = WIDTH / self.degrees
        narrowing = math.cos(math.radians(min(abs(self.latitude), MOST_NORTH)))
        x = WIDTH / 2 + (longitude - self.longitude) * scale * narrowing
        return x, HEIGHT / 2 - (latitude - self.latitude) * scale

    def shows(self, ring: Ring, shift: float) -> bool:
        """Whether the box around a ring, moved so many degrees east, touches the map."""
        west, south, east, north = ring.box
        left, top = self.on_map(west + shift, north)
        right, bottom = self.on_map(east + shift, south)
        return left <= WIDTH + MARGIN and right >= -MARGIN and top <= HEIGHT + MARGIN and bottom >= -MARGIN


def place_map(
    label: str,
    latitude: float,
    longitude: float,
    others: Iterable[tuple[str, str, float, float]] = (),
    *,
    wide: bool,
) -> PlaceMap:
    """The map around a place; ``others`` are (name, address, latitude, longitude), left out where they lie off it."""
    window = _Window(latitude, longitude, WIDE_DEGREES if wide else NEAR_DEGREES)
    dots = [
        Dot(round(x, 1), round(y, 1), name, url)
        for name, url, north, east in others
        for x, y in [window.on_map(_beside(east, longitude), north)]
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT
    ]
    here = Dot(WIDTH / 2, HEIGHT / 2, label)
    return PlaceMap(_paths(window), here, tuple(dots))


def clipped(ring: list[Point], left: float, top: float, right: float, bottom: float) -> list[Point]:
    """The part of a ring inside a box (Sutherland and Hodgman, 1974).

    >>> clipped([(0, 0), (4, 0), (4, 4), (0, 4)], 2, 2, 9, 9)
    [(2.0, 2), (4.0, 2), (4, 4), (2, 4.0)]
    """
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        ring = list(_cut(ring, axis, limit, sign))
    return ring


@dataclass(frozen=True, slots=True)
class Ring:
    """One outline as (longitude, latitude), and the box around it: west, south, east, north."""

    points: tuple[Point, ...]
    box: tuple[float, float, float, float]


@lru_cache(maxsize=1)
def rings() -> tuple[Ring, ...]:
    """The outlines of the world's countries."""
    found = []
    for line in OUTLINES.read_text(encoding="ascii").splitlines():
        points = tuple(_points(line))
        east, north = [x for x, _ in points], [y for _, y in points]
        found.append(Ring(points, (min(east), min(north), max(east), max(north))))
    return tuple(found)


def _points(line: str) -> Iterator[Point]:
    for pair in line.split():
        x, _, y = pair.partition(",")
        yield int(x) / UNITS_A_DEGREE, int(y) / UNITS_A_DEGREE


@lru_cache(maxsize=64)
def _paths(window: _Window) -> tuple[str, ...]:
    edges = (-MARGIN, -MARGIN, WIDTH + MARGIN, HEIGHT + MARGIN)
    shifts = {0.0, _beside(-180.0, window.longitude) + 180.0, _beside(180.0, window.longitude) - 180.0}
    found = []
    for ring in rings():
        for shift in sorted(shift for shift in shifts if window.shows(ring, shift)):
            drawn = clipped([window.on_map(x + shift, y) for x, y in ring.points], *edges)
            if len(drawn) > 2:
                found.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in drawn) + "Z")
    return tuple(found)


def _beside(longitude: float, other: float) -> float:
    """The longitude, counted on past the date line where that is the shorter way to the other.

    >>> _beside(-179.0, 178.0)
    181.0
    """
    return longitude - 360 * round((longitude - other) / 360)


def _cut(ring: list[Point], axis: int, limit: float, sign: int) -> Iterator[Point]:
    """The part of a ring on one side of a line."""
    for at, point in enumerate(ring):
        before = ring[at - 1]
        inside, was_inside = (sign * (one[axis] - limit) >= 0 for one in (point, before))
        if inside != was_inside:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            along = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            yield (limit, along) if axis == 0 else (along, limit)
        if inside:
            yield point
