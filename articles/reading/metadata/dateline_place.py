"""The place in a dateline: its shape, and its city, region and country."""

from __future__ import annotations

import re

from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.place_lexicon import is_city, is_country, is_region, prose_case
from articles.text import fold

PLACE_MAX_CHARACTERS = 80
PLACE_MAX_WORDS = 9

_WEEKDAY_ALONE = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?", re.IGNORECASE
)

_PLACE_END = re.compile(r"[:;(/|–—―_\n!?]|--|\s-\s|-\s")
_PLACE_WORD = re.compile(r"[^\s,/]+")
PLACES = re.compile(r"\s?/\s?|\s?[-–]{2}\s?|\s(?:and|AND|&)\s")

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
# Names of sections, no places unless a state or country follows (MEDIA, Pa.).
_SECTIONS = frozenset(
    "sport culture science health tech technology entertainment lifestyle travel weather crime money education climate "
    "environment media local regional finance markets economics arts books film music obituary".split()
)
# In ordinary letters these open a sentence or a label; in capitals they can be part of a place (ON THE BORDER).
_OPENERS = frozenset(
    "on in at the this that it he she we they i but and if when while after as for with by from".split()
)
_NO_LABEL = (_NO_PLACE - _OPENERS) | _SECTIONS | frozenset("mr mrs ms dr".split())
_TITLED = re.compile(
    r"(?:president|minister|mr|mrs|ms|dr|gen|senator|sen|rep|king|queen|prince|pope)\b\.?(?=\s)",
    re.IGNORECASE,
)


BRACKETS = str.maketrans({"[": ",", "]": None})


def can_be_place(text: str, *, dated: bool = False) -> bool:
    """Whether the words have the shape of a place: few, capitalised, none of them a label."""
    place = text.translate(BRACKETS).strip(" ,.–—-:")
    if agency_name(place):
        return False
    if not 2 <= len(place) <= PLACE_MAX_CHARACTERS or _PLACE_END.search(place.replace("/", "")):
        return dated and 2 <= len(place) <= PLACE_MAX_CHARACTERS and not re.search(r"[:;(|!?\n_]", place)
    words = _PLACE_WORD.findall(place)
    if not words or len(words) > PLACE_MAX_WORDS or any(character.isdigit() for character in place):
        return False
    keys = [fold(word) for word in words]
    if is_capitals(place):
        labels = keys[:1] if dated else keys[:3]
        return _is_located(place) or not any(key in _NO_LABEL for key in labels)
    if any(key in _NO_PLACE | _SECTIONS for key in keys[:1]) or _TITLED.match(place) or keys[-1] in _NO_PLACE:
        return False
    if dated and (place.islower() or is_city(first_place(place))):
        return len(words) <= 3
    lower = [
        word
        for word in words
        if word[0].islower() and fold(word) not in {"de", "of", "the", "city", "da", "do"}
    ]
    return len(words) <= 6 and words[0][0].isupper() and not lower


def is_capitals(text: str) -> bool:
    """Whether the city (what stands before the first comma) is printed in capitals, a slip or two allowed.

    >>> is_capitals("WALtHAM, Mass."), is_capitals("McALLEN, Texas"), is_capitals("New Delhi")
    (True, True, False)
    """
    letters = [
        character for character in text.translate(BRACKETS).strip(" ,.-").split(",")[0] if character.isalpha()
    ]
    return len(letters) > 1 and sum(letter.isupper() for letter in letters) >= 0.7 * len(letters)


def first_place(text: str) -> str:
    return PLACES.split(text.translate(BRACKETS).strip(" .,-").split(",")[0])[0]


def _is_located(place: str) -> bool:
    """Whether a state or country follows the name."""
    return "," in place and (is_country(_last_part(place)) or is_region(_last_part(place)))


def _last_part(text: str) -> str:
    return text.rpartition(",")[2].strip(" ")


def is_safe_place(place: str) -> bool:
    """Whether a place before a dash needs no more proof: capitals that are no short form, or a known city."""
    if is_known_place(place):
        return True
    first = first_place(place)
    if not is_capitals(place):
        return _is_located(place)
    return len(fold(first).replace(" ", "")) > 4 or "," in place


def is_known_place(place: str) -> bool:
    rest = [part.strip() for part in place.split(",")[1:]]
    return is_city(first_place(place)) and all(is_country(part) or is_region(part) for part in rest)


def region_and_country(parts: list[str], city: str) -> tuple[str, str]:
    """What follows the city, told apart. "Georgia" is the country here: the stylebook shortens the state to "Ga."."""
    region = country = ""
    for part in parts:
        if _WEEKDAY_ALONE.fullmatch(part):
            continue
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
