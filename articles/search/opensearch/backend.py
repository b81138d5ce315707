"""The OpenSearch backend: the search protocol over a cluster that takes our terms and answers in our order."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from articles.search.analysis import words_of
from articles.search.backend import FacetValue, SearchDocument, Spread
from articles.search.engine.spelling_hint import Spellings
from articles.search.facets import LISTED_FACETS
from articles.search.opensearch.client import Body, Cluster
from articles.search.opensearch.facet_counts import EXACT_VALUES_MAX, Counting, base_clause, chosen_filter
from articles.search.opensearch.generations import Generations
from articles.search.opensearch.hits import deep_page, hits_of, is_deep, order_of, page_body, walk
from articles.search.opensearch.lexicon import Lexicon
from articles.search.opensearch.translation import Translation, carrying
from articles.search.query.parser import parse
from articles.search.query.query import Query
from articles.search.results import DAYS_COUNTED_MAX, FACET_VALUES_MAX, Hit, Results, Suggestion
from articles.text import counted

MONTHS_MAX = 10_000
VALUES_AT_ONCE = 100
DAYS: Body = {"terms": {"field": "day", "size": DAYS_COUNTED_MAX, "order": {"_key": "asc"}}}


class OpenSearchBackend:
    """The search engine in a cluster. One instance serves all threads of a process."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self._lexicon, self._generations = Lexicon(cluster), Generations(cluster)

    def search(
        self,
        query: Query,
        *,
        narrowed: bool = False,
        facets: Collection[str] | None = None,
        values_max: int = FACET_VALUES_MAX,
    ) -> Results:
        """Find the articles for a query. Raises IndexMissing, and EngineUnavailable where the cluster fails."""
        started = time.perf_counter()
        shown = [facet for facet in LISTED_FACETS if facets is None or facet.name in facets]
        found = self._found(query, Counting(query, shown, values_max, narrowed))
        better = Spellings(self._lexicon, self._total).likelier(query, found.total)
        found = replace(found, did_you_mean=better)
        return replace(found, took_ms=(time.perf_counter() - started) * 1000)

    def walk(self, query: Query) -> Iterator[Hit]:
        """Every line of a result in its order, as the index is when the first is asked for."""
        clause = {"bool": {"must": [self._base(query)], "filter": [chosen_filter(query)]}}
        lines = walk(self.cluster, clause, order_of(query), bool(query.grouped))
        yield from map(Hit, lines)

    def cooccurrence(self, query: Query, values: Sequence[FacetValue]) -> Mapping[tuple[int, int], int]:
        """In how many of the articles found each two of these values stand together. Raises IndexMissing."""
        if not values:
            return {}
        filters = {
            str(number): carrying(query.column(facet), (value,))
            for number, (facet, value) in enumerate(values)
        }
        body = {
            "size": 0,
            "query": {"bool": {"filter": [self._base(query), chosen_filter(query)]}},
            "aggs": {"pairs": {"adjacency_matrix": {"filters": filters}}},
        }
        answer = self.cluster.search(self.cluster.articles, body)
        found: dict[tuple[int, int], int] = {}
        for bucket in answer["aggregations"]["pairs"]["buckets"]:
            if "&" in bucket["key"]:
                first, second = sorted(map(int, bucket["key"].split("&")))
                found[first, second] = bucket["doc_count"]
        return found

    def spreads(self, values: Sequence[FacetValue]) -> Mapping[FacetValue, Spread]:
        """When the articles that carry each of these values were published. Raises IndexMissing."""
        found: dict[FacetValue, Spread] = {}
        for begin in range(0, len(values), VALUES_AT_ONCE):
            found |= self._spreads(values[begin : begin + VALUES_AT_ONCE])
        return found

    def suggest(self, text: str, limit: int = 8) -> Sequence[Suggestion]:
        """Words of the index that begin with ``text``, the most frequent first. Raises IndexMissing."""
        words = words_of(text[:100])
        found = self._lexicon.with_prefix(words[-1], limit) if words else []
        return tuple(Suggestion(word, "word") for word in found)

    def update(self, documents: Iterable[SearchDocument], deleted: Iterable[int] = ()) -> None:
        """Put documents in (replacing those of the same article) and take articles out; seen when all are written."""
        last = {document.article_id: document for document in documents}
        builds = [self._generations.live()]
        self._generations.remove(builds, sorted({*deleted} - last.keys()))
        self._generations.write(builds, last.values())
        self._generations.refresh(builds)

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Build a new index beside the live one, swap it in, and return how many articles it holds."""
        build = self._generations.create()
        count = self._generations.write([build], documents)
        self._generations.publish(build)
        return count

    def article_ids(self) -> frozenset[int]:
        """The articles in the index, for comparing it with the database. Raises IndexMissing."""
        self._generations.live()
        return frozenset(walk(self.cluster, {"match_all": {}}, [{"article_id": "asc"}]))

    def verify(self) -> None:
        """Whether the index is of this version and every shard of it answers. Raises IndexMissing, EngineUnavailable."""
        self._generations.live()
        self.cluster.search(self.cluster.articles, {"size": 0})
        self.cluster.search(self.cluster.names, {"size": 0})

    def warning(self) -> str:
        """That copies of the index are missing, as after the loss of a node. Raises EngineUnavailable."""
        health = self.cluster.ask(
            lambda client: client.cluster.health(index=f"{self.cluster.articles},{self.cluster.names}")
        )
        if health["status"] == "green":
            return ""
        return (
            f"The search cluster is {health['status']} with {counted(health['number_of_nodes'], 'node')}: "
            f"{counted(health['unassigned_shards'], 'copy', 'copies')} of the index stand on no node."
        )

    def _found(self, query: Query, counting: Counting) -> Results:
        base, chosen = self._base(query), chosen_filter(query)
        stories = {
            "alone": {"missing": {"field": "story"}},
            "stories": {"cardinality": {"field": "story", "precision_threshold": EXACT_VALUES_MAX}},
        }
        grouped = bool(query.grouped)
        body: Body = {
            "query": base,
            "post_filter": chosen,
            "track_total_hits": True,
            "_source": False,
            "aggs": counting.asked()
            | ({"lines": {"filter": chosen, "aggs": stories}} if grouped else {})
            | ({"days": {"filter": chosen, "aggs": {"days": DAYS}}} if query.spans_few_days else {}),
        } | page_body(query, grouped)
        answer = self.cluster.search(
            self.cluster.articles, body, search_type="dfs_query_then_fetch", preference="newsroom"
        )
        total, numbers = answer["hits"]["total"]["value"], answer.get("aggregations", {})
        hits = hits_of(answer)
        if is_deep(query):
            hits = deep_page(self.cluster, {"bool": {"must": [base], "filter": [chosen]}}, query, grouped)
        tallies = counting.tallies(numbers)
        lines = numbers["lines"] if grouped else {}
        return Results(
            total=total,
            lines=lines["alone"]["doc_count"] + lines["stories"]["value"] if grouped else total,
            hits=hits,
            facets={name: tally.counts for name, tally in tallies.items()},
            values={name: tally.values for name, tally in tallies.items()},
            without={name: tally.without for name, tally in tallies.items()},
            terms=self._translation(query).terms(parse(query.text, query.match).node),
            days=_days(numbers["days"]["days"]["buckets"]) if query.spans_few_days else {},
        )

    def _base(self, query: Query) -> Body:
        node = parse(query.text, query.match).node
        return base_clause(self._translation(query).clause(node), query)

    def _translation(self, query: Query) -> Translation:
        return Translation(self._lexicon, query.column)

    def _total(self, query: Query) -> int:
        return self._found(query, Counting(query, (), 0, False)).total

    def _spreads(self, values: Sequence[FacetValue]) -> dict[FacetValue, Spread]:
        usual = Query()
        filters = {
            str(number): {"term": {usual.column(facet): value}}
            for number, (facet, value) in enumerate(values)
        }
        inner = {
            "first": {"min": {"field": "day"}},
            "last": {"max": {"field": "day"}},
            "months": {"terms": {"field": "month", "size": MONTHS_MAX, "include": "[0-9]+-[0-9]+"}},
        }
        body = {"size": 0, "aggs": {"values": {"filters": {"filters": filters}, "aggs": inner}}}
        answer = self.cluster.search(self.cluster.articles, body)
        found: dict[FacetValue, Spread] = {}
        for number, bucket in answer["aggregations"]["values"]["buckets"].items():
            if bucket["first"]["value"] is None:
                continue
            first, last = (dt.date.fromordinal(int(bucket[end]["value"])) for end in ("first", "last"))
            months = {one["key"]: one["doc_count"] for one in bucket["months"]["buckets"]}
            found[values[int(number)]] = Spread(first, last, dict(sorted(months.items())))
        return found


def _days(buckets: Iterable[Mapping[str, int]]) -> dict[dt.date, int]:
    """How many articles were published on each day, from the cluster's answer."""
    return {dt.date.fromordinal(one["key"]): one["doc_count"] for one in buckets}
