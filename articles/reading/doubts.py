"""Doubts about a report: what looks wrong. What its source merely does not state is no doubt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from articles.reading.report import Report

BODY_MIN_WORDS = 40
REMOVED_MAX_SHARE = 0.5
# How likely it is that something was read wrongly: most likely, maybe, or only worth a look.
WORST, MIDDLING, SLIGHT = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt about ``field`` (of the report, or "body"): ``reason`` in a sentence, ``weight`` from 1 to 3, the worst."""

    field: str
    reason: str
    weight: int = MIDDLING


def doubts_about(report: Report, today: dt.date | None = None) -> tuple[Doubt, ...]:
    """The doubts about a report, in the order in which a page shows the fields; ``today`` is the day of reading.

    >>> [(doubt.field, doubt.weight) for doubt in doubts_about(Report(format="text", title="Rain", title_origin="derived"))]
    [('body', 1)]
    """
    words = len(report.body.split())
    tomorrow = ((today or dt.date.today()) + dt.timedelta(days=1)).isoformat()
    removed = sum(len(part.text.split()) for part in report.removed)
    found = (
        ("published", "The date of publication lies in the future.", WORST, report.published[:10] > tomorrow),
        ("body", f"The report has only {words} words.", SLIGHT, words < BODY_MIN_WORDS),
        ("body", "More was removed than was kept.", WORST, removed > REMOVED_MAX_SHARE * (words + removed)),
        *(("body", warning, MIDDLING, True) for warning in report.warnings),
    )
    return tuple(Doubt(field, reason, weight) for field, reason, weight, applies in found if applies)


def in_words(doubts: tuple[Doubt, ...]) -> str:
    """The doubts as one line, for the outcome of a file.

    >>> in_words((Doubt("body", "More was removed than was kept."), Doubt("body", "The report has only 9 words.")))
    'More was removed than was kept. The report has only 9 words.'
    """
    return " ".join(doubt.reason for doubt in doubts)
