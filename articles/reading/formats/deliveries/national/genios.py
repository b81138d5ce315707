"""Genios and wiso (GBI-Genios): documents exported as text, Word or PDF, their labels behind the text.

Source: scripts with which researchers take such exports apart. A document has its headline (with the source and day above
it in some exports), its text, and behind it "Quelle:", "Ressort:", "Ausgabe:", "Dokumentnummer:", a lasting address,
the rights, and the database's own name, which ends the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.reading.formats.deliveries.delivery import (
    CLASSIFICATION,
    COPYRIGHT,
    COVER,
    CUT_SHORT,
    FRAME,
    Draft,
)
from articles.reading.formats.deliveries.lines import Line, Sheet, joined_text, runs
from articles.reading.formats.deliveries.names import names_of
from articles.reading.formats.deliveries.printed_dates import printed_date
from articles.reading.formats.deliveries.source_lines import outlet_of, take_source

NAME = "genios"
HINT = re.compile(rb"GBI-Genios|Dauerhafte Adresse des Dokuments")

LABELS_MIN = 2
TAIL_MAX_LINES = 30
TITLE_MAX_LINES = 4
SIGNATURE_MAX_CHARACTERS = 80
# Behind the last labels: so much is a document, less is what the file ends with.
REST_MIN_CHARACTERS = 400
_LABEL = re.compile(
    r"(?P<label>Quelle|Ressort|Rubrik|Ausgabe|Autor(?:in|en)?|Dokumentnummer|ISSN|Seite|Datum|Dauerhafte Adresse des "
    r"Dokuments|Alle Rechte vorbehalten|Schlagwörter|Schlagworte|Firmen|Region(?:en)?|Personen|Gattung|Sprache)\s?:"
    r"(?:\s{1,60}|$)"
)
_END = re.compile(r"(?:©|\(c\))?\s{0,3}GBI-Genios\s+Deutsche\s+Wirtschaftsdatenbank", re.IGNORECASE)
_FURNITURE = re.compile(
    r"Dokumente?|Seite\s{1,4}\d{1,4}\s{1,4}von\s{1,4}\d{1,4}|Seite\s{1,4}\d{1,4}|Inhaltsverzeichnis"
)
_MEANS = {
    "Ressort": "section",
    "Rubrik": "section",
    "Ausgabe": "edition",
    "Dokumentnummer": "accession",
    "Seite": "page",
    "Dauerhafte Adresse des Dokuments": "url",
    "Alle Rechte vorbehalten": "copyright",
    "Schlagwörter": "subjects",
    "Schlagworte": "subjects",
    "Firmen": "companies",
    "Region": "regions",
    "Regionen": "regions",
}


def recognises(sheet: Sheet) -> bool:
    """A source label with at least two other labels below it, the database's name or a lasting address among them."""
    return any(True for _ in _tails(sheet.lines))


def drafts(sheet: Sheet) -> Iterator[Draft]:
    """The reports in order: each ends with its labels."""
    lines = sheet.lines
    first = 0
    for start, end in list(_tails(lines)):
        draft = Draft(sheet, first, end)
        _read(draft, start - first)
        yield draft
        first = end
    rest = Draft(sheet, first, len(lines))
    if (
        sum(len(line.text) for line in rest.lines if not _FURNITURE.fullmatch(line.text))
        > REST_MIN_CHARACTERS
    ):
        # A last document whose labels are missing.
        rest.warnings.append(CUT_SHORT)
        _read(rest, len(rest.lines))
        yield rest


def _is_contents(text: str) -> bool:
    """Whether a line is of a list of contents: a headline, dots, the number of a page.

    >>> _is_contents("2. The ferry returns . . . . 14"), _is_contents("It sails at 14")
    (True, False)
    """
    head = text.rstrip("0123456789")
    return len(head) < len(text) and head.replace(" ", "").endswith("...")


def _label(line: Line) -> str:
    found = _LABEL.match(line.text)
    return found["label"] if found else ""


