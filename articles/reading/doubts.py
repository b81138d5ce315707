"""Doubts about a report: what is missing, what was derived, what looks wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from articles.reading.report import Report

BODY_MIN_WORDS = 40
REMOVED_MAX_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Doubt:
    """``field`` is a field of the report (or "body"), ``reason`` a sentence for the editor."""

    field: str
    reason: str


def doubts_about(report: Report, today: dt.date | None = None) -> tuple[Doubt, ...]:
    """The doubts about a report, in the order in which a page shows the fields; ``today`` is the day of reading.

    >>> [doubt.field for doubt in doubts_about(Report(format="text", title="Rain", title_origin="derived"))]
    ['title', 'outlet', 'published', 'body']
    """
    words = len(report.body.split())
    tomorrow = ((today or dt.date.today()) + dt.timedelta(days=1)).isoformat()
    removed = sum(len(part.text.split()) for part in report.removed)
    found = (
        (
            "title",
            "The source prints no headline; this one was made from the first sentence.",
            report.title_origin == "derived",
        ),
        ("outlet", "The source names no outlet.", not report.outlet),
        ("published", "The source states no date of publication.", not report.published),
        (
            "published",
            f"Only the {report.published_precision} is stated.",
            report.published_precision in {"year", "month"},
        ),
        ("published", "The date of publication lies in the future.", report.published[:10] > tomorrow),
        ("body", f"The report has only {words} words.", words < BODY_MIN_WORDS),
        ("body", "More was removed than was kept.", removed > REMOVED_MAX_SHARE * (words + removed)),
        *(("body", warning, True) for warning in report.warnings),
    )
    return tuple(Doubt(field, reason) for field, reason, applies in found if applies)


def in_words(doubts: tuple[Doubt, ...]) -> str:
    """The doubts as one line, for the outcome of a file.

    >>> in_words((Doubt("outlet", "The source names no outlet."), Doubt("body", "The report has only 9 words.")))
    'The source names no outlet. The report has only 9 words.'
    """
    return " ".join(doubt.reason for doubt in doubts)
