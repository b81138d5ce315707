"""The page on which an editor reviews one article: source, fields with their doubts, and text left out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.ingest.indexing.outbox import get_backend
from articles.models import Article
from articles.pages.article.source_page import SourcePage, source_page
from articles.pages.review.field_hints import HINTS
from articles.pages.review.known_names import KnownNames, known_names
from articles.pages.review.queues import ABSENCES, DOUBT_LABELS, known_queue, queue_label
from articles.pages.review.review_history import Settled, settled_fields
from articles.pages.review.review_queue import Place, place_in_queue
from articles.reading.decode import CHOICES

EDITABLE = tuple(field for field in DOUBT_LABELS if field != "body")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was typed and is not saved, by field, with what is wrong with it; ``error`` belongs to no field."""

    typed: Mapping[str, str] = dataclasses.field(default_factory=dict)
    errors: Mapping[str, str] = dataclasses.field(default_factory=dict)
    error: str = ""

    @property
    def refused(self) -> bool:
        return bool(self.errors or self.error)


@dataclass(frozen=True, slots=True)
class ReviewField:
    """A field of the form. ``evidence``: whether its characters are marked in the source shown.

    ``open``: whether it is doubtful or not stated, and nobody has settled it.
    """

    name: str
    label: str
    value: str
    hint: str
    rule: str
    evidence: bool
    reasons: tuple[str, ...]
    settled: Settled | None
    typed: str
    error: str
    open: bool
    editable: bool = True


@dataclass(frozen=True, slots=True)
class LooseText:
    """Text that was left out, or that an editor restored; offsets count in the source."""

    text: str
    reason: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """``in_doubt``: the fields still in doubt, in order. ``error``: a problem that belongs to no field."""

    article: Article
    source: SourcePage
    fields: tuple[ReviewField, ...]
    in_doubt: tuple[str, ...]
    removed: tuple[LooseText, ...]
    restored: tuple[LooseText, ...]
    place: Place
    queue: str
    queue_label: str
    error: str
    encodings: tuple[str, ...]
    known: KnownNames


def review_page(article: Article, queue: str = "", attempt: Attempt | None = None) -> ReviewPage:
    """Build the page of an article fetched with the bytes of its source; ``queue`` names the queue it is in."""
    attempt = attempt or Attempt()
    source = source_page(article)
    return ReviewPage(
        article=article,
        source=source,
        fields=tuple(_fields(article, source, attempt)),
        in_doubt=fields_in_doubt(article),
        removed=tuple(LooseText(**{**_span(row), "reason": row["reason"]}) for row in article.removed),
        restored=tuple(_restored(article)),
        place=place_in_queue(article, queue),
        queue=known_queue(queue),
        queue_label=queue_label(queue),
        error=attempt.error,
        encodings=tuple(CHOICES),
        known=known_names(get_backend()),
    )


def fields_in_doubt(article: Article) -> tuple[str, ...]:
    """The fields in doubt, each once, in the order of the page."""
    named = {doubt["field"] for doubt in article.doubts}
    return tuple(field for field in DOUBT_LABELS if field in named)


def field_after(article: Article, field: str) -> str:
    """The next field in doubt: the next on the page, else the first; empty if none is left."""
    order = list(DOUBT_LABELS)
    left = fields_in_doubt(article)
    later = [one for one in left if field in order and order.index(one) > order.index(field)]
    return next(iter([*later, *left]), "")


def changed_values(article: Article, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed that differs from what a field shows."""
    return {
        field: text
        for field, text in typed.items()
        if field in EDITABLE and text.strip() != value_shown(article, field)
    }


def value_shown(article: Article, field: str) -> str:
    """A field's value as an editor types it."""
    if field in {"outlet", "agency"}:
        row = getattr(article, field)
        return row.name if row else ""
    if field == "dateline":
        return str((article.dateline or {}).get("place", ""))
    if field == "byline":
        return ", ".join(article.byline)
    return f"{len(article.body.split()):,} words" if field == "body" else str(getattr(article, field))


def _fields(article: Article, source: SourcePage, attempt: Attempt) -> Iterator[ReviewField]:
    settled = settled_fields(article)
    absent = absent_fields(article)
    found = {field.name: field for field in source.fields}
    for name, label in DOUBT_LABELS.items():
        value = value_shown(article, name)
        reasons = tuple(doubt["reason"] for doubt in article.doubts if doubt["field"] == name)
        yield ReviewField(
            name=name,
            label=label,
            value=value,
            hint=HINTS.get(name, ""),
            rule=found[name].rule if name in found else "",
            evidence=name in found and found[name].here,
            reasons=reasons,
            settled=settled.get(name),
            typed=attempt.typed.get(name, value),
            error=attempt.errors.get(name, ""),
            open=name not in settled and bool(reasons or name in absent),
            editable=name in EDITABLE,
        )


def absent_fields(article: Article) -> frozenset[str]:
    """The fields that a queue of what is not stated would list the article for."""
    return frozenset(absence.field for absence in ABSENCES.values() if absence.holds(article))


def _restored(article: Article) -> Iterator[LooseText]:
    review = article.reviews.filter(field="restored").first()
    spans: Sequence[Sequence[int]] = review.value if review else ()
    wanted = {tuple(span) for span in spans}
    for block in article.paragraphs:
        if (block["start"], block["end"]) in wanted:
            yield LooseText(**_span(block), reason="")


def _span(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": row["text"], "start": row["start"], "end": row["end"]}
