"""`manage.py build_outlines`: makes the outlines of the small maps anew from Natural Earth's countries."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.pages.entities.map_outlines import OUTLINES, UNITS_A_DEGREE

LEAST_AREA = 0.01
Point = tuple[float, float]


class Command(BaseCommand):
    help = (
        "Make the outlines of countries anew from countries-50m.json of the npm package world-atlas 2.0.2 "
        "(Natural Earth, public domain)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("topology", type=Path, help="countries-50m.json")
        parser.add_argument("--tolerance", type=float, default=0.1, help="Degrees that a line may move by.")
        parser.add_argument("--output", type=Path, default=OUTLINES)

    def handle(self, *, topology: Path, tolerance: float, output: Path, **options: Any) -> None:
        lines = list(_rings(json.loads(topology.read_text()), tolerance))
        output.write_text("\n".join(lines) + "\n")
        self.stdout.write(f"{len(lines)} outlines written to {output.name}")


def _rings(topology: dict[str, Any], tolerance: float) -> Iterator[str]:
    arcs = [_simpler(arc, tolerance) for arc in _arcs(topology)]
    for country in topology["objects"]["countries"]["geometries"]:
        several = country["type"] == "MultiPolygon"
        for polygon in country.get("arcs", []) if several else [country.get("arcs", [[]])]:
            points = _unbroken([point for number in polygon[0] for point in _arc(arcs, number)])
            units = [(round(x * UNITS_A_DEGREE), round(y * UNITS_A_DEGREE)) for x, y in points]
            ring = [point for at, point in enumerate(units) if at == 0 or point != units[at - 1]]
            if len(ring) > 3 and _area(ring) >= LEAST_AREA:
                yield " ".join(f"{x},{y}" for x, y in ring)


def _unbroken(points: list[Point]) -> list[Point]:
    """A ring that crosses the date line counts on past 180 degrees, instead of leaping round the world."""
    shift, found = 0, []
    for at, (x, y) in enumerate(points):
        if at and abs(x - points[at - 1][0]) > 180:
            shift += 360 if x < points[at - 1][0] else -360
        found.append((x + shift, y))
    return found


def _arcs(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The arcs in degrees: TopoJSON keeps whole numbers, each the step from the one before."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + left, y * scale_y + bottom))
        yield points


def _arc(arcs: list[list[Point]], number: int) -> list[Point]:
    """An arc by its number; a negative one is walked backwards."""
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def _simpler(points: list[Point], tolerance: float) -> list[Point]:
    """The line with as few points as keep it within the tolerance (Douglas and Peucker, 1973)."""
    kept, waiting = {0, len(points) - 1}, [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        middle = range(first + 1, last)
        farthest = max(
            middle, key=lambda at: _distance(points[at], points[first], points[last]), default=None
        )
        if farthest is not None and _distance(points[farthest], points[first], points[last]) > tolerance:
            kept.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return [points[at] for at in sorted(kept)]


def _distance(point: Point, first: Point, last: Point) -> float:
    length = math.dist(first, last)
    if not length:
        return math.dist(point, first)
    (x, y), (x1, y1), (x2, y2) = point, first, last
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def _area(ring: list[tuple[int, int]]) -> float:
    """The ring's area in square degrees."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2 / UNITS_A_DEGREE**2
