"""Translation of a query's tree into the cluster's own query language, so that it finds what our evaluation finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from articles.search.analysis import CAPITAL_WORDS, stem
from articles.search.engine.evaluation import (
    EXPANSIONS_MAX,
    NEIGHBOUR_FIELDS,
    PAIRS_MAX,
    SIDE_BY_SIDE,
    STEMMED_EXPANSIONS_MAX,
)
from articles.search.engine.term_expansion import expand
from articles.search.facets import NO_VALUE
from articles.search.index.bm25f import WEIGHTS
from articles.search.index.segment import FIELDS
from articles.search.opensearch.lexicon import Lexicon
from articles.search.opensearch.mapping import CAPITALS, JOINED
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

Clause = dict[str, Any]
EVERYTHING: Clause = {"bool": {"filter": [{"match_all": {}}]}}
NOTHING: Clause = {"match_none": {}}


@dataclass(frozen=True, slots=True)
class Translation:
    """Translates syntax trees. ``column`` gives the field of a facet under the query's switches."""

    lexicon: Lexicon
    column: Callable[[str], str]

    def clause(self, node: Node) -> Clause:
        """The clause that matches what the tree matches; what our evaluation does not score, it does not score either."""
        match node:
            case And(parts):
                return self._all(tuple(dict.fromkeys(parts)))
            case Or(parts):
                parts = tuple(dict.fromkeys(parts))
                found = _any([self.clause(part) for part in parts])
                return _with_bonus(found, _side_by_side(parts))
            case Not(part):
                return {"bool": {"must_not": [self.clause(part)], "filter": [{"match_all": {}}]}}
            case Word(text, field):
                word = expand(text)
                if word.is_one_term:
                    one = _term(word.terms[0], field)
                    return {"bool": {"filter": [one]}} if word.is_stopword else one
                return _any([_phrase(word.terms, field), *(_term(term, field) for term in word.joined)])
            case Phrase(text, field, near):
                terms = expand(text).terms
                return _near(terms, field, near) if near else _phrase(terms, field)
            case Prefix(text, field):
                return self._prefix(expand(text).key, field)
            case Fuzzy(text, field):
                return self._fuzzy(expand(text).key, field)
            case Named(facet, text):
                values = self.lexicon.named(facet, fold(text)) | {text}
                return {"bool": {"filter": [carrying(self.column(facet), sorted(values))]}}
            case Dated(first, last):
                days = {
                    "gte": first.toordinal() if first else None,
                    "lte": last.toordinal() if last else None,
                }
                return {"bool": {"filter": [{"range": {"day": {k: v for k, v in days.items() if v}}}]}}
            case Everything():
                return EVERYTHING

    def terms(self, node: Node) -> frozenset[str]:
        """The terms to highlight: all that the tree asks for, without those it excludes. A prefix keeps its star."""
        match node:
            case And(parts) | Or(parts):
                return frozenset().union(*(self.terms(part) for part in parts))
            case Word(text) | Phrase(text):
                return frozenset(expand(text).marked)
            case Prefix(text):
                return frozenset({f"{expand(text).key}*"})
            case Fuzzy(text):
                return frozenset(map(stem, self._spelt_like(expand(text).key)))
            case _:
                return frozenset()

    def _all(self, parts: Sequence[Node]) -> Clause:
        wanted = [self.clause(part) for part in parts if not isinstance(part, Not)]
        barred = [self.clause(part.part) for part in parts if isinstance(part, Not)]
        both: Clause = {"must": wanted, "must_not": barred, "should": _side_by_side(parts)}
        if not wanted:
            both["filter"] = [{"match_all": {}}]
        return {"bool": {name: clauses for name, clauses in both.items() if clauses}}

    def _prefix(self, prefix: str, field: str) -> Clause:
        if not field:
            return _constant([{"prefix": {"words": prefix}}])
        stems = {stem(word) for word in self.lexicon.with_prefix(prefix, STEMMED_EXPANSIONS_MAX)}
        others = sorted(term for term in stems if not term.startswith(prefix))
        names = (field, f"{field}_{JOINED}")
        return _constant(
            [
                *({"prefix": {name: prefix}} for name in names),
                *({"terms": {name: others}} for name in names if others),
            ]
        )

    def _fuzzy(self, key: str, field: str) -> Clause:
        words = self._spelt_like(key)
        if not field:
            return _constant([{"terms": {"words": words}}])
        stems = sorted(set(map(stem, words)))
        return _constant([{"terms": {name: stems}} for name in (field, f"{field}_{JOINED}")])

    def _spelt_like(self, key: str) -> list[str]:
        return [key, *self.lexicon.spelt_like(key, EXPANSIONS_MAX - 1)]


