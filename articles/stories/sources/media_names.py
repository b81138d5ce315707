"""Names of media: their full forms, and whether they sell their reports to others."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from articles.entities.lexicons import rows
from articles.text import fold

DATA = Path(__file__).parents[1] / "data"
_MEDIA_WORDS = frozenset(
    "times post journal news agency press tv television radio herald daily magazine gazette guardian tribune telegraph "
    "independent observer chronicle courier standard express mail mirror globe sun review weekly network channel "
    "broadcasting bulletin dispatch examiner inquirer monitor sentinel today".split()
)
_TIME_BEHIND = re.compile(
    r"(?: (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December))+$"
)
_LEADS_IN = re.compile(r"^(?:As|But|And|While|When|Also|Meanwhile|On|In) (?=[A-Z]|the )")
_OWNS = re.compile(r"[’'](?:s\b)? ")


def is_medium(name: str) -> bool:
    """Whether a name is that of a news agency or sounds like one of a paper or station.

    >>> is_medium("the New York Times"), is_medium("TASS"), is_medium("Ole Berg")
    (True, True, False)
    """
    return key_of(name) in _known() or key_of(name).rpartition(" ")[2] in _MEDIA_WORDS


def is_wire(name: str) -> bool:
    """Whether the medium is a news agency, whose reports others print.

    >>> is_wire("the AP"), is_wire("Agence France-Presse"), is_wire("The Guardian")
    (True, True, False)
    """
    return medium_name(name) in _wires()


def medium_name(name: str) -> str:
    """The full name of a medium that is known by other forms too, without its article; any other name as it is.

    >>> medium_name("AP"), medium_name("the Associated Press"), medium_name("The Sandmouth Times")
    ('Associated Press', 'Associated Press', 'Sandmouth Times')
    """
    known = _known().get(key_of(name), name)
    return known.removeprefix("The ").removeprefix("the ")


def medium_in(printed: str) -> str:
    """The medium that printed words open with: the station of "CNN’s Ada Moe", "Reuters" of "Reuters Thursday"; "" if none.

    >>> medium_in("CNN’s Ada Moe"), medium_in("Reuters Thursday"), medium_in("Ole Berg’s wife")
    ('CNN', 'Reuters', '')
    """
    name = _TIME_BEHIND.sub("", _LEADS_IN.sub("", printed))
    owner, *owned = _OWNS.split(name)
    if owned and key_of(owned[-1]) in _known():
        return owned[-1]
    return next((one for one in (name, owner, re.sub(r"['’]s$", "", name)) if is_medium(one)), "")


def key_of(name: str) -> str:
    """The lookup key of a name: folded, without its article."""
    return fold(name).removeprefix("the ")


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Each form of the name of a medium → its full name."""
    forms: dict[str, str] = {}
    for row in rows("news_agencies.csv"):
        for cell in (row["name"], row["aliases"], row["short_forms"]):
            for form in (cell or "").split("|"):
                if form:
                    forms.setdefault(key_of(form), row["name"])
    return forms


@lru_cache(maxsize=1)
def _wires() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("wire_services.csv", DATA))
