"""Factiva's articles with indexing: every field behind its code (HD BY WC PD SN … LP TD … AN), in a table or on lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.reading.formats.deliveries.delivery import (
    CLASSIFICATION,
    COPYRIGHT,
    CUT_SHORT,
    Draft,
    drafts_between,
)
from articles.reading.formats.deliveries.factiva import signs
from articles.reading.formats.deliveries.languages import language_code
from articles.reading.formats.deliveries.lines import Line, Sheet, joined_text, rest_of
from articles.reading.formats.deliveries.names import names_of
from articles.reading.formats.deliveries.printed_dates import printed_date
from articles.reading.metadata.agency import agency_name
from articles.reading.report import BlockKind

NAME = "factiva"
HINT = re.compile(rb"(?<![A-Za-z])HD(?![A-Za-z])")
FIELDS_MIN = 4

_SURE = frozenset(("HD", "WC", "PD", "SN", "LA", "LP", "TD", "AN", "SC", "CY"))
# A report begins with one of these, in this order of the print.
_OPENING = ("SE", "HD", "CLM")
_LISTS = {"CO": "companies", "NS": "subjects", "RE": "regions"}
_PLAIN = {"SE": "section", "PG": "page", "ED": "edition", "WC": "length"}
_ON_A_LINE = re.compile(r"(?P<code>[A-Z]{2,3})\s(?=\S)")
_WIDE = re.compile(r"[A-Z]{2,3}(?:\t|[ \u00a0]{2})")


@dataclass(slots=True)
class _Field:
    """A field: its code, the line of the code, the lines of its value."""

    code: str
    place: int
    opened: int
    lines: list[Line] = field(default_factory=list)


def recognises(sheet: Sheet) -> bool:
    """Several different codes at the heads of rows or lines, the headline's and one of the text's among them."""
    seen: set[str] = set()
    for line in sheet.lines:
        if code := _code(sheet, line):
            seen.add(code)
            if "HD" in seen and ({"LP", "TD"} & seen) and len(seen & _SURE) > FIELDS_MIN:
                return True
    return False


def drafts(sheet: Sheet) -> Iterator[Draft]:
    """The reports in order."""
    fields = list(_fields(sheet))
    starts = _starts(fields)
    bounds = [fields[start].place for start in starts]
    for number, draft in enumerate(drafts_between(sheet, bounds)):
        until = starts[number + 1] if number + 1 < len(starts) else len(fields)
        own = fields[starts[number] : until]
        for one in own:
            draft.told.add(one.opened)
            _read(draft, one)
        if not any(one.code == "AN" for one in own) and any(one.code == "AN" for one in fields):
            draft.warnings.append(CUT_SHORT)
        yield draft


def _code(sheet: Sheet, line: Line) -> str:
    """The field code that a line or its first cell is, or opens with."""
    text = line.text.rstrip(" :")
    if text in signs.CODES and (line.row < 0 or line.column == 0):
        return text
    match = _ON_A_LINE.match(line.text) if line.row < 0 and sheet.container != "html" else None
    return match["code"] if match and match["code"] in signs.CODES and _is_set_off(sheet, line, match) else ""


def _is_set_off(sheet: Sheet, line: Line, match: re.Match[str]) -> bool:
    """Whether a code at the head of a line is parted from its value: in bold, by a tab, or by wide space.

    A PDF shows none of that: there the code must open a line of the layout's own kind, in capitals and known.
    """
    if sheet.container == "text":
        return _WIDE.match(sheet.source, line.start) is not None
    return sheet.container == "pdf" or line.strong in (len(match["code"]), match.end())


def _fields(sheet: Sheet) -> Iterator[_Field]:
    found: _Field | None = None
    for place, line in enumerate(sheet.lines):
        code = _code(sheet, line)
        if code:
            if found is not None:
                yield found
            found = _Field(code, place, line.start)
            if code != line.text.rstrip(" :"):
                found.lines.append(rest_of(sheet.source, line, len(code) + 1))
        elif found is not None:
            if found.code == "AN" and found.lines:
                yield found
                found = None
            else:
                found.lines.append(line)
    if found is not None:
        yield found


def _starts(fields: list[_Field]) -> list[int]:
    """At which fields a report begins: the headline, or the section or column right above it."""
    starts = []
    for place, one in enumerate(fields):
        if one.code != "HD":
            continue
        while place and fields[place - 1].code in _OPENING and fields[place - 1].code != "HD":
            place -= 1
        starts.append(place)
    return starts


def _read(draft: Draft, one: _Field) -> None:
    if not one.lines:
        return
    lines, text = one.lines, joined_text(one.lines)
    if one.code in ("LP", "TD"):
        draft.body(lines)
    elif one.code in ("ART", "CT"):
        draft.body(lines, BlockKind.CAPTION)
    elif one.code in _PLAIN:
        draft.state(_PLAIN[one.code], lines, f"field {one.code}", text, text)
    elif one.code in _LISTS:
        for line in lines:
            for term in line.text.split("|"):
                shown = term.strip().removeprefix(one.code).strip()
                draft.state(_LISTS[one.code], line, f"field {one.code}", _term(shown), shown)
    elif one.code in ("IN", "IPC", "IPD", "DE", "PE", "PUB", "RF", "VOL", "ET", "SC"):
        draft.remove(lines, CLASSIFICATION)
    else:
        _read_head(draft, one.code, lines, text)


def _read_head(draft: Draft, code: str, lines: list[Line], text: str) -> None:
    if code == "HD":
        draft.state("title", lines, "field HD", text, text)
    elif code == "SN":
        draft.state("outlet", lines, "field SN", text, text)
        if agency := agency_name(text):
            draft.state("agency", lines, "field SN", agency, text)
    elif code == "PD" and (found := printed_date(text)):
        draft.state("published", lines, "field PD", found.iso, text[found.start : found.end])
    elif code in ("BY", "CR"):
        for name in names_of(text) if "byline" not in draft.stated else ():
            draft.state("byline", lines, f"field {code}", name, name if name in text else text)
        if agency := agency_name(text):
            draft.state("agency", lines, f"field {code}", agency, text)
    elif code == "LA":
        if language := language_code(text):
            draft.state("language", lines, "field LA", language, text)
    elif code == "CY":
        draft.state("copyright", lines, COPYRIGHT, text, text)
    elif code == "AN":
        draft.state("accession", lines, "field AN", signs.accession(text) or text, text)


def _term(text: str) -> str:
    """A term without its code: "gpol : Domestic Politics"."""
    code, mark, name = text.partition(" : ")
    return name.strip() if mark and " " not in code else text
