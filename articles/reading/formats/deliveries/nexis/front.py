"""The head of a report in the old layout of Nexis: copyright, source, day, edition, headline."""

from __future__ import annotations

import re

from articles.reading.formats.deliveries.delivery import Draft
from articles.reading.formats.deliveries.lines import Line
from articles.reading.formats.deliveries.nexis import fields
from articles.reading.formats.deliveries.nexis.labels import is_rights
from articles.reading.formats.deliveries.printed_dates import PrintedDate, printed_day

EDITION_MAX_CHARACTERS = 90
_EDITION = re.compile(
    r"\b(?:edition|ausgabe|édition|edición|editie|edizione|edição|correction appended|national|first|final|late|"
    r"early|metro|main|city|london|ireland|scotland|ulster|eire|supplement|extra|hauptausgabe)\b",
    re.IGNORECASE,
)


def _is_edition(text: str) -> bool:
    """Whether a short line names an edition."""
    return len(text) <= EDITION_MAX_CHARACTERS and bool(_EDITION.search(text))


def read_front(draft: Draft, lines: list[Line]) -> None:
    """Source, day, edition and headline above the first label."""
    fields.take_rights(draft, [line for line in lines if is_rights(line.text)])
    front = [line for line in lines if not is_rights(line.text)]
    days = [(place, found) for place, line in enumerate(front) if (found := _day(line, place))]
    at, found = days[0] if days else (0, None)
    if found is not None:
        day = front[at]
        draft.state("published", day, "day below the source", found.iso, day.text[found.start : found.end])
    above, below = front[:at], front[at + 1 :] if found else front[1:]
    if not above and not found:
        above = front[:1]
    if not above and below:
        above, below = below[:1], below[1:]
    if above:
        fields.take_outlet(draft, above[0])
        for line in above[1:]:
            draft.state("edition", line, "line below the source")
    _read_headline(draft, below)


def _day(line: Line, place: int) -> PrintedDate | None:
    found = printed_day(line.text)
    return found if found and (place > 0 or len(line.text) < 60) else None


def _read_headline(draft: Draft, lines: list[Line]) -> None:
    """Editions are centred as the day is, or say that they are one; what is left is the headline."""
    if "title" in draft.stated:
        if lines:
            draft.state("edition", lines, "lines below the day")
        return
    left = [line for line in lines if not line.centred]
    edition = [line for line in lines if line.centred] if left and len(left) < len(lines) else []
    rest = [line for line in lines if line not in edition]
    while len(rest) > 1 and not rest[0].bold and rest[1].after_gap and _is_edition(rest[0].text):
        edition.append(rest.pop(0))
    if edition:
        draft.state("edition", edition, "lines below the day")
    if rest:
        draft.state("title", rest, "line above the labels")
