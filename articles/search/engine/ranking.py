"""Ranking and paging: order, the page asked for, and the reports of one story under one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.search.index.doc_sets import DocSet
from articles.search.index.doc_values import DocValues
from articles.search.index.facet_columns import FacetColumn
from articles.search.index.postings import Numbers
from articles.search.query.query import Query
from articles.search.results import Hit

# Scores no further apart are the same score, added up in another order.
SAME_SCORE = 1e-9
# So many of a story's other reports come with the best one; the story's page has them all.
OTHERS_MAX = 20
# A page of stories is looked for among so many times as many of the best articles, and then among more.
LOOKED_AT, LOOKED_AT_AGAIN = 3, 4


@dataclass(frozen=True, slots=True)
class Ordering:
    """What was found, by its key in the query's order; unknown dates come last, the newer row first among equals."""

    table: DocValues
    found: DocSet
    order: str
    key: NDArray[np.number[Any]]

    @classmethod
    def of(cls, table: DocValues, found: DocSet, order: str) -> Ordering:
        """The order that a query asks for."""
        if order == "relevance":
            return cls(table, found, order, -found.scores)
        if order == "added":
            # Rows are numbered as they are added.
            return cls(table, found, order, -table.article_ids.take(found.ids))
        days = table.days.take(found.ids)
        key = np.where(days > 0, days, np.iinfo(np.int64).max) if order == "oldest" else -days
        return cls(table, found, order, key)

    def first(self, count: int) -> Numbers:
        """The places of the first so many, in order."""
        if len(self.key) <= count:
            return self.ranked(np.arange(len(self.key)))
        last = np.partition(self.key, count - 1)[count - 1]
        if self.order == "relevance":
            last = last + SAME_SCORE
        return self.ranked((self.key <= last).nonzero()[0])[:count]

    def ranked(self, places: Numbers) -> Numbers:
        """Some places in order."""
        ids, key = self.found.ids.take(places), self.key.take(places)
        if self.order == "relevance":
            key = (key / SAME_SCORE).round()
        rows = self.table.article_ids.take(ids)
        ties = (rows,) if self.order == "oldest" else (-rows, -self.table.days.take(ids))
        ranked: Numbers = places.take(np.lexsort((*ties, key)))
        return ranked

    def articles(self, places: Numbers) -> list[int]:
        """The articles at some places, by their database ids."""
        ids: list[int] = self.table.article_ids.take(self.found.ids.take(places)).tolist()
        return ids

    def scores(self, places: Numbers) -> list[float]:
        """The scores at some places."""
        scores: list[float] = self.found.scores.take(places).tolist()
        return scores


def page(table: DocValues, found: DocSet, query: Query) -> tuple[tuple[Hit, ...], int]:
    """The page's hits, and how many lines all pages have."""
    ordering = Ordering.of(table, found, query.order)
    if query.grouped and (stories := table.columns["story"]).values:
        return _Stories.of(stories, ordering).page(query)
    last = query.page * query.page_size
    places = ordering.first(last)[last - query.page_size :]
    return tuple(map(Hit, ordering.articles(places), ordering.scores(places))), len(found)


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
        story = self.story.take(leading)
        reports = np.where(story < len(self.sizes) - 1, self.sizes.take(story), 1).tolist()
        ids, scores = self.ordering.articles(leading), self.ordering.scores(leading)
        return tuple(map(Hit, ids, scores, self._others(leading), reports)), lines

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

    def _others(self, leading: Numbers) -> list[tuple[int, ...]]:
        """For each of these places the articles of the same story, in order."""
        found: dict[int, list[int]] = {story: [] for story in self.story.take(leading).tolist()}
        found.pop(len(self.sizes) - 1, None)
        several = [story for story in found if self.sizes[story] > 1]
        if several:
            places = self.ordering.ranked(np.isin(self.story, several).nonzero()[0])
            places = places[~np.isin(places, leading)]
            stories = self.story.take(places).tolist()
            for story, article in zip(stories, self.ordering.articles(places), strict=True):
                found[story].append(article)
        return [tuple(found.get(story, ())[:OTHERS_MAX]) for story in self.story.take(leading).tolist()]
