"""The searcher: hits, total and facet counts of a query in one snapshot of the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from articles.search.backend import FacetValue
from articles.search.engine.evaluation import Evaluation
from articles.search.engine.ranking import page
from articles.search.facets import FACETS
from articles.search.index.doc_sets import DocSet
from articles.search.index.doc_values import DocValues
from articles.search.index.postings import Mask, Numbers
from articles.search.index.snapshot import Snapshot
from articles.search.index.spelling import correct_spelling
from articles.search.query.parser import read, words_in
from articles.search.query.query import Query
from articles.search.results import Counts, Results


@dataclass(frozen=True, slots=True)
class Choices:
    """What was found before any facet's choice, and each choice as a mask over it."""

    ids: Numbers
    masks: Mapping[str, Mask]

    def but(self, facet: str) -> Numbers:
        """What all choices but this facet's leave."""
        others = [mask for name, mask in self.masks.items() if name != facet]
        return self.ids[np.logical_and.reduce(others)] if others else self.ids


def find(snapshot: Snapshot, query: Query, narrowed: bool = False) -> Results:
    """The results; where there are none, with a better spelling if that has some.

    ``narrowed``: each facet's counts heed the facet's own choice too.
    """
    found = _found(snapshot, query, narrowed)
    if found.total or not query.text:
        return found
    words = words_in(read(query.text, query.match).node)
    better = correct_spelling(query.text, words, snapshot.frequency, snapshot.similar)
    if better and _found(snapshot, replace(query, text=better, page=1)).total:
        return replace(found, did_you_mean=better)
    return found


def cooccurrence(
    snapshot: Snapshot, query: Query, values: Sequence[FacetValue]
) -> dict[tuple[int, int], int]:
    """In how many of the articles found each two of these values stand together, by their places; none are left out."""
    ids = _inside(snapshot, query)[0].ids
    table = snapshot.table
    masks = [table.carrying(query.column(facet), (value,)).take(ids) for facet, value in values]
    counts = {
        (a, b): int(np.count_nonzero(masks[a] & masks[b])) for a, b in combinations(range(len(masks)), 2)
    }
    return {pair: count for pair, count in counts.items() if count}


def _found(snapshot: Snapshot, query: Query, narrowed: bool = False) -> Results:
    inside, choices, terms = _inside(snapshot, query)
    hits, lines = page(snapshot.table, inside, query)
    return Results(
        total=len(inside),
        lines=lines,
        hits=hits,
        facets=_facets(snapshot.table, inside.ids, choices, query, narrowed),
        terms=terms,
    )


def _inside(snapshot: Snapshot, query: Query) -> tuple[DocSet, Choices, frozenset[str]]:
    """What a query finds, what it would find without its choices, and its analysed words."""
    table, evaluation = snapshot.table, Evaluation(snapshot.table, snapshot, query.column)
    node = read(query.text, query.match).node
    base = _narrowed(table, evaluation.matched(node), query)
    chosen = {
        facet: table.carrying(query.column(facet), values).take(base.ids)
        for facet, values in query.chosen.items()
    }
    return _kept(base, [*chosen.values()]), Choices(base.ids, chosen), evaluation.terms(node)


def _narrowed(table: DocValues, matched: DocSet, query: Query) -> DocSet:
    """What is alive, in the span of days, and carries nothing excluded."""
    ids = matched.ids
    masks = [] if table.living == table.size else [table.alive.take(ids)]
    if query.date_from or query.date_to:
        masks.append(table.published(query.date_from, query.date_to).take(ids))
    for facet, values in query.excluded.items():
        masks.append(~table.carrying(query.column(facet), values).take(ids))
    return _kept(matched, masks)


def _kept(matched: DocSet, masks: Sequence[Mask]) -> DocSet:
    if not masks:
        return matched
    kept = np.logical_and.reduce(masks).nonzero()[0]
    return DocSet(matched.ids.take(kept), matched.scores.take(kept))


def _facets(
    table: DocValues, inside: Numbers, choices: Choices, query: Query, narrowed: bool
) -> dict[str, Counts]:
    """Each facet's counts; unless ``narrowed`` they ignore the facet's own choice. What is chosen or excluded always
    shows."""
    found: dict[str, Counts] = {}
    chosen, excluded = query.chosen, query.excluded
    for facet in FACETS:
        kept = (*chosen.get(facet.name, ()), *excluded.get(facet.name, ()))
        ids = choices.but(facet.name) if facet.name in chosen and not narrowed else inside
        found[facet.name] = table.counted(query.column(facet.name), ids, facet.least, kept)
    return found
