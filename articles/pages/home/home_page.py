"""The first page: what is in the room, what came last, what waits for an editor, whether it is only a demonstration."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Count, F, QuerySet

from articles.models import Article, Entity, Outlet
from articles.pages.home.demonstration import demonstration_sources
from articles.pages.home.editors_desk import EditorsDesk, editors_desk
from articles.pages.home.publication_days import PublicationDays, publication_days
from articles.pages.shared.timeline import Timeline, of_days, of_months
from articles.search.backend import IndexMissing, SearchBackend
from articles.search.query.query import Query

LATEST_MAX = 8
ADDED_MAX = 6
OUTLETS_MAX = 12
NAMES_MAX = 8
KINDS = ("person", "place", "org")


@dataclass(frozen=True, slots=True)
class RoomPage:
    """The parts of the page; ``desk`` is for editors only, ``days`` None where no article states a day."""

    articles: int
    undated: int
    entities: dict[str, int]
    latest: Sequence[Article]
    added: Sequence[Article]
    days: PublicationDays | None
    desk: EditorsDesk | None
    outlets: Sequence[Outlet]
    names: Sequence[Entity]
    timeline: Timeline
    has_demonstration: bool
    only_demonstration: bool


def room_page(backend: SearchBackend, for_editor: bool = False) -> RoomPage:
    """The contents of the room and its latest articles, counted by the index, or by the database where there is none."""
    total = Article.objects.count()
    demonstration = Article.objects.filter(source__in=demonstration_sources()).count()
    counts = _counts(backend)
    return RoomPage(
        articles=total,
        undated=Article.objects.filter(published="").count(),
        entities=_entities(),
        latest=latest_articles(),
        added=recently_added(),
        days=publication_days(),
        desk=editors_desk() if for_editor else None,
        outlets=counts.outlets,
        names=counts.names,
        timeline=counts.timeline,
        has_demonstration=demonstration > 0,
        only_demonstration=0 < demonstration == total,
    )


def latest_articles() -> Sequence[Article]:
    """The newest articles; undated ones come last, the latest import first."""
    return _listed_articles()[:LATEST_MAX]


def recently_added() -> Sequence[Article]:
    """The articles added last, whenever they were published."""
    return _listed_articles().order_by("-pk")[:ADDED_MAX]


def _listed_articles() -> QuerySet[Article]:
    return Article.objects.select_related("outlet", "dateline_place").defer("evidence", "removed")


@dataclass(frozen=True, slots=True)
class _Counts:
    """Outlets and names each carry their number of articles as ``count``."""

    timeline: Timeline
    outlets: Sequence[Outlet]
    names: Sequence[Entity]


def _counts(backend: SearchBackend) -> _Counts:
    try:
        facets = backend.search(Query(grouped=False, page_size=1)).facets
    except IndexMissing:
        return _Counts(of_days(_days()), _outlets(), _names())
    months = {value: count for value, count in facets["month"].items() if len(value) == 7}
    timeline = of_days(_days()) if len(months) < 2 else of_months(months)
    outlets = dict(islice(facets["outlet"].items(), OUTLETS_MAX))
    named = Counter({(kind, slug): n for kind in KINDS for slug, n in facets[kind].items()})
    return _Counts(timeline, _outlets_of(outlets), _names_of(dict(named.most_common(NAMES_MAX))))


def _outlets_of(counts: Mapping[str, int]) -> Sequence[Outlet]:
    rows = list(Outlet.objects.filter(slug__in=counts))
    for row in rows:
        vars(row)["count"] = counts[row.slug]
    return sorted(rows, key=lambda row: (-counts[row.slug], row.name))


def _names_of(counts: Mapping[tuple[str, str], int]) -> Sequence[Entity]:
    rows = Entity.called(counts)
    for row in rows:
        vars(row)["count"] = counts[row.kind, row.slug]
    return sorted(rows, key=lambda row: (-counts[row.kind, row.slug], row.name))


def _days() -> dict[dt.date, int]:
    dated = Article.objects.exclude(published_day=None).order_by().values_list("published_day")
    return dict(dated.annotate(Count("pk")))


def _outlets() -> Sequence[Outlet]:
    counted = Outlet.objects.annotate(count=Count("articles")).filter(count__gt=0)
    return counted.order_by("-count", "name")[:OUTLETS_MAX]


def _names() -> Sequence[Entity]:
    named = Entity.objects.filter(merged_into=None, article_count__gt=0).annotate(count=F("article_count"))
    return named.order_by("-count", "name")[:NAMES_MAX]


def _entities() -> dict[str, int]:
    """How many people, places and organisations some article names, by kind."""
    named = Entity.objects.filter(merged_into=None, article_count__gt=0)
    return dict(named.order_by().values_list("kind").annotate(Count("pk")))
