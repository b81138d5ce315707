"""ProQuest: documents separated by a rule and "Document 1 of 12", each a row of labels with the text behind "Full text:".

Source: ProQuest's export as text, RTF, Word and PDF ("Full text"), in English, French, German, Spanish and Portuguese.
Labels stand at the head of a line; inside the text they are words like others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from articles.reading.formats.deliveries.delivery import COPYRIGHT, CUT_SHORT, FRAME, Draft, drafts_between
from articles.reading.formats.deliveries.languages import language_code
from articles.reading.formats.deliveries.lines import Line, Sheet, rest_of
from articles.reading.formats.deliveries.names import names_of
from articles.reading.formats.deliveries.printed_dates import printed_date
from articles.reading.metadata.agency import agency_name
from articles.text import fold

NAME = "proquest"
HINT = re.compile(
    rb"ProQuest|Publication title|Publication info|Titre de la publication|Titel der Publikation|"
    rb"T\S{1,8}tulo de la publicaci|Source type:",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w /&'’()-]{1,48}?)\s?:(?:\s{1,3}|$)")
_COUNTED = re.compile(r"(?:Document|Dokument|Documento)\s\d{1,5}\s(?:of|de|von)\s\d{1,5}$", re.IGNORECASE)
_RULE = re.compile(r"[_=]{10,}$")

FIELDS = {
    "title": "title|titre|titel|titulo",
    "byline": "author|authors|auteur|autor|autoren",
    "outlet": "publication title|titre de la publication|titel der publikation|titulo de la publicacion|"
    "titulo da publicacao",
    "published": "publication date|date de publication|publikationsdatum|fecha de publicacion|data de publicacao",
    "page": "pages|first page|page|seiten|paginas",
    "section": "section|rubrique|abschnitt|seccion",
    "subjects": "subject|sujet|thema|schlagworter|materia|assunto|business indexing term|subject classification",
    "regions": "location|lieu|ort|lugar|local",
    "companies": "company organization|company|entreprise organisation",
    "accession": "proquest document id|id de document proquest|proquest dokument id|id del documento de proquest",
    "url": "document url|url du document|dokument url|url del documento|links",
    "document_type": "document type|type de document|dokumenttyp|tipo de documento",
    "language": "language of publication|langue de publication|publikationssprache|idioma de la publicacion|language",
    "copyright": "copyright|droits d auteur|derechos de autor",
    "loaded": "last updated|derniere mise a jour|zuletzt aktualisiert|ultima actualizacion",
    "database": "database|base de donnees|datenbank|base de datos",
    "body": "full text|texte integral|volltext|texto completo",
    "abstract": "abstract|resume|zusammenfassung|resumen|resumo",
    "info": "publication info|informations de publication|publication year|source type|source|place of publication|"
    "country of publication|publication subject|issn|eissn|publisher|identifier keyword|people|dateline|credit|"
    "correspondence author|publication history|online publication date",
}
_MEANING = {form: field for field, forms in FIELDS.items() for form in forms.split("|")}
# What follows a text: a label inside it, below a gap, ends it only if it is one of these.
_BEHIND_TEXT = frozenset(
    (
        "subjects",
        "title",
        "outlet",
        "regions",
        "companies",
        "accession",
        "database",
        "copyright",
        "published",
        "info",
    )
)
_LISTS = frozenset(("subjects", "regions", "companies"))


def recognises(sheet: Sheet) -> bool:
    """A full text, a publication title and a third of ProQuest's labels, each at the head of a line."""
    found = {meaning for line in sheet.lines if (meaning := _meaning(line))}
    counted = any(_COUNTED.match(line.text) for line in sheet.lines)
    told = found & {"accession", "document_type", "loaded", "database", "language", "subjects"}
    return (
        "body" in found
        and ("outlet" in found or "info" in found)
        and (len(told) >= 2 or (counted and bool(told)))
    )


def drafts(sheet: Sheet) -> Iterator[Draft]:
    """The documents in order, told by their counted heads; a single document without one is whole."""
    lines = sheet.lines
    starts = [place for place, line in enumerate(lines) if _COUNTED.match(line.text)]
    starts = starts or _starts_at_rules(lines)
    for draft in drafts_between(sheet, starts):
        _read(draft)
        yield draft


