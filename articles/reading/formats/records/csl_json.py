"""CSL-JSON, the JSON of citation processors and of Zotero: a list of items, or an object that holds one.

Schema: Citation Style Language 1.0.2 (csl-data.json).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from articles.reading.decode import decode
from articles.reading.formats.records.citation import Citation, document_of
from articles.reading.report import BadRecord, Document

NAME = "csl-json"
MEDIA_TYPE = "application/vnd.citationstyles.csl+json"

RECOGNISED_BY_BYTES = 65_536
ITEMS_MAX = 100_000
_OWN_KEYS = re.compile(rb'"(?:container-title|date-parts|issued|citation-key|DOI|title-short)"\s{0,20}:')
_FIELDS = {
    "title": "title",
    "container-title": "outlet",
    "URL": "url",
    "language": "language",
    "section": "section",
    "page": "page",
    "edition": "edition",
    "source": "database",
    "type": "document_type",
}


def recognises(data: bytes) -> bool:
    """A JSON value with a type, a title and at least one key that only citations have."""
    head = data[:RECOGNISED_BY_BYTES].lstrip(b"\xef\xbb\xbf \r\n\t")
    return (
        head.startswith((b"[", b"{"))
        and b'"type"' in head
        and b'"title"' in head
        and _OWN_KEYS.search(head) is not None
    )


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document an item, in order; an item without a text says so and names its title."""
    decoded = decode(data)
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as fault:
        raise BadRecord(f"it looks like JSON and is none ({fault}). Save it anew.") from fault
    items = value.get("items", [value]) if isinstance(value, dict) else value
    for number, item in enumerate(items[:ITEMS_MAX] if isinstance(items, list) else [], 1):
        try:
            if not isinstance(item, dict):
                raise BadRecord("it is no object. Export the items anew.")
            yield document_of(_citation(item), NAME, decoded.encoding)
        except BadRecord as refusal:
            yield BadRecord(f"item {number}: {refusal}")


def _citation(item: Mapping[str, Any]) -> Citation:
    citation = Citation()
    for key, name in _FIELDS.items():
        if isinstance(value := item.get(key), str):
            citation.add(name, value)
    if "outlet" not in citation.values and isinstance(publisher := item.get("publisher"), str):
        citation.add("outlet", publisher)
    for author in _list(item.get("author")):
        citation.add("byline", _name(author))
    for keyword in re.split(r"[,;]", _string(item.get("keyword"))):
        citation.add("keywords", keyword)
    citation.add("published", _day(item.get("issued")))
    citation.abstracts.append(_string(item.get("abstract")))
    for key in ("note", "annote"):
        citation.add_note(_string(item.get(key)))
    return citation


def _name(author: Any) -> str:
    if not isinstance(author, dict):
        return ""
    return _string(author.get("literal")) or " ".join(
        filter(None, (_string(author.get("given")), _string(author.get("family"))))
    )


def _day(issued: Any) -> str:
    """The first day of "issued": date-parts, an ISO date, or words."""
    if not isinstance(issued, dict):
        return _string(issued)
    parts = _list(issued.get("date-parts"))
    first = parts[0] if parts and isinstance(parts[0], list) else []
    numbers = [str(part) for part in first if str(part).isdigit()]
    return "-".join(numbers[:3]) or _string(issued.get("raw")) or _string(issued.get("literal"))


def _list(value: Any) -> list[Any]:
    return value[:100] if isinstance(value, list) else []


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
