"""JSON of no known standard whose keys speak for themselves (an agency's own: headline, byline, body, published).

A report is an object that has a text by name and a headline or a day beside it, at whatever depth the file keeps its reports
("response.docs", "articles", "hits.hits._source"). JSON without any is refused in words that name what was seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from articles.reading.decode import tidy
from articles.reading.formats import plain_text
from articles.reading.formats.composed_source import Composer
from articles.reading.formats.machine_dates import iso_of_basic_date, iso_of_mail_date
from articles.reading.formats.markup_in_text import has_markup
from articles.reading.formats.web.html_fragment import from_fragment
from articles.reading.formats.wires.named_elements import BODY_MIN_CHARACTERS, FIELDS, plain_name
from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.byline import find_byline
from articles.reading.metadata.days.printed_dates import iso_date
from articles.reading.report import BadRecord, Document

NAME = "named-json"

DEPTH_MAX = 12
REPORTS_MAX = 100_000
NAMES_SHOWN_MAX = 8
_BODIES = (*FIELDS["body"], "bodyhtml", "html", "contenthtml", "texthtml", "description", "abstract")
# Keys under which an object keeps a value's words: {"headline": {"main": "…"}}, {"content": {"rendered": "…"}}.
_INSIDE = (
    "main",
    "rendered",
    "value",
    "text",
    "name",
    "literal",
    "full",
    "original",
    "title",
    "default",
    "plain",
    "_",
)
_LABELS = {
    "title": "Headline",
    "outlet": "Published by",
    "agency": "Agency",
    "published": "Date",
    "byline": "By",
    "place": "Place",
    "url": "Address",
    "language": "Language",
    "section": "Section",
    "slug": "Slug",
    "keywords": "Keywords",
    "category": "Category",
    "urgency": "Urgency",
    "version": "Version",
    "story_number": "Story number",
    "embargo": "Embargo",
    "editors_note": "Editors' note",
}
_LISTS = frozenset(("byline", "keywords"))


def documents_of(value: Any, encoding: str) -> Iterator[Document | BadRecord]:
    """One document a report inside a JSON value, in order. Raises BadRecord where it holds none."""
    found = False
    for number, report in enumerate(_reports(value, 0), 1):
        found = True
        if number > REPORTS_MAX:
            yield BadRecord(f"over {REPORTS_MAX:,} reports: the rest was left out. Split the file.")
            return
        yield _document(report, encoding)
    if not found:
        raise BadRecord(
            f"it is JSON, but no news item: it holds {_names(value)}, and no object has a text beside a headline or a date. "
            "Bring ninjs, JSON lines with a text, or the text itself."
        )


def _reports(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """Each object that is a report, the outermost one; reports inside of a report are its related items."""
    if depth > DEPTH_MAX:
        return
    if isinstance(value, list):
        for part in value:
            yield from _reports(part, depth + 1)
    elif isinstance(value, dict):
        if _is_report(value):
            yield value
        else:
            for part in value.values():
                yield from _reports(part, depth + 1)


def _is_report(item: Mapping[str, Any]) -> bool:
    keys = {plain_name(key) for key in item if isinstance(key, str)}
    beside = bool(keys & set(FIELDS["title"])) or any(key in keys for key in FIELDS["published"])
    return beside and len(_body(item)) >= BODY_MIN_CHARACTERS


def _body(item: Mapping[str, Any]) -> str:
    """The text by the first key that has one long enough, else the longest that any has."""
    texts = [tidy(text) for key in _BODIES for text in _values(item, key, "\n\n")]
    return next((text for text in texts if len(text) >= BODY_MIN_CHARACTERS), "")


def _values(item: Mapping[str, Any], wanted: str, joint: str = "") -> list[str]:
    """The words under a key: a string, a list of them, or an object that holds them; with ``joint``, a list as one."""
    for key, value in item.items():
        if isinstance(key, str) and plain_name(key) == wanted:
            words = _words(value)
            return [joint.join(words)] if joint and words else words
    return []


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int | float):
        return [str(value)]
    if isinstance(value, list):
        return [word for part in value[:500] if not isinstance(part, list) for word in _words(part)]
    if isinstance(value, dict):
        inside = next((value[key] for key in _INSIDE if isinstance(value.get(key), str)), None)
        return _words(inside)
    return []


def _document(item: Mapping[str, Any], encoding: str) -> Document:
    head = Composer()
    for field, label in _LABELS.items():
        for key in FIELDS[field]:
            told = [shown for shown in _values(item, key) if _state(head, field, label, key, shown)]
            if told:
                break
    text = _body(item)
    body = from_fragment(text, encoding) if has_markup(text) else plain_text.from_text(text, encoding)
    return replace(head.over(body), format=NAME)


def _state(head: Composer, field: str, label: str, key: str, shown: str) -> bool:
    """State a field by the words under a key; whether they mean one."""
    shown = " ".join(tidy(shown).split())
    if len(shown) > 300 or (field in head.stated and field not in _LISTS):
        return False
    values = _meant(field, shown)
    for value in values:
        head.state(field, label, shown, value, f"key {key}")
    return bool(values)


def _meant(field: str, shown: str) -> tuple[str, ...]:
    """What words mean as a value of a field; empty where they mean none."""
    if field == "byline":
        found = find_byline(shown) or find_byline(f"By {shown}")
        return tuple(found.names) if found else ()
    if field == "published":
        day = iso_of_mail_date(shown) or iso_of_basic_date(shown)
        return (day,) if day and iso_date(day) else ()
    if field == "agency":
        known = agency_name(shown)
        return (known,) if known else ()
    if field == "language":
        return (shown[:2].lower(),) if shown[:2].isalpha() and len(shown) < 12 else ()
    if field == "url":
        return (shown,) if shown.startswith(("http://", "https://")) else ()
    return (shown,)


def _names(value: Any) -> str:
    """What a JSON value holds at its outside, in words."""
    if isinstance(value, list):
        return f"a list of {len(value)}, beginning with {_names(value[0])}" if value else "an empty list"
    if isinstance(value, dict):
        names = [str(key)[:40] for key in value][:NAMES_SHOWN_MAX]
        return f"an object with {', '.join(f'“{name}”' for name in names)}" if names else "an empty object"
    return "a single value"
