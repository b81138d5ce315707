"""The searcher: hits, total and facet counts of a query in one snapshot of the index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from articles.search.backend import FacetValue, Spread
from articles.search.engine.evaluation import Evaluation
from articles.search.engine.ranking import page
from articles.search.engine.spelling_hint import Spellings
from articles.search.facets import LISTED_FACETS, NO_VALUE, Facet
from articles.search.index.doc_sets import DocSet
from articles.search.index.doc_values import DocValues, FacetTally
from articles.search.index.postings import Mask, Numbers
from articles.search.index.snapshot import Snapshot
from articles.search.query.parser import parse
from articles.search.query.query import Query
from articles.search.results import FACET_VALUES_MAX, Results


@dataclass(frozen=True, slots=True)
class Choices:
    """The matches before any facet choice, and each facet's choice as a mask over them."""

    ids: Numbers
    masks: Mapping[str, Mask]

    def excluding_facet(self, facet: str) -> Numbers:
        """The matches under the choices of all other facets."""
        others = [mask for name, mask in self.masks.items() if name != facet]
        return self.ids[np.logical_and.reduce(others)] if others else self.ids


@dataclass(frozen=True, slots=True)
class Counting:
    """Which facets are counted (None: all that are listed), how many values of each, and whether its own choice counts."""

    narrowed: bool = False
    facets: Collection[str] | None = None
    values_max: int = FACET_VALUES_MAX

    @property
    def counted(self) -> list[Facet]:
        return [facet for facet in LISTED_FACETS if self.facets is None or facet.name in self.facets]


EPOCH_ORDINAL = dt.date(1970, 1, 1).toordinal()
ALL_COUNTED = Counting()
NOTHING_COUNTED = Counting(facets=())


def find(snapshot: Snapshot, query: Query, counting: Counting = ALL_COUNTED) -> Results:
    """The results of a query. They carry a likelier spelling where that finds more."""
    found = _found(snapshot, query, counting)
    spellings = Spellings(snapshot, lambda other: _found(snapshot, other, NOTHING_COUNTED).total)
    better = spellings.likelier(query, found.total)
    return replace(found, did_you_mean=better) if better else found


def cooccurrence(
    snapshot: Snapshot, query: Query, values: Sequence[FacetValue]
) -> dict[tuple[int, int], int]:
    """The number of matches that carry both of two facet values, keyed by their positions in ``values``; zeros left out."""
    ids = _inside(snapshot, query)[0].ids
    table = snapshot.table
    masks = [table.carrying(query.column(facet), (value,)).take(ids) for facet, value in values]
    counts = {
        (a, b): int(np.count_nonzero(masks[a] & masks[b])) for a, b in combinations(range(len(masks)), 2)
    }
    return {pair: count for pair, count in counts.items() if count}


def spreads(snapshot: Snapshot, values: Sequence[FacetValue]) -> dict[FacetValue, Spread]:
    """When the articles that carry each of these values were published; values without a dated article are left out."""
    table, usual = snapshot.table, Query()
    found: dict[FacetValue, Spread] = {}
    for facet, value in values:
        days = table.days[table.carrying(usual.column(facet), (value,)) & table.alive]
        days = days[days > 0]
        if not len(days):
            continue
        months, counts = np.unique(
            (days - EPOCH_ORDINAL).astype("datetime64[D]").astype("datetime64[M]"), return_counts=True
        )
        first, last = (dt.date.fromordinal(int(day)) for day in (days.min(), days.max()))
        by_month = dict(zip(map(str, months), map(int, counts), strict=True))
        found[facet, value] = Spread(first, last, by_month)
    return found


def _found(snapshot: Snapshot, query: Query, counting: Counting) -> Results:
    inside, choices, terms = _inside(snapshot, query)
    hits, lines = page(snapshot.table, inside, query)
    tallies = _facets(snapshot.table, inside.ids, choices, query, counting)
    return Results(
        total=len(inside),
        lines=lines,
        hits=hits,
        facets={name: tally.counts for name, tally in tallies.items()},
        values={name: tally.values for name, tally in tallies.items()},
        without={name: tally.without for name, tally in tallies.items()},
        terms=terms,
        days=_days(snapshot.table, inside.ids, query),
    )


def _days(table: DocValues, inside: Numbers, query: Query) -> dict[dt.date, int]:
    """How many matches were published on each day of a short range; nothing for a long or an open one."""
    if not query.spans_few_days:
        return {}
    days, counts = np.unique(table.days.take(inside), return_counts=True)
    return {dt.date.fromordinal(int(day)): int(n) for day, n in zip(days, counts, strict=True) if day > 0}


def _inside(snapshot: Snapshot, query: Query) -> tuple[DocSet, Choices, frozenset[str]]:
    """The matches, the matches without facet choices, and the terms to highlight."""
    table, evaluation = snapshot.table, Evaluation(snapshot.table, snapshot, query.column)
    node = parse(query.text, query.match).node
    base = _narrowed(table, evaluation.evaluate(node), query)
    chosen = {
        facet: table.carrying(query.column(facet), values).take(base.ids)
        for facet, values in query.chosen.items()
    }
    return _kept(base, [*chosen.values()]), Choices(base.ids, chosen), evaluation.terms(node)


def _narrowed(table: DocValues, matched: DocSet, query: Query) -> DocSet:
    """The live matches within the query's days that carry no excluded value."""
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
    table: DocValues, inside: Numbers, choices: Choices, query: Query, counting: Counting
) -> dict[str, FacetTally]:
    """The counts of each facet. Unless ``narrowed``, they ignore its own choice. Chosen and excluded values always show."""
    found: dict[str, FacetTally] = {}
    chosen, excluded = query.chosen, query.excluded
    for facet in counting.counted:
        picked = (*chosen.get(facet.name, ()), *excluded.get(facet.name, ()))
        kept = [value for value in picked if value != NO_VALUE]
        own = facet.name in chosen and not counting.narrowed
        ids = choices.excluding_facet(facet.name) if own else inside
        column = query.column(facet.name)
        found[facet.name] = table.counted(column, ids, facet.least, kept, counting.values_max)
    return found
