"""One change for many articles: what it would do, doing it, and taking it back; the worker reads the articles anew.

The editors' words are written at once, so nothing is lost; reading hundreds of sources is the worker's. An article that
cannot take the change (it would be another one's copy) is left as it is, and the change says why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from articles.ingest.corrections.log import CannotCorrect, User, signed
from articles.ingest.reviewing.reparsing import current_value, reports_of, reread
from articles.ingest.write_pacing import paced_transaction
from articles.models import Article, ChangedArticle, FieldReview, Import, ManyChange, SourceFile
from articles.reading.field_overrides import with_reviews
from articles.reading.metadata.language import READ
from articles.reading.report import BadRecord, Report

FIELDS = ("outlet", "published", "language")
ARTICLES_MAX = 2000
ARTICLES_AT_ONCE = 200
_FETCHED_AT_ONCE = 500
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Planned:
    """What a change would do to one article: field → what it says now, for the fields that would get another value."""

    article: Article
    before: Mapping[str, Any]


def planned(pks: Sequence[int], values: Mapping[str, Any], everywhere: bool) -> Iterator[Planned]:
    """What a change would do to each of these articles, in their order.

    Unless ``everywhere``, it leaves alone what a source states and what an editor has settled.
    """
    for some in _in_chunks(pks):
        rows = Article.objects.select_related("outlet").only(
            "title", "slug", "published", "language", "evidence", "outlet"
        )
        found = rows.in_bulk(some)
        settled = _reviews(some, values)
        for pk in some:
            if article := found.get(pk):
                now = {field: current_value(article, field) for field in values}
                stated = {field for field in values if now[field] and not _read(field, article.evidence)}
                yield Planned(
                    article,
                    {
                        field: now[field]
                        for field, value in values.items()
                        if now[field] != value
                        and (everywhere or not (field in stated or (pk, field) in settled))
                    },
                )


def change_many(
    pks: Sequence[int], values: Mapping[str, Any], everywhere: bool, described: str, user: User
) -> ManyChange:
    """Settle fields of many articles to checked values, where `planned` says so. The worker reads them anew."""
    with transaction.atomic():
        change = ManyChange.objects.create(
            values=dict(values), everywhere=everywhere, described=described[:300], made_by=signed(user)
        )
        plans = [plan for plan in planned(pks, values, everywhere) if plan.before]
        for some in _in_chunks(plans):
            _write(change, {plan.article.pk: list(plan.before) for plan in some})
    return change


def change_import(batch: Import, values: Mapping[str, Any], user: User) -> ManyChange:
    """Let every article that an import adds have these values where its source states none."""
    return ManyChange.objects.create(
        batch=batch, values=dict(values), described=f"what came with {batch}", made_by=signed(user)
    )


def with_values_of_import(report: Report, change: ManyChange | None) -> tuple[Report, tuple[str, ...]]:
    """A report with the values that its import gives to what it does not state itself, and which fields those are."""
    if change is None:
        return report, ()
    rules = {field: {"rule": evidence.rule} for field, evidence in report.evidence.items()}
    fields = tuple(field for field in change.values if not getattr(report, field) or _read(field, rules))
    return with_reviews(report, {field: change.values[field] for field in fields}), fields


def _read(field: str, evidence: Mapping[str, Any]) -> bool:
    """Whether a field is known from the words of the text alone: an editor's word comes before that."""
    return str(evidence.get(field, {}).get("rule", "")).startswith(READ)


def change_of(batch: Import) -> ManyChange | None:
    """The values that an import gives to its articles, unless that was undone."""
    return batch.changes.filter(undone_at=None).first()


def settle_new_article(article: Article, change: ManyChange, fields: Iterable[str]) -> None:
    """Keep an import's values with an article that has just been stored with them. The caller holds the transaction."""
    _write(change, {article.pk: list(fields)}, waiting=False)


