"""Co-occurrence: who and what an entity appears with, as a table and as a small graph."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.models import Entity
from articles.pages.article.facts import search_url

GRAPH_WIDTH, GRAPH_HEIGHT = 320, 280
RING_X, RING_Y = 105, 110
ON_GRAPH_MAX = 8
CROSS_LINES_MAX = 8
LABEL_MAX_CHARACTERS = 18
LINE_MAX_WIDTH = 5.0
# In the units of the graph, for letters of size 10; a label stands above its point or below it, near or farther.
LETTER_WIDTH, LETTER_HEIGHT, LETTER_DEPTH = 5.8, 9.0, 3.0
LABEL_HEIGHTS = (-8, 16, -20, 28)

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity mentioned in the same articles: their number, and the search for them."""

    entity: Entity
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Node:
    """A name on the graph; its label stands at the height ``label_y``, where it covers no other."""

    x: float
    y: float
    label_y: float
    label: str
    name: str
    kind: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two names; its width grows with the articles that mention both."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    count: int


@dataclass(frozen=True, slots=True)
class Graph:
    """The entity in the middle, its companions around it."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int = GRAPH_WIDTH
    height: int = GRAPH_HEIGHT


def companion(entity: Entity, other: Entity, count: int) -> Companion:
    """A companion of the entity, with the search for the articles that name both."""
    return Companion(other, count, _both(entity, other))


def graph_of(
    entity: Entity, company: Sequence[Companion], together: Mapping[tuple[int, int], int]
) -> Graph | None:
    """The closest of the company as a graph with the strongest lines; nothing where there are fewer than two."""
    if len(company) < 2:
        return None
    company = company[:ON_GRAPH_MAX]
    places = {row.entity.pk: _on_ring(at, len(company)) for at, row in enumerate(company)}
    middle = (GRAPH_WIDTH / 2, GRAPH_HEIGHT / 2)
    lines = [(middle, places[row.entity.pk], row.count) for row in company]
    within = Counter({pair: count for pair, count in together.items() if places.keys() >= set(pair)})
    across = within.most_common(CROSS_LINES_MAX)
    lines += [(places[a], places[b], count) for (a, b), count in across]
    most = max(count for _, _, count in lines)
    edges = tuple(
        Edge(x1, y1, x2, y2, round(max(0.6, count / most * LINE_MAX_WIDTH), 1), count)
        for (x1, y1), (x2, y2), count in lines
    )
    named = [(entity, middle), *((row.entity, places[row.entity.pk]) for row in company)]
    return Graph(tuple(_nodes(named)), edges)


def _on_ring(at: int, of: int) -> tuple[float, float]:
    # Half a step on, so that no companion stands beside the middle, whose name is the widest.
    angle = 2 * math.pi * (at + 0.5) / of - math.pi / 2
    x, y = GRAPH_WIDTH / 2 + RING_X * math.cos(angle), GRAPH_HEIGHT / 2 + RING_Y * math.sin(angle)
    return round(x, 1), round(y, 1)


def _nodes(named: Sequence[tuple[Entity, Point]]) -> Iterator[Node]:
    """The names, each label at the first of its possible places where it covers no earlier one and nothing is cut off."""
    taken: list[Box] = []
    for entity, (x, y) in named:
        label = _label(entity.name)
        places = [(anchor, y + up) for up in LABEL_HEIGHTS for anchor in _anchors(x)]
        free = (place for place in places if _is_free(_box(label, x, *place), taken))
        anchor, label_y = next(free, places[0])
        taken.append(_box(label, x, anchor, label_y))
        yield Node(x, y, round(label_y, 1), label, entity.name, entity.kind, anchor)


def _label(name: str) -> str:
    return name if len(name) <= LABEL_MAX_CHARACTERS else name[: LABEL_MAX_CHARACTERS - 1].rstrip() + "…"


def _anchors(x: float) -> tuple[str, ...]:
    """How a label may lie about its point: outwards first, where there is room for most."""
    side = x - GRAPH_WIDTH / 2
    if abs(side) < 10:
        return ("middle", "start", "end")
    return ("start", "middle", "end") if side > 0 else ("end", "middle", "start")


def _box(label: str, x: float, anchor: str, y: float) -> Box:
    """Left, top, right and bottom of a label, its letters taken to be rather wide."""
    width = len(label) * LETTER_WIDTH
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return left, y - LETTER_HEIGHT, left + width, y + LETTER_DEPTH


def _is_free(box: Box, taken: Sequence[Box]) -> bool:
    left, top, right, bottom = box
    inside = left >= 0 and right <= GRAPH_WIDTH and top >= 0 and bottom <= GRAPH_HEIGHT
    return inside and not any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken
    )


def _both(entity: Entity, other: Entity) -> str:
    """The search for articles that name both. Two of one kind are either-or as facets, so the second is a field then."""
    if entity.kind != other.kind:
        return search_url(**{entity.kind: entity.slug, other.kind: other.slug}, match="all")
    return search_url(**{entity.kind: entity.slug, "q": f'{other.kind}:"{other.name}"'})
