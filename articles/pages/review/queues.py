"""The queues of review: what is doubtful, whole or by field, worst first; and what a source does not state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from articles.models import Article, FieldReview
from articles.reading.doubts import MIDDLING, SLIGHT, WORST

DOUBT_LABELS = {
    "title": "Headline",
    "outlet": "Outlet",
    "agency": "Agency",
    "published": "Published",
    "dateline": "Reported from",
    "byline": "By",
    "language": "Language",
    "body": "Text",
}
# Doubts are JSON; as text, a field's name can be looked for alike in SQLite and PostgreSQL.
SAID = Cast("doubts", TextField())
_WEIGHT = Case(
    *(When(said__contains=f'"weight": {weight}', then=weight) for weight in (WORST, MIDDLING, SLIGHT)),
    default=0,
    output_field=IntegerField(),
)


_IMPRECISE = ("month", "year")


@dataclass(frozen=True, slots=True)
class Absence:
    """A filter for articles whose source does not state a field, those left out for which an editor has settled it.

    ``condition`` and ``holds`` say the same, of the database's rows and of one article in hand.
    """

    name: str
    label: str
    field: str
    condition: Q
    holds: Callable[[Article], bool]

    @property
    def unsettled(self) -> Q:
        settled = FieldReview.objects.filter(article=OuterRef("pk"), field=self.field)
        return self.condition & ~Q(Exists(settled))


ABSENCES: dict[str, Absence] = {
    absence.name: absence
    for absence in (
        Absence(
            "no-date",
            "No date of publication",
            "published",
            Q(published=""),
            lambda article: article.published == "",
        ),
        Absence(
            "no-day",
            "Only its month or year",
            "published",
            Q(published_precision__in=_IMPRECISE),
            lambda article: article.published_precision in _IMPRECISE,
        ),
        Absence("no-outlet", "No outlet", "outlet", Q(outlet=None), lambda article: article.outlet is None),
        Absence(
            "no-headline",
            "No headline of its own",
            "title",
            Q(title_origin="derived"),
            lambda article: article.title_origin == "derived",
        ),
    )
}


def known_queue(name: str) -> str:
    """The queue of this name, or the whole one."""
    return name if name in DOUBT_LABELS or name in ABSENCES else ""


def queue_label(name: str) -> str:
    """What a queue holds, in words; empty for the whole one."""
    return ABSENCES[name].label if name in ABSENCES else DOUBT_LABELS.get(name, "")


def field_of_queue(name: str) -> str:
    """The field that a queue is about; empty for the whole one."""
    return ABSENCES[name].field if name in ABSENCES else name if name in DOUBT_LABELS else ""


def in_doubt(field: str) -> Q:
    """Articles with a doubt about a field; ``said`` is annotated with `SAID`."""
    return Q(said__contains=f'"field": "{field}"')


def waiting(name: str = "") -> QuerySet[Article]:
    """The articles of a queue: the worst first, then the oldest; ``weight`` says how bad."""
    if name in ABSENCES:
        absent = Article.objects.filter(ABSENCES[name].unsettled)
        return absent.annotate(weight=Value(0, IntegerField())).order_by("pk")
    doubtful = Article.objects.filter(needs_review=True).annotate(said=SAID, weight=_WEIGHT)
    return (doubtful.filter(in_doubt(name)) if name in DOUBT_LABELS else doubtful).order_by("-weight", "pk")
