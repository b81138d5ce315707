"""Days as databases print them in the reader's language; month names from CLDR (Babel)."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from babel.dates import get_month_names

from articles.reading.metadata.days.international_dates import printed_days

# Where two languages name different months by one word, the language that stands first is believed.
LANGUAGES = (
    "en de fr es pt it nl ru uk pl cs sk sl sr hr bs bg mk be sv da nb nn fi et lv lt hu ro el tr az ca gl eu id ms vi "
    "sq is ga cy af ar fa he hi ka hy kk uz sr_Latn sw tl"
).split()
# Of these a short form is believed even where a later language means another month by it.
FIRST_LANGUAGES = 9
DATE_LINE_MAX_CHARACTERS = 120

_YEAR = r"(?P<year>(?:19|20)\d\d)"
# A word of any script, with the signs that some write above and below their letters.
_WORD = r"[^\s\d.,;:()/_’'-]{2,20}"
_LINK = r"(?:(?:de|del|di|of|do|da|den|der|le|the|e)\s{1,2}|d['’])"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°|\.)?\s{{0,2}}(?:{_LINK})?(?P<month>{_WORD})\.?,?\s{{1,2}}"
    rf"(?:{_LINK})?{_YEAR}(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?P<month>{_WORD})\.?\s{{1,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?,?\s{{1,2}}{_YEAR}(?!\d)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    rf"(?<!\d){_YEAR}\.?,?\s{{1,2}}(?:m\.\s{{0,2}})?(?P<month>{_WORD})\.?\s{{1,2}}(?P<day>\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_EAST = re.compile(
    rf"{_YEAR}\s{{0,2}}[年년]\s{{0,2}}(?P<number>\d{{1,2}})\s{{0,2}}[月월]\s{{0,2}}(?P<day>\d{{1,2}})\s{{0,2}}[日일号號]"
)
_VIETNAMESE = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\stháng\s(?P<number>\d{{1,2}})(?:,|\snăm)?\s{_YEAR}(?!\d)", re.IGNORECASE
)
_ISO = re.compile(rf"(?<!\d){_YEAR}(?P<mark>[-/.])(?P<number>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)")
_FIGURES = re.compile(
    rf"(?<![\d./-])(?P<a>\d{{1,2}})(?P<mark>[./-])\s?(?P<b>\d{{1,2}})(?P=mark)\s?{_YEAR}(?!\d)"
)
_MONTH_AND_YEAR = re.compile(rf"(?P<month>{_WORD})\.?,?\s{{1,2}}(?:{_LINK})?{_YEAR}(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """``text[start:end]`` says the day (or month) ``iso``."""

    start: int
    end: int
    iso: str


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Month names, folded, in all the languages: full, short and bare forms."""
    found: dict[str, int] = {}
    unsure: set[str] = set()
    for width in ("wide", "abbreviated"):
        for rank, language in enumerate(LANGUAGES):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    key = _key(name)
                    if not key or key[:1].isdigit():
                        continue
                    if (
                        found.setdefault(key, number) != number
                        and width == "abbreviated"
                        and rank >= FIRST_LANGUAGES
                    ):
                        unsure.add(key)
    sure = {key for language in LANGUAGES[:FIRST_LANGUAGES] for key in _short(language)}
    return {key: number for key, number in found.items() if key not in unsure - sure}


def _short(language: str) -> set[str]:
    return {_key(name) for name in get_month_names("abbreviated", "format", language).values()}


def _key(word: str) -> str:
    """A month's name as names are compared: without case and accents, but in its own script."""
    return _ACCENTS.sub("", unicodedata.normalize("NFD", word.casefold())).strip(" .")


@lru_cache(maxsize=4_096)
def month_of(word: str) -> int:
    """The number of the month that a word names; 0 for any other word.

    >>> month_of("juillet"), month_of("März"), month_of("июля"), month_of("ferry")
    (7, 3, 7, 0)
    """
    key = _key(word)
    # Hebrew writes "in" at the head of the month.
    bare = _key(word.removeprefix("ב")) if word.startswith("ב") else ""
    return months().get(key, 0) or _EXTRA.get(key, 0) or (months().get(bare, 0) if bare else 0)


# Short forms that newspapers print and CLDR does not have.
_EXTRA = {
    "sept": 9,
    "set": 9,
    "sept.": 9,
    "mrz": 3,
    "juin": 6,
    "juil": 7,
    "febr": 2,
    "maerz": 3,
    "dic": 12,
    "ene": 1,
}


def printed_date(text: str) -> PrintedDate | None:
    """The first full date in a short text, in words or figures of any of the languages.

    An order of figures that cannot be told is no date.

    >>> printed_date("donnerdag 8 juli 2021 14:05").iso, printed_date("2021 年 7 月 8 日").iso
    ('2021-07-08', '2021-07-08')
    >>> printed_date("8 de julio de 2021").iso, printed_date("July 8, 2021 Thursday").iso, printed_date("03/04/2021")
    ('2021-07-08', '2021-07-08', None)
    """
    text = text[:400]
    if match := _EAST.search(text) or _ISO.search(text) or _VIETNAMESE.search(text):
        return _date(match, int(match["year"]), int(match["number"]), int(match["day"]))
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST):
        for match in pattern.finditer(text):
            month = month_of(match["month"])
            if _key(match["month"]) == "listopada" and "." in match.group().partition(" ")[0]:
                # Croatian's October is Polish's November; only Croatian puts a full stop behind the day.
                month = 10
            if month and (found := _date(match, int(match["year"]), month, int(match["day"]))):
                return found
    if match := _FIGURES.search(text):
        a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
        if match["mark"] == "." or a > 12:
            return _date(match, year, b, a)
        return _date(match, year, a, b) if b > 12 or a == b else None
    # What these forms leave, the reader of pages knows, which has more scripts and customs.
    other = next(printed_days(text), None)
    return PrintedDate(other.start, other.end, other.day.isoformat()) if other else None


def printed_month(text: str) -> PrintedDate | None:
    """A month with its year, where no day is printed.

    >>> printed_month("Juillet 2021").iso, printed_month("in 2021")
    ('2021-07', None)
    """
    for match in _MONTH_AND_YEAR.finditer(text[:400]):
        if month := month_of(match["month"]):
            return PrintedDate(match.start(), match.end(), f"{match['year']}-{month:02}")
    return None


def date_line(text: str, *, beside_characters: int = 40) -> PrintedDate | None:
    """The date of a line that prints little beside it (a weekday, a time, an edition).

    >>> date_line("July 8, 2021 Thursday").iso
    '2021-07-08'
    >>> date_line("The council had voted on July 8, 2021 to keep the night ferry for another year") is None
    True
    """
    if len(text) > DATE_LINE_MAX_CHARACTERS or not any(character.isdigit() for character in text):
        return None
    found = printed_date(text) or printed_month(text)
    if found is None or len(text) - (found.end - found.start) > beside_characters:
        return None
    return found


def printed_day(text: str) -> PrintedDate | None:
    """The day of a line of its own, which may go on with the weekday, the time and several editions.

    >>> printed_day("October 14, 2001 Sunday, Late Edition - Final; Correction Appended").iso
    '2001-10-14'
    """
    found = date_line(text, beside_characters=90)
    beside = len(text) - (found.end - found.start) if found else 0
    return found if found and (beside <= 45 or found.start <= 12) else None


def _date(match: re.Match[str], year: int, month: int, day: int) -> PrintedDate | None:
    try:
        return PrintedDate(match.start(), match.end(), dt.date(year, month, day).isoformat())
    except ValueError:
        return None
