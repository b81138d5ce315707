"""Sign-offs: the reporters that a closing line names, and where they were.

`Ruiz reported from Kabul, Afghanistan, and Lee from Doha.`, `Associated Press writers A in B, C, and D in E contributed
to this report.`, `(Additional reporting by A in B; Editing by C)`, `Contributing: A`. Every clause of the line must be
such a credit, or the line is a sentence of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.byline import is_name
from articles.reading.metadata.place_lexicon import is_country, is_region, prose_case

SIGN_OFF_MAX_CHARACTERS = 600

_FRAME = " ()[]_*–—-"
# A full stop ends a credit unless it belongs to "St. Louis", "D.C.", "J. Lee", "Ky.".
_STOP = re.compile(r"(?<!\bSt)(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)\.[\s)]{1,3}(?=[A-Z_(])|;\s{0,2}(?:and\s)?")
_BY = re.compile(
    r"(?:(?P<more>with\s|additional\s)?(?P<reporting>reporting)(?:\sand\s(?:writing|editing))?|"
    r"this\s(?:story|report|article)\swas\s(?P<told>(?:first\s)?(?:reported|written))|(?P<writing>writing|written)|"
    r"(?:edit(?:ing|ed)|compil(?:ing|ed)|produc(?:ing|ed)|translat(?:ing|ed)|photos?|graphics?)(?:\sand\s\w{3,12})?)"
    r"\sby\s",
    re.IGNORECASE,
)
_CONTRIBUTING = re.compile(r"contributing:\s", re.IGNORECASE)
_VERB = re.compile(
    r"\s(?:also\s)?(?:reported(?=\sfrom\s|$)|contributed(?:\sreporting|\sto\sthis\s(?:report|story|article|dispatch))?"
    r"(?=\sfrom\s|$))"
)
_LEAD = re.compile(
    r"(?:(?:the\s)?[A-Z][\w.-]{0,20}(?:\s[A-Z][\w.-]{0,20}){0,2}\s)?(?:[a-z]{3,12}\s){0,2}?"
    r"(?:[Ww]riters?|[Jj]ournalists?|[Cc]orrespondents?|[Rr]eporters?)\s"
)
_PARTING = re.compile(r",\s(?:and\s)?|\sand\s")
_PLACE = re.compile(r"\s(?:in|from|at)\s")
# "CNN's Ada Lee": her house.
_HOUSE_BEFORE = re.compile(r"[A-Z][\w.]{1,30}['’]s\s(?=[A-Z])")
_HOUSE = re.compile(r"\s(?:of|with|at)\s(?=(?:the\s|The\s)?[A-Z])")
_TOWN = re.compile(
    r"(?:[A-Z][\w.’'-]{0,30}+|of|de|del|the|es)(?:\s(?:[A-Z][\w.’'-]{0,30}+|of|de|del|the|es)){0,4}"
)


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who reported or wrote, who only contributed, both in order, and the place each was in where that is said."""

    names: tuple[str, ...]
    contributors: tuple[str, ...]
    places: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Credit:
    """What a clause says that its persons did (reported, contributed, wrote, other), and their names with places."""

    did: str
    names: dict[str, str]


def find_sign_off(text: str) -> SignOff | None:
    """The reporters that a closing line names, or None.

    >>> find_sign_off("Ruiz reported from Kabul, Afghanistan, and Lee from Doha.").places
    {'Ruiz': 'Kabul', 'Lee': 'Doha'}
    >>> found = find_sign_off("(Reporting by Ana Ruiz in Kabul; Additional reporting by Jo Berg; Editing by Tom Lee)")
    >>> found.names, found.contributors
    (('Ana Ruiz',), ('Jo Berg',))
    """
    text = text.strip(_FRAME)
    if not 8 < len(text) <= SIGN_OFF_MAX_CHARACTERS:
        return None
    credits = _credits(text)
    if not credits or not all(credit.names for credit in credits):
        return None
    did: dict[str, dict[str, str]] = {"reported": {}, "wrote": {}, "contributed": {}, "other": {}}
    for credit in credits:
        did[credit.did].update(credit.names)
    if not any(did[kind] for kind in ("reported", "wrote", "contributed")):
        return None
    names, more = did["reported"] or did["wrote"], did["contributed"]
    places = {name: place for name, place in (*names.items(), *more.items()) if place}
    return SignOff(tuple(names), tuple(name for name in more if name not in names), places)


