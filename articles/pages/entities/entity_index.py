"""The index of people, places or organisations: who is named, how often, in how many articles."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from articles.models import Entity
from articles.pages.entities.namesakes import named_like
from articles.pages.shared.paging import Listed, paging
from articles.text import fold

ENTITIES_A_PAGE = 50
ORDERS = {
    "articles": ("most articles", ("-article_count", "name")),
    "mentions": ("most mentions", ("-mention_count", "name")),
    "name": ("name", ("name", "pk")),
}
HEADINGS = {"person": "People", "place": "Places", "org": "Organisations"}


@dataclass(frozen=True, slots=True)
class Order:
    """One way to sort the index, for a link."""

    value: str
    label: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class EntitiesPage:
    kind: str
    heading: str
    text: str
    orders: tuple[Order, ...]
    entities: Listed[Entity]


def entities_page(kind: str, text: str = "", order: str = "articles", page: int = 1) -> EntitiesPage:
    """Entities of a kind that some article names, found by any of their names. Raises NoSuchPage."""
    order = order if order in ORDERS else "articles"
    rows = _found(kind, text).order_by(*ORDERS[order][1])
    total = rows.count()
    place = paging(page, total, ENTITIES_A_PAGE, _base(text, order))
    first = (place.number - 1) * ENTITIES_A_PAGE
    orders = tuple(
        Order(value, label, _base(text, value).rstrip("&?") or "?", value == order)
        for value, (label, _) in ORDERS.items()
    )
    return EntitiesPage(
        kind, HEADINGS[kind], text, orders, Listed(rows[first : first + ENTITIES_A_PAGE], total, place)
    )


def _found(kind: str, text: str) -> QuerySet[Entity]:
    entities = Entity.objects.filter(kind=kind, merged_into=None, article_count__gt=0)
    if key := fold(text):
        entities = entities.filter(named_like(Q(folded__contains=key)) | Q(name__icontains=text))
    return entities


def _base(text: str, order: str) -> str:
    parameters = {"q": text} if text else {}
    if order != "articles":
        parameters["sort"] = order
    return f"?{urlencode(parameters)}&" if parameters else "?"
