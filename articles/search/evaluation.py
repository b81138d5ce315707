"""Which articles does a query find, and how well? Its tree over postings, as masks and scores; no engine in sight."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from articles.search.analysis import CAPITAL_WORDS, stem, tokens
from articles.search.rows import Mask, Numbers, Table
from articles.search.syntax import And, Dated, Everything, Fuzzy, Named, Node, Not, Or, Phrase, Prefix, Word
from articles.text import fold

Scores = NDArray[np.float64]

FIELDS = ("title", "body", "names", "byline")
# BM25F: how much a word counts in a field, and how far the field's length is held against it.
WEIGHTS = {"title": 3.0, "body": 1.0, "names": 0.3, "byline": 0.5}
LENGTH_SHARES = {"title": 0.3, "body": 0.7, "names": 0.0, "byline": 0.0}
SATURATION = 1.2
EXPANSIONS_MAX = 1_000


class Postings(Protocol):
    """Where words stand, by an article's number in the index."""

    def term(self, field: str, term: str) -> tuple[Numbers, Scores]:
        """The articles with a term in a field, ascending, and how often each has it."""
        ...

    def positions(self, field: str, term: str, wanted: Numbers) -> list[Sequence[int]]:
        """The term's places in each wanted article; all of them must have it."""
        ...

    def beginning(self, prefix: str, limit: int) -> Sequence[str]:
        """The unstemmed words of the index that begin so."""
        ...

    def similar(self, word: str, limit: int) -> Sequence[str]:
        """The unstemmed words of the index that are spelt nearly so."""
        ...


