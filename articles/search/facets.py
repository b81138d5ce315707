"""The facets of the reading room, declared once, in the order in which pages show them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search.

    ``name`` is its word in URLs and JSON, ``label`` its heading on the page, ``many`` whether an article can carry
    several values of it. Values are slugs, but for months: ``2021-07`` and, above them, ``2021``.
    """

    name: str
    label: str
    many: bool = False


FACETS: tuple[Facet, ...] = (
    Facet("outlet", "Outlet"),
    Facet("month", "Published"),
    Facet("dateline", "Reported from"),
    Facet("person", "People", many=True),
    Facet("place", "Places", many=True),
    Facet("org", "Organisations", many=True),
    Facet("agency", "Agency"),
)
FACET_NAMES: tuple[str, ...] = tuple(facet.name for facet in FACETS)
