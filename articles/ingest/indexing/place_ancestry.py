"""The region and country of a place, under the names that the index knows them by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from anyascii import anyascii
from django.db.models import Q
from django.utils.text import slugify

from articles.entities.places.countries import country_gazetteer_id, country_name, is_country
from articles.models import Entity

# In the gazetteer, the id of a region is its ISO 3166-2 code behind this.
REGION_ID_PREFIX = "iso:"


class Surrounding(NamedTuple):
    """A region or country: its slug in the place facet, and its name."""

    slug: str
    name: str


class _Wanted(NamedTuple):
    """A stored place to look up: a country by gazetteer id, a region by name and country."""

    name: str
    country_code: str
    gazetteer_id: str

    @property
    def slug(self) -> str:
        """The slug of the place once it is stored."""
        return slugify(anyascii(self.name))


def surroundings(places: Iterable[Entity]) -> dict[int, tuple[Surrounding, ...]]:
    """For each place id the places that contain it, the region before the country. At most one query."""
    wanted = {place.pk: _wanted(place) for place in places if place.kind == "place" and place.country_code}
    known = _on_file({one for several in wanted.values() for one in several})
    found = {pk: tuple(known[one] for one in several if one in known) for pk, several in wanted.items()}
    return {pk: several for pk, several in found.items() if several}


def _wanted(place: Entity) -> tuple[_Wanted, ...]:
    code = place.country_code
    if is_country(place.gazetteer_id, code):
        return ()
    country = _Wanted(country_name(code), code, country_gazetteer_id(code))
    if not place.region or place.gazetteer_id.startswith(REGION_ID_PREFIX):
        return (country,)
    return _Wanted(place.region, code, ""), country


def _on_file(wanted: Collection[_Wanted]) -> Mapping[_Wanted, Surrounding]:
    """Each place with its slug; one not stored yet gets its future slug, unless another place has that."""
    if not wanted:
        return {}
    by_id = Q(gazetteer_id__in={one.gazetteer_id for one in wanted} - {""})
    named = Q(gazetteer_id__startswith=REGION_ID_PREFIX, name__in={one.name for one in wanted})
    rows = Entity.objects.filter(by_id | named | Q(slug__in={one.slug for one in wanted}), kind="place")
    taken, known = set(), {}
    for row in rows.select_related("merged_into"):
        own = row.merged_into or row
        taken.add(row.slug)
        if row.gazetteer_id.startswith(REGION_ID_PREFIX):
            known[row.name, row.country_code] = Surrounding(own.slug, own.name)
        elif row.gazetteer_id:
            known[row.gazetteer_id, ""] = Surrounding(own.slug, own.name)
    found: dict[_Wanted, Surrounding] = {}
    for one in wanted:
        key = (one.gazetteer_id, "") if one.gazetteer_id else (one.name, one.country_code)
        if key in known:
            found[one] = known[key]
        elif one.slug and one.slug not in taken:
            found[one] = Surrounding(one.slug, one.name)
    return found
