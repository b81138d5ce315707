"""Printed dates, and the line of a page that states the day of publication."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from articles.reading.metadata.days.international_dates import day_of_short_year, printed_days

_MONTH_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"(?:{_MONTH_NAMES})\b\.?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
# A month and a day in either order, as part of a larger expression; read it with month_number.
DAY_AND_MONTH = rf"(?:{_MONTH}\s{{0,3}}{_DAY}(?!\d)|{_DAY}\s{{1,2}}(?:of\s)?{_MONTH})"

_MONTH_ORDER = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_WORD = re.compile(rf"(?<![a-z])({_MONTH_NAMES})(?![a-z])", re.IGNORECASE)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?[.,]{0,2}\s{1,3})?"
_LONG = re.compile(rf"{_WEEKDAY}(?P<date>{DAY_AND_MONTH})[.,]{{0,2}}\s{{1,3}}{_YEAR}(?!\d)", re.IGNORECASE)
_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)"
    r"(?:[T ](?P<time>[0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?)\s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
)
_BASIC = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T?\d{4,6}Z?)?")
_LABEL = re.compile(
    r"(?:first\s|last\s)?(?:published|posted|updated|modified|created|date|dated|issued|filed|on|at|time)"
    r"(?:\s(?:on|at|date|time|online))?\s{0,2}[:|-]?\s{0,3}",
    re.IGNORECASE,
)
_AT = r"(?:at|à|um|ore|às|a las|a les|kl|klo|om|o|в|г|r)"
_TIME = re.compile(
    rf"[\s,|@·•–—()-]{{0,6}}(?:{_AT}\.?\s{{1,2}})?\d{{1,2}}(?:[:.h]\d\d){{1,2}}\s{{0,2}}(?:[ap]\.?m\.?|[ap]\b)?\s{{0,2}}"
    r"(?:\(?(?:[A-Z]{2,5}|[A-Z]{3}[+-]\d{1,2})\)?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:,?\s|,?\sat\s|T)(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?(?:\s?(?P<half>[ap])(?:\.?m\b\.?|\b))?"
    r"(?:\s\(?(?P<zone>(?-i:[A-Z]{2,5}))\b\)?)?",
    re.IGNORECASE,
)
_MONTH_AND_YEAR = re.compile(rf"(?P<month>{_MONTH}),?\s{_YEAR}", re.IGNORECASE)
WEEKDAYS = Path(__file__).with_name("data") / "weekday_names.txt"
_BY = (
    ["by"],
    ["von"],
    ["par"],
    ["por"],
    ["di"],
    ["door"],
    ["av"],
    ["af"],
    ["przez"],
    ["autor"],
    ["de"],
    ["written"],
)
LABELS = Path(__file__).with_name("data") / "date_labels.txt"
_LEFT_OVER = " \t|,.;:()·•–—-/：。"
DATE_LINE_MAX_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as characters of a text: ``text[start:end]`` was read, ``iso`` is what it means, as precise as printed."""

    start: int
    end: int
    iso: str
    precision: str


def month_number(text: str) -> int | None:
    """The month that a printed date names.

    >>> month_number("8 Jul"), month_number("MARCH 3"), month_number("8")
    (7, 3, None)
    """
    match = _MONTH_WORD.search(text)
    return _MONTH_ORDER.index(match.group(1)[:3].lower()) + 1 if match else None


def find_date(text: str, language: str = "", order: str = "") -> FoundDate | None:
    """The first full date (with its year) in a short text, in any language; figures whose order nothing tells are none.

    ``language`` and ``order`` ("dmy", "mdy") are what is known of the page, see `printed_days`.

    >>> find_date("Thursday, July 8, 2021").iso, find_date("2021-07-08T09:30:00Z").iso, find_date("03/04/2021")
    ('2021-07-08', '2021-07-08T09:30:00+00:00', None)
    """
    found = [_long(text), _iso(text), _international(text, language, order)]
    return min((date for date in found if date), key=lambda date: (date.start, -date.end), default=None)


def publication_line(text: str, language: str = "", order: str = "") -> FoundDate | None:
    """The date of a line that states nothing but when the report was published.

    >>> publication_line("Published: 8 Jul 2021, 10:30 GMT").iso
    '2021-07-08T10:30+00:00'
    >>> publication_line("October 2017").iso
    '2017-10'
    >>> publication_line("In this May 27, 2016 photo, fighters walk") is None
    True
    """
    if len(text) > DATE_LINE_MAX_CHARACTERS:
        return None
    found = find_date(text, language, order) or _short_year(text) or _month_and_year(text)
    if found is None:
        return None
    before, after = text[: found.start], text[found.end :]
    before = _without_label(_LABEL.sub("", before))
    after = _TIME.sub("", after, count=1)
    after = (
        after if not (following := find_date(after)) else after[: following.start] + after[following.end :]
    )
    after = _TIME.sub("", _LABEL.sub("", after), count=1)
    return found if not (before + after).strip(_LEFT_OVER) else None


