"""A lexicon of cities, countries and states, and their names as prose writes them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from articles.text import fold

_DATA = Path(__file__).with_name("data")
_SMALL = frozenset(
    "of the on in and upon de del della da do dos das du des di la le les el es am an der den dem der sur au aux "
    "aan op i y e ul al".split()
)
# After a hyphen also these are small: Port-au-Prince, Stratford-upon-Avon, Mazar-i-Sharif.
_HYPHEN_SMALL = _SMALL | frozenset("en a aux lez e".split())
_SHORT_FORMS = frozenset("USS HMS HMCS UN US UK UAE RAF NATO EU DC NY NJ".split())
_WORD = re.compile(r"[^\s/]+")
_PART = re.compile(r"[^-]+")
_DISTRICT_WORDS = ("province", "oblast", "region", "district", "county", "state", "governorate", "prefecture")


@lru_cache(maxsize=8)
def _names(file: str) -> frozenset[str]:
    lines = (_DATA / file).read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def is_city(text: str) -> bool:
    """Whether a place is known as a city that stands alone in a dateline."""
    key = fold(text)
    # "Hà Nội", "Tel-Aviv": the same city is written in one word and in two.
    return key in _names("cities.txt") or key.replace(" ", "") in _names("cities.txt")


def is_country(text: str) -> bool:
    """Whether a place is a country."""
    return fold(text) in _names("countries.txt")


def is_region(text: str) -> bool:
    """Whether a place is a state, province or region, also in its short form ("Ky.", "N.J.")."""
    key = fold(text)
    return key in _names("regions.txt") or key.endswith(_DISTRICT_WORDS)


def prose_case(text: str) -> str:
    """A place in the case of ordinary prose; what is not in capitals stays as it is.

    >>> [prose_case(name) for name in ("KABUL", "ST. LOUIS", "DAR ES SALAAM", "PORT-AU-PRINCE", "McALLEN", "N’DJAMENA")]
    ['Kabul', 'St. Louis', 'Dar es Salaam', 'Port-au-Prince', 'McAllen', 'N’Djamena']
    """
    capitals = sum(character.isupper() for character in text)
    small = sum(character.islower() for character in text)
    if text.islower():
        return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))
    if capitals <= 1 or small >= capitals:
        return text
    return _WORD.sub(lambda match: _word(match.group(), first=match.start() == 0), text)


def _word(word: str, *, first: bool) -> str:
    if word in _SHORT_FORMS or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", word):
        return word
    lowered = word.lower()
    if not first and lowered in _SMALL:
        return lowered
    return _PART.sub(lambda match: _hyphen_part(match.group(), first=match.start() == 0), word)


def _hyphen_part(part: str, *, first: bool) -> str:
    lowered = part.lower()
    if not first and lowered in _HYPHEN_SMALL:
        return lowered
    if part.startswith("Mc") and part[2:].isupper():
        return "Mc" + lowered[2:].capitalize()
    if len(part) > 3 and part[1] in "'’`" and part[0].isalpha() and part[2:].isalpha():
        return part[0].upper() + part[1] + lowered[2:].capitalize()
    for place, character in enumerate(part):
        if character.isalpha():
            return lowered[:place] + lowered[place].upper() + lowered[place + 1 :]
    return part
