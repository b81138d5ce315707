"""The small map: what lies around a place is drawn, what is far is not, and the date line is no edge."""

from __future__ import annotations

import doctest

from articles.entities.places import countries
from articles.pages.entities import map_outlines
from articles.pages.entities.map_outlines import HEIGHT, WIDTH, place_map
from articles.pages.search import other_names


def test_the_examples_hold() -> None:
    for module in (map_outlines, countries, other_names):
        assert doctest.testmod(module).failed == 0


def test_a_place_stands_in_the_middle_and_its_neighbours_around_it() -> None:
    drawn = place_map(
        "Oslo", 59.9, 10.7, [("Bergen", "/b/", 60.4, 5.3), ("Suva", "/s/", -18.1, 178.4)], wide=False
    )
    assert (drawn.here.x, drawn.here.y) == (WIDTH / 2, HEIGHT / 2)
    (bergen,) = drawn.others
    assert bergen.label == "Bergen" and bergen.x < WIDTH / 2 and bergen.y < HEIGHT / 2


def test_every_line_stays_near_the_map() -> None:
    for latitude, longitude in ((59.9, 10.7), (-18.1, 178.4), (66.0, -179.0), (0.0, 0.0), (89.0, 0.0)):
        for path in place_map("x", latitude, longitude, wide=True).paths:
            points = [pair.split() for pair in path.strip("MZ").split("L")]
            assert all(-13 <= float(x) <= WIDTH + 13 and -13 <= float(y) <= HEIGHT + 13 for x, y in points)


def test_both_sides_of_the_date_line_are_on_one_map() -> None:
    dots = [("Anadyr", "", 64.7, 177.5), ("Nome", "", 64.5, -165.4)]
    assert len(place_map("Diomede", 65.8, -169.0, dots, wide=True).others) == 2