def _tails(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where the labels behind each report begin and end."""
    place = 0
    while place < len(lines):
        if _label(lines[place]) != "Quelle":
            place += 1
            continue
        end, found = place + 1, {"Quelle"}
        closed = False
        until = min(len(lines), place + TAIL_MAX_LINES)
        while end < until and _label(lines[end]) != "Quelle":
            closed = bool(_END.search(lines[end].text))
            found.add(_label(lines[end]))
            end += 1
            if closed:
                break
        labels = found - {""}
        if not closed:
            last = max(one for one in range(place, end) if _label(lines[one]))
            end = last + 1
        if len(labels) > LABELS_MIN and (closed or "Dauerhafte Adresse des Dokuments" in labels):
            yield place, end
            place = end
        else:
            place += 1


def _read(draft: Draft, tail: int) -> None:
    lines = draft.lines
    _read_labels(draft, lines[tail:])
    head = [line for line in lines[:tail] if not _FURNITURE.fullmatch(line.text)]
    draft.remove((line for line in lines if _FURNITURE.fullmatch(line.text)), FRAME)
    contents = [line for line in head if _is_contents(line.text)]
    draft.remove(contents, COVER)
    text = [line for line in head if line.start not in draft.told]
    if text and (day := printed_date(text[0].text)) and outlet_of(text[0].text[: day.start]):
        # The source above the headline, as the same words behind the text.
        take_source(draft, text[:1], "line above the headline", text[0].text, day)
        text = text[1:]
    title = text[: _title_length(text)]
    if title:
        draft.state("title", title, "headline")
    text = text[len(title) :]
    if len(text) > 1 and (names := _signature(text[-1])):
        for name in names:
            draft.state("byline", text[-1], "signature", name, name if name in text[-1].text else "")
        text = text[:-1]
    draft.body(text)


def _title_length(text: Sequence[Line]) -> int:
    """How many lines the headline runs over: those of its size or weight, or up to the first gap."""
    if not text:
        return 0
    first = text[0]
    for place, line in enumerate(text[1 : TITLE_MAX_LINES + 1], 1):
        other = abs(line.size - first.size) > 0.5 or line.bold != first.bold
        if line.after_gap or other:
            return place
    return 1


def _signature(line: Line) -> tuple[str, ...]:
    """The names of a last line that is nothing but names."""
    if len(line.text) > SIGNATURE_MAX_CHARACTERS or line.text[-1] in '.!?”"“»':
        return ()
    names = names_of(line.text)
    return names if names and all(len(name.split()) > 1 for name in names) else ()


def _read_labels(draft: Draft, tail: Sequence[Line]) -> None:
    for run in runs(tail, lambda line: bool(_label(line) or _END.search(line.text))):
        found = _LABEL.match(joined_text(run))
        value = joined_text(run)[found.end() :].strip() if found else ""
        if not found or not value:
            draft.remove(run, COPYRIGHT if _END.search(run[0].text) else FRAME)
            continue
        _take(draft, found["label"], value, run)
        draft.remove(run, CLASSIFICATION)


def _take(draft: Draft, label: str, value: str, run: Sequence[Line]) -> None:
    rule = f"label {label}"
    if label == "Quelle":
        if day := printed_date(value):
            take_source(draft, run, rule, value, day)
        else:
            draft.state("outlet", run, rule, value, value)
    elif label.startswith("Autor"):
        for name in names_of(value):
            draft.state("byline", run, rule, name, name if name in value else value)
    elif label == "Datum" and (day := printed_date(value)):
        draft.state("published", run, rule, day.iso, value[day.start : day.end])
    elif (name := _MEANS.get(label, "")) in ("subjects", "companies", "regions"):
        for term in filter(None, (part.strip() for part in re.split(r"[;,]", value))):
            draft.state(name, run, rule, term, term)
    elif name:
        shown = value.replace(" ", "") if name == "url" else value
        draft.state(name, run, rule, shown, shown)
