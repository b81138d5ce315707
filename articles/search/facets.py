"""The facets of the reading room, declared once, in the order in which pages show them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

# What a switch of the URL adds to a facet's values: what a place lies in; the countries of nationalities ("Afghan").
SWITCHES: tuple[str, ...] = ("within", "nationalities")
# Stands in the URL for the articles that carry no value of a facet; no slug begins with an underscore.
NO_VALUE = "_none"


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search.

    ``name`` is its word in URLs and JSON, ``label`` its heading on the page, ``many`` whether an article can carry
    several values of it. Values are slugs, but for months: ``2021-07`` and, above them, ``2021``. ``switches`` are
    those that widen it; a value is offered when at least ``least`` articles carry it. A facet that is not ``listed`` has
    so many values that only a query asks for it. ``none`` and ``some`` name the articles without any value and those with
    one, where a page offers them.
    """

    name: str
    label: str
    many: bool = False
    switches: tuple[str, ...] = ()
    least: int = 1
    listed: bool = True
    none: str = ""
    some: str = ""

    def column(self, switched: Collection[str]) -> str:
        """Under which name an article's values are kept with these switches on.

        >>> Facet("place", "Places", switches=("within", "nationalities")).column({"nationalities"})
        'place_nationalities'
        """
        return "_".join((self.name, *(switch for switch in self.switches if switch in switched)))


FACETS: tuple[Facet, ...] = (
    Facet("outlet", "Outlet", none="no outlet", some="any outlet"),
    Facet("month", "Published", none="undated", some="dated"),
    Facet("dateline", "Reported from", switches=("within",), none="no dateline", some="any dateline"),
    Facet("person", "People", many=True),
    Facet("place", "Places", many=True, switches=("within", "nationalities")),
    Facet("org", "Organisations", many=True),
    Facet("agency", "Agency"),
    Facet("language", "Language", none="language unknown", some="language known"),
    Facet("story", "Stories", least=2),
    Facet("slug", "Slug", many=True, listed=False),
    Facet("number", "Number", many=True, listed=False),
)
LISTED_FACETS: tuple[Facet, ...] = tuple(facet for facet in FACETS if facet.listed)
FACETS_BY_NAME: dict[str, Facet] = {facet.name: facet for facet in FACETS}
FACET_NAMES: tuple[str, ...] = tuple(FACETS_BY_NAME)


def _columns(facet: Facet) -> list[str]:
    subsets = (on for count in range(len(facet.switches) + 1) for on in combinations(facet.switches, count))
    return [facet.column(on) for on in subsets]


# Every column of values, and the facet whose own values stand in it where an article gives it none.
COLUMNS: dict[str, str] = {column: facet.name for facet in FACETS for column in _columns(facet)}
