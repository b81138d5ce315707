"""Labels of facet values: the names of outlets, agencies and entities for slugs, months in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from django.db.models import F

from articles.models import Agency, Article, Entity, Outlet
from articles.pages.shared.dates import month_shown
from articles.reading.metadata.language import language_names
from articles.search.facets import FACETS_BY_NAME, NO_VALUE
from articles.search.query.query import Query
from articles.search.results import Counts

ENTITY_KINDS = {"person": "person", "place": "place", "org": "org", "dateline": "place"}
# A facet of names may hold thousands; a page of results shows so many, and only these need a name.
VALUES_MAX = 30
# So many names are asked for at a time: databases limit the parameters of a query.
NAMES_AT_ONCE = 5_000
NUMBER_DIGITS_MAX = 16


class Labels(dict[tuple[str, str], str]):
    """Maps (facet, value) to a label; an unknown value is its own label."""

    def __missing__(self, key: tuple[str, str]) -> str:
        facet, value = key
        if value == NO_VALUE:
            return FACETS_BY_NAME[facet].none or f"no {FACETS_BY_NAME[facet].label.lower()}"
        if facet == "month":
            return month_shown(value)
        if facet == "language":
            return language_names(value)[0]
        words = value.replace("-", " ")
        # A country that no article names outright is not on file.
        return words.title() if facet in ("place", "dateline") else words


def labels_for(facets: Mapping[str, Counts], query: Query, values_max: int = VALUES_MAX) -> Labels:
    """The labels of a query's choices and of so many values of each facet, with one database query for each kind."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for name, counts in facets.items():
        wanted[name].update(islice(counts, values_max))
    for choice in query.choices:
        wanted[choice.name].add(choice.value)
    labels = Labels()
    for name, model in (("outlet", Outlet), ("agency", Agency)):
        for slugs in _batches(wanted[name]):
            rows = model.objects.filter(slug__in=slugs).values_list("slug", "name")  # type: ignore[attr-defined]
            labels.update({(name, slug): label for slug, label in rows})
    for (kind, slug), label in _entity_names(wanted).items():
        labels.update({(name, slug): label for name, own in ENTITY_KINDS.items() if own == kind})
    labels.update({("story", str(pk)): title for pk, title in _headlines(wanted["story"])})
    return labels


def _headlines(stories: Iterable[str]) -> Iterable[tuple[int, str]]:
    """The headline of the first report of each story."""
    wanted = [int(value) for value in stories if value.isdecimal() and len(value) < NUMBER_DIGITS_MAX]
    if not wanted:
        return ()
    first = F("published_day").desc(nulls_first=True)
    # The last one named a story wins: the first report.
    rows = Article.objects.filter(story__in=wanted).exclude(title="").order_by(first, "-pk")
    return rows.values_list("story_id", "title")


def _entity_names(wanted: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for slugs in _batches({slug for name in ENTITY_KINDS for slug in wanted.get(name, ())}):
        rows = Entity.objects.filter(slug__in=slugs).values_list("kind", "slug", "name")
        found.update({(kind, slug): label for kind, slug, label in rows})
    return found


def _batches(slugs: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(slugs)
    while batch := list(islice(waiting, NAMES_AT_ONCE)):
        yield batch
