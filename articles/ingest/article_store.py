"""Storing a report as an article: duplicates, the row itself, its outlet and agency, and its index job."""

from __future__ import annotations

import datetime as dt
import hashlib
import mimetypes
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import TypeVar

from django.utils.text import slugify

from articles.ingest.version_keys import version_key
from articles.models import Agency, Article, IndexJob, Outlet, SourceFile
from articles.reading.doubts import doubts_about
from articles.reading.report import BadRecord, RawFile, Report

TITLE_MAX_CHARACTERS = 500
_OTHER_PAGES = frozenset({"source", "mentions"})
# What of an article comes out of reading its source, and may change when it is read anew.
READ_FIELDS = (
    "format",
    "body_sha256",
    "content_sha256",
    "title",
    "title_origin",
    "slug",
    "published",
    "published_precision",
    "published_day",
    "dateline",
    "byline",
    "reporters",
    "url",
    "version_key",
    "language",
    "details",
    "paragraphs",
    "captions",
    "footnotes",
    "removed",
    "evidence",
    "warnings",
    "doubts",
    "needs_review",
)
_Named = TypeVar("_Named", Outlet, Agency)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A stored article, and in what sense a new one is the same."""

    article: Article
    sense: str


def keep_source(raw: RawFile, encoding: str = "", user_id: int | None = None) -> SourceFile:
    """The source file with these bytes; created if new."""
    source, _ = SourceFile.objects.get_or_create(
        sha256=hashlib.sha256(raw.data).hexdigest(),
        defaults={
            "name": raw.name,
            "media_type": mimetypes.guess_type(raw.name)[0] or "application/octet-stream",
            "encoding": encoding,
            "data": raw.data,
            "brought_by_id": user_id,
        },
    )
    return source


def find_duplicate(report: Report) -> Duplicate | None:
    """The article that prints the same text, unless both name an outlet and the outlets differ: that is a copy."""
    same = Article.objects.filter(body_sha256=body_hash(report))
    for article in same.only("title", "outlet").prefetch_related("outlet"):
        if not report.outlet or article.outlet is None or article.outlet.slug == name_slug(report.outlet):
            return Duplicate(article, "the same text")
    return None


def store_row(row: Article, report: Report, source: SourceFile, part: int) -> Article:
    """Save an article's row and, in the same transaction, the outbox row for the index. The caller holds the transaction."""
    # A row whose transaction was rolled back still thinks that it is stored.
    row.pk, row._state.adding = None, True
    row.source, row.source_part = source, part
    row.outlet, row.agency = named_rows(report)
    row.save()
    IndexJob.objects.create(article_id=row.pk)
    return row


def article_row(report: Report, settled: Collection[str] = ()) -> Article:
    """The report as an unsaved article, without what needs the database (source, outlet, agency, entities).

    A field that an editor has ``settled`` is no longer in doubt. Raises BadRecord without a body.
    """
    if not report.body.strip():
        raise BadRecord(
            "no report was found in it: after removing what is no part of a report, nothing is left."
        )
    doubts = [asdict(doubt) for doubt in doubts_about(report) if doubt.field not in settled]
    return Article(
        format=report.format,
        body_sha256=body_hash(report),
        content_sha256=_hash(name_slug(report.outlet) + "\n" + _plain(report.body)),
        title=report.title[:TITLE_MAX_CHARACTERS],
        title_origin=report.title_origin,
        slug=article_slug(report.title),
        published=report.published,
        published_precision=report.published_precision,
        published_day=_day(report),
        dateline=_dateline(report),
        byline=list(report.byline),
        reporters=report.reporters,
        url=report.url,
        language=report.language,
        version_key=version_key(report.agency or report.outlet, report.url, report.details),
        details={key: list(values) for key, values in report.details.items()},
        paragraphs=[asdict(block) for block in report.paragraphs],
        captions=[asdict(block) for block in report.captions],
        footnotes=[asdict(block) for block in report.footnotes],
        removed=[asdict(removed) for removed in report.removed],
        evidence={field: asdict(evidence) for field, evidence in report.evidence.items()},
        warnings=list(report.warnings),
        doubts=doubts,
        needs_review=bool(doubts),
    )


def named_rows(report: Report) -> tuple[Outlet | None, Agency | None]:
    """The report's outlet and agency; created if new."""
    return _named(Outlet, report.outlet), _named(Agency, report.agency)


def body_hash(report: Report) -> str:
    """SHA-256 of the body with its white space folded, as hex."""
    return _hash(_plain(report.body))


def article_slug(title: str) -> str:
    """The end of an article's address; never one that its other pages have.

    >>> article_slug("Envoys leave Oslo"), article_slug("Source"), article_slug("…")
    ('envoys-leave-oslo', 'article', 'article')
    """
    slug = slugify(title)[:80].strip("-")
    return "article" if slug in _OTHER_PAGES else slug or "article"


def name_slug(name: str) -> str:
    """The slug of an outlet or agency; a name in another script gets one from its hash.

    >>> name_slug("Hindukush Press Agency")
    'hindukush-press-agency'
    """
    return slugify(name)[:200] or (_hash(name)[:12] if name else "")


def _named(model: type[_Named], name: str) -> _Named | None:
    if not name:
        return None
    row, _ = model.objects.get_or_create(slug=name_slug(name), defaults={"name": name[:200]})
    return row


def _day(report: Report) -> dt.date | None:
    if report.published_precision not in {"day", "minute"}:
        return None
    return dt.date.fromisoformat(report.published[:10])


def _dateline(report: Report) -> dict[str, object] | None:
    if report.dateline is None:
        return None
    row = asdict(report.dateline)
    row["places"] = list(report.dateline.places)
    row["date"] = report.dateline.date.isoformat() if report.dateline.date else None
    return row


def _plain(text: str) -> str:
    return " ".join(text.split())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
