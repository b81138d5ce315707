"""RIS, the exchange format of reference managers and of databases' export buttons: a tag and a value a line.

The tags are those of Research Information Systems (2001) and the ones that databases use beside them. Own code, because a
record is one rule a line, and a record that cannot be used must be refused by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.reading.decode import decode
from articles.reading.formats.records.citation import Citation, document_of
from articles.reading.report import BadRecord, Document

NAME = "ris"
MEDIA_TYPE = "application/x-research-info-systems"

RECOGNISED_BY_BYTES = 16_384
RECORDS_MAX = 100_000
_TYPE = re.compile(rb"(?:^|\n)\xef?\xbb?\xbf?TY  ?- ?\S")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]?$")
_TAG = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?$")

# Tag → field. Where several tags mean one field, the first of them in the record comes first.
_FIELDS = {
    **dict.fromkeys(("TI", "T1", "CT"), "title"),
    **dict.fromkeys(("T2", "JO", "JF", "JA", "J1", "J2", "BT"), "outlet"),
    **dict.fromkeys(("AU", "A1", "A2"), "byline"),
    **dict.fromkeys(("DA", "Y1", "PY"), "published"),
    **dict.fromkeys(("UR", "L2"), "url"),
    **dict.fromkeys(("AN", "ID"), "accession"),
    **dict.fromkeys(("DB", "DP"), "database"),
    "LA": "language",
    "KW": "keywords",
    "SE": "section",
    "ET": "edition",
    "SP": "page",
    "M3": "document_type",
}
_ABSTRACTS = frozenset(("AB", "N2"))


def recognises(data: bytes) -> bool:
    """A line "TY  - …" near the beginning; databases put a few lines about themselves before the first record."""
    head = data[:RECOGNISED_BY_BYTES].replace(b"\r", b"\n")
    return _TYPE.search(head) is not None


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document a record, in order; a record without a text says so and names its title."""
    decoded = decode(data)
    for number, lines in enumerate(_records(decoded.text), 1):
        if number > RECORDS_MAX:
            yield BadRecord(f"over {RECORDS_MAX:,} records: the rest was left out. Split the file.")
            return
        try:
            yield document_of(_citation(lines), NAME, decoded.encoding)
        except BadRecord as refusal:
            yield BadRecord(f"record {number}: {refusal}")


def _records(text: str) -> Iterator[list[tuple[str, str]]]:
    """The tagged values of each record. A line without a tag continues the value above; a finished sentence ends a line."""
    record: list[tuple[str, str]] = []
    for line in text.split("\n"):
        match = _TAG.match(line.lstrip("\ufeff"))
        if match is None:
            if record and line.strip():
                tag, value = record[-1]
                record[-1] = (tag, value + ("\n" if _SENTENCE_END.search(value) else " ") + line.strip())
            continue
        tag, value = match[1], (match[2] or "").strip()
        if tag == "TY" and record:
            yield record
            record = []
        if tag == "ER":
            if record:
                yield record
            record = []
        elif tag == "TY" or record:
            record.append((tag, value))
    if record:
        yield record


def _citation(lines: list[tuple[str, str]]) -> Citation:
    citation = Citation()
    for tag, value in lines:
        if tag in _ABSTRACTS:
            citation.abstracts.append(value)
        elif tag == "FT":
            citation.texts.append(value)
        elif tag == "N1":
            citation.add_note(value)
        elif name := _FIELDS.get(tag, ""):
            citation.add(name, value)
    if "outlet" not in citation.values:
        for tag, value in lines:
            if tag == "PB":
                citation.add("outlet", value)
    _keep_first(citation)
    return citation


def _keep_first(citation: Citation) -> None:
    """One value of the fields that have one: the fullest day, the first of all others."""
    days = citation.values.get("published", [])
    if days:
        citation.values["published"] = [max(days, key=lambda day: sum(map(str.isdigit, day)))]
    for name in ("title", "outlet", "url", "accession", "database", "page"):
        if name in citation.values:
            citation.values[name] = citation.values[name][:1]
