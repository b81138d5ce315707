"""The review queue: articles with doubts, the doubts of each, and which comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse

from articles.models import Article
from articles.pages.shared.paging import Listed, paging

ARTICLES_A_PAGE = 50
DOUBT_LABELS = {
    "title": "Headline",
    "outlet": "Outlet",
    "agency": "Agency",
    "published": "Published",
    "dateline": "Reported from",
    "byline": "By",
    "body": "Text",
}


@dataclass(frozen=True, slots=True)
class DoubtShown:
    """A doubt in words, under the name of its field."""

    field: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An article that waits for an editor, the reasons, and the address of its review page."""

    article: Article
    doubts: tuple[DoubtShown, ...]
    url: str


@dataclass(frozen=True, slots=True)
class FieldTally:
    """The number of articles that wait because of a field, and the queue of these alone."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the queue, oldest first. ``waiting`` counts all that wait, whatever the field."""

    waiting: int
    field: str
    label: str
    tallies: tuple[FieldTally, ...]
    articles: Listed[QueueRow]


@dataclass(frozen=True, slots=True)
class Place:
    """An article's position in the queue, with its neighbours."""

    number: int
    waiting: int
    previous_url: str
    next_url: str


def open_count() -> int:
    """The number of articles that wait for an editor."""
    return Article.objects.filter(needs_review=True).count()


def queue_page(field: str = "", page: int = 1) -> QueuePage:
    """The queue, or the part of it with one field in doubt. Raises NoSuchPage."""
    field = field if field in DOUBT_LABELS else ""
    counts = _counts()
    total = counts[field or "all"]
    place = paging(page, total, ARTICLES_A_PAGE, f"?field={field}&" if field else "?")
    first = (place.number - 1) * ARTICLES_A_PAGE
    rows = (
        waiting(field)
        .select_related("outlet", "source")
        .only("title", "slug", "doubts", "added_at", "outlet__name", "source__name")
    )
    return QueuePage(
        waiting=counts["all"],
        field=field,
        label=DOUBT_LABELS.get(field, ""),
        tallies=tuple(_tallies(counts, field)),
        articles=Listed([_row(row, field) for row in rows[first : first + ARTICLES_A_PAGE]], total, place),
    )


def waiting(field: str = "") -> QuerySet[Article]:
    """The articles that wait for an editor, or those that wait because of one field, oldest first."""
    articles = Article.objects.filter(needs_review=True).order_by("pk")
    return articles.annotate(said=_SAID).filter(_in_doubt(field)) if field else articles


def place_in_queue(article: Article, field: str = "") -> Place:
    """The article's position; the first follows the last. Also for an article that no longer waits."""
    field = field if field in DOUBT_LABELS else ""
    others = waiting(field).exclude(pk=article.pk).values_list("pk", flat=True)
    before, after = others.filter(pk__lt=article.pk), others.filter(pk__gt=article.pk)
    following = after.first() or others.first()
    ahead = before.count()
    return Place(
        number=ahead + 1,
        waiting=ahead + after.count() + waiting(field).filter(pk=article.pk).count(),
        previous_url=_maybe(before.last(), field),
        next_url=_maybe(following, field),
    )


def review_url(pk: int, field: str = "") -> str:
    """The address of an article's review page, within the queue of one field."""
    address = reverse("review-article", args=(pk,))
    return f"{address}?{urlencode({'field': field})}" if field else address


def doubts_shown(doubts: Iterable[Mapping[str, str]]) -> tuple[DoubtShown, ...]:
    """An article's doubts under the names of their fields."""
    return tuple(
        DoubtShown(doubt["field"], DOUBT_LABELS.get(doubt["field"], doubt["field"]), doubt["reason"])
        for doubt in doubts
    )


# Doubts are JSON; as text, a field's name can be looked for alike in SQLite and PostgreSQL.
_SAID = Cast("doubts", TextField())


def _in_doubt(field: str) -> Q:
    return Q(said__contains=f'"field": "{field}"')


def _counts() -> dict[str, int]:
    counted = {field: Count("pk", filter=_in_doubt(field)) for field in DOUBT_LABELS}
    articles = Article.objects.filter(needs_review=True).order_by().annotate(said=_SAID)
    found: dict[str, int] = articles.aggregate(all=Count("pk"), **counted)
    return found


def _tallies(counts: Mapping[str, int], chosen: str) -> Sequence[FieldTally]:
    queue = reverse("review")
    return [FieldTally("Everything", counts["all"], queue, not chosen)] + [
        FieldTally(label, counts[field], f"{queue}?field={field}", field == chosen)
        for field, label in DOUBT_LABELS.items()
        if counts[field] or field == chosen
    ]


def _row(article: Article, field: str) -> QueueRow:
    return QueueRow(article, doubts_shown(article.doubts), review_url(article.pk, field))


def _maybe(pk: int | None, field: str) -> str:
    return review_url(pk, field) if pk else ""
