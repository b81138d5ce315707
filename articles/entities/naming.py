"""What is the fullest name that the article or the knowledge gives for a naming."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from anyascii import anyascii

from articles.entities.consistency import surname
from articles.entities.draft import Draft
from articles.entities.gazetteer import Place
from articles.entities.kinds import Kind
from articles.entities.knowledge import Knowledge
from articles.entities.learning import bracketed_acronyms, is_acronym_of
from articles.entities.linking import same_surname, skeleton
from articles.entities.spans import Span
from articles.entities.wordlists import organisation_heads
from articles.text import fold

_COMPANY = re.compile(
    r",?\s+(?:Inc|Corp|Corporation|Co|Ltd|Limited|PLC|Plc|plc|AG|SA|NV|SpA|GmbH|LLC|AB|ASA|Oyj|Bhd|Cos)\.?$"
)
_GENERIC_OPENINGS = frozenset(
    "House Senate National American Federal State States City County International World European Supreme Foreign Defense "
    "Defence Finance Justice Interior New First United General Central Royal Public Human Social Christian Islamic "
    "Democratic Republican Communist Labor Labour People Peoples White North South East West Northern Southern".split()
)
_SCHOLARLY = re.compile("[āēīōūĀĒĪŌŪḩḨţŢşŞẕḑḐ‘’]")


@dataclass(frozen=True, slots=True)
class _Full:
    """A full name in the article and where it stands."""

    name: str
    part: int
    start: int


@dataclass(frozen=True, slots=True)
class _People:
    """The people whom the article names in full, in reading order, as they are looked for."""

    names: frozenset[str]
    by_surname: dict[str, list[_Full]]
    by_word: dict[str, list[_Full]]
    by_sound: dict[str, list[_Full]]

    @classmethod
    def of(cls, draft: Draft) -> _People:
        by_surname: dict[str, list[_Full]] = {}
        by_word: dict[str, list[_Full]] = {}
        by_sound: dict[str, list[_Full]] = {}
        names = set()
        for span in draft.spans:
            name = draft.surface(span)
            if span.kind is not Kind.PERSON or " " not in name:
                continue
            one, last = _Full(name, span.part, span.start), surname(name)
            names.add(name)
            by_surname.setdefault(last.lower(), []).append(one)
            by_sound.setdefault(skeleton(last), []).append(one)
            for word in dict.fromkeys(name.split()):
                by_word.setdefault(word, []).append(one)
        return cls(frozenset(names), by_surname, by_word, by_sound)


def full_names(draft: Draft, places: dict[Span, Place], known: Knowledge) -> dict[Span, str]:
    """The name under which each naming is filed: its own, unless someone or something in the article has more of it."""
    people = _People.of(draft)
    organisations = _organisations(draft)
    names: dict[Span, str] = {}
    for span in draft.spans:
        if span.record:
            names[span] = span.record.name
        elif span.kind is Kind.PERSON:
            names[span] = _person(draft.surface(span), span, people, known)
        elif span.kind is Kind.ORG:
            names[span] = _organisation(draft.surface(span), organisations)
        else:
            names[span] = _place(draft.surface(span))
    for span, place in places.items():
        names[span] = known.place_name(place.gazetteer_id) or _place_name(span, place, names[span])
    return names


def _person(name: str, span: Span, people: _People, known: Knowledge) -> str:
    record = known.lookup(name)
    if record and record.kind is Kind.PERSON:
        return record.name
    if " " not in name:
        name = _by_surname(name, span, people)
    shorter = name[:-1] if name.endswith("s") else ""
    singular = known.lookup(shorter) if shorter else None
    if shorter in people.names or (singular and singular.kind is Kind.PERSON):
        name = shorter  # the plural or a possessive without its apostrophe
    record = known.lookup(name)
    return record.name if record and record.kind is Kind.PERSON else name


def _by_surname(name: str, span: Span, people: _People) -> str:
    """The nearest person before with that surname, else the first after; then by first name; then by sound."""
    alike = [one for one in people.by_sound.get(skeleton(name), []) if same_surname(surname(one.name), name)]
    for fitting in (people.by_surname.get(name.lower(), []), people.by_word.get(name, []), alike):
        if fitting:
            before = bisect_left(fitting, (span.part, span.start), key=lambda one: (one.part, one.start))
            return fitting[max(0, before - 1)].name
    return name


def _organisations(draft: Draft) -> dict[str, str]:
    """Short forms and shorter names of the article's organisations, each with the full name."""
    known = [
        span.record.name if span.record else draft.surface(span)
        for span in draft.spans
        if span.kind is Kind.ORG
    ]
    full = [name for name in known if " " in name]
    short = {draft.surface(other): draft.surface(span) for span, other in bracketed_acronyms(draft)}
    for span in draft.spans:
        name = draft.surface(span)
        if span.kind is not Kind.ORG or span.record or name in short:
            continue
        fitting = [one for one in full if one != name and _stands_for(name, one)]
        if fitting:
            short[name] = max(fitting, key=lambda one: (full.count(one), one))
    return short


def _stands_for(name: str, full: str) -> bool:
    if name.isupper() and 2 <= len(name) <= 6:
        return is_acronym_of(name, full)
    if name in _GENERIC_OPENINGS or name in organisation_heads():
        return False
    return fold(_COMPANY.sub("", full)).startswith(fold(_COMPANY.sub("", name)) + " ") and " " not in name


def _organisation(name: str, short: dict[str, str]) -> str:
    return short.get(name, name)


def _place(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 4 else name


def _place_name(span: Span, place: Place, name: str) -> str:
    known = span.record and span.record.gazetteer_id in ("", place.gazetteer_id) and place.kind != "city"
    return name if known else _plain_name(place)


def _plain_name(place: Place) -> str:
    """The place's name as newspapers print it: scholars' macrons and dots off, a language's own accents kept.

    >>> _plain_name(Place("1", "city", "Spīn Bōldak", "AF", "", "", 31.0, 66.4, 0, False))
    'Spin Boldak'
    """
    return anyascii(place.name).replace("`", "'") if _SCHOLARLY.search(place.name) else place.name
