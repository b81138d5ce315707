"""Where, when and by which agency does a report say it was filed?

The forms are those of the AP Stylebook ("datelines": the city in capitals, then the state or country unless the city
stands alone, then a dash) and of the Reuters Handbook of Journalism (place, date, agency in brackets, dash), with the
house forms of other agencies: `MOSCOW, July 8. /TASS/.`, `MOSCOW. July 8 (Interfax) -`, `New Delhi, Jul 8 (PTI)`,
`SEOUL, July 8 (Yonhap) --`, `KABUL (Pajhwok):`, and the colon of South Asian papers (`Kabul: …`).

A date or an agency after the place makes the shape safe by itself. Where there is neither, capitals before a dash are
enough unless the words are a label; a place in ordinary letters, or before a colon, must be a known city.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.ingest.metadata.agency import agency_name
from articles.ingest.metadata.dates import DAY_AND_MONTH, month_number
from articles.ingest.metadata.place_names import is_city, is_country, is_region, prose_case
from articles.text import fold

HEAD_MAX_CHARACTERS = 240
PLACE_MAX_CHARACTERS = 80
PLACE_MAX_WORDS = 9

_JUNK = re.compile(r"[\s*•·>»|~#_.…–—-]{0,16}")
_GLUED = re.compile(r"[a-z]{1,8}(?=[A-Z]{3})")
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]{0,2}\s{1,2})?"
_DATE = re.compile(
    rf"[\s,.–—-]{{1,4}}{_WEEKDAY}(?P<date>{DAY_AND_MONTH})(?:,?\s{{1,2}}(?P<year>(?:19|20)\d\d))?(?![\d%])",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\s{0,3}[:,.]?\s{0,3}"
    r"(?:\((?P<round>[^()\n]{2,40})\)|/(?P<slash>[A-Za-z][A-Za-z ]{1,20})/|\|\s?(?P<bar>[A-Z]{2,12})\s?\|)"
)
_BARE_AGENCY = re.compile(
    r"[\s,.]{1,4}(?P<bare>[A-Za-z][A-Za-z-]{1,19}(?: (?:Novosti|News))?)(?=\s{0,2}(?:[–—:]|--?(?=\s)))"
)
_MARK = re.compile(r"\s{0,3}(?:\.\s?[-–—]{1,2}|[-–—―]{1,3}|_{1,2}(?=\s)|[.:](?=\s|$))\s{0,3}")
_DASH = re.compile(r"(?:\s{0,3}[–—―]{1,2}|\s{0,3}--|\s{1,3}-|\s{1,3}_)(?=\s|[A-Z“\"‘'(])")
_COLON = re.compile(r"\s?:\s{1,3}")
_PLACE_END = re.compile(r"[:;(/|–—―_\n!?]|--|\s-\s|-\s")
_PLACE_WORD = re.compile(r"[^\s,/]+")
_SPACES = re.compile(r"\s+")
_PLACES = re.compile(r"\s?/\s?|\s?[-–]{2}\s?|\s(?:and|AND|&)\s")

_NO_PLACE = frozenset(
    "exclusive update updated breaking analysis opinion comment commentary editorial note notes editor editors correction "
    "corrected clarification watch video photo photos photograph picture pictures image images caption factbox explainer "
    "interview profile feature special report reports review preview live latest developing urgent alert news flash "
    "summary background timeline chronology quotes highlights focus insight story stories headline headlines read more "
    "related source sources file advisory embargoed copyright trending poll quiz listen podcast transcript blog letter "
    "letters sponsored advertisement spoiler question answer q a host guest speaker reporter moderator narrator "
    "disclaimer disclosure warning reminder contact contacts table key facts fact check top economy business sports "
    "politics world nation monday tuesday wednesday thursday friday saturday sunday published posted by from on in at "
    "the this that it he she we they i but and if when while after before since as for with there here what who why how "
    "nato nasa unesco unicef opec asean brics covid cia fbi nsa eu un us uk usa imf isis post times tribune herald "
    "gazette guardian telegraph journal chronicle press daily standard observer mail express star mirror sun".split()
)
# In ordinary letters these open a sentence or a label; in capitals they can be part of a place (ON THE BORDER).
_OPENERS = frozenset(
    "on in at the this that it he she we they i but and if when while after as for with by from".split()
)
_TITLED = re.compile(
    r"(?:president|minister|mr|mrs|ms|dr|gen|senator|sen|rep|king|queen|prince|pope)\b\.?", re.IGNORECASE
)


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
    return _dated(head, start) or _by_agency(head, start) or _bare(head, start)


def _start(head: str) -> int:
    junk = _JUNK.match(head)
    start = junk.end() if junk else 0
    glued = _GLUED.match(head, start)
    return glued.end() if glued else start


def _dated(head: str, start: int) -> Found | None:
    date = _DATE.search(head, start, start + PLACE_MAX_CHARACTERS + 40)
    if date is None or not _can_be_place(head[start : date.start()], dated=True):
        return None
    agency, end = _agency(head, date.end())
    mark = _MARK.match(head, end)
    capitals = _is_capitals(head[start : date.start()])
    if mark is None and not agency:
        return None
    if (
        not agency
        and mark
        and ":" in mark.group()
        and not (capitals or is_city(_first_place(head[start : date.start()])))
    ):
        return None
    if not agency and mark and mark.group().strip() == "." and not capitals:
        return None
    month, day = month_number(date["date"]), _day(date["date"])
    year = int(date["year"]) if date["year"] else None
    return _found(head, start, date.start(), mark.end() if mark else end, agency, (month, day, year))


def _by_agency(head: str, start: int) -> Found | None:
    for match in (_AGENCY.search(head, start, start + 130), _BARE_AGENCY.search(head, start, start + 130)):
        if match is None or not _can_be_place(head[start : match.start()]):
            continue
        agency, end = _agency(head, match.start())
        mark = _MARK.match(head, end)
        place = head[start : match.start()]
        known = bool(agency_name(agency))
        if not agency or not (
            _is_capitals(place) or (known and mark) or (is_city(_first_place(place)) and mark)
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
        if match is None or not _can_be_place(head[start : match.start()]):
            continue
        place = head[start : match.start()]
        following = head[match.end() :].lstrip()
        if not _begins_sentence(following):
            continue
        if _is_safe(place) if not needs_city else _is_known(place):
            return _found(
                head, start, match.start(), match.end() + (len(head[match.end() :]) - len(following)), ""
            )
    return None


def _is_safe(place: str) -> bool:
    """Whether a place before a dash needs no more proof: capitals that are no short form, or a known city."""
    if _is_known(place):
        return True
    first = _first_place(place)
    if not _is_capitals(place):
        return "," in place and (is_country(_last_part(place)) or is_region(_last_part(place)))
    return len(fold(first).replace(" ", "")) > 4 or "," in place


def _is_known(place: str) -> bool:
    rest = [part.strip() for part in place.split(",")[1:]]
    return is_city(_first_place(place)) and all(is_country(part) or is_region(part) for part in rest)


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


def _can_be_agency(name: str) -> bool:
    if agency_name(name):
        return True
    return len(name.split()) <= 4 and name[0].isalpha() and name.upper()[0] == name[0] and not name.isdigit()


def _can_be_place(text: str, *, dated: bool = False) -> bool:
    """Whether the words have the shape of a place: few, capitalised, none of them a label."""
    place = text.strip(" ,.–—-:")
    if not 2 <= len(place) <= PLACE_MAX_CHARACTERS or _PLACE_END.search(place.replace("/", "")):
        return dated and 2 <= len(place) <= PLACE_MAX_CHARACTERS and not re.search(r"[:;(|!?\n_]", place)
    words = _PLACE_WORD.findall(place)
    if not words or len(words) > PLACE_MAX_WORDS or any(character.isdigit() for character in place):
        return False
    keys = [fold(word) for word in words]
    if _is_capitals(place):
        labels = keys[:1] if dated else keys[:3]
        return not any(key in _NO_PLACE - _OPENERS for key in labels)
    if any(key in _NO_PLACE for key in keys[:1]) or _TITLED.match(place) or keys[-1] in _NO_PLACE:
        return False
    if dated and (place.islower() or is_city(_first_place(place))):
        return len(words) <= 3
    lower = [
        word
        for word in words
        if word[0].islower() and fold(word) not in {"de", "of", "the", "city", "da", "do"}
    ]
    return len(words) <= 6 and words[0][0].isupper() and not lower


def _is_capitals(text: str) -> bool:
    """Whether the city (what stands before the first comma) is printed in capitals, a slip or two allowed.

    >>> _is_capitals("WALtHAM, Mass."), _is_capitals("McALLEN, Texas"), _is_capitals("New Delhi")
    (True, True, False)
    """
    letters = [character for character in text.strip(" ,.-").split(",")[0] if character.isalpha()]
    return len(letters) > 1 and sum(letter.isupper() for letter in letters) >= 0.7 * len(letters)


def _first_place(text: str) -> str:
    return _PLACES.split(text.strip(" .,-").split(",")[0])[0]


def _last_part(text: str) -> str:
    return text.rpartition(",")[2].strip(" ")


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
    parts = [_SPACES.sub(" ", part).strip(" -–—:") for part in head[start:place_end].split(",")]
    city, rest = (
        parts[0].rstrip("." if not _ends_short(parts[0]) else ""),
        [part for part in parts[1:] if part.strip(" .")],
    )
    places = tuple(prose_case(place.strip()) for place in _PLACES.split(city) if place.strip())
    region, country = _region_and_country(rest, places[0] if places else "")
    month, day, year = date
    return Found(start, end, body, places, region, country, agency, month, day, year)


def _ends_short(city: str) -> bool:
    return bool(re.search(r"\b(?:[A-Z]\.){2,}$", city))


def _region_and_country(parts: list[str], city: str) -> tuple[str, str]:
    """What follows the city, told apart. "Georgia" is the country here: the stylebook shortens the state to "Ga."."""
    region = country = ""
    for part in parts:
        shown = (
            part if is_region(part) and not is_country(part) and len(fold(part)) <= 5 else prose_case(part)
        )
        if (
            is_country(part)
            and not country
            and not (fold(part) == "georgia" and fold(city) in {"atlanta", "savannah"})
        ):
            country = shown.rstrip("." if "." not in shown[:-1] else "")
        elif not region:
            region = shown
    return region, country