@dataclass(frozen=True, slots=True)
class Matched:
    """A mask over all articles, and scores that are 0 outside it."""

    mask: Mask
    scores: Scores


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Evaluates trees against one state of the index."""

    table: Table
    postings: Postings

    def matched(self, node: Node) -> Matched:
        """The articles a tree finds (deleted ones may be among them) and their scores."""
        match node:
            case And(parts):
                return self._all([self.matched(part) for part in parts])
            case Or(parts):
                return self._any([self.matched(part) for part in parts])
            case Not(part):
                return self._unscored(~self.matched(part).mask)
            case Word(text, field):
                return self._word(text, _fields(field))
            case Phrase(text, field, near):
                terms = [alternatives[-1] for alternatives in _parts(text)]
                return self._phrase(terms, _fields(field), near)
            case Prefix(text, field):
                return self._expanded(self.postings.beginning(_key(text), EXPANSIONS_MAX), field)
            case Fuzzy(text, field):
                return self._expanded(self.postings.similar(_key(text), EXPANSIONS_MAX), field)
            case Named(facet, text):
                return self._named(facet, text)
            case Dated(first, last):
                return self._unscored(self.table.published(first, last))
            case Everything():
                return self._unscored(np.ones(self.table.size, dtype=bool))

    def terms(self, node: Node) -> frozenset[str]:
        """The terms to mark in a text: those asked for, not those excluded; a prefix with its star."""
        match node:
            case And(parts) | Or(parts):
                return frozenset().union(*(self.terms(part) for part in parts))
            case Word(text) | Phrase(text):
                joined = {token.term for token in tokens(text) if token.joined}
                return frozenset({alternatives[-1] for alternatives in _parts(text)} | joined)
            case Prefix(text):
                return frozenset({f"{_key(text)}*"})
            case Fuzzy(text):
                return frozenset(stem(word) for word in self.postings.similar(_key(text), EXPANSIONS_MAX))
            case _:
                return frozenset()

    def _word(self, text: str, fields: Sequence[str]) -> Matched:
        """A word anywhere in the fields; a compound as its parts side by side or as one joined word."""
        terms = [alternatives[-1] for alternatives in _parts(text)]
        if len(terms) == 1:
            return self._term(terms[0], fields)
        joined = [self._term(token.term, fields) for token in tokens(text) if token.joined]
        return self._any([self._phrase(terms, fields, 0), *joined])

    def _term(self, term: str, fields: Sequence[str]) -> Matched:
        return self._scored({field: self.postings.term(field, term) for field in fields})

    def _phrase(self, terms: Sequence[str], fields: Sequence[str], near: int) -> Matched:
        if len(terms) == 1:
            return self._term(terms[0], fields)
        return self._scored({field: self._phrase_in(terms, field, near) for field in fields})

    def _phrase_in(self, terms: Sequence[str], field: str, near: int) -> tuple[Numbers, Scores]:
        """The articles with the phrase in one field and how often."""
        wanted = dict.fromkeys(terms)
        holding = [self.postings.term(field, term)[0] for term in wanted]
        ids: Numbers = reduce(lambda a, b: np.intersect1d(a, b, assume_unique=True), holding)
        if not len(ids):
            return ids, np.zeros(0)
        places = {term: self.postings.positions(field, term, ids) for term in wanted}
        count: Callable[[int], int] = (
            (lambda n: _count_near([places[term][n] for term in wanted], near))
            if near
            else (lambda n: _count_adjacent([places[term][n] for term in terms]))
        )
        counts = np.array([count(n) for n in range(len(ids))], dtype=np.float64)
        return ids[counts > 0], counts[counts > 0]

    def _expanded(self, words: Sequence[str], field: str) -> Matched:
        """Any of some unstemmed words; all count alike, so a common one does not drown the rest."""
        mask: Mask = np.zeros(self.table.size, dtype=bool)
        for word in words:
            mask[self.postings.term(field or "words", stem(word) if field else word)[0]] = True
        return Matched(mask, mask.astype(np.float64))

    def _named(self, facet: str, text: str) -> Matched:
        words = f" {fold(text)} "
        values = [v for v in self.table.columns[facet].values if v == text or words in f" {fold(v)} "]
        return self._unscored(self.table.carrying(facet, values))

    def _scored(self, found: dict[str, tuple[Numbers, Scores]]) -> Matched:
        """BM25F of one term: its counts over the fields, weighed and held against their lengths, then saturated."""
        mask: Mask = np.zeros(self.table.size, dtype=bool)
        weight: Scores = np.zeros(self.table.size)
        for field, (ids, counts) in found.items():
            if not len(ids):
                continue
            mask[ids] = True
            lengths = self.table.lengths[:, FIELDS.index(field)]
            share = LENGTH_SHARES[field]
            norm = 1 - share + share * lengths[ids] / max(1.0, float(lengths.mean()))
            weight[ids] += WEIGHTS[field] * counts / norm
        frequency = int(np.count_nonzero(mask & self.table.alive))
        total = int(np.count_nonzero(self.table.alive))
        rarity = math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
        return Matched(mask, rarity * weight * (SATURATION + 1) / (weight + SATURATION))

    def _unscored(self, mask: Mask) -> Matched:
        return Matched(mask, np.zeros(self.table.size))

    def _all(self, parts: Sequence[Matched]) -> Matched:
        mask = reduce(np.logical_and, [part.mask for part in parts])
        return Matched(mask, np.where(mask, sum(part.scores for part in parts), 0.0))

    def _any(self, parts: Sequence[Matched]) -> Matched:
        mask = reduce(np.logical_or, [part.mask for part in parts])
        total: Scores = np.sum([part.scores for part in parts], axis=0)
        return Matched(mask, total)


def _fields(field: str) -> Sequence[str]:
    return (field,) if field else FIELDS


def _key(text: str) -> str:
    """A single word folded but not stemmed."""
    return "".join(token.word for token in tokens(text)[:1])


def _parts(text: str) -> list[list[str]]:
    """The terms at each position of a text, joined forms left out, an abbreviation in capitals last.

    >>> _parts("US visas")
    [['us', 'US'], ['visa']]
    """
    found: dict[int, list[str]] = {}
    for token in tokens(text):
        if not token.joined:
            found.setdefault(token.position, []).append(token.term)
    return [sorted(terms, key=CAPITAL_WORDS.__contains__) for terms in found.values()]


def _count_adjacent(places: Sequence[Sequence[int]]) -> int:
    """How often the words stand side by side in their order."""
    starts = set(places[0])
    for step, positions in enumerate(places[1:], 1):
        starts &= {position - step for position in positions}
    return len(starts)


def _count_near(places: Sequence[Sequence[int]], near: int) -> int:
    """How often all words stand within ``near`` words of each other, in any order; one pass with two ends."""
    width = max(near, len(places) - 1)
    merged = sorted((position, which) for which, positions in enumerate(places) for position in positions)
    counts, missing, first, found = [0] * len(places), len(places), 0, 0
    for position, which in merged:
        missing -= counts[which] == 0
        counts[which] += 1
        while position - merged[first][0] > width:
            left = merged[first][1]
            counts[left] -= 1
            missing += counts[left] == 0
            first += 1
        if not missing:
            found += 1
    return found
