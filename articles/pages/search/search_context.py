"""The search from which an article was opened: its place among the results, its neighbours, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from articles.models import Article
from articles.pages.search.hit_names import CHOSEN_KINDS
from articles.pages.search.result_places import PLACE_PARAMETER, read_place, result_querystring, results_url
from articles.pages.search.search_page import grouped_as_usual, with_slugs
from articles.search.backend import IndexMissing, SearchBackend
from articles.search.query.query import Query
from articles.search.results import Results


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The article one place before or behind, opened from the same search."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class SearchContext:
    """``place`` of ``lines`` is where the article stands in the list, 0 where it no longer does.

    ``version``: it stands there under another report of its story. ``terms``: the analysed words to mark.
    ``chosen``: the people, places and organisations chosen as filters, as (kind, slug), whose namings are marked too.
    """

    text: str
    querystring: str
    place: int
    lines: int
    version: bool
    back_url: str
    previous: Neighbour | None
    following: Neighbour | None
    terms: frozenset[str]
    chosen: frozenset[tuple[str, str]]


def search_context(
    article: Article, parameters: Mapping[str, str], asked: Query, backend: SearchBackend
) -> SearchContext | None:
    """The context that an article's address carries; None where it carries none. Without an index it is the way back."""
    place = read_place(parameters.get(PLACE_PARAMETER, ""))
    if not (place or asked.text or asked.constraints):
        return None
    query = with_slugs(asked)
    try:
        results, first = _around(query, place, backend)
    except IndexMissing:
        results, first = Results(total=0), 1
    at = next(
        (n for n, hit in enumerate(results.hits, first) if article.pk in (hit.article_id, *hit.others)), 0
    )
    near = {first + n: hit.article_id for n, hit in enumerate(results.hits)}
    around = {at - 1: near.get(at - 1), at + 1: near.get(at + 1)} if at else {}
    rows = Article.objects.only("title", "slug").in_bulk([pk for pk in around.values() if pk])
    found = {n: _neighbour(rows[pk], query, n) for n, pk in around.items() if pk in rows}
    return SearchContext(
        text=query.text,
        querystring=result_querystring(query, at or place),
        place=at,
        lines=results.lines,
        version=bool(at) and near[at] != article.pk,
        back_url=results_url(query, at or place),
        previous=found.get(at - 1),
        following=found.get(at + 1),
        terms=results.terms,
        chosen=frozenset((kind, slug) for kind in CHOSEN_KINDS for slug in query.chosen.get(kind, ())),
    )


def _around(query: Query, place: int, backend: SearchBackend) -> tuple[Results, int]:
    """A stretch of the results that holds a place and both of its neighbours, and the place where it begins."""
    size = 3
    before = max(0, place - 2)
    # The smallest page that holds them all; a page of results may begin or end between two of them.
    while before // size != (before + 2) // size:
        size += 1
    number = before // size + 1
    grouped = query.grouped if query.grouped is not None else grouped_as_usual(query)
    wanted = replace(query, grouped=grouped, page=number, page_size=size)
    return backend.search(wanted, facets=()), (number - 1) * size + 1


def _neighbour(article: Article, query: Query, place: int) -> Neighbour:
    return Neighbour(article.title, f"{article.get_absolute_url()}?{result_querystring(query, place)}")
