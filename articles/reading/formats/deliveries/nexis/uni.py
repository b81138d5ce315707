"""The layout of Nexis Uni and the new Nexis: headline, source, day, copyright, labels, "Body", text, "End of Document".

A cover page with the query, or a list of the documents, may stand before the reports. Word's bookmarks name the parts
whatever the language; in RTF and PDF the headings do, in the languages in which Nexis is sold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.reading.formats.deliveries.delivery import COVER, CUT_SHORT, Draft
from articles.reading.formats.deliveries.lines import Line, Sheet
from articles.reading.formats.deliveries.nexis import fields
from articles.reading.formats.deliveries.nexis.labels import (
    CLASSIFICATION,
    END,
    heading_of,
    is_rights,
    label_of,
)
from articles.reading.formats.deliveries.printed_dates import PrintedDate, printed_day
from articles.text import fold

NAME = "nexis"
HINT = re.compile(
    rb"(?:End of Document|Ende des Dokuments|Dokumentende|Fin du document|Fin del? documento|Einde van (?:het )?document|"
    rb"Fine del documento|Fim do documento|Load-Date|Ladedatum|Date de chargement)",
    re.IGNORECASE,
)
HEAD_MAX_LINES = 24
HEADLINE_MAX_LINES = 4
CUT_HEADLINE_MIN_CHARACTERS = 15
_BODY_MARK = re.compile(r"body(?:_\d{1,5})?")
_START_MARK = re.compile(r"bookmark_\d{1,5}")
_CLASS_MARK = re.compile(r"classification(?:_\d{1,5})?")
_LINK = re.compile(
    r"(?:link (?:to|zum|vers)|view the original|pdf[- ](?:dokument|document)|enlace|lien)\b.{0,60}",
    re.IGNORECASE,
)


def recognises(sheet: Sheet) -> bool:
    """A heading of the text with labels and a day above it, or an end mark with the same above it."""
    return any(_head_above(sheet.lines, place) is not None for place in _bodies(sheet.lines)[:5]) or any(
        _labelled_head(sheet.lines[:place]) is not None for place in _ends(sheet.lines)[:1]
    )


def drafts(sheet: Sheet) -> Iterator[Draft]:
    """The reports in order. Each has one head (day, labels, "Body"), and all but a broken one have an end mark."""
    lines = sheet.lines
    heads = _heads(lines)
    ends = set(_ends(lines))
    for number, (start, body) in enumerate(heads):
        until = heads[number + 1][0] if number + 1 < len(heads) else len(lines)
        draft = Draft(sheet, start if number else 0, until)
        draft.remove(lines[draft.first : start], COVER)
        end = next((place for place in range(body, until) if place in ends), until)
        _read(draft, start, body, end)
        if end == until and ends:
            draft.warnings.append(CUT_SHORT)
        yield draft


def _heads(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """For each report the line at which it begins and the line at which its text does."""
    found: list[tuple[int, int]] = []
    bodies = {place: start for place in _bodies(lines) if (start := _head_above(lines, place)) is not None}
    previous = 0
    for end in [*_ends(lines), len(lines)]:
        own = [(bodies[place], place + 1) for place in sorted(bodies) if previous <= bodies[place] < end]
        if not own and (head := _labelled_head(lines[previous:end])) is not None:
            own = [(previous + head[0], previous + head[1])]
        found += own
        previous = end + 1
    return found


def _ends(lines: Sequence[Line]) -> list[int]:
    return [place for place, line in enumerate(lines) if len(line.text) < 40 and fold(line.text) in END]


def _bodies(lines: Sequence[Line]) -> list[int]:
    return [place for place, line in enumerate(lines) if _is_body(line)]


def _is_body(line: Line) -> bool:
    return (
        any(_BODY_MARK.fullmatch(mark) for mark in line.marks) or heading_of(line.text.rstrip(" :")) == "body"
    )


def _head_above(lines: Sequence[Line], body: int) -> int | None:
    """The line at which the report with this heading of its text begins; None where no head stands above it."""
    day = _day_above(lines, body)
    if day is None:
        return None
    between = lines[day + 1 : body]
    if not any(label_of(line.text) or is_rights(line.text) for line in between):
        return None
    return _start_above(lines, day)


def _labelled_head(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Start of the report and of its text where no heading says "Body": the text begins behind the last label."""
    for place, line in enumerate(lines):
        label = label_of(line.text)
        if (
            label
            and label.means in ("length", "section", "byline")
            and (day := _day_above(lines, place)) is not None
        ):
            body = place + 1
            while body < len(lines) and body < place + 8 and label_of(lines[body].text):
                body += 1
            return _start_above(lines, day), body
    return None


