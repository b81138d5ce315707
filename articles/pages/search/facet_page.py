"""Every value of one facet within a search: all of them or those with some words in their name, by number or A to Z."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from articles.pages.search.facet_boxes import FacetValue, facet_url, facet_values
from articles.pages.search.facet_labels import labels_for
from articles.pages.search.search_page import Choice, with_slugs
from articles.pages.shared.paging import Listed, paging
from articles.search.backend import SearchBackend
from articles.search.facets import Facet
from articles.search.index.facet_columns import month_key
from articles.search.query.query import Query
from articles.text import fold

VALUES_A_PAGE = 200
# A page reads the names of so many values, the most frequent ones.
VALUES_MAX = 10_000
FIND_MAX_CHARACTERS = 100
ORDERS = {"number": "number of articles", "name": "name"}
TIME_ORDERS = ORDERS | {"name": "time"}


@dataclass(frozen=True, slots=True)
class FacetPage:
    """``total`` counts the facet's values, ``read`` those that were looked through; ``hidden`` is the search as pairs."""

    facet: Facet
    find: str
    values: Listed[FacetValue]
    total: int
    read: int
    orders: tuple[Choice, ...]
    results_url: str
    everything_url: str
    hidden: tuple[tuple[str, str], ...]

    @property
    def picked(self) -> list[FacetValue]:
        return [value for value in self.values.rows if value.picked]

    @property
    def others(self) -> list[FacetValue]:
        return [value for value in self.values.rows if not value.picked]


def facet_page(facet: Facet, asked: Query, find: str, order: str, backend: SearchBackend) -> FacetPage:
    """Build the page; the query's page number is the page of values. Raises NoSuchPage, IndexMissing."""
    query = with_slugs(asked)
    find, order = find.strip()[:FIND_MAX_CHARACTERS], order if order in ORDERS else "number"
    results = backend.search(query.on_page(1), facets=(facet.name,), values_max=VALUES_MAX)
    labels = labels_for(results.facets, query, VALUES_MAX)
    every = list(facet_values(facet, query, results, labels, reverse("search")))
    kept = [value for value in every if fold(find) in fold(value.label)] if find else every
    ordered = _ordered(facet, kept, order)
    place = paging(query.page, len(ordered), VALUES_A_PAGE, f"{_url(facet, query, find, order)}&")
    first = (place.number - 1) * VALUES_A_PAGE
    searched = query.on_page(1).to_querystring()
    return FacetPage(
        facet=facet,
        find=find,
        values=Listed(ordered[first : first + VALUES_A_PAGE], len(ordered), place),
        total=max(len(every), results.values[facet.name]),
        read=len(every),
        orders=tuple(
            Choice(label, _url(facet, query, find, name), name == order)
            for name, label in (TIME_ORDERS if facet.name == "month" else ORDERS).items()
        ),
        results_url=f"{reverse('search')}?{searched}",
        everything_url=facet_url(facet, searched),
        hidden=tuple(query.on_page(1).to_params()),
    )


def _ordered(facet: Facet, values: list[FacetValue], order: str) -> list[FacetValue]:
    """What is chosen or excluded stays first; months have their own order, that of time, the latest first."""
    if order == "number":
        return sorted(values, key=lambda value: (not value.picked, -value.count))
    if facet.name == "month":
        return sorted(values, key=lambda value: (value.picked, month_key(value.value)), reverse=True)
    return sorted(values, key=lambda value: (not value.picked, fold(value.label), value.label))


def _url(facet: Facet, query: Query, find: str, order: str) -> str:
    pairs = [*query.on_page(1).to_params(), *([("find", find)] if find else []), ("order", order)]
    return f"{reverse('search-facet', args=(facet.name,))}?{urlencode(pairs)}"
