"""Which of what was found makes up a page, in which order, and which are shown under another of the same story?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articles.search.columns import FacetColumn
from articles.search.matched import Matched
from articles.search.postings import Numbers
from articles.search.query import Query
from articles.search.results import Hit
from articles.search.rows import Table

# Scores that agree so far are the same score, added up in another order.
SCORE_DECIMALS = 9
# So many of a story's other reports come with the best one; the story's page has them all.
OTHERS_MAX = 20
# A page of stories is looked for among so many times as many of the best articles, and then among more.
LOOKED_AT, LOOKED_AT_AGAIN = 3, 4


@dataclass(frozen=True, slots=True)
class Ordering:
    """What was found, by its key in the query's order; unknown dates come last, the newer row first among equals."""

    table: Table
    found: Matched
    order: str
    key: NDArray[np.generic]

    @classmethod
    def of(cls, table: Table, found: Matched, order: str) -> Ordering:
        """The order that a query asks for."""
        if order == "relevance":
            return cls(table, found, order, -found.scores.round(SCORE_DECIMALS))
        days = table.days.take(found.ids)
        key = np.where(days > 0, days, np.iinfo(np.int64).max) if order == "oldest" else -days
        return cls(table, found, order, key)

    def first(self, count: int) -> Numbers:
        """The places of the first so many, in order."""
        if len(self.key) <= count:
            return self.ranked(np.arange(len(self.key)))
        last = np.partition(self.key, count - 1)[count - 1]
        return self.ranked(np.flatnonzero(self.key <= last))[:count]

    def ranked(self, places: Numbers) -> Numbers:
        """Some places in order."""
        ids = self.found.ids.take(places)
        rows = self.table.article_ids.take(ids)
        ties = (rows,) if self.order == "oldest" else (-rows, -self.table.days.take(ids))
        ranked: Numbers = places.take(np.lexsort((*ties, self.key.take(places))))
        return ranked

    def hit(self, place: int, others: Iterable[int] = (), reports: int = 1) -> Hit:
        """What stands at a place, and the places of those shown under it."""
        rows, ids = self.table.article_ids, self.found.ids
        return Hit(
            int(rows[ids[place]]),
            float(self.found.scores[place]),
            tuple(int(rows[ids[other]]) for other in others),
            reports,
        )


def page(table: Table, found: Matched, query: Query) -> tuple[tuple[Hit, ...], int]:
    """The page's hits, and how many lines all pages have."""
    ordering = Ordering.of(table, found, query.order)
    if query.grouped:
        return _Stories.of(table.columns["story"], ordering).page(query)
    last = query.page * query.page_size
    places = ordering.first(last)[last - query.page_size :]
    return tuple(ordering.hit(place) for place in places.tolist()), len(found)


@dataclass(frozen=True, slots=True)
class _Stories:
    """What was found with the story of each, and how many of each story were found; the last number means none."""

    ordering: Ordering
    story: Numbers
    sizes: Numbers

    @classmethod
    def of(cls, column: FacetColumn, ordering: Ordering) -> _Stories:
        story = column.rows[:, 0].take(ordering.found.ids)
        return cls(ordering, story, np.bincount(story, minlength=len(column.values) + 1))

    def page(self, query: Query) -> tuple[tuple[Hit, ...], int]:
        """The page of stories and articles without one, each story at the place of its best report."""
        lines = int(self.sizes[-1] + np.count_nonzero(self.sizes[:-1]))
        last = query.page * query.page_size
        leading = self._leading(min(last, lines))[last - query.page_size : last]
        others = self._others(leading)
        hits = (self.ordering.hit(p, others.get(p, ()), self._reports(p)) for p in leading.tolist())
        return tuple(hits), lines

    def _reports(self, place: int) -> int:
        story = self.story[place]
        return int(self.sizes[story]) if story < len(self.sizes) - 1 else 1

    def _leading(self, wanted: int) -> Numbers:
        """The best report of each story, in order, at least so many."""
        count = wanted * LOOKED_AT
        while True:
            ranked = self.ordering.first(count)
            story = self.story.take(ranked)
            alone = np.flatnonzero(story == len(self.sizes) - 1)
            known, first = np.unique(story, return_index=True)
            leads = np.union1d(alone, first[known < len(self.sizes) - 1])
            if len(leads) >= wanted or count >= len(self.story):
                return ranked.take(leads)
            count *= LOOKED_AT_AGAIN

    def _others(self, leading: Numbers) -> dict[int, list[int]]:
        """Under each of these places those of the same story, in order."""
        leads = {
            story: place
            for place, story in zip(leading.tolist(), self.story.take(leading).tolist(), strict=True)
        }
        leads.pop(len(self.sizes) - 1, None)
        several = [story for story in leads if self.sizes[story] > 1]
        if not several:
            return {}
        found: dict[int, list[int]] = {leads[story]: [] for story in several}
        for place in self.ordering.ranked(np.flatnonzero(np.isin(self.story, several))).tolist():
            under = leads[int(self.story[place])]
            if place != under and len(found[under]) < OTHERS_MAX:
                found[under].append(place)
        return found
