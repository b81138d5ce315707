"""Datelines: where, when and by which agency a report says it was filed.

The forms are those of the AP Stylebook ("datelines": the city in capitals, then the state or country unless the city
stands alone, then a dash) and of the Reuters Handbook of Journalism (place, date, agency in brackets, dash), with the
house forms of other agencies: `MOSCOW, July 8. /TASS/.`, `MOSCOW. July 8 (Interfax) -`, `New Delhi, Jul 8 (PTI)`,
`SEOUL, July 8 (Yonhap) --`, `KABUL (Pajhwok):`, and the colon of South Asian papers (`Kabul: …`).

A date or an agency after the place makes the shape safe by itself. Where there is neither, capitals before a dash are
enough unless the words are a label; a place in ordinary letters, or before a colon, must be a known city.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.dateline_languages import dateline_in_other_languages
from articles.reading.metadata.dateline_place import (
    BRACKETS,
    PLACE_MAX_CHARACTERS,
    PLACES,
    can_be_place,
    first_place,
    is_capitals,
    is_known_place,
    is_safe_place,
    region_and_country,
)
from articles.reading.metadata.days.printed_dates import DAY_AND_MONTH, month_number
from articles.reading.metadata.place_lexicon import is_city, is_country, prose_case

HEAD_MAX_CHARACTERS = 240

_JUNK = re.compile(r"[\s*•·>»|~#_.…–—-]{0,16}")
_GLUED = re.compile(r"[a-z]{1,8}(?=[A-Z]{3})")
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]{0,2}\s{1,2})?"
# Day before month: where dots part the figures, no agency writes them the other way round.
_FIGURES = r"(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?P<full_year>(?:19|20)\d\d)"
_DATE = re.compile(
    rf"[\s,.(|–—-]{{1,4}}{_WEEKDAY}(?:(?P<date>{DAY_AND_MONTH})(?:,?\s{{1,2}}(?P<year>(?:19|20)\d\d))?|{_FIGURES})\)?(?![\d%])",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\s{0,3}[:,.]?\s{0,3}-?"
    r"(?:\((?P<round>[^()\n]{2,40})\)|/(?P<slash>[A-Za-z][A-Za-z ]{1,30}(?:\([A-Za-z]{2,12}\))?)/|"
    r"\|\s?(?P<bar>[A-Z]{2,12})\s?\|)"
)
_BARE_AGENCY = re.compile(
    r"[\s,.|]{1,4}(?P<bare>[A-Za-z][A-Za-z-]{1,19}(?: (?:Novosti|News))?)(?=\s{0,2}(?:[–—:]|--?(?=\s)))"
)
# After a date: an agency and a full stop (", ARMENPRESS."), or an agency we know before the first word.
_STOPPED_AGENCY = re.compile(
    r"[\s,.–—-]{1,5}(?P<name>[A-Za-z]{3,14}(?: (?:Novosti|News|Press|Khovar))?)(?:\.(?=\s)|(?=\s[A-Z“\"]))"
)
_LEADING_AGENCY = re.compile(r"\((?P<name>[A-Za-z][^()]{1,30})\)\s{0,2}[-–—]{1,2}\s{1,3}(?=[A-Z])")
# The form of human rights groups and some ministries: "(Geneva) –", "(New York, July 8, 2021) –".
_ALL_IN_BRACKETS = re.compile(r"\((?P<inside>[^()\n]{2,60})\)(?=\s{0,2}[-–—]{1,2}\s)")
_MARK = re.compile(r"\s{0,3}(?:\.\s?[-–—]{1,2}|[-–—―]{1,3}|_{1,2}(?=\s)|[.:](?=\s|$))\s{0,3}")
_DASH = re.compile(r"(?:\s{0,3}[–—―]{1,2}|\s{0,3}--|\s{1,3}-|(?<=[A-Z])-(?=\s)|\s{1,3}_)(?=\s|[A-Z“\"‘'(])")
_COLON = re.compile(r"\s?:\s{1,3}")


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline as characters of one block: ``text[start:end]`` is the dateline, the report goes on at ``body``."""

    start: int
    end: int
    body: int
    places: tuple[str, ...]
    region: str = ""
    country: str = ""
    agency: str = ""
    month: int | None = None
    day: int | None = None
    year: int | None = None


