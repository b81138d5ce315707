"""Reading a stored article's source anew: what would change, and changing it, with the editors' words kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.ingest.reading import read_file
from articles.ingest.recognise import recognise
from articles.ingest.report import BadRecord, RawFile, Report
from articles.ingest.review import checked_value, with_reviews
from articles.ingest.store import READ_FIELDS, article_row, named_rows
from articles.models import Article, FieldReview, IndexJob

SHOWN_MAX_CHARACTERS = 80
_DOUBTS = ("doubts", "needs_review")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that another reading gives another value."""

    field: str
    before: Any
    after: Any

    def __str__(self) -> str:
        return f"{self.field}: {_shown(self.before)} → {_shown(self.after)}"


def correct(article: Article, field: str, value: str, user: AbstractBaseUser | None) -> list[FieldChange]:
    """Settle a field to what an editor typed. Raises BadRecord when it cannot be read, before anything is written."""
    settled = checked_value(field, value)
    return _settle(article, field, settled, user, accepted=False)


def accept(article: Article, field: str, user: AbstractBaseUser | None) -> list[FieldChange]:
    """Settle a field to the value it has: it was read right, and stays so."""
    return _settle(article, field, current_value(article, field), user, accepted=True)


def restore(article: Article, start: int, end: int, user: AbstractBaseUser | None) -> list[FieldChange]:
    """Put a removed piece of text back into the report."""
    before = FieldReview.objects.filter(article=article, field="restored").first()
    spans = [*(before.value if before else []), [start, end]]
    return _settle(article, "restored", spans, user, accepted=False)


def undo(article: Article, field: str) -> list[FieldChange]:
    """Take an editor's word back: the field is again what the source says."""
    with transaction.atomic():
        FieldReview.objects.filter(article=article, field=field).delete()
        return reread(article)


def current_value(article: Article, field: str) -> Any:
    """A field's value in the form in which a review keeps it."""
    if field in {"outlet", "agency"}:
        row = getattr(article, field)
        return row.name if row else ""
    if field == "dateline":
        return (article.dateline or {}).get("place", "")
    if field == "body":
        return True
    return getattr(article, field)


def reread(article: Article, *, dry_run: bool = False) -> list[FieldChange]:
    """Read the article's source as the code reads it now and store what is different. The mentions follow a new text.

    Raises BadRecord when the source no longer gives this report, or gives the text of another article.
    """
    reviews = dict(article.reviews.values_list("field", "value"))
    report = with_reviews(_report_now(article), reviews)
    row = article_row(report, settled=reviews)
    changes = _changes(article, row, report)
    if dry_run or (not changes and article.doubts == row.doubts):
        return changes
    with transaction.atomic():
        _refuse_another_articles_text(article, row)
        for field in READ_FIELDS:
            setattr(article, field, getattr(row, field))
        article.outlet, article.agency = named_rows(report)
        article.save()
        IndexJob.objects.create(article_id=article.pk)
        if article.recognised and any(
            change.field in {"paragraphs", "title", "dateline"} for change in changes
        ):
            recognise([article])
    return changes


def _settle(
    article: Article, field: str, value: Any, user: AbstractBaseUser | None, *, accepted: bool
) -> list[FieldChange]:
    with transaction.atomic():
        FieldReview.objects.update_or_create(
            article=article, field=field, defaults={"value": value, "accepted": accepted, "reviewed_by": user}
        )
        return reread(article)


def _report_now(article: Article) -> Report:
    raw = RawFile(article.source.name, bytes(article.source.data))
    for part, report in enumerate(read_file(raw)):
        if part == article.source_part and isinstance(report, Report):
            return report
    raise BadRecord(
        f"{raw.name}: the report that was read from it is no longer found. The article is left as it is."
    )


def _changes(article: Article, row: Article, report: Report) -> list[FieldChange]:
    pairs = [
        (field, getattr(article, field), getattr(row, field)) for field in READ_FIELDS if field not in _DOUBTS
    ]
    pairs.append(("outlet", current_value(article, "outlet"), report.outlet))
    pairs.append(("agency", current_value(article, "agency"), report.agency))
    quiet = {"body_sha256", "content_sha256", "slug", "published_day", "evidence"}
    return [FieldChange(field, a, b) for field, a, b in pairs if a != b and field not in quiet]


def _refuse_another_articles_text(article: Article, row: Article) -> None:
    twin = Article.objects.filter(content_sha256=row.content_sha256).exclude(pk=article.pk).first()
    if twin is not None:
        raise BadRecord(
            f"Read anew, it is the same text as “{twin.title}” (article {twin.pk}). It is left as it is."
        )


def _shown(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"{len(value)} of {sum(len(part['text']) for part in value)} characters"
    text = repr(value)
    return text if len(text) <= SHOWN_MAX_CHARACTERS else text[:SHOWN_MAX_CHARACTERS] + "…"
