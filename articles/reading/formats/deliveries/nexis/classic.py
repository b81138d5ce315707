"""The old layout of Nexis and LexisNexis: "1 of 30 DOCUMENTS", the source and its day centred, labels in capitals.

Between the number and the text stand, in this order: copyright lines (in the oldest deliveries), source, day, edition,
headline, labelled fields. Behind the text stand labelled fields and the copyright. Text deliveries are wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.reading.formats.deliveries.delivery import CUT_SHORT, Draft, drafts_between
from articles.reading.formats.deliveries.lines import Line, Sheet, runs
from articles.reading.formats.deliveries.nexis import fields
from articles.reading.formats.deliveries.nexis.front import read_front
from articles.reading.formats.deliveries.nexis.labels import TAIL, Label, is_rights, label_of
from articles.reading.formats.deliveries.printed_dates import date_line, printed_day

NAME = "nexis"
HINT = re.compile(
    rb"[>\r\n]\s{0,60}(?:LENGTH|L\S{1,8}NGE|LONGUEUR|LONGITUD|EXTENSI\S{1,8}N|LENGTE|LUNGHEZZA|COMPRIMENTO|LOAD-DATE|BYLINE|"
    rb"PUBLICATION-TYPE|TYPE-PUBLICATION|HEADLINE)\s?:"
)
FRONT_MAX_LINES = 24
LABELS_MIN = 2
SEARCH_LINES = 60
WRAPPED_MAX_CHARACTERS = 100
UNNUMBERED_HEAD_LINES = 14

_NUMBER = re.compile(
    r"(?:FOCUS\s-\s)?(?:[^\W\d_]{4,14}\s)?(?P<number>\d{1,5})\s(?:of|von|de|van|di|sur|af|av|z|из|/)\s(?P<of>\d{1,5})(?:\s[^\W\d_]{4,14})?",
    re.IGNORECASE,
)


def recognises(sheet: Sheet) -> bool:
    """A numbered head ("1 of 30 DOCUMENTS"), or a source above its day, with at least two labels in capitals below it."""
    lines = sheet.lines
    for place in _starts(lines)[:3]:
        seen = {label.means for line in lines[place : place + SEARCH_LINES] if (label := _label(line))}
        if (
            len(
                seen & {"length", "byline", "section", "title", "body", "loaded", "language", "document_type"}
            )
            >= LABELS_MIN
        ):
            return True
    return False


def drafts(sheet: Sheet) -> Iterator[Draft]:
    """The reports in order, one from each numbered head to the next."""
    if (
        sheet.container == "text"
        and max((len(line.text) for line in sheet.lines), default=0) <= WRAPPED_MAX_CHARACTERS
    ):
        # Nexis breaks all its texts to a width, however few lines show it.
        sheet = replace(sheet, wrapped=True)
    starts = _starts(sheet.lines)
    found = list(drafts_between(sheet, starts))
    tails = [_read(draft, start - draft.first) for draft, start in zip(found, starts, strict=True)]
    if found and not tails[-1] and any(tails[:-1]):
        found[-1].warnings.append(CUT_SHORT)
    yield from found


def _starts(lines: Sequence[Line]) -> list[int]:
    """Where the reports begin: at their numbered heads, else at the sources above days with labels below them."""
    return _numbered(lines) or _unnumbered(lines)


def _unnumbered(lines: Sequence[Line]) -> list[int]:
    """The lines of the sources, where a day stands below and a length behind its label in capitals below that."""
    starts: list[int] = []
    for place, line in enumerate(lines):
        label = _label(line)
        if label is None or label.means != "length":
            continue
        bottom = max(starts[-1] + 2 if starts else 0, place - UNNUMBERED_HEAD_LINES)
        days = [
            at for at in range(place - 1, bottom, -1) if not _label(lines[at]) and printed_day(lines[at].text)
        ]
        if days and not is_rights(lines[days[-1] - 1].text) and not _label(lines[days[-1] - 1]):
            starts.append(days[-1] - 1)
    if len({label.means for line in lines if (label := _label(line))} & TAIL) < LABELS_MIN:
        return []
    return starts


def _numbered(lines: Sequence[Line]) -> list[int]:
    """The lines that number a report, counting up by one: a score in a table does not."""
    starts: list[int] = []
    expected = 0
    for place, line in enumerate(lines):
        match = _NUMBER.fullmatch(line.text) if len(line.text) < 48 and line.text[-1:].isalnum() else None
        if match is None:
            continue
        number, total = int(match["number"]), int(match["of"])
        if number <= total and (not starts or number == expected):
            starts.append(place)
            expected = number + 1
    return starts


def _label(line: Line) -> Label | None:
    """The label of a line, if it is printed in capitals as this layout prints them all."""
    label = label_of(line.text)
    return label if label and label.printed.isupper() else None


def _read(draft: Draft, number: int) -> bool:
    """Read a report; whether fields stand behind its text, as they do in a whole one."""
    lines = draft.lines
    if _NUMBER.fullmatch(lines[number].text):
        draft.remove(lines[number : number + 1], "number of the report in the delivery")
        number += 1
    groups = _groups(lines[number:])
    head = next((place for place, group in enumerate(groups[:FRONT_MAX_LINES]) if _label(group[0])), None)
    if head is None:
        head = _behind_day(groups)
    body = _read_labels(draft, groups, head)
    read_front(draft, [line for group in groups[:head] for line in group])
    tail = _tail(groups, body)
    draft.body([line for group in groups[body:tail] for line in group])
    _read_tail(draft, groups[tail:])
    return tail < len(groups)


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines with no gap between them; a label always begins a group."""
    return list(runs(lines, lambda line: line.after_gap or bool(_label(line))))


