"""The pages of a change of many articles: what is chosen, what would change, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from articles.ingest.indexing.outbox import get_backend
from articles.ingest.reviewing.many_articles import ARTICLES_MAX, FIELDS, Planned, planned
from articles.models import Article, ChangedArticle, ManyChange
from articles.pages.review.chosen_articles import Chosen
from articles.pages.review.field_hints import HINTS
from articles.pages.review.known_names import KnownNames, known_names
from articles.pages.review.queues import DOUBT_LABELS
from articles.pages.shared.paging import Listed, paging
from articles.reading.field_overrides import checked_value
from articles.reading.report import BadRecord
from articles.text import counted

SHOWN_MAX = 50
CHANGES_A_PAGE = 50
ARTICLES_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed into the form, by field; the values it means, and what is wrong with it."""

    typed: Mapping[str, str]
    values: Mapping[str, Any]
    errors: Mapping[str, str]
    everywhere: bool


@dataclass(frozen=True, slots=True)
class ManyField:
    name: str
    label: str
    typed: str
    error: str
    hint: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """An article, and each field that would change: its label, what it says now, what it would say."""

    article: Article
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ManyPage:
    """``changed`` counts the articles that would change, ``rows`` shows the first of them; ``counts`` says it by field."""

    chosen: Chosen
    fields: tuple[ManyField, ...]
    everywhere: bool
    previewed: bool
    changed: int
    counts: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    known: KnownNames
    most: int = ARTICLES_MAX


def wanted_values(sent: Mapping[str, str]) -> Wanted:
    """What a form says that many articles get; an empty field is left alone."""
    typed = {field: sent.get(f"set-{field}", "").strip() for field in FIELDS}
    values, errors = {}, {}
    for field, text in typed.items():
        if text:
            try:
                values[field] = checked_value(field, text)
            except BadRecord as refusal:
                errors[field] = str(refusal)
    return Wanted(typed, values, errors, bool(sent.get("everywhere")))


def many_page(chosen: Chosen, wanted: Wanted) -> ManyPage:
    """The form, and below it what it would change."""
    previewed = bool(wanted.values) and not wanted.errors and not chosen.too_many
    plans = list(planned(chosen.pks, wanted.values, wanted.everywhere)) if previewed else []
    changing = [plan for plan in plans if plan.before]
    return ManyPage(
        chosen=chosen,
        fields=many_fields(wanted),
        everywhere=wanted.everywhere,
        previewed=previewed,
        changed=len(changing),
        counts=tuple(_counts(changing, len(plans), wanted.values)),
        rows=tuple(_row(plan, wanted.values) for plan in changing[:SHOWN_MAX]),
        known=known_names(get_backend()),
    )


def many_fields(wanted: Wanted) -> tuple[ManyField, ...]:
    """The fields that a form offers for many articles, as they were typed."""
    return tuple(
        ManyField(
            field,
            DOUBT_LABELS[field],
            wanted.typed.get(field, ""),
            wanted.errors.get(field, ""),
            HINTS[field],
        )
        for field in FIELDS
    )


def _counts(plans: Sequence[Planned], total: int, values: Mapping[str, Any]) -> Sequence[str]:
    """By field: how many get the value, and how many stay as they are."""
    touched = Counter(field for plan in plans for field in plan.before)
    return [
        f"{DOUBT_LABELS[field]} becomes “{value}” in {counted(touched[field], 'article')}"
        + (f"; {total - touched[field]:,} stay as they are." if total > touched[field] else ".")
        for field, value in values.items()
    ]


def _row(plan: Planned, values: Mapping[str, Any]) -> PreviewRow:
    changes = ((DOUBT_LABELS[field], now, values[field]) for field, now in plan.before.items())
    return PreviewRow(plan.article, tuple(changes))


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change in the log: its values in words, and how many of its articles are done, wait or were refused."""

    row: ManyChange
    words: str
    articles: int
    waiting: int
    refused: int


@dataclass(frozen=True, slots=True)
class ChangePage:
    line: ChangeLine
    articles: Listed[ChangedArticle]


def changes_page(number: int = 1) -> Listed[ChangeLine]:
    """All changes of many articles, the latest first. Raises NoSuchPage."""
    total = ManyChange.objects.count()
    place = paging(number, total, CHANGES_A_PAGE, "?")
    first = (place.number - 1) * CHANGES_A_PAGE
    return Listed([_line(row) for row in _counted()[first : first + CHANGES_A_PAGE]], total, place)


def change_page(pk: int, number: int = 1) -> ChangePage | None:
    """One change with its articles, those that were refused first; None if there is no such change. Raises NoSuchPage."""
    row = _counted().filter(pk=pk).first()
    if row is None:
        return None
    line = _line(row)
    place = paging(number, line.articles, ARTICLES_A_PAGE, "?")
    first = (place.number - 1) * ARTICLES_A_PAGE
    rows = row.articles.select_related("article").defer("article__paragraphs", "article__evidence")
    shown = rows.order_by("-refused", "pk")[first : first + ARTICLES_A_PAGE]
    return ChangePage(line, Listed(list(shown), line.articles, place))


def _counted() -> QuerySet[ManyChange]:
    """The changes, the latest first, with the numbers of their articles."""
    rows = ManyChange.objects.select_related("made_by", "undone_by", "batch").annotate(
        touched=Count("articles"),
        left=Count("articles", filter=Q(articles__waiting=True)),
        spared=Count("articles", filter=Q(articles__refused__gt="")),
    )
    # A query that counts leaves the order of its model aside.
    return rows.order_by("-pk")


def _line(row: Any) -> ChangeLine:
    words = ", ".join(f"{DOUBT_LABELS[field]} “{value}”" for field, value in row.values.items())
    return ChangeLine(row, words, row.touched, row.left, row.spared)