def find_dateline(text: str) -> Found | None:
    """The dateline at the head of a paragraph, or None. Bounded: only the first 240 characters are looked at.

    >>> found = find_dateline("LONDON/KABUL, 8 July (Reuters) - Two envoys met on Thursday.")
    >>> found.places, found.agency, found.month, found.day, found.end
    (('London', 'Kabul'), 'Reuters', 7, 8, 32)
    >>> find_dateline("WASHINGTON POST: The paper said on Thursday that it would appeal.") is None
    True
    """
    head = text[:HEAD_MAX_CHARACTERS]
    start = _start(head)
    if bracketed := _in_brackets(head, start):
        return bracketed
    if leading := _after_leading_agency(head, start):
        return leading
    return (
        _dated(head, start)
        or _in_another_language(text, head, start)
        or _by_agency(head, start)
        or _bare(head, start)
    )


def _in_another_language(text: str, head: str, start: int) -> Found | None:
    start = len(text) - len(text.lstrip()) if text[:1].isspace() or text[:1] in "(【" else start
    printed = dateline_in_other_languages(head, start)
    if printed is None:
        return None
    end = len(head[: printed.body].rstrip())
    return Found(
        start,
        end,
        printed.body,
        printed.places,
        agency=printed.agency,
        month=printed.month,
        day=printed.day,
        year=printed.year,
    )


def _after_leading_agency(head: str, start: int) -> Found | None:
    """The dateline of a wire that prints its name first: "(ANSA) - ROME, JUL 8 -"."""
    match = _LEADING_AGENCY.match(head, start)
    if match is None or not _is_known_agency(match["name"]):
        return None
    found = _dated(head, match.end()) or _bare(head, match.end())
    return replace(found, start=start, agency=found.agency or match["name"]) if found else None


def _in_brackets(head: str, start: int) -> Found | None:
    """The dateline that stands in brackets as a whole, read as if it stood without them."""
    match = _ALL_IN_BRACKETS.match(head, start)
    if match is None:
        return None
    # Each bracket becomes a space, so that every place in the line stays what it was.
    bare = f"{head[:start]} {match['inside']} {head[match.end() :]}"
    found = _dated(bare, start + 1) or _bare(bare, start + 1)
    known = found is not None and any(is_city(place) for place in found.places)
    return replace(found, start=start) if found and known else None


def _start(head: str) -> int:
    junk = _JUNK.match(head)
    start = junk.end() if junk else 0
    glued = _GLUED.match(head, start)
    return glued.end() if glued else start


def _dated(head: str, start: int) -> Found | None:
    date = _DATE.search(head, start, start + PLACE_MAX_CHARACTERS + 40)
    if date is None or not can_be_place(head[start : date.start()], dated=True):
        return None
    agency, end = _agency(head, date.end())
    if not agency:
        agency, end = _stopped_agency(head, date.end())
    mark = _MARK.match(head, end)
    capitals = is_capitals(head[start : date.start()])
    if mark is None and not agency:
        return None
    if (
        not agency
        and mark
        and ":" in mark.group()
        and not (capitals or is_city(first_place(head[start : date.start()])))
    ):
        return None
    if not agency and mark and mark.group().strip() == "." and not capitals:
        return None
    return _found(head, start, date.start(), mark.end() if mark else end, agency, _printed_day(date))


