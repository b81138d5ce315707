"""Datelines as agencies write them in other languages than English.

`МОСКВА, 9 июля. /ТАСС/.`, `Москва. 9 июля. ИНТЕРФАКС.RU -`, `МОСКВА, 9 июл — РИА Новости.`, `Paris, 9 juillet (AFP) -`,
`Kabul, 9 ago (EFE).-`, `ROMA, 09 LUG -` behind `(ANSA) -`, `Lisboa, 09 ago 2021 (Lusa) —`, `新华社莫斯科7月9日电`,
`【ワシントン共同】`, `(서울=연합뉴스)`. Months are those of CLDR in all its languages.

A place and a day in a month alone are no dateline: an agency that we know, or the place in capitals, must stand with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.dateline_place import PLACES
from articles.reading.metadata.days.month_names import month_named
from articles.reading.metadata.place_lexicon import prose_case

PLACE_WORDS_MAX = 4

_DATED = re.compile(
    r"(?P<place>[^\W\d_][^\d()/:;!?\n—–]{1,40}?)[.,]\s{1,2}"
    r"(?P<day>[0-3]?\d)\.?\s{1,2}(?:de\s)?(?P<month>[^\W\d_]{3,12})\.?(?:\s(?:de\s)?(?P<year>(?:19|20)\d\d)(?:\sг\.)?)?"
)
_AGENCY = re.compile(
    r"[.,]?\s{0,2}(?:/(?P<slash>[^/()\n]{2,30})/|\((?P<round>[^()\n]{2,30})\)"
    r"|[-–—]{1,2}\s(?P<dash>[^\W\d_][\w «»-]{1,24}?)(?=\.\s)"
    r"|(?<=[.,]\s)(?P<bare>[^\W\d_]{3,14})(?:\.[A-Z]{2})?(?=\s?[-–—.]))"
)
_ENDING = re.compile(r"(?:\.[A-Z]{2}(?=\s))?\s{0,2}(?:\.?\s?[-–—]{1,2}|[.:])(?=\s|$)\s{0,3}")
_ANSA = re.compile(r"\((?P<agency>[A-Z]{2,8})\)\s?[-–—]\s")

_CHINESE = re.compile(
    r"(?P<agency>新华社|新華社|中新社|中新网)(?P<place>[\u4e00-\u9fff·]{2,10}?)"
    r"(?P<month>1[0-2]|[1-9])月(?P<day>[0-3]?\d)日电\s{0,2}(?:[（(][^（）()\n]{1,40}[）)])?\s{0,3}"
)
_JAPANESE = re.compile(r"【(?P<place>[^\W\d_]{2,12})(?P<agency>共同|時事)[^】\n]{0,10}】\s{0,3}")
_KOREAN = re.compile(
    r"\((?P<place>[\uac00-\ud7a3]{2,8})=(?P<agency>연합뉴스|뉴시스)\)(?:\s[\uac00-\ud7a3 ]{2,20}\s?=)?\s{0,3}"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A dateline's parts as printed: it ends where the report goes on, at ``body``."""

    body: int
    places: tuple[str, ...]
    agency: str
    month: int | None = None
    day: int | None = None
    year: int | None = None


def dateline_in_other_languages(head: str, start: int) -> Printed | None:
    """The dateline that begins at ``start``, or None.

    >>> found = dateline_in_other_languages("МОСКВА, 9 июля. /ТАСС/. Министр прибыл в Ташкент.", 0)
    >>> found.places, found.agency, found.month, found.day, found.body
    (('Москва',), 'ТАСС', 7, 9, 24)
    """
    return _dated(head, start) or _eastern(head, start)


def _dated(head: str, start: int) -> Printed | None:
    before = _ANSA.match(head, start)
    match = _DATED.match(head, before.end() if before else start)
    month = month_named(match["month"]) if match else None
    if match is None or month is None or not 1 <= int(match["day"]) <= 31 or not _is_place(match["place"]):
        return None
    named = _AGENCY.match(head, match.end())
    agency = next((name.strip() for name in named.groups() if name), "") if named else ""
    if not agency_name(agency):
        named, agency = None, before["agency"] if before and agency_name(before["agency"]) else ""
    end = _ENDING.match(head, named.end() if named else match.end())
    if end is None or not (agency or match["place"].isupper()):
        return None
    places = tuple(prose_case(part.strip()) for part in PLACES.split(match["place"]) if part.strip())
    year = int(match["year"]) if match["year"] else None
    return Printed(end.end(), places, agency, month, int(match["day"]), year)


def _is_place(text: str) -> bool:
    """Whether words have the shape of a place: few, the first of them with a capital in a script that has capitals."""
    return len(text.split()) <= PLACE_WORDS_MAX and not text[0].islower() and not agency_name(text)


def _eastern(head: str, start: int) -> Printed | None:
    """The heads of Chinese, Japanese and Korean agencies, which name themselves with the place."""
    for pattern in (_CHINESE, _JAPANESE, _KOREAN):
        if match := pattern.match(head, start):
            parts = match.groupdict()
            month, day = (int(parts[name]) if parts.get(name) else None for name in ("month", "day"))
            return Printed(match.end(), (match["place"],), match["agency"], month, day)
    return None