def _without_label(text: str) -> str:
    """The text before a day without the words of any language that announce one ("Erstellt am:", "Publié le")."""
    words = text.strip(_LEFT_OVER).casefold()
    return "" if words in _labels() or words in _weekdays() else text


def announces_a_day(text: str) -> bool:
    """Whether a line begins with words of any language that announce a publication day, or with who wrote it.

    >>> announces_a_day("Erstellt am: 01.11.2023"), announces_a_day("Von Christian am 03.05.2013, 11:51")
    (True, True)
    >>> announces_a_day("Council meeting of 3 May 2013")
    False
    """
    words = text.casefold().replace(":", " ").split()
    return any(" ".join(words[:count]) in _labels() for count in (1, 2, 3)) or words[:1] in _BY


def is_weekday(word: str) -> bool:
    """Whether a word is the name of a weekday in any language.

    >>> is_weekday("jeudi"), is_weekday("Донедељак"), is_weekday("Thu."), is_weekday("Politik")
    (True, False, True, False)
    """
    return word.casefold().rstrip(".") in _weekdays()


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return _lines_of(LABELS)


@lru_cache(maxsize=1)
def _weekdays() -> frozenset[str]:
    return _lines_of(WEEKDAYS)


def _lines_of(path: Path) -> frozenset[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def resolve_year(month: int, day: int, published: dt.date) -> dt.date | None:
    """The day of that name nearest before the publication (or up to two days after it, for another time zone).

    >>> resolve_year(12, 31, dt.date(2022, 1, 1))
    datetime.date(2021, 12, 31)
    """
    for year in (published.year + 1, published.year, published.year - 1):
        try:
            day_then = dt.date(year, month, day)
        except ValueError:
            continue
        if day_then <= published + dt.timedelta(days=2):
            return day_then
    return None


def iso_date(text: str) -> FoundDate | None:
    """A date as machines state it (JSON-LD, meta elements, feeds), or as people print it.

    >>> iso_date("20210708").iso, iso_date("Thu, 08 Jul 2021 08:10:27 GMT").iso
    ('2021-07-08', '2021-07-08T08:10+00:00')
    """
    return find_date(text.strip()) or _basic(text.strip())


def _basic(text: str) -> FoundDate | None:
    """The basic form of ISO 8601, in which a date is eight figures and nothing else."""
    match = _BASIC.fullmatch(text)
    day = _day(int(match["year"]), int(match["month"]), int(match["day"])) if match else ""
    return FoundDate(0, len(text), day, "day") if day else None


def _long(text: str) -> FoundDate | None:
    for match in _LONG.finditer(text):
        digits = re.search(r"\d{1,2}", match["date"])
        month = month_number(match["date"])
        if digits and month and (iso := _day(int(match["year"]), month, int(digits.group()))):
            return _with_clock(text, FoundDate(match.start(), match.end(), iso, "day"))
    return None


def _with_clock(text: str, day: FoundDate) -> FoundDate:
    """The day with the time of day printed behind it; a zone counts only where it is universal time."""
    match = _CLOCK.match(text, day.end)
    if match is None:
        return day
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return day
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    zone = "+00:00" if match["zone"] in ("GMT", "UTC") else ""
    return FoundDate(day.start, match.end(), f"{day.iso}T{hour:02}:{match['minute']}{zone}", "minute")


def _month_and_year(text: str) -> FoundDate | None:
    """A line that is nothing but a month and its year."""
    match = _MONTH_AND_YEAR.fullmatch(text.strip())
    if match is None:
        return None
    at = text.index(match.group())
    iso = f"{match['year']}-{month_number(match['month']):02}"
    return FoundDate(at, at + len(match.group()), iso, "month")


def _iso(text: str) -> FoundDate | None:
    match = _ISO.search(text)
    if match is None:
        return None
    day = _day(int(match["year"]), int(match["month"]), int(match["day"]))
    if not day:
        return None
    if not match["time"] or (match["time"].startswith("00:00") and not match["zone"]):
        return FoundDate(match.start(), match.start() + 10, day, "day")
    zone = match["zone"] or ""
    zone = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00"}.get(zone, zone)
    zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
    return FoundDate(match.start(), match.end(), f"{day}T{match['time'].partition('.')[0]}{zone}", "minute")


def _international(text: str, language: str, order: str) -> FoundDate | None:
    found = next(printed_days(text, language, order), None)
    return (
        _with_clock(text, FoundDate(found.start, found.end, found.day.isoformat(), "day")) if found else None
    )


def _short_year(text: str) -> FoundDate | None:
    found = day_of_short_year(text)
    return FoundDate(found.start, found.end, found.day.isoformat(), "day") if found else None


def _day(year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""
