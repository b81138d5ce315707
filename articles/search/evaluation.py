"""Which articles does a query find, and how well? Its tree over postings, as numbers and scores; no engine in sight."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from articles.search.analysis import stem
from articles.search.asked import Asked, asked
from articles.search.matched import (
    NOTHING,
    Matched,
    Scores,
    boosted,
    both,
    common,
    either,
    everything,
    unscored,
    without,
)
from articles.search.postings import EMPTY, POSITION_BITS, Numbers
from articles.search.rows import Table
from articles.search.segment import FIELDS
from articles.search.syntax import And, Dated, Everything, Fuzzy, Named, Node, Not, Or, Phrase, Prefix, Word
from articles.text import fold

Counts = NDArray[np.float64]

# BM25F: how much a word counts in a field, and how far the field's length is held against it.
WEIGHTS = {"title": 3.0, "body": 1.0, "names": 0.3, "byline": 0.5}
LENGTH_SHARES = {"title": 0.3, "body": 0.75, "names": 0.0, "byline": 0.0}
SATURATION = 2.0
# Two words of a query that stand side by side in an article too: how much that counts, and for how many pairs.
# All these were chosen on the Cranfield queries and on finding news by its headline: docs/decisions/0006.
SIDE_BY_SIDE = 0.2
NEIGHBOUR_FIELDS = ("title", "body")
PAIRS_MAX = 12
EXPANSIONS_MAX = 1_000
# In a field only stems are kept: "evacuat*" must find "evacu". So many of the words that begin so are stemmed for that.
STEMMED_EXPANSIONS_MAX = 100


class Index(Protocol):
    """Where words stand, by an article's number in the index."""

    def term(self, field: str, term: str) -> tuple[Numbers, Counts]:
        """The articles with a term in a field, ascending, and how often each has it."""
        ...

    def places(self, field: str, term: str, wanted: Numbers) -> Numbers:
        """Where a term stands in the wanted articles: article and position as one number, ascending."""
        ...

    def holding(self, word: str, field: str = "words") -> Numbers:
        """The articles that hold an unstemmed word, or a field's term; with a star behind it, any that begins so."""
        ...

    def beginning(self, prefix: str, limit: int) -> Sequence[str]:
        """The unstemmed words of the index that begin so."""
        ...

    def similar(self, word: str, limit: int) -> Sequence[str]:
        """The unstemmed words of the index that are spelt nearly so."""
        ...

    def named(self, facet: str, words: str) -> frozenset[str]:
        """The values of a facet that are known by a name with these folded words in it."""
        ...


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Evaluates trees against one state of the index; ``column`` says under which name a facet's values are kept."""

    table: Table
    index: Index
    column: Callable[[str], str]

    def matched(self, node: Node) -> Matched:
        """The articles a tree finds (deleted ones may be among them) and their scores."""
        match node:
            case And(parts):
                return self._all(tuple(dict.fromkeys(parts)))
            case Or(parts):
                parts = tuple(dict.fromkeys(parts))
                found = either([self.matched(part) for part in parts], self.table.size)
                return boosted(found, self._side_by_side(parts, None))
            case Not(part):
                return without(everything(self.table.size), self.matched(part), self.table.size)
            case Word(text, field):
                return self._word(asked(text), _fields(field))
            case Phrase(text, field, near):
                return self._phrase(asked(text).terms, _fields(field), near)
            case Prefix(text, field):
                return self._prefix(asked(text).key, field)
            case Fuzzy(text, field):
                return self._expanded(self.index.similar(asked(text).key, EXPANSIONS_MAX), field)
            case Named(facet, text):
                values = self.index.named(facet, fold(text)) | {text}
                return unscored(np.flatnonzero(self.table.carrying(self.column(facet), values)))
            case Dated(first, last):
                return unscored(np.flatnonzero(self.table.published(first, last)))
            case Everything():
                return everything(self.table.size)

    def terms(self, node: Node) -> frozenset[str]:
        """The terms to mark in a text: those asked for, not those excluded; a prefix with its star."""
        match node:
            case And(parts) | Or(parts):
                return frozenset().union(*(self.terms(part) for part in parts))
            case Word(text) | Phrase(text):
                return frozenset(asked(text).marked)
            case Prefix(text):
                return frozenset({f"{asked(text).key}*"})
            case Fuzzy(text):
                return frozenset(stem(word) for word in self.index.similar(asked(text).key, EXPANSIONS_MAX))
            case _:
                return frozenset()

    def _all(self, parts: Sequence[Node]) -> Matched:
        """What all parts find; what is excluded is taken away last."""
        wanted = [self.matched(part) for part in parts if not isinstance(part, Not)]
        size = self.table.size
        found = everything(size)
        if wanted:
            found = reduce(lambda a, b: both(a, b, size), sorted(wanted, key=len))
            found = boosted(found, self._side_by_side(parts, found.ids))
        for part in parts:
            if isinstance(part, Not):
                found = without(found, self.matched(part.part), size)
        return found

    def _word(self, word: Asked, fields: Sequence[str]) -> Matched:
        """A word anywhere in the fields; a compound as its parts side by side or as one joined word."""
        if len(word.terms) == 1:
            found = self._term(word.terms[0], fields)
            return unscored(found.ids) if word.untelling else found
        joined = [self._term(term, fields) for term in word.joined]
        return either([self._phrase(word.terms, fields, 0), *joined], self.table.size)

    def _term(self, term: str, fields: Sequence[str]) -> Matched:
        return self._scored({field: self.index.term(field, term) for field in fields})

    def _phrase(self, terms: Sequence[str], fields: Sequence[str], near: int) -> Matched:
        if len(terms) == 1:
            return self._term(terms[0], fields)
        return self._scored({field: self._phrase_in(terms, field, near) for field in fields})

    def _side_by_side(self, parts: Sequence[Node], within: Numbers | None) -> Matched:
        """What the query's neighbouring words add where they are neighbours in the article too."""
        words = [asked(part.text) for part in parts if isinstance(part, Word) and not part.field]
        telling = [word.terms[0] for word in words if len(word.terms) == 1 and not word.untelling]
        pairs = [pair for pair in pairwise(telling) if pair[0] != pair[1]][:PAIRS_MAX]
        found = [
            self._scored({field: self._phrase_in(pair, field, 0, within) for field in NEIGHBOUR_FIELDS})
            for pair in pairs
        ]
        together = either(found, self.table.size) if found else NOTHING
        return Matched(together.ids, together.scores * SIDE_BY_SIDE)

    def _phrase_in(
        self, terms: Sequence[str], field: str, near: int, within: Numbers | None = None
    ) -> tuple[Numbers, Counts]:
        """The articles with the phrase in one field and how often, at most those ``within``."""
        wanted = list(dict.fromkeys(terms))
        holding = [self.index.term(field, term)[0] for term in wanted]
        holding = sorted(holding if within is None else [*holding, within], key=len)
        ids: Numbers = reduce(lambda a, b: common(a, b, self.table.size), holding)
        if not len(ids):
            return EMPTY, np.zeros(0)
        places = {term: self.index.places(field, term, ids) for term in wanted}
        ends = _near(list(places.values()), near) if near else _adjacent([places[term] for term in terms])
        owners = ends >> POSITION_BITS
        fresh = np.flatnonzero(np.diff(owners, prepend=-1))
        return owners[fresh], np.diff(np.append(fresh, len(owners))).astype(np.float64)

    def _prefix(self, prefix: str, field: str) -> Matched:
        if field:
            stems = {stem(word) for word in self.index.beginning(prefix, STEMMED_EXPANSIONS_MAX)}
            holding = [self.index.term(field, term)[0] for term in stems if not term.startswith(prefix)]
            return self._constant([self.index.holding(f"{prefix}*", field), *holding])
        return self._constant([self.index.holding(f"{prefix}*")])

    def _expanded(self, words: Sequence[str], field: str) -> Matched:
        """Any of some unstemmed words."""
        if field:
            return self._constant([self.index.term(field, term)[0] for term in {stem(w) for w in words}])
        return self._constant([self.index.holding(word) for word in words])

    def _constant(self, holding: Sequence[Numbers]) -> Matched:
        """Any of these; all count alike, so that a common word does not drown the rest."""
        mask = np.zeros(self.table.size, dtype=bool)
        for ids in holding:
            mask[ids] = True
        found = np.flatnonzero(mask)
        return Matched(found, np.ones(len(found)))

    def _scored(self, found: dict[str, tuple[Numbers, Counts]]) -> Matched:
        """BM25F of one term: its counts over the fields, weighed and held against their lengths, then saturated."""
        parts = []
        for field, (ids, counts) in found.items():
            if len(ids):
                share = LENGTH_SHARES[field]
                norm = 1 - share + share * self.table.norms[field][ids] if share else 1.0
                parts.append(Matched(ids, WEIGHTS[field] * counts / norm))
        weighed = either(parts, self.table.size)
        ids, weight = weighed.ids, weighed.scores
        total = self.table.living
        frequency = int(np.count_nonzero(self.table.alive[ids])) if total < self.table.size else len(ids)
        rarity = math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
        scores: Scores = weight * (rarity * (SATURATION + 1)) / (weight + SATURATION)
        return Matched(ids, scores)


def _fields(field: str) -> Sequence[str]:
    return (field,) if field else FIELDS


def _adjacent(places: Sequence[Numbers]) -> Numbers:
    """Where the words begin to stand side by side in their order."""
    order = sorted(range(len(places)), key=lambda step: len(places[step]))
    starts = places[order[0]] - order[0]
    for step in order[1:]:
        starts = starts[_among(starts + step, places[step])]
    return starts


def _near(places: Sequence[Numbers], near: int) -> Numbers:
    """The places at which, counted with the ``near`` before it, all words have been, in any order."""
    width = max(near, len(places) - 1)
    ends = np.sort(np.concatenate(places))
    for ordered in places:
        last = np.searchsorted(ordered, ends, side="right") - 1
        ends = ends[(last >= 0) & (ends - ordered[last] <= width)]
    return ends


def _among(wanted: Numbers, ordered: Numbers) -> NDArray[np.bool_]:
    """Which of some numbers are among others, which are in order."""
    at = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    found: NDArray[np.bool_] = ordered[at] == wanted
    return found
