"""Canonical names: the fullest form that the article or the knowledge base gives for a mention."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from anyascii import anyascii

from articles.entities.kinds import Kind
from articles.entities.knowledge_base import KnowledgeBase
from articles.entities.lexicons import organisation_heads
from articles.entities.linking.name_similarity import is_same_person, same_surname, skeleton
from articles.entities.people.gender import Gender, gender_before, gender_of_name
from articles.entities.places.gazetteer import Place
from articles.entities.recognition.document_consistency import surname, surname_forms
from articles.entities.recognition.draft import Draft
from articles.entities.recognition.spans import Span
from articles.entities.recognition.stated_aliases import bracketed_acronyms, is_acronym_of
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
    """The people whom the article names in full, in reading order, indexed for lookup.

    ``spelled`` maps each full name to its first spelling, ``genders`` to its grammatical gender.
    """

    spelled: dict[str, str]
    genders: dict[str, Gender]
    by_surname: dict[str, list[_Full]]
    by_word: dict[str, list[_Full]]
    by_sound: dict[str, list[_Full]]

    @classmethod
    def of(cls, draft: Draft) -> _People:
        people = cls({}, {}, {}, {}, {})
        for span in draft.spans:
            name = draft.surface(span)
            if span.kind is Kind.PERSON and " " in name:
                people._note(_Full(name, span.part, span.start), draft.before(span))
        return people

    def _note(self, one: _Full, before: str) -> None:
        name, last = one.name, surname(one.name)
        gender = gender_before(before) or gender_of_name(name)
        if gender:
            self.genders.setdefault(name, gender)
        if name not in self.spelled:
            alike = (other.name for other in self.by_sound.get(skeleton(last), []))
            self.spelled[name] = next((other for other in alike if is_same_person(other, name)), name)
        for form in surname_forms(name):
            self.by_surname.setdefault(form.lower(), []).append(one)
        for tail in _tails(name):
            self.by_surname.setdefault(tail.lower(), []).append(one)
        self.by_sound.setdefault(skeleton(last), []).append(one)
        for word in dict.fromkeys(name.split()):
            self.by_word.setdefault(word, []).append(one)

    def filter_by_gender(self, people: list[_Full], gender: Gender | None) -> list[_Full]:
        """The people who may have a gender; all of them where it distinguishes nobody."""
        if gender is None:
            return people
        return [one for one in people if self.genders.get(one.name, gender) == gender] or people


def full_names(draft: Draft, places: dict[Span, Place], known: KnowledgeBase) -> dict[Span, str]:
    """The canonical name of each mention: its own, unless the article has a fuller form of it."""
    people = _People.of(draft)
    organisations = _organisations(draft)
    names: dict[Span, str] = {}
    for span in draft.spans:
        if span.record:
            names[span] = span.record.name
        elif span.kind is Kind.PERSON:
            names[span] = _person(span, draft, people, known)
        elif span.kind is Kind.ORG:
            names[span] = _organisation(draft.surface(span), organisations)
        else:
            names[span] = _place(draft.surface(span))
    for span, place in places.items():
        names[span] = known.place_name(place.gazetteer_id) or _place_name(span, place, names[span])
    return names


def _person(span: Span, draft: Draft, people: _People, known: KnowledgeBase) -> str:
    name = draft.surface(span)
    record = known.lookup(name)
    if record and record.kind is Kind.PERSON:
        return record.name
    name = _by_surname(name, span, people, gender_before(draft.before(span)))
    name = people.spelled.get(name, name)
    shorter = name[:-1] if name.endswith("s") else ""
    singular = known.lookup(shorter) if shorter else None
    if shorter in people.spelled or (singular and singular.kind is Kind.PERSON):
        name = shorter  # the plural or a possessive without its apostrophe
    record = known.lookup(name)
    return record.name if record and record.kind is Kind.PERSON else name


def _by_surname(name: str, span: Span, people: _People, gender: Gender | None) -> str:
    """The nearest earlier person with the surname, else the first later one; then by first name, then by sound."""
    for fitting in _fitting(name, people):
        nearest = people.filter_by_gender(fitting, gender)
        if nearest:
            before = bisect_left(nearest, (span.part, span.start), key=lambda one: (one.part, one.start))
            return nearest[max(0, before - 1)].name
    return name


def _fitting(name: str, people: _People) -> Iterator[list[_Full]]:
    yield people.by_surname.get(name.lower(), [])
    if " " not in name:
        yield people.by_word.get(name, [])
        alike = people.by_sound.get(skeleton(name), [])
        yield [one for one in alike if same_surname(surname(one.name), name)]


def _tails(full_name: str) -> Iterator[str]:
    """The endings of a name that may be a compound surname: "von der Leyen", "López Obrador"; never a lone given name.

    >>> list(_tails("Ursula von der Leyen")), list(_tails("Mary Ann Poe"))
    (['von der Leyen'], [])
    """
    words = full_name.split()
    for first in range(1, len(words) - 1):
        if words[first].islower() and not words[first - 1].islower():
            yield " ".join(words[first:])
    if len(words) >= 4 and not any(len(word.strip(".")) == 1 or word.islower() for word in words):
        yield " ".join(words[-2:])


def _organisations(draft: Draft) -> dict[str, str]:
    """The short forms of the article's organisations, mapped to their full names."""
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
