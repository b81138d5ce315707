"""Facet counts: what the cluster is asked to count in one search, and its answer as counts that a page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.search.facets import NO_VALUE, Facet
from articles.search.index.doc_values import FacetTally
from articles.search.index.facet_columns import in_order
from articles.search.opensearch.translation import Clause, carrying
from articles.search.query.query import Query

# Up to here the cluster counts different values exactly; beyond, within about one in a hundred.
EXACT_VALUES_MAX = 40_000
MONTHS_MAX = 10_000
# Of a facet whose values need several articles, so many values are looked at to say how many there are.
COUNTED_VALUES_MAX = 10_000
# Each shard sends so many times the values wanted: one that is rare there may be frequent in all.
SHARD_SHARE = 5


@dataclass(frozen=True, slots=True)
class Counting:
    """Which facets a search counts and how many values of each; ``narrowed``: under their own choice too."""

    query: Query
    facets: Sequence[Facet]
    values_max: int
    narrowed: bool

    def asked(self) -> dict[str, Any]:
        """The aggregations: for each facet one, under the choices of the others."""
        return {facet.name: self._of(facet) for facet in self.facets}

    def tallies(self, aggregations: Mapping[str, Any]) -> dict[str, FacetTally]:
        """The counts of each facet from the cluster's answer."""
        return {facet.name: self._tally(facet, aggregations[facet.name]) for facet in self.facets}

    def _of(self, facet: Facet) -> dict[str, Any]:
        column, kept = self.query.column(facet.name), self._kept(facet)
        size = MONTHS_MAX if facet.name == "month" else self.values_max
        if facet.least > 1:
            size = max(size, COUNTED_VALUES_MAX)
        terms = {
            "field": column,
            "size": size,
            "shard_size": size * SHARD_SHARE,
            "min_doc_count": facet.least,
            "order": [{"_count": "desc"}, {"_key": "asc"}],
        }
        inner: dict[str, Any] = {"values": {"terms": terms}, "without": {"missing": {"field": column}}}
        if facet.least == 1:
            inner["different"] = {"cardinality": {"field": column, "precision_threshold": EXACT_VALUES_MAX}}
        if kept:
            filters = {value: {"term": {column: value}} for value in kept}
            inner["kept"] = {"filters": {"filters": filters}}
        return {"filter": self._others(facet), "aggs": inner}

    def _others(self, facet: Facet) -> Clause:
        own = "" if self.narrowed else facet.name
        return chosen_filter(self.query, leaving_out=own)

    def _kept(self, facet: Facet) -> list[str]:
        """Chosen and excluded values, which always show."""
        picked = (
            *self.query.chosen.get(facet.name, ()),
            *self.query.excluded.get(facet.name, ()),
        )
        return [value for value in picked if value != NO_VALUE]

    def _tally(self, facet: Facet, answer: Mapping[str, Any]) -> FacetTally:
        buckets = {bucket["key"]: bucket["doc_count"] for bucket in answer["values"]["buckets"]}
        different = answer["different"]["value"] if "different" in answer else len(buckets)
        by_time = facet.name == "month"
        counts = buckets if by_time else dict(list(buckets.items())[: self.values_max])
        kept = answer["kept"]["buckets"] if "kept" in answer else {}
        missing = {value: one["doc_count"] for value, one in kept.items() if value not in counts}
        # The cluster gives the most frequent in order already.
        every = in_order(counts | missing, by_time) if by_time or missing else counts
        return FacetTally(every, different, answer["without"]["doc_count"])


def chosen_filter(query: Query, leaving_out: str = "") -> Clause:
    """The chosen values of all facets but one: any of a facet, and all facets together."""
    clauses = [
        carrying(query.column(facet), values)
        for facet, values in query.chosen.items()
        if facet != leaving_out
    ]
    return {"bool": {"filter": clauses or [{"match_all": {}}]}}


def base_clause(matched: Clause, query: Query) -> Clause:
    """What matches the words within the query's days and carries no excluded value."""
    days = {
        "gte": query.date_from.toordinal() if query.date_from else None,
        "lte": query.date_to.toordinal() if query.date_to else None,
    }
    within = {name: day for name, day in days.items() if day}
    barred = [carrying(query.column(facet), values) for facet, values in query.excluded.items()]
    return {
        "bool": {
            "must": [matched],
            "filter": [{"range": {"day": within}}] if within else [],
            "must_not": barred,
        }
    }