def carrying(column: str, values: Sequence[str]) -> Clause:
    """The articles that carry any of these values; `NO_VALUE` stands for those that carry none."""
    kept = [value for value in values if value != NO_VALUE]
    clauses: list[Clause] = [{"terms": {column: kept}}] if kept else []
    if NO_VALUE in values:
        clauses.append({"bool": {"must_not": [{"exists": {"field": column}}]}})
    return clauses[0] if len(clauses) == 1 else _any(clauses)


def _any(clauses: Sequence[Clause]) -> Clause:
    if not clauses:
        return NOTHING
    return clauses[0] if len(clauses) == 1 else {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def _constant(clauses: Sequence[Clause]) -> Clause:
    """Score 1 each, so that a common word does not drown the rest."""
    return {"constant_score": {"filter": _any(clauses), "boost": 1.0}}


def _with_bonus(found: Clause, bonus: Sequence[Clause]) -> Clause:
    return {"bool": {"must": [found], "should": list(bonus)}} if bonus else found


def _fields(field: str) -> Sequence[str]:
    return (field,) if field else FIELDS


def _term(term: str, field: str) -> Clause:
    """A term in one field or any. Its rarity is that of the field which has it in most, as in our own scoring."""
    if term in CAPITAL_WORDS:
        return _over([f"{name}_{CAPITALS}^{WEIGHTS[name]}" for name in _fields(field)], term)
    plain = _over([f"{name}^{WEIGHTS[name]}" for name in _fields(field)], term)
    joined: Clause = {"term": {f"{field}_{JOINED}" if field else "forms": {"value": term}}}
    return _any([plain, joined])


def _over(fields: Sequence[str], term: str) -> Clause:
    match: Clause = {"query": term, "type": "cross_fields", "fields": list(fields), "tie_breaker": 1.0}
    return {"multi_match": match | {"analyzer": "whitespace"}}


def _phrase(terms: Sequence[str], field: str) -> Clause:
    """The terms side by side. Where one of them stands beside the main words, places are compared across the streams."""
    if len(terms) == 1:
        return _term(terms[0], field)
    clauses: list[Clause] = []
    for name in _fields(field):
        spans = {"span_near": {"clauses": [_span(name, t) for t in terms], "slop": 0, "in_order": True}}
        spans["span_near"]["boost"] = WEIGHTS[name]
        if set(terms) & CAPITAL_WORDS:
            clauses.append(spans)
            continue
        plain = {"query": " ".join(terms), "analyzer": "whitespace", "boost": WEIGHTS[name]}
        any_joined = {"terms": {f"{name}_{JOINED}": sorted(set(terms))}}
        clauses += [
            {"match_phrase": {name: plain}},
            {"bool": {"must": [spans], "filter": [any_joined]}},
        ]
    return _any(clauses)


def _near(terms: Sequence[str], field: str, distance: int) -> Clause:
    """The terms in any order within so many words of each other."""
    different = list(dict.fromkeys(terms))
    if len(different) == 1:
        return _term(different[0], field)
    slop = max(distance, len(different) - 1) + 1 - len(different)
    clauses = []
    for name in _fields(field):
        near = {"clauses": [_span(name, t) for t in different], "slop": slop, "in_order": False}
        clauses.append({"span_near": near | {"boost": WEIGHTS[name]}})
    return _any(clauses)


def _span(name: str, term: str) -> Clause:
    """A term at its places in a field, whichever of the field's streams it stands in."""

    def beside(stream: str) -> Clause:
        query = {"span_term": {f"{name}_{stream}": term}}
        return {"span_field_masking": {"query": query, "field": name}}

    if term in CAPITAL_WORDS:
        return beside(CAPITALS)
    return {"span_or": {"clauses": [{"span_term": {name: term}}, beside(JOINED)]}}


def _side_by_side(parts: Sequence[Node]) -> list[Clause]:
    """The bonus for words that are neighbours in the query and in the article."""
    words = [expand(part.text) for part in parts if isinstance(part, Word) and not part.field]
    telling = [word.terms[0] for word in words if len(word.terms) == 1 and not word.is_stopword]
    pairs = [pair for pair in pairwise(telling) if pair[0] != pair[1]][:PAIRS_MAX]
    return [
        {
            "match_phrase": {
                name: {
                    "query": " ".join(pair),
                    "analyzer": "whitespace",
                    "boost": SIDE_BY_SIDE * WEIGHTS[name],
                }
            }
        }
        for pair in pairs
        if not set(pair) & CAPITAL_WORDS
        for name in NEIGHBOUR_FIELDS
    ]
