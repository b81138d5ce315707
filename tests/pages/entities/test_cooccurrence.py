"""The graph of who appears with whom can be read: no label covers another or is cut off."""

from __future__ import annotations

from itertools import combinations

import pytest

from articles.models import Entity
from articles.pages.entities.cooccurrence import (
    GRAPH_HEIGHT,
    GRAPH_WIDTH,
    LABEL_MAX_CHARACTERS,
    LETTER_DEPTH,
    LETTER_HEIGHT,
    LETTER_WIDTH,
    ON_GRAPH_MAX,
    Companion,
    Node,
    graph_of,
)


def box(node: Node) -> tuple[float, float, float, float]:
    width = len(node.label) * LETTER_WIDTH
    left = node.x - {"start": 0, "middle": width / 2, "end": width}[node.anchor]
    return left, node.label_y - LETTER_HEIGHT, left + width, node.label_y + LETTER_DEPTH


@pytest.mark.parametrize("length", [6, LABEL_MAX_CHARACTERS + 10])
@pytest.mark.parametrize("companions", range(2, ON_GRAPH_MAX + 1))
def test_no_label_covers_another_or_is_cut_off(companions: int, length: int) -> None:
    who = [Entity(pk=n, kind="person", name="n" * length, slug=f"n{n}") for n in range(companions + 1)]
    graph = graph_of(who[0], [Companion(one, 3, "") for one in who[1:]], {})
    assert graph
    boxes = [box(node) for node in graph.nodes]
    for left, top, right, bottom in boxes:
        assert left >= 0 and top >= 0 and right <= GRAPH_WIDTH and bottom <= GRAPH_HEIGHT
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)