def _behind_day(groups: list[list[Line]]) -> int:
    """Where a report without any label begins: two lines below its day (the headline stands between)."""
    for place, group in enumerate(groups[:FRONT_MAX_LINES]):
        if any(date_line(line.text) for line in group):
            return min(place + 2, len(groups))
    return min(2, len(groups))


def _read_labels(draft: Draft, groups: list[list[Line]], head: int) -> int:
    """The labelled fields above the text; the group at which the text begins."""
    place = head
    while place < len(groups):
        group = groups[place]
        label = _label(group[0])
        if label is None:
            return place
        if label.means == "body":
            return _open_body(draft, groups, place, label)
        if label.means in TAIL and not any(
            (later := _label(one[0])) and later.means in ("body", "length", "title")
            for one in groups[place : place + 12]
        ):
            return place
        if (
            label.value_at >= len(group[0].text)
            and len(group) == 1
            and place + 1 < len(groups)
            and not _label(groups[place + 1][0])
        ):
            group = [*group, *groups[place + 1]]
            place += 1
        fields.take(draft, label, group)
        place += 1
    return place


def _open_body(draft: Draft, groups: list[list[Line]], place: int, label: Label) -> int:
    """The text begins behind "BODY:"; what stands on that line already belongs to it."""
    group = groups[place]
    if label.value_at >= len(group[0].text):
        draft.remove(group[:1], "label of the text")
        if len(group) > 1:
            groups[place] = group[1:]
            return place
        return place + 1
    return place


def _tail(groups: list[list[Line]], body: int) -> int:
    """The group at which the fields behind the text begin."""
    last = len(groups)
    for place in range(body, last):
        label = _label(groups[place][0])
        if label and label.means in TAIL:
            last = place
            break
    else:
        while last > body + 1 and (_label(groups[last - 1][0]) or is_rights(groups[last - 1][0].text)):
            last -= 1
        return last
    start = last
    for place in range(last - 1, max(body - 1, last - 14), -1):
        label = _label(groups[place][0])
        if label and label.means != "body":
            start = place
        elif start - place > 4:
            break
    return start


def _read_tail(draft: Draft, groups: list[list[Line]]) -> None:
    for group in groups:
        if label := _label(group[0]):
            fields.take(draft, label, group)
        elif is_rights(group[0].text):
            fields.take_rights(draft, group)
