"""The facets of a result as boxes of links: what narrows the search, what is chosen, what is excluded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from django.urls import reverse

from articles.pages.search.facet_labels import VALUES_MAX, Labels
from articles.search.facets import LISTED_FACETS, NO_VALUE, Facet
from articles.search.query.facet_links import FacetLinks
from articles.search.query.query import Query
from articles.search.results import Results

# A box shows so many values at once; where there are more, they are behind "more", searched, or all on a page.
VALUES_SHOWN = 8
# Each is said once, under the places, though the first widens where articles were reported from too.
SWITCH_LABELS = {"within": "and places within", "nationalities": "include nationalities"}


class FacetValue(NamedTuple):
    """One facet value and the searches that it leads to; a month belongs to its year (``inside``).

    ``picked``: chosen or excluded. A tuple, because a page has hundreds and templates unpack them in their loops.
    """

    value: str
    label: str
    count: int
    url: str
    exclude_url: str
    picked: bool
    excluded: bool
    inside: bool = False

    @property
    def chosen(self) -> bool:
        return self.picked and not self.excluded


@dataclass(frozen=True, slots=True)
class Switch:
    """A switch that widens a facet, its state, and the search with it toggled."""

    label: str
    on: bool
    url: str


@dataclass(frozen=True, slots=True)
class FacetBox:
    """A facet with what is chosen or excluded, its first values, some more, the articles without any, and its switches.

    ``total`` says how many values there are; ``page`` is the address of the page that lists them all within the search,
    ``address`` the same without it.
    """

    facet: Facet
    picked: tuple[FacetValue, ...]
    shown: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]
    none: FacetValue | None
    total: int
    address: str
    page: str
    switches: tuple[Switch, ...] = ()

    @property
    def values(self) -> tuple[FacetValue, ...]:
        return self.picked + self.shown + self.more

    @property
    def is_long(self) -> bool:
        """Whether the values are too many to be looked through at a glance."""
        return self.total > VALUES_SHOWN

    @property
    def is_searched(self) -> bool:
        """Whether the box has a field to find a value by its name; days have fields of their own."""
        return self.is_long and self.facet.name != "month"


def facet_boxes(
    query: Query, results: Results, labels: Labels, values_max: int = VALUES_MAX
) -> Iterator[FacetBox]:
    """The boxes of a results page, those of facets without any value left out."""
    searched = query.on_page(1).to_querystring()
    for facet in LISTED_FACETS:
        values = list(islice(facet_values(facet, query, results, labels), values_max))
        switches = tuple(_switches(facet, query))
        none = _none(facet, query, results, labels)
        if values or (none and none.picked) or any(switch.on for switch in switches):
            picked = tuple(value for value in values if value.picked)
            rest, room = tuple(values[len(picked) :]), max(0, VALUES_SHOWN - len(picked))
            total = max(len(values), results.values.get(facet.name, 0))
            yield FacetBox(
                facet,
                picked,
                rest[:room],
                rest[room:],
                none,
                total,
                facet_url(facet),
                facet_url(facet, searched),
                switches,
            )


def facet_url(facet: Facet, searched: str = "") -> str:
    """The page that lists every value of a facet, within a search where one is given."""
    address = reverse("search-facet", args=(facet.name,))
    return f"{address}?{searched}" if searched else address


def _switches(facet: Facet, query: Query) -> Iterator[Switch]:
    for name in facet.switches if facet.name == "place" else ():
        yield Switch(SWITCH_LABELS[name], name in query.switched, _link(query.switching(name)))


def facet_values(
    facet: Facet, query: Query, results: Results, labels: Labels, address: str = ""
) -> Iterator[FacetValue]:
    """The chosen and excluded values first, even those without articles, then the counted ones.

    ``address`` is that of the results, where the links are shown on another page.
    """
    counts = results.facets.get(facet.name, {})
    picked = [value for value in _picked(facet, query) if value != NO_VALUE]
    make = _maker(facet, query, labels, address)
    yield from (make(value, counts.get(value, 0)) for value in picked)
    yield from (make(value, count) for value, count in counts.items() if value not in picked)


def _none(facet: Facet, query: Query, results: Results, labels: Labels) -> FacetValue | None:
    """The articles that carry no value, where a page offers them or they are chosen."""
    count = results.without.get(facet.name, 0)
    if NO_VALUE not in _picked(facet, query) and not (facet.none and count):
        return None
    return _maker(facet, query, labels, "")(NO_VALUE, count)


def _picked(facet: Facet, query: Query) -> tuple[str, ...]:
    return (*query.chosen.get(facet.name, ()), *query.excluded.get(facet.name, ()))


def _maker(facet: Facet, query: Query, labels: Labels, address: str) -> Callable[[str, int], FacetValue]:
    """Makes the values of a facet. Their links within the results lead back to its box: a narrow screen goes on there."""
    links = FacetLinks.of(query, facet.name)
    name, excluded, picked = facet.name, links.excluded, links.chosen | links.excluded
    place, is_month = "" if address else f"#at-{facet.name}", facet.name == "month"

    def make(value: str, count: int) -> FacetValue:
        return FacetValue(
            value,
            labels[name, value],
            count,
            f"{address}?{links.toggled(value)}{place}",
            f"{address}?{links.excluding(value)}{place}",
            value in picked,
            value in excluded,
            is_month and "-" in value,
        )

    return make


def _link(query: Query) -> str:
    return f"?{query.to_querystring()}"
