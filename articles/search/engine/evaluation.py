"""Query evaluation: a query's tree over postings, as document numbers and scores, engine-neutral."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np

from articles.search.analysis import stem
from articles.search.engine import phrases
from articles.search.engine.term_expansion import ExpandedTerm, expand
from articles.search.index.bm25f import Held, scored
from articles.search.index.doc_sets import (
    NOTHING,
    DocSet,
    all_of,
    among,
    any_of,
    boosted,
    either,
    everything,
    spread,
    unscored,
    without,
)
from articles.search.index.doc_values import DocValues
from articles.search.index.postings import EMPTY, Integers, Numbers
from articles.search.index.segment import FIELDS
from articles.search.query.syntax import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Named,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
)
from articles.text import fold

# Two words of a query that stand side by side in an article too: how much that counts, and for how many pairs.
SIDE_BY_SIDE = 0.2
NEIGHBOUR_FIELDS = ("title", "body")
PAIRS_MAX = 12
EXPANSIONS_MAX = 1_000
# In a field only stems are kept: "evacuat*" must find "evacu". So many of the words that begin so are stemmed for that.
STEMMED_EXPANSIONS_MAX = 100


class Index(Protocol):
    """Where words stand, by an article's number in the index."""

    def term(self, field: str, term: str) -> tuple[Numbers, Integers]:
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

    table: DocValues
    index: Index
    column: Callable[[str], str]

    def matched(self, node: Node) -> DocSet:
        """The articles a tree finds (deleted ones may be among them) and their scores."""
        match node:
            case And(parts):
                return self._all(tuple(dict.fromkeys(parts)))
            case Or(parts):
                parts = tuple(dict.fromkeys(parts))
                found = either([self.matched(part) for part in parts], self.table.size)
                return boosted(found, self._side_by_side(parts, None), self.table.size)
            case Not(part):
                return without(everything(self.table.size), self.matched(part), self.table.size)
            case Word(text, field):
                word = expand(text)
                return self._all((node,)) if len(word.terms) == 1 else self._compound(word, _fields(field))
            case Phrase(text, field, near):
                return self._phrase(expand(text).terms, _fields(field), near)
            case Prefix(text, field):
                return self._prefix(expand(text).key, field)
            case Fuzzy(text, field):
                return self._expanded(self.index.similar(expand(text).key, EXPANSIONS_MAX), field)
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
                return frozenset(expand(text).marked)
            case Prefix(text):
                return frozenset({f"{expand(text).key}*"})
            case Fuzzy(text):
                return frozenset(stem(word) for word in self.index.similar(expand(text).key, EXPANSIONS_MAX))
            case _:
                return frozenset()

    def _all(self, parts: Sequence[Node]) -> DocSet:
        """What all parts find; what is excluded is taken away last. Words are only scored in what all find."""
        words = [part for part in parts if isinstance(part, Word) and len(expand(part.text).terms) == 1]
        held = [(expand(w.text), self._held(expand(w.text).terms[0], _fields(w.field))) for w in words]
        rest = [self.matched(part) for part in parts if part not in words and not isinstance(part, Not)]
        size = self.table.size
        sets = [any_of([one[0] for one in of_word], size) for _, of_word in held]
        sets += [found.ids for found in rest]
        ids = all_of(sets, size) if sets else np.arange(size)
        scores = np.zeros(len(ids))
        for word, of_word in held:
            if not word.untelling:
                scores += scored(of_word, ids, size)
        for found in rest:
            which, where = among(found.ids, ids, size)
            scores[where] += found.scores.take(which)
        result = boosted(DocSet(ids, scores), self._side_by_side(parts, ids), size)
        for part in parts:
            if isinstance(part, Not):
                result = without(result, self.matched(part.part), size)
        return result

    def _compound(self, word: ExpandedTerm, fields: Sequence[str]) -> DocSet:
        """A compound as its parts side by side or as one joined word."""
        joined = [self._scored(self._held(term, fields)) for term in word.joined]
        return either([self._phrase(word.terms, fields, 0), *joined], self.table.size)

    def _held(self, term: str, fields: Sequence[str]) -> list[Held]:
        return [(*self.index.term(field, term), self.table.weights[field]) for field in fields]

    def _scored(self, held: Sequence[Held]) -> DocSet:
        """Whatever holds a term or phrase, scored."""
        ids = any_of([one[0] for one in held], self.table.size)
        return DocSet(ids, scored(held, ids, self.table.size)) if len(ids) else NOTHING

    def _phrase(self, terms: Sequence[str], fields: Sequence[str], near: int) -> DocSet:
        if len(terms) == 1:
            return self._scored(self._held(terms[0], fields))
        return self._scored([self._phrase_in(terms, field, near) for field in fields])

    def _side_by_side(self, parts: Sequence[Node], within: Numbers | None) -> DocSet:
        """What the query's neighbouring words add where they are neighbours in the article too."""
        words = [expand(part.text) for part in parts if isinstance(part, Word) and not part.field]
        telling = [word.terms[0] for word in words if len(word.terms) == 1 and not word.untelling]
        pairs = [pair for pair in pairwise(telling) if pair[0] != pair[1]][:PAIRS_MAX]
        found = [
            self._scored([self._phrase_in(pair, field, 0, within) for field in NEIGHBOUR_FIELDS])
            for pair in pairs
        ]
        together = either(found, self.table.size)
        return DocSet(together.ids, together.scores * SIDE_BY_SIDE)

    def _phrase_in(self, terms: Sequence[str], field: str, near: int, within: Numbers | None = None) -> Held:
        """The articles with the phrase in one field and how often, at most those ``within``."""
        weights, size = self.table.weights[field], self.table.size
        wanted = list(dict.fromkeys(terms))
        sets = [self.index.term(field, term)[0] for term in wanted]
        ids = all_of(sets if within is None else [*sets, within], size)
        if not len(ids):
            return EMPTY, EMPTY, weights
        places = {term: self.index.places(field, term, ids) for term in wanted}
        several = [places[term] for term in terms]
        found = phrases.near(list(places.values()), near) if near else phrases.adjacent(several)
        return (*phrases.by_article(found), weights)

    def _prefix(self, prefix: str, field: str) -> DocSet:
        if field:
            stems = {stem(word) for word in self.index.beginning(prefix, STEMMED_EXPANSIONS_MAX)}
            holding = [self.index.term(field, term)[0] for term in stems if not term.startswith(prefix)]
            return self._constant([self.index.holding(f"{prefix}*", field), *holding])
        return self._constant([self.index.holding(f"{prefix}*")])

    def _expanded(self, words: Sequence[str], field: str) -> DocSet:
        """Any of some unstemmed words."""
        if field:
            return self._constant([self.index.term(field, term)[0] for term in {stem(w) for w in words}])
        return self._constant([self.index.holding(word) for word in words])

    def _constant(self, holding: Sequence[Numbers]) -> DocSet:
        """Any of these; all count alike, so that a common word does not drown the rest."""
        found = spread(np.concatenate([EMPTY, *holding]), self.table.size).nonzero()[0]
        return DocSet(found, np.ones(len(found)))


def _fields(field: str) -> Sequence[str]:
    return (field,) if field else FIELDS
