"""Ranking on two collections: Cranfield's judged queries, and news found again by its own headline."""

from __future__ import annotations

import json
import lzma
import random
from collections import defaultdict
from itertools import count, takewhile
from pathlib import Path

import pytest

from articles.search.backend import SearchDocument
from articles.search.query.query import Query
from articles.search.whoosh.backend import WhooshBackend
from tests.benchmarks.floors import held

HEADLINES = 300

pytestmark = pytest.mark.evaluation


def rows(path: Path) -> list[dict[str, str]]:
    with lzma.open(path, "rt") as lines:
        return [json.loads(line) for line in lines]


def plain(article_id: int, title: str, body: str) -> SearchDocument:
    return SearchDocument(article_id, title, body, "", "", None, {})


def ranking(backend: WhooshBackend, text: str) -> list[int]:
    """All that a query finds, best first."""
    asked = Query(text=text[:300], match="any", page_size=100)
    pages = ([hit.article_id for hit in backend.search(asked.on_page(n)).hits] for n in count(1))
    return [number for page in takewhile(bool, pages) for number in page]


def average_precision(ranked: list[int], relevant: set[int]) -> float:
    places = [place for place, number in enumerate(ranked, 1) if number in relevant]
    return sum(nth / place for nth, place in enumerate(places, 1)) / len(relevant)


def test_judged_queries_rank_at_least_as_well_as_bm25_with_porter(corpora: Path, tmp_path: Path) -> None:
    backend = WhooshBackend(tmp_path)
    docs = rows(corpora / "cranfield_docs.jsonl.xz")
    backend.rebuild(plain(int(doc["id"]), doc["title"], doc["text"]) for doc in docs)
    relevant: dict[str, set[int]] = defaultdict(set)
    for line in (corpora / "cranfield_qrels.txt").read_text().splitlines():
        query, _, document, grade = line.split()
        if int(grade) > 0:
            relevant[query].add(int(document))
    judged = [row for row in rows(corpora / "cranfield_queries.jsonl.xz") if relevant[row["id"]]]
    scores = [average_precision(ranking(backend, row["text"]), relevant[row["id"]]) for row in judged]
    assert len(scores) == 225
    held("cranfield_map_any", sum(scores) / len(scores))


def test_news_is_found_by_its_headline_though_only_its_text_is_searched(
    corpora: Path, tmp_path: Path
) -> None:
    news = rows(corpora / "news_sample.jsonl.xz")
    backend = WhooshBackend(tmp_path)
    backend.rebuild(plain(n, "", row["text"].removeprefix(row["title"])) for n, row in enumerate(news, 1))
    chosen = [
        n for n in random.Random(3).sample(range(len(news)), HEADLINES) if len(news[n]["title"].split()) > 2
    ]
    ranks = []
    for number in chosen:
        asked = Query(text=news[number]["title"].replace('"', " ")[:300], match="any", page_size=50)
        hits = [hit.article_id for hit in backend.search(asked).hits]
        ranks.append(1 / (hits.index(number + 1) + 1) if number + 1 in hits else 0.0)
    held("news_headline_mrr_any", sum(ranks) / len(ranks))
