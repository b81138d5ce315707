"""What does a query find in one state of the index? Its page of hits, the total, and every facet's counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from articles.search.evaluation import Evaluation
from articles.search.facets import FACET_NAMES
from articles.search.language import read, words_in
from articles.search.matched import Matched
from articles.search.postings import Mask
from articles.search.query import Query
from articles.search.results import FacetCount, Hit, Results
from articles.search.rows import Table
from articles.search.snapshot import Snapshot
from articles.search.spelling import corrected

Choices = dict[str, Mask]
# Scores that agree so far are the same score, added up in another order.
SCORE_DECIMALS = 9


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
    table, evaluation = snapshot.table, Evaluation(snapshot.table, snapshot)
    node = read(query.text, query.match).node
    base = _narrowed(table, evaluation.matched(node), query)
    # A choice as a mask over the base: each facet is counted in what the others' choices leave.
    choices = {facet: table.carrying(facet, values)[base.ids] for facet, values in query.chosen.items()}
    inside = _within(base, choices)
    page = _page(table, inside, query)
    return Results(
        total=len(inside),
        hits=tuple(Hit(int(table.article_ids[inside.ids[n]]), float(inside.scores[n])) for n in page),
        facets=_facets(table, base, inside, choices, query),
        terms=evaluation.terms(node),
    )


def _narrowed(table: Table, matched: Matched, query: Query) -> Matched:
    """What is alive, in the span of days, and carries nothing excluded."""
    ids = matched.ids
    masks = [] if table.living == table.size else [table.alive[ids]]
    if query.date_from or query.date_to:
        masks.append(table.published(query.date_from, query.date_to)[ids])
    masks += [~table.carrying(facet, values)[ids] for facet, values in query.excluded.items()]
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
) -> dict[str, tuple[FacetCount, ...]]:
    """Each facet's counts; they ignore the facet's own choice, and what is chosen or excluded always shows."""
    found = {}
    for facet in FACET_NAMES:
        kept = (*query.chosen.get(facet, ()), *query.excluded.get(facet, ()))
        counted = _within(base, choices, but=facet) if facet in choices else inside
        found[facet] = table.counted(facet, counted.ids, kept)
    return found


def _page(table: Table, inside: Matched, query: Query) -> list[int]:
    """Which of the matched make up the page, in order; unknown dates come last, the newer row first among equals."""
    days = table.days[inside.ids]
    if query.order == "oldest":
        key = np.where(days > 0, days, np.iinfo(np.int64).max)
    elif query.order == "newest":
        key = -days
    else:
        key = -inside.scores.round(SCORE_DECIMALS)
    last = query.page * query.page_size
    among = np.arange(len(inside)) if len(inside) <= last else np.flatnonzero(key <= _smallest(key, last))
    rows = table.article_ids[inside.ids[among]]
    ties = (rows,) if query.order == "oldest" else (-rows, -days[among])
    ranked = among[np.lexsort((*ties, key[among]))]
    page: list[int] = ranked[last - query.page_size : last].tolist()
    return page


def _smallest(key: NDArray[np.generic], number: int) -> np.generic:
    """The value at this place among the smallest, without sorting them all."""
    found: np.generic = np.partition(key, number - 1)[number - 1]
    return found
