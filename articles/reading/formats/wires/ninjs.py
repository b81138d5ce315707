"""ninjs, the IPTC's JSON for news; versions 1 and 2 name most things alike."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from articles.reading.decode import decode, tidy
from articles.reading.formats import plain_text
from articles.reading.formats.composed_source import Composer
from articles.reading.formats.web.html_fragment import from_fragment
from articles.reading.formats.wires import named_keys
from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.byline import find_byline
from articles.reading.report import BadRecord, Document

NAME = "ninjs"
MEDIA_TYPE = "application/json"

RECOGNISED_BY_BYTES = 4096
ITEMS_MAX = 10_000
_BODIES = ("body_html", "body_xhtml", "body_text", "body_richtext")
_TITLES = ("headline", "headline_main", "title", "slugline", "name")
_DAYS = (
    "firstpublished",
    "publishedAt",
    "firstcreated",
    "firstCreated",
    "versioncreated",
    "versionCreated",
    "contentcreated",
    "contentCreated",
)


def recognises(data: bytes) -> bool:
    """A file that is one JSON value over several lines, or an object without the columns that records have."""
    head = data[:RECOGNISED_BY_BYTES].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not head.startswith((b"{", b"[")):
        return False
    after = head[1:].lstrip()
    return after.startswith((b'"', b"}") if head[:1] == b"{" else (b"{", b"[", b"]", b'"')) or not after


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """One document an item: the file may be an item, a list of them, or an object that holds such a list.

    JSON without a ninjs body is read by its keys (`named_keys`).
    """
    decoded = decode(data)
    value = _value(decoded.text)
    items = list(_items(value))
    if not any(_body(item) for item in items):
        yield from named_keys.documents_of(value, decoded.encoding)
        return
    for number, item in enumerate(items, 1):
        if _body(item):
            yield from_item(item, decoded.encoding)
        else:
            yield BadRecord(f"item {number} has neither body_text nor body_html. Give it one of them.")


def _value(text: str) -> Any:
    """The file's JSON value; where it holds one value a line, the list of them."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as fault:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and all(
            line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines
        ):
            with contextlib.suppress(ValueError, RecursionError):
                return [json.loads(line) for line in lines[:ITEMS_MAX]]
        raise BadRecord(f"it looks like JSON and is none ({fault}). Save it anew.") from fault


def _items(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, dict) and not _body(value):
        value = next(
            (inner for key, inner in value.items() if key in ("items", "_items", "results", "data")), value
        )
    for item in value[:ITEMS_MAX] if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item


def from_item(item: Mapping[str, Any], encoding: str) -> Document:
    """An item as a document; its source is the lines it states and its text."""
    head = Composer()
    for field, label, keys in (("title", "Headline", _TITLES), ("published", "Date", _DAYS)):
        shown, key = _first(item, keys)
        head.state(field, label, shown, rule=f"ninjs {key}")
    for name in _names(item):
        head.state("byline", "Byline", name, rule="ninjs byline")
    _take_house(head, item)
    head.state(
        "language",
        "Language",
        _string(item.get("language")),
        _string(item.get("language"))[:2],
        "ninjs language",
    )
    head.state(
        "url",
        "Address",
        next(filter(_is_address, map(_string, (item.get("uri"), item.get("url")))), ""),
        rule="ninjs uri",
    )
    body, is_markup = _body(item) or ("", False)
    read = from_fragment(body, encoding) if is_markup else plain_text.from_text(body, encoding)
    return replace(head.over(read), format=NAME)


def _take_house(head: Composer, item: Mapping[str, Any]) -> None:
    for key in ("source", "provider", "infosource", "copyrightholder", "publisher"):
        for value in _list(item.get(key)):
            name = (
                _string(value.get("name") or value.get("literal"))
                if isinstance(value, dict)
                else _string(value)
            )
            if known := agency_name(name):
                head.state("agency", "Agency", name, known, f"ninjs {key}")
            elif len(name) < 80 and not _is_address(name):
                head.state("outlet", "Outlet", name, rule=f"ninjs {key}")


def _body(item: Mapping[str, Any]) -> tuple[str, bool] | None:
    """The item's text and whether it is markup; version 2 lists its bodies with their content type."""
    for key in _BODIES:
        if text := _string(item.get(key)):
            return text, key != "body_text"
    for body in _list(item.get("bodies")):
        if isinstance(body, dict) and (text := _string(body.get("value"))):
            return text, "html" in _string(body.get("contentType") or body.get("contenttype"))
    return None


def _first(item: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[str, str]:
    for key in keys:
        if text := _string(item.get(key)):
            return text, key
    for headline in _list(item.get("headlines")) if "headline" in keys else ():
        if isinstance(headline, dict) and (text := _string(headline.get("value"))):
            return text, "headlines"
    return "", ""


def _names(item: Mapping[str, Any]) -> list[str]:
    line = _string(item.get("byline"))
    if line:
        found = find_byline(line) or find_byline(f"By {line}")
        return list(found.names) if found else []
    people = [*_list(item.get("authors")), *_list(item.get("by"))]
    return [name for one in people if (name := _string(one.get("name") if isinstance(one, dict) else one))]


def _list(value: Any) -> list[Any]:
    return value[:40] if isinstance(value, list) else [value] if value else []


def _string(value: Any) -> str:
    return tidy(value).strip() if isinstance(value, str) else ""


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))
