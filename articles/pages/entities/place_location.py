"""The location of a place: country, region, the places within it, and the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.entities.places.countries import is_country
from articles.ingest.indexing.place_ancestry import surroundings
from articles.models import Entity
from articles.pages.article.facts import search_url
from articles.pages.entities.map_outlines import PlaceMap, place_map

WITHIN_MAX = 30


@dataclass(frozen=True, slots=True)
class Above:
    """The region or country that a place lies in; without an address where nothing names it."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class PlaceLocation:
    """``within`` are the places in it that articles name, each with its `article_count`, the most often named first."""

    above: tuple[Above, ...]
    within: tuple[Entity, ...]
    search_within_url: str
    map: PlaceMap | None


def place_location(entity: Entity) -> PlaceLocation | None:
    """Where a place lies; None for what is no place."""
    if entity.kind != "place":
        return None
    within = tuple(_within(entity))
    search = search_url(place=entity.slug, within="on") if within else ""
    return PlaceLocation(_above(entity), within, search, _map(entity, within))


def _above(entity: Entity) -> tuple[Above, ...]:
    """The country first, then the region, as the search counts it for them ("and places within")."""
    around = surroundings([entity]).get(entity.pk, ())
    on_file = Entity.objects.filter(kind="place", slug__in=[one.slug for one in around], merged_into=None)
    addresses = {place.slug: place.get_absolute_url() for place in on_file.exclude(pk=entity.pk)}
    return tuple(Above(one.name, addresses.get(one.slug, "")) for one in reversed(around))


def _within(entity: Entity) -> Sequence[Entity]:
    if not entity.country_code:
        return ()
    inside = Entity.objects.filter(kind="place", country_code=entity.country_code, merged_into=None)
    if not is_country(entity.gazetteer_id, entity.country_code):
        inside = inside.filter(region=entity.name)
    named = inside.exclude(pk=entity.pk).filter(article_count__gt=0)
    return list(named.order_by("-article_count", "name")[:WITHIN_MAX])


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
