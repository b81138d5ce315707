"""The index of people, places or organisations: who is named, how often, in how many articles."""

from __future__ import annotations

import string
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from articles.entities.places.countries import country_name
from articles.models import Entity, MergeSuggestion
from articles.pages.entities.namesakes import named_like
from articles.pages.entities.sparkline import Bar, sparklines
from articles.pages.shared.dates import days_shown, month_shown
from articles.pages.shared.paging import Listed, paging
from articles.search.backend import IndexMissing, SearchBackend, Spread
from articles.text import fold

ENTITIES_A_PAGE = 50
ORDERS = {
    "articles": ("most articles", ("-article_count", "name")),
    "mentions": ("most mentions", ("-mention_count", "name")),
    "name": ("name", ("name", "pk")),
}
OTHER = "#"
LETTERS = (*string.ascii_uppercase, OTHER)
HEADINGS = {"person": "People", "place": "Places", "org": "Organisations"}


@dataclass(frozen=True, slots=True)
class Order:
    """One way to sort the index, for a link."""

    value: str
    label: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with which names begin, for a link; "#" stands for all that begin with none of A to Z."""

    letter: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity with where it lies or belongs, when it was written about, and, for editors, who may be the same."""

    entity: Entity
    country: str
    spread: Spread | None
    bars: tuple[Bar, ...]
    alike: Entity | None

    @property
    def days(self) -> str:
        """The first and last day on which an article about it was published, in words."""
        return days_shown(self.spread.first, self.spread.last) if self.spread else ""

    @property
    def busiest(self) -> str:
        """The sparkline in words."""
        if self.spread is None:
            return ""
        counts = self.spread.months
        month = max(counts, key=lambda key: (counts[key], key))
        return f"{self.days}; most in {month_shown(month)}"


@dataclass(frozen=True, slots=True)
class EntitiesPage:
    kind: str
    heading: str
    text: str
    orders: tuple[Order, ...]
    letters: tuple[Letter, ...]
    entities: Listed[EntityRow]
    single: bool
    single_url: str


def entities_page(
    kind: str,
    backend: SearchBackend,
    text: str = "",
    order: str = "",
    page: int = 1,
    letter: str = "",
    alike: bool = False,
    single: bool = False,
) -> EntitiesPage:
    """Entities of a kind that some article names, found by any of their names or by the first letter. Raises NoSuchPage.

    ``alike``: say of each who may be the same, as editors want to know. ``single``: list also the people of whom only one
    word is known, from one article, who are given names and faults of reading for the most part.
    """
    letter = letter.upper() if letter.upper() in LETTERS else ""
    order = order if order in ORDERS else "name" if letter else "articles"
    rows = _found(kind, text, letter, single).order_by(*ORDERS[order][1])
    total = rows.count()
    base = _base(text, order, letter)
    place = paging(page, total, ENTITIES_A_PAGE, f"{base}single=1&" if single else base)
    first = (place.number - 1) * ENTITIES_A_PAGE
    orders = tuple(
        Order(value, label, _link(text, value, letter), value == order)
        for value, (label, _) in ORDERS.items()
    )
    letters = tuple(Letter(one, _link(text, "", one), one == letter) for one in LETTERS)
    shown = _rows(list(rows[first : first + ENTITIES_A_PAGE]), backend, alike)
    listed = Listed(shown, total, place)
    return EntitiesPage(kind, HEADINGS[kind], text, orders, letters, listed, single, f"{base}single=1")


def _rows(entities: list[Entity], backend: SearchBackend, alike: bool) -> list[EntityRow]:
    """The rows of a page: two questions to the index and the database, however many they are."""
    try:
        spread = backend.spreads([(entity.kind, entity.slug) for entity in entities])
    except IndexMissing:
        spread = {}
    found = [spread.get((entity.kind, entity.slug)) for entity in entities]
    bars = sparklines([one.months if one else {} for one in found])
    others = _alike(entities) if alike else {}
    return [
        EntityRow(entity, _country(entity), one, drawn, others.get(entity.pk))
        for entity, one, drawn in zip(entities, found, bars, strict=True)
    ]


def _country(entity: Entity) -> str:
    """The region and country of an entity, where it is not that country itself."""
    country = country_name(entity.country_code)
    return ", ".join(part for part in (entity.region, country) if part and part != entity.name)


def _alike(entities: list[Entity]) -> dict[int, Entity]:
    """Of each entity the one that it is most like, where an editor has not answered yet."""
    found: dict[int, Entity] = {}
    for row in MergeSuggestion.about(entities).select_related("first", "second").order_by("score"):
        found[row.first_id] = row.second
        found[row.second_id] = row.first
    return found


def _found(kind: str, text: str, letter: str, single: bool) -> QuerySet[Entity]:
    entities = Entity.objects.filter(kind=kind, merged_into=None, article_count__gt=0)
    if kind == "person" and not (single or text):
        entities = entities.filter(Q(article_count__gt=1) | Q(curated=True) | Q(name__contains=" "))
    if key := fold(text):
        entities = entities.filter(named_like(Q(folded__contains=key)) | Q(name__icontains=text))
    if letter == OTHER:
        entities = entities.exclude(name__iregex=r"^[a-z]")
    elif letter:
        entities = entities.filter(name__istartswith=letter)
    return entities


def _link(text: str, order: str, letter: str) -> str:
    return _base(text, order, letter).rstrip("&?") or "?"


def _base(text: str, order: str, letter: str) -> str:
    parameters = {"q": text} if text else {}
    if letter:
        parameters["letter"] = letter
    if order and order != ("name" if letter else "articles"):
        parameters["sort"] = order
    return f"?{urlencode(parameters)}&" if parameters else "?"
