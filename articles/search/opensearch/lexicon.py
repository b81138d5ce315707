"""The lexicon: what a query must know of the index before it can be asked: words, spellings, names of values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import OSA

from articles.search.index.spelling import TWO_EDITS_FROM_CHARACTERS, nearness
from articles.search.opensearch.client import Cluster

NAMED_MAX = 10_000
# A word that stands in however many articles may be a better spelling.
ANY_FREQUENCY = 2_000_000_000
_KEY = re.compile(r"[a-z0-9.]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Asks the cluster for words; each method is one request."""

    cluster: Cluster

    def with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Unstemmed words with this prefix, the most frequent first."""
        if not _KEY.fullmatch(prefix):
            return []
        pattern = prefix.replace(".", "\\.") + ".*"
        order = [{"_count": "desc"}, {"_key": "asc"}]
        terms = {"field": "words", "include": pattern, "size": limit, "shard_size": limit * 5, "order": order}
        body = {
            "size": 0,
            "query": {"constant_score": {"filter": {"prefix": {"words": prefix}}}},
            "aggs": {"words": {"terms": terms}},
        }
        answer = self.cluster.search(self.cluster.articles, body)
        return [bucket["key"] for bucket in answer["aggregations"]["words"]["buckets"]]

    def spelt_like(self, word: str, limit: int) -> list[str]:
        """Unstemmed words within a small edit distance but the word itself, in the order of `spelling.nearness`."""
        if not word:
            return []
        edits = 1 if len(word) < TWO_EDITS_FROM_CHARACTERS else 2
        asked = {
            "field": "words",
            "size": 1_000,
            "shard_size": 1_000,
            "max_edits": edits,
            "prefix_length": 0,
            "min_word_length": 1,
            "suggest_mode": "always",
            "string_distance": "damerau_levenshtein",
            "accuracy": 0.0,
            "max_term_freq": ANY_FREQUENCY,
            "max_inspections": 10,
        }
        body = {"size": 0, "suggest": {"near": {"text": word, "term": asked}}}
        answer = self.cluster.search(self.cluster.articles, body)
        options = [option for entry in answer["suggest"]["near"] for option in entry["options"]]
        near = [(option["text"], OSA.distance(word, option["text"]), option["freq"]) for option in options]
        close = [one for one in near if 0 < one[1] <= edits]
        return [one[0] for one in sorted(close, key=lambda one: nearness(word, *one))[:limit]]

    def frequency(self, word: str) -> int:
        """In how many articles an unstemmed word stands."""
        query = {"term": {"words": word}}
        answer = self.cluster.ask(
            lambda client: client.count(index=self.cluster.articles, body={"query": query})
        )
        return int(answer["count"])

    def named(self, facet: str, words: str) -> frozenset[str]:
        """The facet values that have a name containing these folded words."""
        if not words:
            return frozenset()
        filters: Sequence[dict[str, Any]] = (
            {"term": {"facet": facet}},
            {"match_phrase": {"names": {"query": words}}},
        )
        body = {
            "size": NAMED_MAX,
            "_source": False,
            "docvalue_fields": ["value"],
            "query": {"bool": {"filter": list(filters)}},
        }
        answer = self.cluster.search(self.cluster.names, body)
        return frozenset(hit["fields"]["value"][0] for hit in answer["hits"]["hits"])
