"""Appearances of an entity: one page of its articles, and counts by month, outlet and companion over all of them.

The search index counts thirty thousand articles in milliseconds, so it is asked first. The database counts instead where
there is no index, or where an editor has just corrected the entity and the index has not followed yet.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from articles.models import Article, Correction, Entity, IndexJob, Mention, Outlet
from articles.pages.shared.timeline import Timeline, of_days, of_months
from articles.search.backend import IndexMissing, SearchBackend
from articles.search.query.query import Constraint, Query

ARTICLES_A_PAGE = 10
COMPANIONS_MAX = 12
OUTLETS_MAX = 12
# Where the database counts companions, it looks at the newest articles only, so that a country named everywhere stays quick.
NEWEST_ARTICLES_MAX = 500
# A timeline within one month shows its days; above this many articles it stays one bar.
DAYS_ARTICLES_MAX = 2_000
# How long after a correction the index is not believed while it has work waiting.
CORRECTED_LATELY = dt.timedelta(minutes=10)
KINDS = ("person", "place", "org")
NOT_COMPANIONS = ("demonym", "dateline")


@dataclass(frozen=True, slots=True)
class Appearances:
    """``article_ids`` are one page of ``total``, newest first; ``counted_over`` says over how many articles companions
    are counted, ``together`` in how many of them each two of the companions are named, by their keys."""

    total: int
    article_ids: tuple[int, ...]
    timeline: Timeline
    outlets: tuple[tuple[Outlet, int], ...]
    companions: tuple[tuple[Entity, int], ...]
    counted_over: int
    together: Mapping[tuple[int, int], int]


def appearances(entity: Entity, backend: SearchBackend, page: int, nationalities: bool) -> Appearances:
    """The appearances of an entity. Namings of a nationality ("Afghan") count only when asked for."""
    if not _corrected_lately(entity):
        try:
            return _from_index(entity, backend, page, nationalities)
        except IndexMissing:
            pass
    return _from_database(entity, page, nationalities)


def _corrected_lately(entity: Entity) -> bool:
    """Whether an editor has just changed the entity and the index has not caught up yet."""
    since = timezone.now() - CORRECTED_LATELY
    touched = Q(entity=entity) | Q(other=entity) | Q(entity__merged_into=entity)
    recent = Correction.objects.filter(touched, Q(made_at__gte=since) | Q(undone_at__gte=since))
    return IndexJob.objects.exists() and recent.exists()


def _from_index(entity: Entity, backend: SearchBackend, page: int, nationalities: bool) -> Appearances:
    query = Query(
        choices=(Constraint(entity.kind, entity.slug),),
        sort="newest",
        switched=("nationalities",) if nationalities and entity.kind == "place" else (),
        grouped=False,
        page=page,
        page_size=ARTICLES_A_PAGE,
    )
    found = backend.search(query, narrowed=True)
    months = {value: count for value, count in found.facets["month"].items() if len(value) == 7}
    within_a_month = len(months) == 1 and sum(months.values()) <= DAYS_ARTICLES_MAX
    named = Counter({(kind, slug): n for kind in KINDS for slug, n in found.facets[kind].items()})
    del named[entity.kind, entity.slug]
    companions = _entities_called(dict(named.most_common(COMPANIONS_MAX)))
    pairs = backend.cooccurrence(query, [(other.kind, other.slug) for other, _ in companions])
    return Appearances(
        total=found.total,
        article_ids=tuple(hit.article_id for hit in found.hits),
        timeline=of_days(_days(_naming(entity, nationalities))) if within_a_month else of_months(months),
        outlets=_outlets_called(dict(islice(found.facets["outlet"].items(), OUTLETS_MAX))),
        companions=companions,
        counted_over=found.total,
        together={(companions[a][0].pk, companions[b][0].pk): count for (a, b), count in pairs.items()},
    )


def _from_database(entity: Entity, page: int, nationalities: bool) -> Appearances:
    articles = _naming(entity, nationalities)
    newest = list(articles.values_list("pk", flat=True)[:NEWEST_ARTICLES_MAX])
    first = (max(page, 1) - 1) * ARTICLES_A_PAGE
    by_outlet = articles.exclude(outlet=None).order_by().values_list("outlet__slug")
    counted = by_outlet.annotate(count=Count("pk")).order_by("-count", "outlet__name")[:OUTLETS_MAX]
    companions = _companions_in(entity, newest)
    return Appearances(
        total=articles.count(),
        article_ids=tuple(articles.values_list("pk", flat=True)[first : first + ARTICLES_A_PAGE]),
        timeline=of_days(_days(articles)),
        outlets=_outlets_called(dict(counted)),
        companions=companions,
        counted_over=len(newest),
        together=_together([other.pk for other, _ in companions], newest),
    )


def _naming(entity: Entity, nationalities: bool) -> QuerySet[Article]:
    """The articles that name it, newest first; a place is not named by its people nor by the dateline alone."""
    mentions = Mention.objects.filter(entity=entity)
    if entity.kind == "place":
        mentions = mentions.exclude(role__in=("dateline",) if nationalities else ("dateline", "demonym"))
    return Article.objects.filter(pk__in=mentions.order_by().values("article"))


def _days(articles: QuerySet[Article]) -> dict[dt.date, int]:
    days = articles.exclude(published_day=None).order_by().values_list("published_day")
    return dict(days.annotate(count=Count("pk")))


def _companions_in(entity: Entity, article_ids: Sequence[int]) -> tuple[tuple[Entity, int], ...]:
    """Those most often named in these articles, nationalities and datelines left aside."""
    others = Mention.objects.filter(article_id__in=article_ids).exclude(entity=entity)
    counted = others.exclude(role__in=NOT_COMPANIONS).order_by().values_list("entity__kind", "entity__slug")
    most = counted.annotate(count=Count("article", distinct=True)).order_by("-count", "entity__name")
    return _entities_called({(kind, slug): count for kind, slug, count in most[:COMPANIONS_MAX]})


def _together(entity_ids: Sequence[int], article_ids: Sequence[int]) -> Counter[tuple[int, int]]:
    """In how many articles each two of them are named."""
    named: dict[int, set[int]] = defaultdict(set)
    mentions = Mention.objects.filter(article_id__in=article_ids, entity__in=entity_ids)
    for article_id, entity_id in mentions.exclude(role__in=NOT_COMPANIONS).values_list("article", "entity"):
        named[article_id].add(entity_id)
    order = {pk: number for number, pk in enumerate(entity_ids)}
    return Counter(pair for found in named.values() for pair in combinations(sorted(found, key=order.get), 2))


def _entities_called(counts: Mapping[tuple[str, str], int]) -> tuple[tuple[Entity, int], ...]:
    """The entities of these kinds and slugs, those of most articles first."""
    rows = sorted(Entity.called(counts), key=lambda row: (-counts[row.kind, row.slug], row.name))
    return tuple((row, counts[row.kind, row.slug]) for row in rows)


def _outlets_called(counts: Mapping[str, int]) -> tuple[tuple[Outlet, int], ...]:
    rows = sorted(Outlet.objects.filter(slug__in=counts), key=lambda row: (-counts[row.slug], row.name))
    return tuple((row, counts[row.slug]) for row in rows)
