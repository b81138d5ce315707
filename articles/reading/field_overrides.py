"""An editor's word on a report's fields: applied to every reading of the source, so that it outlives them all."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from articles.reading.metadata.days.printed_dates import publication_line
from articles.reading.report import BadRecord, Block, Dateline, Evidence, Report

BY_AN_EDITOR = Evidence(0, 0, "", "an editor’s correction")
TYPED_MAX_CHARACTERS = 500
NAME_MAX_CHARACTERS = 200
# How the room's own pages print a moment, a day and a month, and how much of ISO 8601 each says.
_SHOWN = (
    ("%d %B %Y, %H:%M", len("2021-07-08T14:05")),
    ("%d %B %Y", len("2021-07-08")),
    ("%B %Y", len("2021-07")),
)
_PRECISION = (
    (re.compile(r"[0-9]{4}"), "year"),
    (re.compile(r"[0-9]{4}-[0-9]{2}"), "month"),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "day"),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}(?:Z|[+-][0-9:]{4,6})?"), "minute"),
)
Reviews = Mapping[str, Any]


def with_reviews(report: Report, reviews: Reviews) -> Report:
    """The report with editors' values; ``reviews`` maps field names to values."""
    for field, value in reviews.items():
        settled = _SETTLE[field](report, value)
        if settled != report and field != "restored":
            settled = dataclasses.replace(settled, evidence={**settled.evidence, field: BY_AN_EDITOR})
        report = settled
    return report


def checked_value(field: str, value: str) -> Any:
    """The value of a field as typed by an editor. Raises BadRecord that names the expected form.

    >>> checked_value("byline", "Mina Sorel and Aidar Bekov"), checked_value("published", "8 July 2021")
    (['Mina Sorel', 'Aidar Bekov'], '2021-07-08')
    """
    text = "".join(c for c in " ".join(value.split()) if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    most = NAME_MAX_CHARACTERS if field in {"outlet", "agency", "dateline"} else TYPED_MAX_CHARACTERS
    if len(text) > most:
        raise BadRecord(f"That is {len(text):,} characters long; {most} can be kept here.")
    if field == "byline":
        return [name for name in re.split(r",\s|\sand\s", text) if name]
    if field == "published" and text:
        text = iso_of(text)
        _precision(text)
    if field == "language" and text:
        return _language_code(text)
    if field == "title" and not text:
        raise BadRecord("A headline cannot be empty: write one, or accept the derived one.")
    return text


def _language_code(typed: str) -> str:
    """The ISO 639-1 code of a language. Raises BadRecord for anything else."""
    if not re.fullmatch(r"[a-z]{2}", typed.lower()):
        raise BadRecord(f"“{typed}” is no code of a language: write two letters, as in en, fr or ru.")
    return typed.lower()


def _title(report: Report, value: str) -> Report:
    origin = report.title_origin if value == report.title else "editor"
    return dataclasses.replace(report, title=value, title_origin=origin)


def _published(report: Report, value: str) -> Report:
    precision = report.published_precision if value == report.published else _precision(value)
    return dataclasses.replace(report, published=value, published_precision=precision)


def _dateline(report: Report, value: str) -> Report:
    if not value:
        return dataclasses.replace(report, dateline=None)
    if report.dateline is not None and report.dateline.place == value:
        return report
    if report.dateline is not None:
        return dataclasses.replace(
            report, dateline=dataclasses.replace(report.dateline, place=value, places=(value,))
        )
    return dataclasses.replace(
        report, dateline=Dateline(text="", place=value, places=(value,), start=0, end=0)
    )


def _restored(report: Report, spans: Iterable[tuple[int, int]]) -> Report:
    wanted = {tuple(span) for span in spans}
    back = [
        Block(part.text, part.start, part.end) for part in report.removed if (part.start, part.end) in wanted
    ]
    paragraphs = tuple(sorted((*report.paragraphs, *back), key=lambda block: block.start))
    removed = tuple(part for part in report.removed if (part.start, part.end) not in wanted)
    return dataclasses.replace(report, paragraphs=paragraphs, removed=removed)


def iso_of(typed: str) -> str:
    """A date in ISO 8601: as the room prints it, or as any source prints it that the readers know.

    What is none of these stays as it was typed. Raises BadRecord for figures that may be two days.

    >>> iso_of("8 July 2021"), iso_of("July 2021"), iso_of("8 Jul 2021, 9:05"), iso_of("Thursday, July 8, 2021")
    ('2021-07-08', '2021-07', '2021-07-08T09:05', '2021-07-08')
    >>> iso_of("8 juillet 2021"), iso_of("13.07.2021"), iso_of("2021-07")
    ('2021-07-08', '2021-07-13', '2021-07')
    """
    if any(pattern.fullmatch(typed) for pattern, _ in _PRECISION):
        return typed
    for form, length in _SHOWN:
        with suppress(ValueError):
            return dt.datetime.strptime(typed, form).isoformat()[:length]
    found = publication_line(typed)
    if found is None:
        _refuse_two_days(typed)
        return typed
    said = typed[: found.start] + typed[found.end :]
    return typed if any(character.isdigit() for character in said) else found.iso


def _refuse_two_days(typed: str) -> None:
    """Raise BadRecord where figures are one day in Europe and another in America ("8/7/2021")."""
    european, american = (publication_line(typed, order=order) for order in ("dmy", "mdy"))
    if european and american and european.iso != american.iso:
        raise BadRecord(
            f"“{typed}” may be {european.iso} or {american.iso}: write one of the two, or the month as a word."
        )


def _precision(value: str) -> str:
    for pattern, precision in _PRECISION:
        if pattern.fullmatch(value):
            try:
                dt.datetime.fromisoformat(value if precision == "minute" else (value + "-01-01")[:10])
            except ValueError as error:
                raise BadRecord(f"{value} is no date of the calendar.") from error
            return precision
    if not value:
        return ""
    raise BadRecord(
        f"“{value}” is not read as a date: write 2021, 2021-07, 2021-07-08, July 2021 or 8 July 2021."
    )


_SETTLE: dict[str, Callable[[Report, Any], Report]] = {
    "title": _title,
    "outlet": lambda report, value: dataclasses.replace(report, outlet=value),
    "agency": lambda report, value: dataclasses.replace(report, agency=value),
    "published": _published,
    "dateline": _dateline,
    "language": lambda report, value: dataclasses.replace(report, language=value),
    "byline": lambda report, value: dataclasses.replace(report, byline=tuple(value)),
    "restored": _restored,
    # A body is only ever accepted as it is.
    "body": lambda report, value: report,
}
