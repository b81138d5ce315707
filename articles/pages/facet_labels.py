"""What a facet's values are called: slugs as the names of outlets, agencies and entities, months in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from articles.models import Agency, Entity, Outlet
from articles.pages.dates import month_shown
from articles.search.query import Query
from articles.search.results import FacetCount

ENTITY_KINDS = {"person": "person", "place": "place", "org": "org", "dateline": "place"}
# A facet of names may hold thousands; only those that a page can show need a name.
NAMED_MAX = 100


class Labels(dict[tuple[str, str], str]):
    """(facet, value) → its name; a value that nothing is known of is shown as it is."""

    def __missing__(self, key: tuple[str, str]) -> str:
        return month_shown(key[1]) if key[0] == "month" else key[1].replace("-", " ")


def labels_for(facets: Mapping[str, Sequence[FacetCount]], query: Query) -> Labels:
    """The names of all values that a page of these results can show, in one query a kind of thing."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for name, counts in facets.items():
        wanted[name].update(row.value for row in counts[:NAMED_MAX])
    for choice in query.choices:
        wanted[choice.name].add(choice.value)
    labels = Labels()
    for name, model in (("outlet", Outlet), ("agency", Agency)):
        if wanted[name]:
            rows = model.objects.filter(slug__in=wanted[name]).values_list("slug", "name")  # type: ignore[attr-defined]
            labels.update({(name, slug): label for slug, label in rows})
    for (kind, slug), label in _entity_names(wanted).items():
        labels.update({(name, slug): label for name, own in ENTITY_KINDS.items() if own == kind})
    return labels


def _entity_names(wanted: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], str]:
    slugs = {slug for name in ENTITY_KINDS for slug in wanted.get(name, ())}
    rows = Entity.objects.filter(slug__in=slugs).values_list("kind", "slug", "name") if slugs else ()
    return {(kind, slug): label for kind, slug, label in rows}
