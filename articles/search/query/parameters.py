"""Readers of raw URL parameters: each returns a value, and reports in ``problems`` what it left out."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Protocol, cast

from articles.search.facets import FACET_NAMES, NO_VALUE
from articles.text import fold

TEXT_MAX_CHARACTERS = 300
CHOICES_MAX = 40
PAGE_SIZE_DEFAULT = 20
PAGE_SIZE_MAX = 100
PAGE_MAX = 100_000
SLUG_MAX_CHARACTERS = 200

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_MONTH = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", re.ASCII)
_SLUG = re.compile(r"[a-z0-9_-]+")
_NOT_TEXT = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]+")


class MultiDict(Protocol):
    """The part of Django's QueryDict that is used here, without Django."""

    def lists(self) -> Iterable[tuple[str, list[str]]]: ...


Params = MultiDict | Mapping[str, str] | Iterable[tuple[str, str]]


def as_lists(params: Params) -> dict[str, list[str]]:
    """The parameters as {name: values}, whichever of the three shapes they come in.

    >>> as_lists([("outlet", "a"), ("outlet", "b")])
    {'outlet': ['a', 'b']}
    """
    if hasattr(params, "lists"):
        return {name: list(values) for name, values in cast(MultiDict, params).lists()}
    pairs = params.items() if isinstance(params, Mapping) else params
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def read_text(value: str, problems: list[str]) -> str:
    """The text of the search box as one line, at most `TEXT_MAX_CHARACTERS` long."""
    text = _NOT_TEXT.sub(" ", value[: TEXT_MAX_CHARACTERS * 4]).strip()
    if len(text) > TEXT_MAX_CHARACTERS:
        problems.append(f"Only the first {TEXT_MAX_CHARACTERS} characters of the query were read.")
        text = text[:TEXT_MAX_CHARACTERS].rstrip()
    return text


def read_value(facet: str, value: str, problems: list[str]) -> str:
    """A facet value as a slug ("Sergey Lavrov" → "sergey-lavrov"), a month or a year; empty where it is none."""
    value = value.strip()[:SLUG_MAX_CHARACTERS]
    if value == NO_VALUE:
        return value
    if facet == "month":
        if _MONTH.fullmatch(value):
            return value
        problems.append(f"“{value[:30]}” is not a month such as 2021-07 or a year, and was left out.")
        return ""
    slug = value if _SLUG.fullmatch(value) else fold(value).replace(" ", "-")[:SLUG_MAX_CHARACTERS]
    if not slug and value:
        problems.append(f"“{value[:30]}” names nothing under {facet} and was left out.")
    return slug


def read_choices(lists: Mapping[str, list[str]], problems: list[str]) -> list[tuple[str, str, bool]]:
    """The chosen and excluded facet values as (facet, value, excluded)."""
    found: list[tuple[str, str, bool]] = []
    for facet in FACET_NAMES:
        if facet not in lists and f"-{facet}" not in lists:
            continue
        chosen = [read_value(facet, value, problems) for value in lists.get(facet, [])[:CHOICES_MAX]]
        barred = [read_value(facet, value, problems) for value in lists.get(f"-{facet}", [])[:CHOICES_MAX]]
        for value in sorted(set(chosen) & set(barred) - {""}):
            problems.append(f"“{value}” was both chosen and excluded: it is only chosen.")
        found += [(facet, value, False) for value in chosen if value]
        found += [(facet, value, True) for value in barred if value and value not in chosen]
    if len(found) > CHOICES_MAX:
        problems.append(f"Only the first {CHOICES_MAX} filters were applied.")
    return found[:CHOICES_MAX]


def read_day(value: str, name: str, problems: list[str], last: bool = False) -> dt.date | None:
    """A day from an ISO date, a month or a year: their first day, or their last.

    >>> read_day("2021-02", "to", [], last=True)
    datetime.date(2021, 2, 28)
    """
    value = value.strip()
    if not value:
        return None
    match = _DATE.fullmatch(value)
    found = _day(match[1], match[2], match[3], last) if match else None
    if found is None:
        problems.append(f"“{value[:30]}” is not a date such as 2021-07-08: “{name}” was left out.")
    return found


def _day(year: str, month: str | None, day: str | None, last: bool) -> dt.date | None:
    if int(year) < 1 or not 1 <= int(month or 1) <= 12:
        return None
    numbered_month = int(month) if month else (12 if last else 1)
    length = calendar.monthrange(int(year), numbered_month)[1]
    numbered_day = int(day) if day else (length if last else 1)
    return dt.date(int(year), numbered_month, numbered_day) if 1 <= numbered_day <= length else None


def read_number(value: str, name: str, default: int, most: int, problems: list[str]) -> int:
    """A whole number from 1 to ``most``; otherwise the default, with a problem."""
    value = value.strip()
    if not value:
        return default
    if value.isascii() and value.isdecimal() and len(value) < 10 and 1 <= int(value) <= most:
        return int(value)
    problems.append(f"“{name}” must be a whole number from 1 to {most}: {default} was taken.")
    return default


def read_word(value: str, name: str, allowed: tuple[str, ...], problems: list[str]) -> str:
    """One of the allowed words; otherwise the first, with a problem."""
    if value in allowed:
        return value
    if value.strip():
        problems.append(f"“{name}” can be {', '.join(allowed)}: {allowed[0]} was taken.")
    return allowed[0]


def read_switch(value: str, name: str, problems: list[str]) -> bool | None:
    """Whether a switch is on or off; None where the parameter is missing or unreadable.

    >>> read_switch("on", "group", []), read_switch("off", "group", []), read_switch("", "group", [])
    (True, False, None)
    """
    if value in ("on", "off"):
        return value == "on"
    if value.strip():
        problems.append(f"“{name}” can be on or off: it was left as usual.")
    return None
