"""Toponym resolution: which place of a name is meant, by size, kind and the article's other places.

The weights were measured on three toponym corpora (docs/entities.md).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from articles.entities.kinds import Kind, Role
from articles.entities.linking.name_similarity import skeleton
from articles.entities.places.gazetteer import Gazetteer, Place
from articles.entities.recognition.draft import Draft
from articles.entities.recognition.spans import Span

KIND_WEIGHT = {"country": 4.5, "admin": 0.4, "city": 0.0}
US_STATE_WEIGHT = 1.2
CAPITAL_WEIGHT = 1.8
MAIN_NAME_WEIGHT = 1.6
COUNTRY_WEIGHT, COUNTRY_CEILING = 1.2, 3.0
STATE_WEIGHT, STATE_CEILING = 2.0, 2.5
STATED_COUNTRY_WEIGHT, STATED_STATE_WEIGHT = 6.0, 8.0
KNOWN_WEIGHT = 1.5
OLD_NAME_TIMES_LARGER = 100
PASSES = 2
# So many people make a place evident by its own name, and by another name that it has.
EVIDENT_PEOPLE, EVIDENT_PEOPLE_OF_OTHER_NAME, EVIDENT_PEOPLE_OF_PROVINCE = 15_000, 100_000, 1_000_000
WIDE_COUNTRIES = frozenset(("US", "CA", "AU", "GB"))
# A city so many times larger than its namesake is meant unless the namesake's region is attached to the name.
WORLD_CITY_PEOPLE, WORLD_CITY_TIMES_LARGER = 100_000, 8
NAMESAKE_STATE_WEIGHT = 4.0
_KIND_WORD = re.compile(r"\s+(?:province|state|region|governorate|oblast)\b", re.IGNORECASE)
_KIND_WORDS = re.compile(
    r"\b(?:province|district|county|city|state|region|airport|the|area|town)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Toponym:
    span: Span
    surface: str
    choices: tuple[Place, ...]
    stated: Place | None


@dataclass(frozen=True, slots=True)
class _Context:
    countries: Counter[str]
    states: Counter[tuple[str, str]]


def resolve(draft: Draft, gazetteer: Gazetteer) -> dict[Span, Place]:
    """The place that each mention means; mentions without a gazetteer entry are left out. One sense per name and article."""
    spans = [span for span in draft.spans if span.kind is Kind.PLACE]
    toponyms = [_toponym(span, index, spans, draft, gazetteer) for index, span in enumerate(spans)]
    toponyms = [toponym for toponym in toponyms if toponym.choices]
    picks = [max(toponym.choices, key=_weight) for toponym in toponyms]
    for turn in range(PASSES):
        context = _context(toponyms, picks, certain=turn > 0)
        picks = [_best(toponym, pick, context, draft) for toponym, pick in zip(toponyms, picks, strict=True)]
        picks = _one_sense(toponyms, picks)
    context = _context(toponyms, picks, certain=True)
    return {
        toponym.span: pick
        for toponym, pick in zip(toponyms, picks, strict=True)
        if _is_evident(toponym, pick, context)
    }


def _is_evident(toponym: _Toponym, pick: Place, context: _Context) -> bool:
    """Whether the article gives enough signs of a place: the smaller it is, and the less this is its own name, the more."""
    record = toponym.span.record
    known = record is not None and record.gazetteer_id == pick.gazetteer_id
    if (
        known
        or toponym.stated
        or toponym.span.role is not Role.MENTION
        or pick.kind == "country"
        or pick.capital
    ):
        return True
    people = EVIDENT_PEOPLE if pick.main else EVIDENT_PEOPLE_OF_OTHER_NAME
    if pick.kind == "admin" and pick.country_code != "US":
        people = EVIDENT_PEOPLE_OF_PROVINCE
    if pick.population >= people:
        return True
    own = 0.7 if pick.kind == "city" else 1.0
    if pick.admin_code and context.states[_state(pick)] - own > 0.1:
        return True
    # Nearly every article of some countries names them: there the state must be named.
    return pick.country_code not in WIDE_COUNTRIES and context.countries[pick.country_code] - own >= 0.5


def _toponym(span: Span, index: int, spans: list[Span], draft: Draft, gazetteer: Gazetteer) -> _Toponym:
    surface = draft.surface(span)
    stated = None
    if index + 1 < len(spans) and spans[index + 1].part == span.part:
        following = spans[index + 1]
        between = draft.parts[span.part].text[span.end : following.start]
        if between.strip() == "," and len(between) <= 2:
            wide = [place for place in _choices(following, draft, gazetteer) if place.kind != "city"]
            stated = max(wide, key=_weight) if wide else None
    return _Toponym(span, surface, _choices(span, draft, gazetteer), stated)


def _choices(span: Span, draft: Draft, gazetteer: Gazetteer) -> tuple[Place, ...]:
    surface, record = draft.surface(span), span.record
    if record and record.gazetteer_id:
        known = gazetteer.by_id(record.gazetteer_id)
        if known and (span.role is Role.DEMONYM or surface.upper() == surface or not gazetteer.find(surface)):
            return (known,)
        others = tuple(
            place for place in gazetteer.find(surface) if place.gazetteer_id != record.gazetteer_id
        )
        return (known, *others) if known else others
    if record and span.source == "alias" and not record.country_code:
        return ()  # a region of the data files (Central Asia) is no town of that name
    return _own_names_first(gazetteer.find(surface) or gazetteer.find(_KIND_WORDS.sub(" ", surface)))


def _own_names_first(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Drop places with this as an old or foreign name where their country has one with this as its own name.

    An old name outlives its place (Newtown, now Hartford); only one much larger than the namesake is still meant by it.
    """
    own: dict[str, int] = {}
    for place in places:
        if place.main:
            own[place.country_code] = max(own.get(place.country_code, 0), place.population)
    return tuple(
        place
        for place in places
        if place.main
        or place.country_code not in own
        or place.population > OLD_NAME_TIMES_LARGER * (own[place.country_code] + 1000)
    )


