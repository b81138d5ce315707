"""The pages of the review queues: articles with their doubts, how many each queue holds, and which comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from articles.models import Article
from articles.pages.review.queues import (
    ABSENCES,
    DOUBT_LABELS,
    SAID,
    field_of_queue,
    in_doubt,
    known_queue,
    queue_label,
    waiting,
)
from articles.pages.shared.paging import Listed, paging

ARTICLES_A_PAGE = 50


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
class QueueTally:
    """The number of articles in a queue, and its address."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of a queue. ``waiting`` counts all that is doubtful; ``absent`` are the filters for what is not stated."""

    waiting: int
    queue: str
    label: str
    is_absence: bool
    tallies: tuple[QueueTally, ...]
    absent: tuple[QueueTally, ...]
    articles: Listed[QueueRow]


@dataclass(frozen=True, slots=True)
class Place:
    """An article's position in a queue, with its neighbours; ``listed``: whether it is in the queue at all."""

    number: int
    waiting: int
    previous_url: str
    next_url: str
    listed: bool


def open_count() -> int:
    """The number of articles in which something is doubtful."""
    return Article.objects.filter(needs_review=True).count()


def queue_page(queue: str = "", page: int = 1) -> QueuePage:
    """A page of one queue. Raises NoSuchPage."""
    queue = known_queue(queue)
    counts = _counts()
    total = counts[queue or "all"]
    place = paging(page, total, ARTICLES_A_PAGE, f"?field={queue}&" if queue else "?")
    first = (place.number - 1) * ARTICLES_A_PAGE
    rows = (
        waiting(queue)
        .select_related("outlet", "source")
        .only("title", "slug", "language", "doubts", "added_at", "outlet__name", "source__name")
    )
    return QueuePage(
        waiting=counts["all"],
        queue=queue,
        label=queue_label(queue),
        is_absence=queue in ABSENCES,
        tallies=tuple(_tallies(counts, queue)),
        absent=tuple(
            _tally(name, absence.label, counts, queue)
            for name, absence in ABSENCES.items()
            if counts[name] or name == queue
        ),
        articles=Listed([_row(row, queue) for row in rows[first : first + ARTICLES_A_PAGE]], total, place),
    )


def place_in_queue(article: Article, queue: str = "") -> Place:
    """The article's position; the first follows the last. Also for an article that is in the queue no longer."""
    queue = known_queue(queue)
    articles = waiting(queue)
    own = articles.filter(pk=article.pk).values_list("weight", flat=True).first()
    others = articles.exclude(pk=article.pk).values_list("pk", flat=True)
    weight = own or 0
    before = others.filter(Q(weight__gt=weight) | Q(weight=weight, pk__lt=article.pk))
    after = others.filter(Q(weight__lt=weight) | Q(weight=weight, pk__gt=article.pk))
    ahead = before.count()
    return Place(
        number=ahead + 1,
        waiting=ahead + after.count() + (own is not None),
        previous_url=_neighbour(before.last(), queue),
        next_url=_neighbour(after.first() or others.first(), queue),
        listed=own is not None,
    )


def queue_url(queue: str) -> str:
    """The address of a queue; empty names the whole one."""
    return f"{reverse('review')}?{urlencode({'field': queue})}" if queue else reverse("review")


def review_url(pk: int, queue: str = "") -> str:
    """The address of an article's review page, within a queue."""
    address = reverse("review-article", args=(pk,))
    return f"{address}?{urlencode({'field': queue})}" if queue else address


def doubts_shown(doubts: Iterable[Mapping[str, str]]) -> tuple[DoubtShown, ...]:
    """An article's doubts under the names of their fields."""
    return tuple(
        DoubtShown(doubt["field"], DOUBT_LABELS.get(doubt["field"], doubt["field"]), doubt["reason"])
        for doubt in doubts
    )


def _counts() -> dict[str, int]:
    """How many articles each queue holds, by its name."""
    fields = {field: Count("pk", filter=in_doubt(field)) for field in DOUBT_LABELS}
    doubtful = Article.objects.filter(needs_review=True).order_by().annotate(said=SAID)
    absences = {name: Count("pk", filter=absence.unsettled) for name, absence in ABSENCES.items()}
    found: dict[str, int] = doubtful.aggregate(all=Count("pk"), **fields)
    absent: dict[str, int] = Article.objects.order_by().aggregate(**absences)
    return found | absent


def _tallies(counts: Mapping[str, int], chosen: str) -> Sequence[QueueTally]:
    return [QueueTally("Everything", counts["all"], queue_url(""), not chosen)] + [
        _tally(field, label, counts, chosen)
        for field, label in DOUBT_LABELS.items()
        if counts[field] or field == chosen
    ]


def _tally(name: str, label: str, counts: Mapping[str, int], chosen: str) -> QueueTally:
    return QueueTally(label, counts[name], queue_url(name), name == chosen)


def _row(article: Article, queue: str) -> QueueRow:
    return QueueRow(article, doubts_shown(article.doubts), _url_in(queue, article.pk))


def _url_in(queue: str, pk: int) -> str:
    """An article's review page, in a queue of what is not stated at the field to fill in."""
    at = f"#value-{field_of_queue(queue)}" if queue in ABSENCES else ""
    return f"{review_url(pk, queue)}{at}"


def _neighbour(pk: int | None, queue: str) -> str:
    return _url_in(queue, pk) if pk else ""
