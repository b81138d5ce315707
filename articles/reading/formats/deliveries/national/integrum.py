"""Integrum (Интегрум), the archive of the Russian press: a saved report of a search.

Source: files that the database exports and researchers publish, in two layouts. The page names its fields by a caret and
two letters (``^ИС:`` source, ``^ДТ:`` day, ``^ЗГ:`` headline …), repeats the headline and prints the text with wrapped
lines. The Word file holds a page with a heading for the headline and two smaller ones for publication and day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.reading.formats.deliveries.delivery import FRAME, Draft, drafts_between
from articles.reading.formats.deliveries.lines import Line, Sheet, rest_of, runs
from articles.reading.formats.deliveries.printed_dates import printed_date
from articles.text import fold

NAME = "integrum"
HINT = re.compile(
    b"|".join(re.escape("^ИС:".encode(code)) for code in ("utf-8", "cp1251", "koi8_r"))
    + rb"|\^&#1048;&#1057;:"
)

LABELS_MIN = 3
_LABEL = re.compile(r"\^(?P<label>[А-ЯЁ]{2}):\s{0,4}")
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d")
_FIRST, _SECOND = "h1", "h2"
_MEANS = {
    "ИС": "outlet",
    "РБ": "section",
    "НР": "edition",
    "СТ": "page",
    "ДТ": "published",
    "АВ": "byline",
    "ЗГ": "title",
}


def recognises(sheet: Sheet) -> bool:
    """At least three labels one below the other, or a headline over publication and day in headings."""
    places = range(len(sheet.lines))
    return any(_opens(sheet.lines, place) or _opens_headed(sheet.lines, place) for place in places)


def drafts(sheet: Sheet) -> Iterator[Draft]:
    """The reports in order: each begins with its labels or its headline."""
    lines = sheet.lines
    labelled = [place for place in range(len(lines)) if _opens(lines, place)]
    starts = labelled or [place for place in range(len(lines)) if _opens_headed(lines, place)]
    for draft in drafts_between(sheet, starts):
        (_read if labelled else _read_headed)(draft)
        yield draft


def _label(line: Line) -> str:
    found = _LABEL.match(line.text)
    return found["label"] if found else ""


def _opens(lines: tuple[Line, ...], place: int) -> bool:
    """Whether a report's labels begin here."""
    if not _label(lines[place]) or (place and _label(lines[place - 1])):
        return False
    return len({_label(line) for line in lines[place : place + 8]} & _MEANS.keys()) >= LABELS_MIN


def _opens_headed(lines: tuple[Line, ...], place: int) -> bool:
    """Whether a first-level heading begins here with two of the second level below it, the second of them a day."""
    if _FIRST not in lines[place].marks or (place and _FIRST in lines[place - 1].marks):
        return False
    below = [line for line in lines[place + 1 : place + 8] if _FIRST not in line.marks]
    return len(below) > 2 and all(_SECOND in line.marks for line in below[:2]) and _is_day(below[1].text)


def _is_day(text: str) -> bool:
    return bool(_DAY.fullmatch(text.strip())) and printed_date(text) is not None


def _read_headed(draft: Draft) -> None:
    lines = list(draft.lines)
    start = next(place for place, line in enumerate(lines) if _FIRST in line.marks)
    head = [line for line in lines[start:] if _FIRST in line.marks or _SECOND in line.marks]
    title = [line for line in head if _FIRST in line.marks]
    publication, day = [line for line in head if _SECOND in line.marks][:2]
    draft.state("title", title, "first heading")
    draft.state("outlet", publication, "second heading")
    if found := printed_date(day.text):
        draft.state("published", day, "third heading", found.iso, day.text[found.start : found.end])
    draft.body([line for line in lines[start:] if line.start not in draft.told])


def _read(draft: Draft) -> None:
    lines = draft.lines
    start = next(place for place, line in enumerate(lines) if _label(line))
    end = start
    # A long headline may go on without a label; the cell ends with the last line of the row.
    while end < len(lines) and (_label(lines[end]) or lines[end].row == lines[start].row >= 0):
        end += 1
    _read_labels(draft, lines[start:end])
    title = next((part.value for part in draft.stated.get("title", ())), "")
    text = list(lines[end:])
    repeated: list[Line] = []
    while text and fold(" ".join(line.text for line in [*repeated, text[0]])) in fold(title):
        repeated.append(text.pop(0))
    if fold(" ".join(line.text for line in repeated)) == fold(title):
        draft.remove(repeated, FRAME)
    else:
        text = [*repeated, *text]
    draft.body(text)


def _read_labels(draft: Draft, lines: tuple[Line, ...]) -> None:
    for group in runs(lines, lambda line: bool(_label(line))):
        label = _LABEL.match(group[0].text)
        name = _MEANS.get(label["label"], "") if label else ""
        if not label or not name:
            continue
        told = [rest_of(draft.sheet.source, group[0], label.end()), *group[1:]]
        draft.told.update(line.start for line in group)
        told = [line for line in told if line.text]
        if not told:
            continue
        if name == "published":
            if day := printed_date(told[0].text):
                draft.state(name, told[0], f"^{label['label']}", day.iso, told[0].text[day.start : day.end])
        elif name == "byline":
            for author in filter(None, (part.strip(" .") for part in told[0].text.split(","))):
                draft.state(name, told[0], f"^{label['label']}", author, author)
        else:
            draft.state(name, told, f"^{label['label']}")
