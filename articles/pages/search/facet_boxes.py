"""The facets of a result as boxes of links: what narrows the search, what is chosen, what is excluded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articles.pages.search.facet_labels import VALUES_MAX, Labels
from articles.search.facets import LISTED_FACETS, Facet
from articles.search.query.facet_links import FacetLinks
from articles.search.query.query import Query
from articles.search.results import Results

VALUES_SHOWN = 6
# Each is said once, under the places, though the first widens where articles were reported from too.
SWITCH_LABELS = {"within": "and places within", "nationalities": "include nationalities"}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One facet value and the searches that it leads to; a month belongs to its year."""

    value: str
    label: str
    count: int
    chosen: bool
    excluded: bool
    url: str
    exclude_url: str
    inside: bool = False

    @property
    def picked(self) -> bool:
        """Whether the value is chosen or excluded."""
        return self.chosen or self.excluded


@dataclass(frozen=True, slots=True)
class Switch:
    """A switch that widens a facet, its state, and the search with it toggled."""

    label: str
    on: bool
    url: str


@dataclass(frozen=True, slots=True)
class FacetBox:
    """A facet with its first values, the rest behind "more", and its switches."""

    facet: Facet
    shown: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]
    switches: tuple[Switch, ...] = ()

    @property
    def values(self) -> tuple[FacetValue, ...]:
        return self.shown + self.more


def facet_boxes(query: Query, results: Results, labels: Labels) -> Iterator[FacetBox]:
    for facet in LISTED_FACETS:
        values = list(_facet_values(facet, query, results, labels))
        switches = tuple(_switches(facet, query))
        if values or any(switch.on for switch in switches):
            yield FacetBox(facet, tuple(values[:VALUES_SHOWN]), tuple(values[VALUES_SHOWN:]), switches)


def _switches(facet: Facet, query: Query) -> Iterator[Switch]:
    for name in facet.switches if facet.name == "place" else ():
        yield Switch(SWITCH_LABELS[name], name in query.switched, _link(query.switching(name)))


def _facet_values(facet: Facet, query: Query, results: Results, labels: Labels) -> Iterator[FacetValue]:
    """The chosen and excluded values first, even those without articles, then the counted ones, as many as are shown."""
    counts = results.facets.get(facet.name, {})
    chosen, excluded = query.chosen.get(facet.name, ()), query.excluded.get(facet.name, ())
    picked = (*chosen, *excluded)
    rest = [value for value in counts if value not in picked]
    ordered = (*picked, *(_by_time(rest) if facet.name == "month" else rest))
    links = FacetLinks.of(query, facet.name)
    for value in ordered[:VALUES_MAX]:
        yield FacetValue(
            value=value,
            label=labels[facet.name, value],
            count=counts.get(value, 0),
            chosen=value in chosen,
            excluded=value in excluded,
            url=f"?{links.toggled(value)}",
            exclude_url=f"?{links.excluding(value)}",
            inside=facet.name == "month" and "-" in value,
        )


def _by_time(values: list[str]) -> list[str]:
    """Years from the newest, each before its months.

    >>> _by_time(["2017-10", "2021", "2017", "2021-07"])
    ['2021', '2021-07', '2017', '2017-10']
    """
    return sorted(values, key=lambda value: (value[:4], "99" if len(value) == 4 else value), reverse=True)


def _link(query: Query) -> str:
    return f"?{query.to_querystring()}"
