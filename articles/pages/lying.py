"""Where does a place lie, and what lies in it? Country, region, the places within, and the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from articles.entities.countries import country_name, is_country
from articles.models import Entity
from articles.pages.outlines import PlaceMap, place_map

WITHIN_MAX = 30


@dataclass(frozen=True, slots=True)
class Above:
    """The region or country that a place lies in; without an address where nothing names it."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Lying:
    """``within`` are the places in it that articles name, each with its `article_count`, the most often named first."""

    above: tuple[Above, ...]
    within: tuple[Entity, ...]
    search_within_url: str
    map: PlaceMap | None


def lying_of(entity: Entity) -> Lying | None:
    """Where a place lies; None for what is no place."""
    if entity.kind != "place":
        return None
    within = tuple(_within(entity))
    slugs = [entity.slug, *(place.slug for place in within)]
    search = f"{reverse('search')}?{urlencode({'place': slugs}, doseq=True)}" if within else ""
    return Lying(_above(entity), within, search, _map(entity, within))


def _above(entity: Entity) -> tuple[Above, ...]:
    if is_country(entity.gazetteer_id, entity.country_code):
        return ()
    country = country_name(entity.country_code)
    names = [name for name in (country, entity.region) if name and name != entity.name]
    on_file = Entity.objects.filter(
        kind="place", name__in=names, country_code=entity.country_code, merged_into=None
    )
    addresses = {
        place.name: place.get_absolute_url() for place in on_file.exclude(pk=entity.pk).order_by("-pk")
    }
    return tuple(Above(name, addresses.get(name, "")) for name in names)


def _within(entity: Entity) -> Sequence[Entity]:
    if not entity.country_code:
        return ()
    inside = Entity.objects.filter(kind="place", country_code=entity.country_code, merged_into=None)
    if not is_country(entity.gazetteer_id, entity.country_code):
        inside = inside.filter(region=entity.name)
    named = inside.exclude(pk=entity.pk).filter(mentions__isnull=False)
    counted = named.annotate(article_count=Count("mentions__article", distinct=True))
    return list(counted.order_by("-article_count", "name")[:WITHIN_MAX])


def _map(entity: Entity, within: Sequence[Entity]) -> PlaceMap | None:
    if entity.latitude is None or entity.longitude is None:
        return None
    dots = [
        (place.name, place.get_absolute_url(), place.latitude, place.longitude)
        for place in within
        if place.latitude is not None and place.longitude is not None
    ]
    wide = is_country(entity.gazetteer_id, entity.country_code)
    return place_map(entity.name, entity.latitude, entity.longitude, dots, wide=wide)
