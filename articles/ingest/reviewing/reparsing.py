"""Reading a stored article's source anew: what would change, and changing it, with the editors' words kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from articles.entities.languages.foreign_reading import ENGLISH
from articles.ingest.article_store import READ_FIELDS, article_row, named_rows
from articles.ingest.corrections.mention_offsets import move_mentions
from articles.ingest.recognition.dateline_entity import update_dateline_place
from articles.models import Article, FieldReview, IndexJob, SourceFile
from articles.reading.decode import recoded
from articles.reading.field_overrides import checked_value, with_reviews
from articles.reading.reader import read_file
from articles.reading.report import BadRecord, RawFile, Report

SHOWN_MAX_CHARACTERS = 80
_DOUBTS = ("doubts", "needs_review")
# Where people, places and organisations are looked for; a change here makes the mentions stale.
_TEXTS = frozenset({"title", "title_origin", "dateline", "paragraphs", "captions", "footnotes"})
_SAVED = (*READ_FIELDS, "outlet", "agency", "dateline_place", "stale_since")


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
    as_it_is = not article.reviews.filter(field=field).exists() and settled == current_value(article, field)
    return _settle(article, {field: settled}, user, accepted=as_it_is)


def settle(
    article: Article, corrected: Mapping[str, Any], confirmed: Iterable[str], user: AbstractBaseUser | None
) -> list[FieldChange]:
    """Settle fields in one move: some to values checked by `checked_value`, others to the values they have.

    Raises BadRecord when the source can no longer be read; nothing is changed then.
    """
    kept = {field: current_value(article, field) for field in confirmed if field not in corrected}
    with transaction.atomic():
        _write(article, kept, user, accepted=True)
        _write(article, corrected, user, accepted=False)
        return reread(article) if kept or corrected else []


def accept(article: Article, field: str, user: AbstractBaseUser | None) -> list[FieldChange]:
    """Settle a field to the value it has: it was read right, and stays so."""
    return accept_all(article, [field], user)


def accept_all(article: Article, fields: Iterable[str], user: AbstractBaseUser | None) -> list[FieldChange]:
    """Settle several fields to the values they have, in one move."""
    return _settle(article, {field: current_value(article, field) for field in fields}, user, accepted=True)


def restore(article: Article, start: int, end: int, user: AbstractBaseUser | None) -> list[FieldChange]:
    """Put a removed piece of text back into the report. Raises BadRecord when there is no such piece."""
    if not any((part["start"], part["end"]) == (start, end) for part in article.removed):
        raise BadRecord("That text is not among what was left out. It may be back in the report already.")
    return _settle(article, {"restored": [*_restored(article), [start, end]]}, user, accepted=False)


def take_out(article: Article, start: int, end: int, user: AbstractBaseUser | None) -> list[FieldChange]:
    """Leave a piece of text out again that was put back."""
    spans = [span for span in _restored(article) if span != [start, end]]
    return _settle(article, {"restored": spans}, user, accepted=False) if spans else undo(article, "restored")


def choose_encoding(source: SourceFile, encoding: str) -> int:
    """Read a source file's bytes in another encoding, in all its articles; how many changed. Empty: find it out again.

    Raises BadRecord when the encoding is not offered, or when the file then holds no such report: nothing is changed.
    """
    if encoding:
        recoded(b"", encoding)
    with transaction.atomic():
        source.chosen_encoding = encoding
        source.save(update_fields=["chosen_encoding"])
        articles = source.articles.select_related("source", "outlet", "agency").order_by("pk")
        return sum(bool(reread(article)) for article in articles)


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


def reread(article: Article, *, dry_run: bool = False, report: Report | None = None) -> list[FieldChange]:
    """Read the article's source as the code reads it now and store what is different.

    ``report`` is what was just read of the source, where it is in hand (`reports_of`).

    Where the text changed, mentions move with their paragraphs at once, and the worker looks for entities again: the
    web process, which calls this too, never loads a language model.

    Raises BadRecord when the source no longer gives this report, or gives the text of another article.
    """
    reviews = dict(article.reviews.values_list("field", "value"))
    report = with_reviews(report or _report_now(article), reviews)
    row = article_row(report, settled=reviews)
    changes = _changes(article, row, report)
    as_it_was = not changes and (article.doubts, article.evidence) == (row.doubts, row.evidence)
    if dry_run or as_it_was:
        return changes
    with transaction.atomic():
        _refuse_another_articles_text(article, row)
        before, language = article.paragraphs, article.language
        for field in READ_FIELDS:
            setattr(article, field, getattr(row, field))
        article.outlet, article.agency = named_rows(report)
        if _TEXTS & {change.field for change in changes}:
            move_mentions(article, before)
            update_dateline_place(article)
        if _TEXTS & {change.field for change in changes} or _is_read_otherwise(language, article.language):
            article.stale_since = timezone.now() if article.recognised else None
        article.save(update_fields=_SAVED)
        IndexJob.objects.create(article_id=article.pk)
    return changes


def _is_read_otherwise(before: str, after: str) -> bool:
    """Whether names are looked for by another language's rules now. Unknown is read as English."""
    return (before or ENGLISH) != (after or ENGLISH)


def _settle(
    article: Article, values: Mapping[str, Any], user: AbstractBaseUser | None, *, accepted: bool
) -> list[FieldChange]:
    with transaction.atomic():
        _write(article, values, user, accepted=accepted)
        return reread(article)


def _write(
    article: Article, values: Mapping[str, Any], user: AbstractBaseUser | None, *, accepted: bool
) -> None:
    for field, value in values.items():
        settled = {"value": value, "accepted": accepted, "reviewed_by": user}
        FieldReview.objects.update_or_create(article=article, field=field, defaults=settled)


def _restored(article: Article) -> list[list[int]]:
    """The [start, end] of each piece of removed text that an editor has put back."""
    review = article.reviews.filter(field="restored").first()
    return review.value if review else []


def reports_of(source: SourceFile, parts: Collection[int]) -> dict[int, Report]:
    """Those of a source's reports that are still found at these places, read in one pass."""
    raw = RawFile(source.name, bytes(source.data), source.chosen_encoding)
    found: dict[int, Report] = {}
    for part, report in enumerate(read_file(raw)):
        if part in parts and isinstance(report, Report):
            found[part] = report
        if len(found) == len(parts):
            break
    return found


def _report_now(article: Article) -> Report:
    found = reports_of(article.source, {article.source_part})
    if not found:
        raise BadRecord(
            f"{article.source.name}: the report that was read from it is no longer found. The article is left as it is."
        )
    return found[article.source_part]


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