def undo_many(change: ManyChange, user: User) -> None:
    """Take a change back: each field is what it was before, unless an editor has settled it otherwise since.

    Raises CannotCorrect if it is undone already.
    """
    with transaction.atomic():
        undone = ManyChange.objects.filter(pk=change.pk, undone_at=None)
        if not undone.update(undone_at=timezone.now(), undone_by=signed(user)):
            raise CannotCorrect("It has been undone already.")
        for row in change.articles.iterator(_FETCHED_AT_ONCE):
            _put_back(row, change.values)
        change.articles.update(waiting=True, refused="")


def apply_some() -> int:
    """Read some of the articles anew that changes wait for; how many it was. The worker repeats until it is 0.

    Articles of one source are read together: a file of many reports is opened once for all of them.
    """
    waiting = ChangedArticle.objects.filter(waiting=True).order_by("pk")
    first = waiting.select_related("article__source").first()
    if first is None:
        return 0
    source = first.article.source
    with_article = waiting.select_related("change", "article__outlet", "article__agency")
    rows = list(with_article.filter(article__source=source)[:ARTICLES_AT_ONCE])
    reports = _reports(source, {row.article.source_part for row in rows})
    for row in rows:
        row.article.source = source
        with paced_transaction():
            _read_anew(row, reports.get(row.article.source_part))
    return len(rows)


def _reports(source: SourceFile, parts: Collection[int]) -> dict[int, Report]:
    try:
        return reports_of(source, parts)
    except BadRecord:
        return {}  # Each of its articles says so by itself.


def _read_anew(row: ChangedArticle, report: Report | None) -> None:
    """Read an article anew with what editors say of it now, or leave it as it is. The caller holds the transaction."""
    try:
        reread(row.article, report=report)
    except BadRecord as refusal:
        _put_back(row, row.change.values)
        row.refused = str(refusal)
    row.waiting = False
    row.save(update_fields=["waiting", "refused"])


def _write(change: ManyChange, fields: Mapping[int, Sequence[str]], *, waiting: bool = True) -> None:
    """Write the word on these fields of these articles, and what stood there before."""
    before = _reviews(fields, change.values)
    rows = [
        ChangedArticle(
            change=change,
            article_id=pk,
            before={field: _kept(before.get((pk, field))) for field in names},
            waiting=waiting,
        )
        for pk, names in fields.items()
    ]
    said = [
        FieldReview(
            article_id=pk,
            field=field,
            value=change.values[field],
            reviewed_by=change.made_by,
            reviewed_at=timezone.now(),
        )
        for pk, names in fields.items()
        for field in names
    ]
    ChangedArticle.objects.bulk_create(rows)
    FieldReview.objects.bulk_create(
        said,
        update_conflicts=True,
        unique_fields=("article", "field"),
        update_fields=("value", "accepted", "reviewed_by", "reviewed_at"),
    )


def _put_back(row: ChangedArticle, values: Mapping[str, Any]) -> None:
    """Give an article's fields the reviews that they had; what was settled otherwise since stays."""
    for field, kept in row.before.items():
        ours = FieldReview.objects.filter(
            article=row.article_id, field=field, value=values[field], accepted=False
        )
        if kept is None:
            ours.delete()
        else:
            ours.update(**kept)


def _reviews(pks: Iterable[int], fields: Iterable[str]) -> dict[tuple[int, str], FieldReview]:
    rows = FieldReview.objects.filter(article__in=list(pks), field__in=list(fields))
    return {(row.article_id, row.field): row for row in rows}


def _kept(review: FieldReview | None) -> dict[str, Any] | None:
    """What a review said, for putting it back."""
    if review is None:
        return None
    return {"value": review.value, "accepted": review.accepted, "reviewed_by_id": review.reviewed_by_id}


def _in_chunks(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), _FETCHED_AT_ONCE):
        yield rows[start : start + _FETCHED_AT_ONCE]