def _starts_at_rules(lines: Sequence[Line]) -> list[int]:
    """Where documents begin in an export that parts them by rules alone: behind each rule that a full text follows."""
    rules = [place + 1 for place, line in enumerate(lines) if _RULE.match(line.text)]
    bounds = [0, *rules, len(lines)]
    return [
        start for start, end in pairwise(bounds) if any(_meaning(line) == "body" for line in lines[start:end])
    ] or [0]


def _meaning(line: Line) -> str:
    """The field that the label at a line's head names."""
    match = _LABEL.match(line.text[:56])
    return _MEANING.get(fold(match["label"]), "") if match else ""


def _read(draft: Draft) -> None:
    lines = [line for line in draft.lines if not (_COUNTED.match(line.text) or _RULE.match(line.text))]
    fields: list[tuple[str, list[Line]]] = [("head", [])]
    for line in lines:
        field, inside = _meaning(line), fields[-1][0]
        begins = field and (inside != "body" or (line.after_gap and field in _BEHIND_TEXT))
        if begins:
            at = match.end() if (match := _LABEL.match(line.text[:56])) else 0
            fields.append((field, [rest_of(draft.sheet.source, line, at)] if line.text[at:].strip() else []))
        else:
            fields[-1][1].append(line)
    _take_head(draft, fields[0][1])
    for field, run in fields[1:]:
        _take(draft, field, run)
    if "published" not in draft.stated:
        _take_day_of_info(draft, fields)
    if not any(field in _BEHIND_TEXT for field, _ in fields[_body_place(fields) + 1 :]):
        draft.warnings.append(CUT_SHORT)


def _body_place(fields: Sequence[tuple[str, list[Line]]]) -> int:
    return next((place for place, (field, _) in enumerate(fields) if field == "body"), 0)


def _take_head(draft: Draft, lines: Sequence[Line]) -> None:
    """The headline stands above the labels; an address beside it is the document's."""
    shown = [line for line in lines if line.text.strip() and "://" not in line.text]
    if shown:
        draft.state("title", [shown[0]], "headline")
    draft.remove(lines, FRAME)


def _take(draft: Draft, field: str, run: list[Line]) -> None:
    if not run:
        return
    text = " ".join(line.text for line in run)
    if field == "body":
        draft.body(run)
    elif field == "byline":
        for part in text.split(";"):
            for name in names_of(part):
                draft.state("byline", run, "Author", name, name if name in text else text)
    elif field == "outlet":
        agency = agency_name(text.partition(";")[0])
        draft.state(
            "agency" if agency else "outlet",
            run,
            "Publication title",
            agency or text.partition(";")[0].strip(),
        )
    elif field == "published":
        if day := printed_date(text):
            draft.state("published", run, "Publication date", day.iso, text[day.start : day.end])
    elif field == "language":
        draft.state("language", run, "Language", language_code(text) or "", text)
    elif field in _LISTS:
        for term in text.split(";"):
            if term.strip():
                draft.state(field, run, field, term.strip(), term.strip())
    elif field == "url":
        if match := re.search(r"https?://\S+", text):
            draft.state("url", run, "Document URL", match.group(), match.group())
    elif field not in {"abstract", "info"}:
        draft.state(field, run[:1], field)
    draft.remove(run, COPYRIGHT if field == "copyright" else FRAME)


def _take_day_of_info(draft: Draft, fields: Sequence[tuple[str, list[Line]]]) -> None:
    """The day, and the outlet before the semicolon, of a line "Publication info: The Post ; Town [Town]08 Jul 2021: 4."."""
    for field, run in fields:
        text = " ".join(line.text for line in run)
        if field == "info" and (day := printed_date(text)):
            draft.state("published", run, "Publication info", day.iso, text[day.start : day.end])
            if "outlet" not in draft.stated and ";" in text:
                draft.state("outlet", run, "Publication info", text.partition(";")[0].strip())
            return
