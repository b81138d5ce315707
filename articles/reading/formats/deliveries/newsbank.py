"""NewsBank (Access World News): documents whose head is one line of parts between bars.

Source: the database's own pages and exports as libraries describe them. Below the headline stands the day, the outlet with
its place, and, with labels, author, page and section, then the count of words and "OpenURL Link". The older export has a
label a line, which the repeated frame reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.reading.formats.deliveries.delivery import (
    CLASSIFICATION,
    COPYRIGHT,
    FRAME,
    Draft,
    drafts_between,
)
from articles.reading.formats.deliveries.lines import Line, Sheet
from articles.reading.formats.deliveries.names import names_of
from articles.reading.formats.deliveries.nexis.labels import is_rights
from articles.reading.formats.deliveries.printed_dates import printed_date

NAME = "newsbank"
HINT = re.compile(rb"OpenURL Link|NewsBank|newsbank|\d Words\b")

HEAD_MAX_LINES = 6
TITLE_MAX_LINES = 4
FOOT_LINES = 2
_BAR = re.compile(r"\s{0,3}[|¦]\s{0,3}")
_PART = re.compile(
    r"(?P<label>Author|Page|Section|Edition|Source|Column|Series|Topics|Record(?: Number)?)s?\s?:\s{0,3}(?P<value>.{1,200})"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORDS = re.compile(r"(?P<count>[\d,]{1,7}) Words?")
_LINK = re.compile(r"OpenURL Link")
_CITATION = re.compile(r"(?:citation|cite this article)\b", re.IGNORECASE)
_PLACE = re.compile(r"\s{0,2}\((?P<place>[^()]{2,60})\)$")
_INVERTED = re.compile(r"(?P<name>.{2,60}), (?P<article>The|An?|La|Le|El|Il|Die|Der|Das)", re.IGNORECASE)
_FIELDS = {
    "Page": "page",
    "Section": "section",
    "Edition": "edition",
    "Record": "accession",
    "Record Number": "accession",
}


def recognises(sheet: Sheet) -> bool:
    """At least one head that opens with a day and an outlet between bars and goes on with another of its parts."""
    return any(_is_head(sheet.lines, place) for place in range(len(sheet.lines)))


def drafts(sheet: Sheet) -> Iterator[Draft]:
    """The reports in order: each begins with the headline above its head."""
    heads = [place for place in range(len(sheet.lines)) if _is_head(sheet.lines, place)]
    starts = [
        _title_start(sheet.lines, head, heads[number - 1] + 1 if number else 0)
        for number, head in enumerate(heads)
    ]
    for draft, head in zip(drafts_between(sheet, starts), heads, strict=True):
        _read(draft, head - draft.first)
        yield draft


def _is_head(lines: Sequence[Line], place: int) -> bool:
    parts = _BAR.split(lines[place].text)
    if len(parts) < 2 or printed_date(parts[0]) is None or len(parts[0]) > 40:
        return False
    around = " | ".join(line.text for line in lines[place : place + HEAD_MAX_LINES])
    rest = _BAR.split(around)[1:]
    signs = sum(bool(_PART.fullmatch(part)) for part in rest) + any(map(_WORDS.fullmatch, rest))
    return signs + any(map(_LINK.fullmatch, rest)) >= 2


def _title_start(lines: Sequence[Line], head: int, first: int) -> int:
    """Where the headline above a head begins: with the lines of its paragraph, or of its weight and size."""
    start = head - 1
    while (
        start > first
        and head - start < TITLE_MAX_LINES
        and not lines[start].after_gap
        and abs(lines[start].size - lines[start - 1].size) < 0.5
        and lines[start].bold == lines[start - 1].bold
    ):
        start -= 1
    return max(start, first)


def _read(draft: Draft, head: int) -> None:
    lines = draft.lines
    title = [line for line in lines[:head] if line.start not in draft.told]
    if title:
        draft.state("title", title, "headline")
    end = head
    while end < len(lines) and end - head < HEAD_MAX_LINES and _is_meta(lines[end], first=end == head):
        _take(draft, lines[end])
        end += 1
    text = list(lines[end:])
    cut = next((place for place, line in enumerate(text) if _CITATION.match(line.text)), len(text))
    draft.remove(text[cut:], CLASSIFICATION)
    foot = text[:cut][-FOOT_LINES:]
    draft.remove((line for line in foot if is_rights(line.text) and _YEAR.search(line.text)), COPYRIGHT)
    for line in text[:cut]:
        if (part := _PART.fullmatch(line.text)) and part["label"] in ("Record", "Record Number"):
            draft.state("accession", line, "label Record", part["value"], part["value"])
    draft.body([line for line in text[:cut] if line.start not in draft.told])


def _is_meta(line: Line, *, first: bool) -> bool:
    """Whether a line goes on with the head: parts with labels, a count of words, the link."""
    parts = [part for part in _BAR.split(line.text) if part]
    known = [bool(_PART.fullmatch(part) or _WORDS.fullmatch(part) or _LINK.fullmatch(part)) for part in parts]
    return first or (bool(known) and all(known))


def _take(draft: Draft, line: Line) -> None:
    """What a line of the head states, part by part."""
    for place, part in enumerate(part for part in _BAR.split(line.text) if part):
        if labelled := _PART.fullmatch(part):
            value = labelled["value"].strip()
            if labelled["label"] == "Author":
                for name in names_of(value.partition(";")[0]):
                    draft.state("byline", line, "label Author", name, name if name in value else value)
            elif field := _FIELDS.get(labelled["label"], ""):
                draft.state(field, line, f"label {labelled['label']}", value, value)
        elif _WORDS.fullmatch(part):
            draft.state("length", line, "count of words", part, part)
        elif place == 0 and (day := printed_date(part)):
            draft.state("published", line, "head", day.iso, part[day.start : day.end])
        elif place == 1:
            name = _PLACE.sub("", part).strip()
            inverted = _INVERTED.fullmatch(name)
            shown = f"{inverted['article']} {inverted['name']}" if inverted else name
            draft.state("outlet", line, "head", shown, name)
    draft.remove([line], FRAME)
