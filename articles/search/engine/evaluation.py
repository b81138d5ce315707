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
    all_docs,
    boost,
    difference,
    intersect_all,
    shared_positions,
    to_mask,
    union,
    union_ids,
    unscored,
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

# Bonus for two neighbouring query words that are neighbours in the article too, and the most pairs that are tried.
SIDE_BY_SIDE = 0.2
NEIGHBOUR_FIELDS = ("title", "body")
PAIRS_MAX = 12
EXPANSIONS_MAX = 1_000
# Fields hold stems alone, and "evacuat*" must find "evacu": so many of the matching words are stemmed for that.
STEMMED_EXPANSIONS_MAX = 100


class Index(Protocol):
    """What evaluation asks of an index. Documents are numbered from 0 within one state of the index."""

    def term(self, field: str, term: str) -> tuple[Numbers, Integers]:
        """The documents with the term in the field, ascending, and the term frequency in each."""
        ...

    def positions(self, field: str, term: str, wanted: Numbers) -> Numbers:
        """The term's positions in the wanted documents, ascending; document and position packed in one number."""
        ...

    def docs_with(self, word: str, field: str = "words") -> Numbers:
        """The documents with an unstemmed word, or a field's term; a trailing star matches any word with that prefix."""
        ...

    def with_prefix(self, prefix: str, limit: int) -> Sequence[str]:
        """Unstemmed words of the index with this prefix, at most ``limit``."""
        ...

    def spelt_like(self, word: str, limit: int) -> Sequence[str]:
        """Unstemmed words of the index within a small edit distance, at most ``limit``."""
        ...

    def named(self, facet: str, words: str) -> frozenset[str]:
        """The facet values that have a name containing these folded words."""
        ...


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Evaluates syntax trees against one state of the index. ``column`` gives the stored column of a facet."""

    table: DocValues
    index: Index
    column: Callable[[str], str]

    def evaluate(self, node: Node) -> DocSet:
        """The documents that match a tree, with their scores. Deleted documents may be among them."""
        match node:
            case And(parts):
                return self._all(tuple(dict.fromkeys(parts)))
            case Or(parts):
                parts = tuple(dict.fromkeys(parts))
                found = union([self.evaluate(part) for part in parts], self.table.size)
                return boost(found, self._side_by_side(parts, None), self.table.size)
            case Not(part):
                return difference(all_docs(self.table.size), self.evaluate(part), self.table.size)
            case Word(text, field):
                word = expand(text)
                return self._all((node,)) if word.is_one_term else self._compound(word, _fields(field))
            case Phrase(text, field, near):
                return self._phrase(expand(text).terms, _fields(field), near)
            case Prefix(text, field):
                return self._prefix(expand(text).key, field)
            case Fuzzy(text, field):
                return self._expanded(self.index.spelt_like(expand(text).key, EXPANSIONS_MAX), field)
            case Named(facet, text):
                values = self.index.named(facet, fold(text)) | {text}
                return unscored(np.flatnonzero(self.table.carrying(self.column(facet), values)))
            case Dated(first, last):
                return unscored(np.flatnonzero(self.table.published(first, last)))
            case Everything():
                return all_docs(self.table.size)

    def terms(self, node: Node) -> frozenset[str]:
        """The terms to highlight: all that the tree asks for, without those it excludes. A prefix keeps its star.

        Of somebody asked for by name they are the words typed.
        """
        match node:
            case And(parts) | Or(parts):
                return frozenset().union(*(self.terms(part) for part in parts))
            case Word(text) | Phrase(text) | Named("person" | "place" | "org", text):
                return frozenset(expand(text).marked)
            case Prefix(text):
                return frozenset({f"{expand(text).key}*"})
            case Fuzzy(text):
                return frozenset(
                    stem(word) for word in self.index.spelt_like(expand(text).key, EXPANSIONS_MAX)
                )
            case _:
                return frozenset()

    def _all(self, parts: Sequence[Node]) -> DocSet:
        """The conjunction of the parts. Words are scored only in documents that match all parts; exclusions come last."""
        words = [part for part in parts if isinstance(part, Word) and expand(part.text).is_one_term]
        held = [(expand(w.text), self._held(expand(w.text).terms[0], _fields(w.field))) for w in words]
        rest = [self.evaluate(part) for part in parts if part not in words and not isinstance(part, Not)]
        size = self.table.size
        sets = [union_ids([one[0] for one in of_word], size) for _, of_word in held]
        sets += [found.ids for found in rest]
        ids = intersect_all(sets, size) if sets else np.arange(size)
        scores = np.zeros(len(ids))
        for word, of_word in held:
            if not word.is_stopword:
                scores += scored(of_word, ids, size)
        for found in rest:
            which, where = shared_positions(found.ids, ids, size)
            scores[where] += found.scores.take(which)
        result = boost(DocSet(ids, scores), self._side_by_side(parts, ids), size)
        for part in parts:
            if isinstance(part, Not):
                result = difference(result, self.evaluate(part.part), size)
        return result

    def _compound(self, word: ExpandedTerm, fields: Sequence[str]) -> DocSet:
        """A compound word: its parts as a phrase, or its joined form."""
        joined = [self._scored(self._held(term, fields)) for term in word.joined]
        return union([self._phrase(word.terms, fields, 0), *joined], self.table.size)

    def _held(self, term: str, fields: Sequence[str]) -> list[Held]:
        return [(*self.index.term(field, term), self.table.weights[field]) for field in fields]

    def _scored(self, held: Sequence[Held]) -> DocSet:
        """The documents with a term or phrase in any of its fields, scored by BM25F."""
        ids = union_ids([one[0] for one in held], self.table.size)
        return DocSet(ids, scored(held, ids, self.table.size)) if len(ids) else NOTHING

    def _phrase(self, terms: Sequence[str], fields: Sequence[str], near: int) -> DocSet:
        if len(terms) == 1:
            return self._scored(self._held(terms[0], fields))
        return self._scored([self._phrase_in(terms, field, near) for field in fields])

    def _side_by_side(self, parts: Sequence[Node], within: Numbers | None) -> DocSet:
        """The bonus for words that are neighbours in the query and in the document."""
        words = [expand(part.text) for part in parts if isinstance(part, Word) and not part.field]
        telling = [word.terms[0] for word in words if len(word.terms) == 1 and not word.is_stopword]
        pairs = [pair for pair in pairwise(telling) if pair[0] != pair[1]][:PAIRS_MAX]
        found = [
            self._scored([self._phrase_in(pair, field, 0, within) for field in NEIGHBOUR_FIELDS])
            for pair in pairs
        ]
        together = union(found, self.table.size)
        return DocSet(together.ids, together.scores * SIDE_BY_SIDE)

    def _phrase_in(self, terms: Sequence[str], field: str, near: int, within: Numbers | None = None) -> Held:
        """The documents with the phrase in one field, and its frequency; only documents ``within``, if given."""
        weights, size = self.table.weights[field], self.table.size
        wanted = list(dict.fromkeys(terms))
        sets = [self.index.term(field, term)[0] for term in wanted]
        ids = intersect_all(sets if within is None else [*sets, within], size)
        if not len(ids):
            return EMPTY, EMPTY, weights
        places = {term: self.index.positions(field, term, ids) for term in wanted}
        several = [places[term] for term in terms]
        found = phrases.near(list(places.values()), near) if near else phrases.adjacent(several)
        return (*phrases.by_article(found), weights)

    def _prefix(self, prefix: str, field: str) -> DocSet:
        if field:
            stems = {stem(word) for word in self.index.with_prefix(prefix, STEMMED_EXPANSIONS_MAX)}
            holding = [self.index.term(field, term)[0] for term in stems if not term.startswith(prefix)]
            return self._constant([self.index.docs_with(f"{prefix}*", field), *holding])
        return self._constant([self.index.docs_with(f"{prefix}*")])

    def _expanded(self, words: Sequence[str], field: str) -> DocSet:
        """The documents with any of some unstemmed words."""
        if field:
            return self._constant([self.index.term(field, term)[0] for term in {stem(w) for w in words}])
        return self._constant([self.index.docs_with(word) for word in words])

    def _constant(self, holding: Sequence[Numbers]) -> DocSet:
        """The union of the sets with score 1 each, so that a common word does not drown the rest."""
        found = to_mask(np.concatenate([EMPTY, *holding]), self.table.size).nonzero()[0]
        return DocSet(found, np.ones(len(found)))


def _fields(field: str) -> Sequence[str]:
    return (field,) if field else FIELDS