def _weight(place: Place) -> float:
    weight = math.log10(place.population + 10) + KIND_WEIGHT[place.kind]
    if place.kind == "admin" and place.country_code == "US":
        weight += US_STATE_WEIGHT - KIND_WEIGHT["admin"]
    return weight + CAPITAL_WEIGHT * place.capital + MAIN_NAME_WEIGHT * place.main


def _context(toponyms: list[_Toponym], picks: list[Place], *, certain: bool) -> _Context:
    countries: Counter[str] = Counter()
    states: Counter[tuple[str, str]] = Counter()
    counted: set[str] = set()
    for toponym, pick in zip(toponyms, picks, strict=True):
        if toponym.stated:
            countries[toponym.stated.country_code] += 1
            if toponym.stated.kind == "admin":
                states[_state(toponym.stated)] += 1
        if toponym.surface in counted:
            continue
        counted.add(toponym.surface)
        share = 1.0 if pick.kind != "city" else 0.7 if certain else 0.4
        countries[pick.country_code] += share  # type: ignore[assignment]
        if pick.admin_code:
            states[_state(pick)] += share  # type: ignore[assignment]
    return _Context(countries, states)


def _state(place: Place) -> tuple[str, str]:
    return place.country_code, place.admin_code


def _best(toponym: _Toponym, pick: Place, context: _Context, draft: Draft) -> Place:
    best = max(toponym.choices, key=lambda place: _score(place, toponym, pick, context, draft))
    if toponym.stated is None and best.kind == "city":
        cities = [
            place for place in toponym.choices if place.kind == "city" and _is_called(place, toponym.surface)
        ]
        largest = max(cities, key=lambda place: place.population, default=best)
        if largest.population >= max(WORLD_CITY_PEOPLE, WORLD_CITY_TIMES_LARGER * best.population):
            return largest
    return best


def _score(place: Place, toponym: _Toponym, pick: Place, context: _Context, draft: Draft) -> float:
    score = _weight(place)
    own = 0.7 if pick.kind == "city" else 1.0 if pick.kind == "admin" else 0.0
    countries = max(
        0.0, context.countries[place.country_code] - own * (pick.country_code == place.country_code)
    )
    share = 0.2 if place.kind == "country" else 1.0
    score += share * COUNTRY_WEIGHT * min(COUNTRY_CEILING, math.log2(1 + countries))
    if place.admin_code:
        states = max(0.0, context.states[_state(place)] - own * (_state(pick) == _state(place)))
        score += STATE_WEIGHT * min(STATE_CEILING, math.log2(1 + states))
    if place.kind == "admin" and _KIND_WORD.match(draft.after(toponym.span, 14)):
        score += 4
    if toponym.span.record and toponym.span.record.gazetteer_id == place.gazetteer_id:
        score += KNOWN_WEIGHT
    if place.kind == "country" and _state_is_meant(place, toponym, context):
        score -= NAMESAKE_STATE_WEIGHT
    return score + _stated_score(place, toponym.stated)


def _is_called(place: Place, surface: str) -> bool:
    """Whether a name is the place's own, or its own in another language's spelling (Geneva, Genève)."""
    return place.main or skeleton(place.name) == skeleton(surface)


def _state_is_meant(country: Place, toponym: _Toponym, context: _Context) -> bool:
    """Whether a state with a country's name is meant: the article names its country's places, and none of the other's."""
    if context.countries[country.country_code] > 1.0:
        return False
    states = (place for place in toponym.choices if place.kind == "admin" and place.main)
    return any(
        place.country_code != country.country_code and context.countries[place.country_code] >= 1.5
        for place in states
    )


def _stated_score(place: Place, stated: Place | None) -> float:
    if stated is None or place.country_code != stated.country_code:
        return 0.0
    if stated.kind == "country":
        return STATED_COUNTRY_WEIGHT if place.kind != "country" else 0.0
    same_state = place.admin_code == stated.admin_code
    return (
        STATED_STATE_WEIGHT if place.kind == "city" and (same_state or stated.country_code != "US") else 0.0
    )


def _one_sense(toponyms: list[_Toponym], picks: list[Place]) -> list[Place]:
    stated = {
        toponym.surface: pick
        for toponym, pick in reversed(list(zip(toponyms, picks, strict=True)))
        if toponym.stated
    }
    return [stated.get(toponym.surface, pick) for toponym, pick in zip(toponyms, picks, strict=True)]
