"""Bylines: who wrote the report, and from where.

Bylines in the forms of the trade: `By A and B in Kabul`, `A, Associated Press Writer`. The line that closes a report is
read in `sign_off.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.place_lexicon import prose_case
from articles.text import fold

BYLINE_MAX_CHARACTERS = 200

_OPENING = re.compile(
    r"(?:[-–—•|*\s]{0,4})(?:story\s|text\s|words\s|written\s|reported\s|analysis\s|report\s|review\s)?by\b[\s:]{1,3}(?=\S)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:authors?|byline|writer|reporter|correspondent|written by|text)\s?:\s{0,3}(?=\S)", re.IGNORECASE
)
_PARTICLE = "de|da|del|della|der|den|di|du|van|von|bin|bint|ibn|al|el|la|le|dos|y|ter|ten|zu"
_NAME_WORD = rf"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]{{0,30}}+|{_PARTICLE})"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s{{1,2}}{_NAME_WORD}){{0,5}}")
_SEPARATOR = re.compile(r"\s{0,2}(?:[,;|/&•·–—]|\s-\s|\band\b|\bwith\b)\s{0,2}", re.IGNORECASE)
_PLACE_AFTER = re.compile(r"\s(?:in|from|at)\s(?=[A-Z])")
_JOB = re.compile(
    r"\b(?:staff|special|senior|chief|foreign|political|diplomatic|diplomacy|defen[cs]e|business|sports?|news|world|national|"
    r"writers?|reporters?|correspondents?|editors?|contributors?|columnists?|journalists?|bureau|desk|service|team|"
    r"agenc(?:y|ies)|agence|press|times|post|news(?:paper|room|wire)?|media|magazine|journal|tribune|herald|gazette|"
    r"reuters|analyst|producer|photographer|updated|published|posted|min read|minutes?|opinion)\b",
    re.IGNORECASE,
)
_WRITER_AFTER = re.compile(
    r",\s{1,2}[^,]{0,60}\b(?:writers?|correspondents?|reporters?|editor)\s?$", re.IGNORECASE
)
_AGENCY_AFTER = re.compile(r"\s?[,|/–—-]\s?([^,|/–—-]{2,40})$")
_WRITER = re.compile(r"(?:writers?|correspondents?|reporters?|columnists?|editors?)", re.IGNORECASE)
_TITLE_WORDS = frozenset(
    "staff senior special chief foreign political sports business national diplomatic medical science".split()
)
NAME_MAX_WORDS = 5
_NO_NAME = frozenset(
    "the a an this that it he she they we i you in on at of for all more here there how why what who".split()
)


@dataclass(frozen=True, slots=True)
class Byline:
    """The names of a byline in order, as printed, and the place each reported from where that is said."""

    names: tuple[str, ...]
    places: dict[str, str]
    outlet: str = ""


def find_byline(text: str) -> Byline | None:
    """The byline that a line of its own states, or None.

    >>> find_byline("By Ana Ruiz and Tom Lee in Kabul")
    Byline(names=('Ana Ruiz', 'Tom Lee'), places={'Tom Lee': 'Kabul'}, outlet='')
    >>> find_byline("By noon the square was empty.") is None
    True
    """
    text = text.strip()
    if not 4 < len(text) <= BYLINE_MAX_CHARACTERS:
        return None
    opening = _OPENING.match(text) or _LABELLED.match(text)
    if opening:
        return _listed(text[opening.end() :].strip(" ."), bare=False)
    if writer := _WRITER_AFTER.search(text):
        return _listed(text[: writer.start()], bare=True, outlet=text[writer.start() :].strip(" ,"))
    following = _AGENCY_AFTER.search(text)
    if following and len(text) < 80 and agency_name(following.group(1)):
        return _listed(text[: following.start()], bare=True, outlet=following.group(1).strip())
    return None


def _listed(text: str, *, bare: bool, outlet: str = "") -> Byline | None:
    """Names separated by commas, "and" and the like, each perhaps with a place after "in"; None when one is no name."""
    found: list[str] = []
    places: dict[str, str] = {}
    for part in filter(None, _SEPARATOR.split(text)):
        part, house = _without_title(part)
        outlet = outlet or house
        name, place = _name_and_place(part)
        if not name:
            if found and (agency_name(part) or _JOB.search(part)):
                outlet = outlet or part.strip()
                continue
            if found and not bare:
                break
            return None
        if agency_name(name):
            if not found and not bare:
                return Byline((name,), {}, name)
            outlet = outlet or name
            continue
        found.append(name)
        if place:
            places[name] = place
    return Byline(tuple(found), places, outlet) if found else None


def _without_title(part: str) -> tuple[str, str]:
    """A name without the writer's title behind it, which wires print without a comma, and the house that it names.

    >>> _without_title("ANA RUIZ Associated Press Writer"), _without_title("Tom Lee AP Sports Writer")
    (('ANA RUIZ', 'Associated Press'), ('Tom Lee', 'AP'))
    >>> _without_title("Ana Ruiz")
    ('Ana Ruiz', '')
    """
    words = part.split()
    if len(words) < 4 or not _WRITER.fullmatch(words[-1].strip(".")):
        return part, ""
    for at in range(2, min(len(words) - 1, NAME_MAX_WORDS + 1)):
        house = next(
            (
                " ".join(words[at:end])
                for end in range(len(words) - 1, at, -1)
                if agency_name(" ".join(words[at:end]))
            ),
            "",
        )
        if house or words[at].lower() in _TITLE_WORDS:
            return " ".join(words[:at]), house
    return part, ""


def _name_and_place(part: str) -> tuple[str, str]:
    part = part.strip(" .()")
    parting = _PLACE_AFTER.search(part)
    name, place = (part[: parting.start()], part[parting.end() :]) if parting else (part, "")
    if agency_name(name):
        return name, ""
    return (_in_prose_case(name), prose_case(place)) if is_name(name) else ("", "")


def _in_prose_case(name: str) -> str:
    """A name printed in capitals as prose writes it; initials and mixed case stay.

    >>> _in_prose_case("ANA RUIZ-LEE"), _in_prose_case("J. B. McCRAE")
    ('Ana Ruiz-Lee', 'J. B. McCRAE')
    """
    if not name.isupper() or len(name) < 6:
        return name
    return re.sub(
        r"[^\W\d_]+", lambda word: word.group().capitalize() if len(word.group()) > 2 else word.group(), name
    )


def is_name(text: str) -> bool:
    """Whether words have the shape of a person's name.

    >>> is_name("Ada van der Lee"), is_name("Associated Press"), is_name("It")
    (True, False, False)
    """
    words = text.split()
    if not 1 <= len(words) <= 6 or not _NAME.fullmatch(text) or not text[0].isupper() or _JOB.search(text):
        return False
    return fold(words[0]) not in _NO_NAME and any(character.isalpha() for character in words[-1])