def _day_above(lines: Sequence[Line], place: int) -> int | None:
    for at in range(place - 1, max(-1, place - HEAD_MAX_LINES), -1):
        line = lines[at]
        if fold(line.text) in END:
            return None
        if _day(line) and at > 0:
            return at
    return None


def _day(line: Line) -> PrintedDate | None:
    if is_rights(line.text) or label_of(line.text):
        return None
    return printed_day(line.text)


def _start_above(lines: Sequence[Line], day: int) -> int:
    """Where the headline above the source and the day begins."""
    top = max(0, day - 8)
    for at in range(day - 1, top - 1, -1):
        if lines[at].new_page or any(_START_MARK.fullmatch(mark) for mark in lines[at].marks):
            return at
        if fold(lines[at].text) in END:
            return at + 1
    if top == 0:
        return 0 if day <= 3 else max(0, day - 2)
    return day - 2


def _read(draft: Draft, start: int, body: int, end: int) -> None:
    lines = draft.sheet.lines
    stop = next((place for place in range(body, end) if _is_classification(lines[place])), end)
    if stop == end:
        while stop > body + 1 and (label := label_of(lines[stop - 1].text)) and label.means != "body":
            stop -= 1
    title = _read_front(draft, lines[start:body])
    text = list(_without_running_heads(lines[body:stop], title))
    graphic = next(
        (place for place, line in enumerate(text) if heading_of(line.text) == "graphic"), len(text)
    )
    if graphic < len(text):
        draft.remove(text[graphic : graphic + 1], "heading of the captions")
        fields.take_captions(draft, text[graphic + 1 :])
    draft.body(text[:graphic])
    _take_labels(draft, lines[stop:end])


def _without_running_heads(lines: Sequence[Line], title: str) -> Iterator[Line]:
    """The lines without the headline that a PDF prints again on each page; a sentence goes on across it."""
    place = 0
    before = ""
    while place < len(lines):
        line = lines[place]
        repeated = _repeated(lines[place : place + HEADLINE_MAX_LINES], title) if line.new_page else 0
        place += repeated
        if repeated and place < len(lines) and before and before[-1] not in '.!?”":':
            yield replace(lines[place], after_gap=False)
        elif place < len(lines):
            yield lines[place]
        before = lines[place].text if place < len(lines) else ""
        place += 1


def _repeated(lines: Sequence[Line], title: str) -> int:
    """How many of these lines print the headline again, or the beginning of it where it is cut."""
    for count in range(len(lines), 0, -1):
        key = fold(" ".join(line.text for line in lines[:count]).rstrip(".… "))
        if key == title or (len(key) >= CUT_HEADLINE_MIN_CHARACTERS and title.startswith(key)):
            return count
    return 0


def _is_classification(line: Line) -> bool:
    return any(_CLASS_MARK.fullmatch(mark) for mark in line.marks) or (
        len(line.text) < 20 and fold(line.text) in CLASSIFICATION
    )


def _read_front(draft: Draft, lines: Sequence[Line]) -> str:
    """Headline, source, day, edition, copyright, labels. Gives the headline, folded: PDFs print it on every page."""
    day = _day_above(lines, len(lines))
    day = 0 if day is None else day
    if found := _day(lines[day]) if lines else None:
        printed = lines[day].text[found.start : found.end]
        draft.state("published", lines[day], "day below the source", found.iso, printed)
    if day:
        fields.take_outlet(draft, lines[day - 1])
    if title := [line for line in lines[: max(day - 1, 0)] if not _LINK.fullmatch(line.text)]:
        draft.state("title", title, "line above the source")
    labels = next((place for place in range(day + 1, len(lines)) if label_of(lines[place].text)), len(lines))
    for line in lines[day + 1 : labels]:
        if is_rights(line.text):
            fields.take_rights(draft, [line])
        elif not _is_body(line) and len(line.text) < 80 and "copyright" not in draft.stated:
            draft.state("edition", line, "line below the day")
    _take_labels(draft, lines[labels:])
    return fold(" ".join(line.text for line in title))


def _take_labels(draft: Draft, lines: Sequence[Line]) -> None:
    """Labelled fields; a line without a label goes on with the field above it."""
    place = 0
    while place < len(lines):
        label = label_of(lines[place].text)
        place += 1
        if label is None:
            continue
        run = [lines[place - 1]]
        while place < len(lines) and _goes_on(lines[place]):
            run.append(lines[place])
            place += 1
        fields.take(draft, label, run)


def _goes_on(line: Line) -> bool:
    """Whether a line goes on with the field above it."""
    return not (line.after_gap or label_of(line.text) or _is_body(line) or _is_classification(line))
