"""What does a query find in one state of the index? Its page of hits, the total, and every facet's counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from articles.search.evaluation import Evaluation
from articles.search.facets import FACETS
from articles.search.language import read, words_in
from articles.search.matched import Matched
from articles.search.ordering import page
from articles.search.postings import Mask
from articles.search.query import Query
from articles.search.results import Counts, Results
from articles.search.rows import Table
from articles.search.snapshot import Snapshot
from articles.search.spelling import corrected

Choices = dict[str, Mask]


def find(snapshot: Snapshot, query: Query) -> Results:
    """The results; where there are none, with a better spelling if that has some."""
    found = _found(snapshot, query)
    if found.total or not query.text:
        return found
    words = words_in(read(query.text, query.match).node)
    better = corrected(query.text, words, snapshot.frequency, snapshot.similar)
    if better and _found(snapshot, replace(query, text=better, page=1)).total:
        return replace(found, did_you_mean=better)
    return found


def _found(snapshot: Snapshot, query: Query) -> Results:
    table, evaluation = snapshot.table, Evaluation(snapshot.table, snapshot, query.column)
    node = read(query.text, query.match).node
    base = _narrowed(table, evaluation.matched(node), query)
    # A choice as a mask over the base: each facet is counted in what the others' choices leave.
    choices = {
        facet: table.carrying(query.column(facet), values)[base.ids] for facet, values in query.chosen.items()
    }
    inside = _within(base, choices)
    hits, lines = page(table, inside, query)
    return Results(
        total=len(inside),
        lines=lines,
        hits=hits,
        facets=_facets(table, base, inside, choices, query),
        terms=evaluation.terms(node),
    )


def _narrowed(table: Table, matched: Matched, query: Query) -> Matched:
    """What is alive, in the span of days, and carries nothing excluded."""
    ids = matched.ids
    masks = [] if table.living == table.size else [table.alive[ids]]
    if query.date_from or query.date_to:
        masks.append(table.published(query.date_from, query.date_to)[ids])
    for facet, values in query.excluded.items():
        masks.append(~table.carrying(query.column(facet), values)[ids])
    return _kept(matched, masks)


def _kept(matched: Matched, masks: Sequence[Mask]) -> Matched:
    if not masks:
        return matched
    kept: NDArray[np.bool_] = np.logical_and.reduce(masks)
    return Matched(matched.ids[kept], matched.scores[kept])


def _within(base: Matched, choices: Choices, but: str = "") -> Matched:
    """What is inside every facet's choice, but for one facet's."""
    return _kept(base, [mask for facet, mask in choices.items() if facet != but])


def _facets(
    table: Table, base: Matched, inside: Matched, choices: Choices, query: Query
) -> dict[str, Counts]:
    """Each facet's counts; they ignore the facet's own choice, and what is chosen or excluded always shows."""
    found: dict[str, Counts] = {}
    chosen, excluded = query.chosen, query.excluded
    for facet in FACETS:
        kept = (*chosen.get(facet.name, ()), *excluded.get(facet.name, ()))
        counted = _within(base, choices, but=facet.name) if facet.name in choices else inside
        column = query.column(facet.name)
        found[facet.name] = table.counted(column, counted.ids, facet.least, kept)
    return found
