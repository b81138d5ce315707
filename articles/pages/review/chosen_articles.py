"""Which articles a change of many is for: a search, a queue of review or an import, as the address says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from articles.ingest.reviewing.many_articles import ARTICLES_MAX
from articles.models import Article, Import, ImportItem
from articles.pages.review.queues import known_queue, queue_label, waiting
from articles.pages.search.search_page import with_slugs
from articles.search.backend import SearchBackend
from articles.search.query.parameters import PAGE_SIZE_MAX
from articles.search.query.query import Query

# What of the address belongs to the change and not to the choice of articles.
SETTING = ("set-outlet", "set-published", "set-language", "everywhere", "preview", "page", "count")


@dataclass(frozen=True, slots=True)
class Chosen:
    """``total`` articles are meant; ``pks`` are at most as many as one change takes.

    ``kept`` are the parameters of the address that say which.
    """

    described: str
    total: int
    pks: Sequence[int]
    kept: tuple[tuple[str, str], ...]

    @property
    def too_many(self) -> bool:
        return self.total > len(self.pks)


def chosen_articles(asked: QueryDict, backend: SearchBackend) -> Chosen:
    """The articles that ``queue``, ``import`` or a search's parameters mean. Raises IndexMissing."""
    if queue := known_queue(asked.get("queue", "")):
        rows = waiting(queue).values_list("pk", flat=True)
        described = f"the queue “{queue_label(queue)}”"
        return Chosen(described, rows.count(), list(rows[:ARTICLES_MAX]), (("queue", queue),))
    if (number := asked.get("import", "")).isascii() and number.isdecimal():
        return _of_import(int(number[:12]))
    query = with_slugs(Query.from_params(asked))
    pks, total = _found(query, backend)
    words = _in_words(query)
    described = f"the search {words}" if words else "all articles"
    kept = [
        (name, value) for name, values in asked.lists() if name not in SETTING for value in values if value
    ]
    return Chosen(described, total, pks, tuple(kept))


def _in_words(query: Query) -> str:
    """What is searched for, as the log of changes says it; empty for everything.

    >>> _in_words(Query.from_params([("q", "ferry"), ("-outlet", "the-dial"), ("from", "2021-07-08")]))
    '“ferry”, not outlet the-dial, from 2021-07-08'
    """
    said = [f"“{query.text}”"] if query.text else []
    said += [f"{'not ' if one.excluded else ''}{one.name} {one.value}" for one in query.constraints]
    return ", ".join(said)


def _of_import(number: int) -> Chosen:
    batch = Import.objects.filter(pk=number).first()
    items = {"importitem__batch": number, "importitem__outcome__in": ImportItem.STORED}
    reports = {
        "itemreport__item__batch": number,
        "itemreport__outcome__in": ImportItem.STORED,
    }
    found = set(Article.objects.filter(**items).values_list("pk", flat=True))
    found |= set(Article.objects.filter(**reports).values_list("pk", flat=True))
    described = f"what came with {batch}" if batch else "an import that is not here"
    return Chosen(described, len(found), sorted(found)[:ARTICLES_MAX], (("import", str(number)),))


def _found(query: Query, backend: SearchBackend) -> tuple[list[int], int]:
    """The articles of a search, a page of the index at a time, and how many there are."""
    wanted = replace(query, page=1, page_size=PAGE_SIZE_MAX, grouped=False)
    pks: list[int] = []
    while True:
        results = backend.search(wanted)
        pks += [hit.article_id for hit in results.hits]
        if not results.hits or len(pks) >= min(results.total, ARTICLES_MAX):
            return pks[:ARTICLES_MAX], results.total
        wanted = wanted.on_page(wanted.page + 1)
