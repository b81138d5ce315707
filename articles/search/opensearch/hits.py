"""Hits: the order of a result, its pages, and every article of it one after the other, at one point in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

from articles.search.engine.ranking import OTHERS_MAX
from articles.search.opensearch.client import Body, Cluster
from articles.search.opensearch.mapping import RESULT_WINDOW_MAX
from articles.search.query.query import Query
from articles.search.results import Hit

WALKED_AT_ONCE = 1_000
KEPT_ALIVE = "2m"
REPORTS = "reports"
_DAY_DOWN = {"day": {"order": "desc", "missing": "_last"}}
_ROW_DOWN = {"article_id": "desc"}
_ORDERS: dict[str, list[Any]] = {
    "relevance": [{"_score": "desc"}, _DAY_DOWN, _ROW_DOWN],
    "newest": [_DAY_DOWN, _ROW_DOWN],
    "oldest": [{"day": {"order": "asc", "missing": "_last"}}, {"article_id": "asc"}],
    "added": [_ROW_DOWN],
}


def order_of(query: Query) -> list[Any]:
    """The order that a query asks for: unknown days last, the newer row first among equals."""
    return _ORDERS[query.order]


def is_deep(query: Query) -> bool:
    """Whether a page lies beyond what the cluster sorts at once."""
    return query.page * query.page_size > RESULT_WINDOW_MAX


def page_body(query: Query, grouped: bool) -> Body:
    """What a search asks for its page of hits. Of a deep page it asks none: that is walked to."""
    if is_deep(query):
        return {"size": 0}
    body: Body = {
        "from": (query.page - 1) * query.page_size,
        "size": query.page_size,
        "sort": order_of(query),
        "track_scores": True,
    }
    if grouped:
        # One more than a line shows: the best report is among them.
        inner = {"name": REPORTS, "size": OTHERS_MAX + 1, "sort": order_of(query), "_source": False}
        body["collapse"] = {"field": "line", "inner_hits": inner, "max_concurrent_group_searches": 4}
    return body


def hits_of(answer: Mapping[str, Any]) -> tuple[Hit, ...]:
    """The hits of a page from the cluster's answer."""
    return tuple(map(_hit, answer["hits"]["hits"]))


def _hit(found: Mapping[str, Any]) -> Hit:
    article, score = int(found["_id"]), float(found.get("_score") or 0.0)
    if REPORTS not in found.get("inner_hits", {}):
        return Hit(article, score)
    reports = found["inner_hits"][REPORTS]["hits"]
    others = tuple(int(hit["_id"]) for hit in reports["hits"] if int(hit["_id"]) != article)
    return Hit(article, score, others[:OTHERS_MAX], reports["total"]["value"])


def deep_page(cluster: Cluster, clause: Body, query: Query, grouped: bool) -> tuple[Hit, ...]:
    """A page beyond what the cluster sorts at once, walked to from the first."""
    first = (query.page - 1) * query.page_size
    lines = walk(cluster, clause, order_of(query), grouped)
    return tuple(Hit(pk) for pk in islice(lines, first, first + query.page_size))


def walk(cluster: Cluster, clause: Body, order: list[Any], grouped: bool = False) -> Iterator[int]:
    """The article of every line of a result in order, as it is at this moment, however many there are."""
    told: set[str] = set()
    with _moment(cluster) as moment:
        body: Body = {
            "query": clause,
            "size": WALKED_AT_ONCE,
            "sort": order,
            "pit": {"id": moment, "keep_alive": KEPT_ALIVE},
            "track_total_hits": False,
            "docvalue_fields": ["line"] if grouped else [],
            "_source": False,
        }
        while found := cluster.search("", body)["hits"]["hits"]:
            for hit in found:
                line = hit["fields"]["line"][0] if grouped else hit["_id"]
                if line not in told:
                    yield int(hit["_id"])
                if grouped:
                    told.add(line)
            body["search_after"] = found[-1]["sort"]


@contextmanager
def _moment(cluster: Cluster) -> Iterator[str]:
    """A point in time of the index: what changes meanwhile is not seen."""
    opened = cluster.ask(
        lambda client: client.create_pit(index=cluster.articles, params={"keep_alive": KEPT_ALIVE})
    )
    moment = str(opened["pit_id"])
    try:
        yield moment
    finally:
        cluster.ask(lambda client: client.delete_pit(body={"pit_id": [moment]}))