def _credits(text: str) -> list[_Credit]:
    """The clauses of a line as credits; empty where one of them is none."""
    found: list[_Credit] = []
    waiting: list[str] = []
    for clause in _clauses(text):
        credit = _credit(clause, after_reported=bool(found) and found[-1].did == "reported")
        if credit is None:
            # One of a list separated by semicolons, whose verb comes with the last of them.
            waiting.append(clause)
            continue
        if waiting:
            credit = _Credit(credit.did, _listed(", ".join([*waiting, clause[: _verb_start(clause)]])))
            waiting = []
        found.append(credit)
    return [] if waiting else found


def _clauses(text: str) -> Iterator[str]:
    for clause in _STOP.split(text):
        if clause := clause.strip(_FRAME + ",").removesuffix("."):
            yield clause


def _verb_start(clause: str) -> int:
    verb = _VERB.search(clause)
    return verb.start() if verb else len(clause)


def _credit(clause: str, *, after_reported: bool) -> _Credit | None:
    if by := _BY.match(clause):
        did = "contributed" if by["more"] else "reported" if by["reporting"] or by["told"] else "wrote"
        return _Credit(
            did if by["reporting"] or by["told"] or by["writing"] else "other", _listed(clause[by.end() :])
        )
    if contributing := _CONTRIBUTING.match(clause):
        return _Credit("contributed", _listed(clause[contributing.end() :]))
    verb = _VERB.search(clause)
    if verb is None:
        # "…, Lee from Doha": the verb of the clause before it counts on.
        return _Credit("reported", _listed(clause)) if after_reported and " from " in clause else None
    did = "reported" if "reported" in verb.group() else "contributed"
    names = _listed(clause[: verb.start()].rstrip(","))
    if not names or not clause.startswith(" from ", verb.end()):
        return _Credit(did, names)
    # Behind the verb stand the place, its country, and perhaps the next reporter with theirs.
    following = _listed(list(names)[-1] + clause[verb.end() :])
    return _Credit(did, {**names, **following} if following else {})


def _listed(text: str) -> dict[str, str]:
    """Names, each with the place behind "in" or "from", without the states and countries; empty where one is no name."""
    found: dict[str, str] = {}
    for part in _PARTING.split(text):
        part = _without_house(part.strip(" ,"))
        if not part or (found and _is_no_person(part)):
            continue
        name, place = _parted(part)
        if not is_name(name) or agency_name(name) or (place and not _TOWN.fullmatch(place)):
            return {}
        found[name] = place if len(place) < 4 else prose_case(place)
    return found


def _without_house(part: str) -> str:
    """A name without what stands before it: "AP writer Ada Lee", "CNN's Ada Lee"."""
    lead = _LEAD.match(part) or _HOUSE_BEFORE.match(part)
    return part[lead.end() :] if lead else part


def _is_no_person(part: str) -> bool:
    """Whether a part is the country or state of the place before it, or a house."""
    if is_country(part) or is_region(part) or agency_name(part):
        return True
    return part.startswith(("Democratic Republic of ", "Republic of ")) or (part.isupper() and " " in part)


def _parted(part: str) -> tuple[str, str]:
    """A name and its place, without the house: "Ada Lee of The Valley Star in Kabul"."""
    place = _PLACE.search(part)
    name, where = (part[: place.start()], part[place.end() :]) if place else (part, "")
    house = _HOUSE.search(name)
    return (name[: house.start()] if house else name), where
