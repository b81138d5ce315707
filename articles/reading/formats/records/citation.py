"""A citation record as a report: the fields that reference managers keep, over an abstract or a full text.

RIS, BibTeX, CSL-JSON and Zotero RDF hold the same things under other names. Each of their readers fills a `Citation`; what a
reader of the record would see becomes its source, so that every field has characters to point to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from articles.reading.decode import tidy
from articles.reading.formats import plain_text
from articles.reading.formats.composed_source import Composer
from articles.reading.formats.markup_in_text import has_markup
from articles.reading.formats.web.html_fragment import from_fragment
from articles.reading.metadata.days.printed_dates import iso_date
from articles.reading.report import BadRecord, Document

TITLE_SHOWN_CHARACTERS = 60
# A note shorter than this is a remark about the record ("Last updated …"), not the text of the report.
NOTE_MIN_WORDS = 60
_ABSTRACT_ONLY = "The record held an abstract, not the full text."
_LABELS = {
    "title": "Headline",
    "outlet": "Published in",
    "published": "Date",
    "byline": "By",
    "url": "Address",
    "language": "Language",
    "section": "Section",
    "page": "Page",
    "edition": "Edition",
    "database": "Database",
    "accession": "Accession number",
    "document_type": "Document type",
    "keywords": "Keywords",
}
_PARTS = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?(?:[/T ].*)?")


@dataclass(slots=True)
class Citation:
    """One record: ``values`` maps a field of a report to its values; of ``texts`` the longest is the report's text."""

    values: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    abstracts: list[str] = field(default_factory=list)

    def add(self, name: str, value: str) -> None:
        """Add a value of a field, unless it is empty or there already."""
        value = " ".join(tidy(value).split())
        if value and value not in self.values.setdefault(name, []):
            self.values[name].append(value)

    def add_note(self, text: str) -> None:
        """Add a note; one that is long enough counts as a full text."""
        if len(text.split()) >= NOTE_MIN_WORDS:
            self.texts.append(text)


def document_of(citation: Citation, name: str, encoding: str) -> Document:
    """The record as a document in the format ``name``. Raises BadRecord where it has no text."""
    texts = [text for text in citation.texts if text.strip()]
    abstracts = [text for text in citation.abstracts if text.strip()]
    if not texts and not abstracts:
        title = next(iter(citation.values.get("title", ())), "without a title")
        raise BadRecord(
            f"“{title[:TITLE_SHOWN_CHARACTERS]}” has neither a full text nor an abstract. Export the record with its "
            "abstract, or bring the article itself."
        )
    text = tidy(max(texts or abstracts, key=len))
    body = from_fragment(text, encoding) if has_markup(text) else plain_text.from_text(text, encoding)
    head = Composer()
    for label_of, label in _LABELS.items():
        for value in citation.values.get(label_of, ()):
            _state(head, label_of, label, value, name)
    warnings = body.warnings if texts else (*body.warnings, _ABSTRACT_ONLY)
    return replace(head.over(body), format=name, encoding=encoding, warnings=warnings)


def _state(head: Composer, name: str, label: str, value: str, rule: str) -> None:
    told = value
    if name == "byline":
        told = direct_name(value)
    elif name == "published":
        told = iso_day(value)
    elif name == "language":
        told = value[:2].lower() if value[:2].isalpha() else ""
    elif name == "url":
        told = value if value.startswith(("http://", "https://")) else ""
    if told:
        head.state(name, label, value, told, f"{rule} {name}")


def direct_name(name: str) -> str:
    """A writer's name in the order of a byline.

    >>> direct_name("Sorel, Mina"), direct_name("King, Jr., Martin"), direct_name("Harbour Chronicle staff")
    ('Mina Sorel', 'Martin King, Jr.', 'Harbour Chronicle staff')
    """
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) == 3:
        return f"{parts[2]} {parts[0]}, {parts[1]}"
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 else " ".join(parts)


def iso_day(text: str) -> str:
    """A day, month or year as reference managers write it, as ISO 8601; empty where there is none.

    >>> iso_day("2021/07/08/"), iso_day("2021///"), iso_day("2021-7"), iso_day("8 July 2021"), iso_day("summer")
    ('2021-07-08', '2021', '2021-07', '2021-07-08', '')
    """
    text = re.sub(r"/{2,}|/$", "", text.strip())
    if match := _PARTS.fullmatch(text):
        found = "-".join(part.zfill(2) for part in match.groups() if part)
        return found if len(found) < 10 or iso_date(found) else ""
    found_date = iso_date(text)
    return found_date.iso if found_date else ""