def _printed_day(date: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    """Month, day and year of a date in a dateline."""
    if date["date"] is None:
        month = int(date["month"])
        return (month, int(date["day"]), int(date["full_year"])) if 1 <= month <= 12 else (None, None, None)
    return month_number(date["date"]), _day(date["date"]), int(date["year"]) if date["year"] else None


def _by_agency(head: str, start: int) -> Found | None:
    for match in (_AGENCY.search(head, start, start + 130), _BARE_AGENCY.search(head, start, start + 130)):
        if match is None or not can_be_place(head[start : match.start()]):
            continue
        agency, end = _agency(head, match.start())
        mark = _MARK.match(head, end)
        place = head[start : match.start()]
        known = _is_known_agency(agency)
        if not agency or not (
            is_capitals(place) or (known and mark) or (is_city(first_place(place)) and (mark or known))
        ):
            continue
        if not mark and ":" not in match.group() and not (known or "," in match.group()):
            continue
        place_end = match.start() + head.startswith(".", match.start())
        return _found(head, start, place_end, mark.end() if mark else end, agency)
    return None


def _bare(head: str, start: int) -> Found | None:
    for separator, needs_city in ((_DASH, False), (_COLON, True)):
        match = separator.search(head, start, start + PLACE_MAX_CHARACTERS)
        if match is None or not can_be_place(head[start : match.start()]):
            continue
        place = head[start : match.start()]
        following = head[match.end() :].lstrip()
        if not _begins_sentence(following):
            continue
        if is_safe_place(place) if not needs_city else is_known_place(place):
            return _found(
                head, start, match.start(), match.end() + (len(head[match.end() :]) - len(following)), ""
            )
    return None


def _begins_sentence(following: str) -> bool:
    """Whether a report goes on here: an opening letter or figure, and not a headline in capitals."""
    if len(following) < 20 or not (
        following[0].isupper() or following[0].isdigit() or following[0] in "“\"‘'`([$€£<«"
    ):
        return False
    return any(character.islower() for character in following[:60])


def _agency(head: str, place: int) -> tuple[str, int]:
    """The agency printed at this place, and where what follows begins."""
    match = _AGENCY.match(head, place)
    if match:
        name = (match["round"] or match["slash"] or match["bar"]).strip()
        return (name, match.end()) if _can_be_agency(name) else ("", place)
    match = _BARE_AGENCY.match(head, place)
    if match and agency_name(match["bare"]):
        return match["bare"], match.end()
    return "", place


def _stopped_agency(head: str, place: int) -> tuple[str, int]:
    match = _STOPPED_AGENCY.match(head, place)
    if match is None:
        return "", place
    stopped = head.startswith(".", match.end("name"))
    if agency_name(match["name"]) or (stopped and match["name"].isupper() and len(match["name"]) > 4):
        return match["name"], match.end()
    return "", place


def _is_known_agency(name: str) -> bool:
    """Whether an agency, or one of several separated by strokes, is one that we know."""
    return any(agency_name(part) for part in (name, *name.split("/")))


def _can_be_agency(name: str) -> bool:
    if _is_known_agency(name):
        return True
    if is_country(name):
        # "ABC (Australia) –": which of two houses of that name, and no agency.
        return False
    return len(name.split()) <= 4 and name[0].isalpha() and name.upper()[0] == name[0] and not name.isdigit()


def _day(text: str) -> int:
    digits = re.search(r"\d{1,2}", text)
    return int(digits.group()) if digits else 0


def _found(
    head: str,
    start: int,
    place_end: int,
    body: int,
    agency: str,
    date: tuple[int | None, int | None, int | None] = (None, None, None),
) -> Found:
    end = len(head[:body].rstrip())
    body += len(head[body:]) - len(head[body:].lstrip())
    parts = [
        " ".join(part.split()).strip(" -–—:") for part in head[start:place_end].translate(BRACKETS).split(",")
    ]
    city, rest = (
        parts[0].rstrip("." if not _ends_short(parts[0]) else ""),
        [part for part in parts[1:] if part.strip(" .")],
    )
    places = tuple(prose_case(place.strip()) for place in PLACES.split(city) if place.strip())
    region, country = region_and_country(rest, places[0] if places else "")
    month, day, year = date
    return Found(start, end, body, places, region, country, agency, month, day, year)


def _ends_short(city: str) -> bool:
    return bool(re.search(r"\b(?:[A-Z]\.){2,}$", city))
