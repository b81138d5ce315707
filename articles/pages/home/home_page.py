"""The first page: what is in the room, what came last, and whether it is only a demonstration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from articles.models import Article, Entity, Mention, Outlet
from articles.pages.home.demonstration import DEMONSTRATION_PREFIX
from articles.pages.shared.timeline import Timeline, of_days

LATEST_MAX = 8
OUTLETS_MAX = 12
NAMES_MAX = 8


@dataclass(frozen=True, slots=True)
class RoomPage:
    articles: int
    undated: int
    entities: dict[str, int]
    latest: Sequence[Article]
    outlets: Sequence[Outlet]
    names: Sequence[Entity]
    timeline: Timeline
    has_demonstration: bool
    only_demonstration: bool


def room_page() -> RoomPage:
    """Count what is in the room and fetch the latest articles."""
    total = Article.objects.count()
    days = dict(
        Article.objects.exclude(published_day=None)
        .order_by()
        .values_list("published_day")
        .annotate(Count("pk"))
    )
    demonstration = Article.objects.filter(source__name__startswith=DEMONSTRATION_PREFIX).count()
    return RoomPage(
        articles=total,
        undated=total - sum(days.values()),
        entities=_entities(),
        latest=latest_articles(),
        outlets=Outlet.objects.annotate(count=Count("articles"))
        .filter(count__gt=0)
        .order_by("-count", "name")[:OUTLETS_MAX],
        names=_names(),
        timeline=of_days(days),
        has_demonstration=demonstration > 0,
        only_demonstration=0 < demonstration == total,
    )


def latest_articles() -> Sequence[Article]:
    """The newest articles; undated ones come last, the latest brought first."""
    return Article.objects.select_related("outlet", "dateline_place").defer("evidence", "removed")[
        :LATEST_MAX
    ]


def _entities() -> dict[str, int]:
    named = Entity.objects.filter(merged_into=None, pk__in=Mention.objects.order_by().values("entity"))
    return dict(named.order_by().values_list("kind").annotate(Count("pk")))


def _names() -> Sequence[Entity]:
    named = Entity.objects.filter(merged_into=None, mentions__role__in=("mention", "metonym"))
    counted = named.annotate(article_count=Count("mentions__article", distinct=True))
    return counted.order_by("-article_count", "name")[:NAMES_MAX]
