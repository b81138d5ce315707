"""Whom a short name means: a surname, or a given name alone, resolved with everything that the room knows.

An article that never gives a person's full name ("Trump said") is resolved against the people of the room who bear the name.
Candidates are compared by how often the room names each, how close to the day of the article, and in what company of other
names. A logistic regression turns the best candidate's lead into a probability; its weights, and the data and command that
made them, stand in ``data/short_names.json``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from articles.entities.linking.name_similarity import generation
from articles.entities.linking.name_variants import FullName, words_of
from articles.entities.people.gender import Gender

_WEIGHTS = Path(__file__).resolve().parent.parent / "data" / "short_names.json"
# A share of all articles keeps a candidate without any from having no odds at all.
SMOOTHING = 0.5
OFFICE_SMOOTHING = 0.3
COMPANY_MAX = 4.0
# Who is named in full so rarely is known too little for a short name to mean him.
KNOWN_MIN_ARTICLES = 3
GIVEN_MIN_ARTICLES = 15
GIVEN_MIN_SHARE = 0.9


class Certainty(StrEnum):
    """How far a link of a short name holds."""

    LINKED = "linked"
    LIKELY = "likely"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be meant.

    ``articles``: how many articles of the room name the person in full. ``near``: how many of these were published within
    some weeks of the article. ``company``: for each other entity of the article the share of the person's articles that
    name it too. ``gender``: by the given name, where it tells. ``offices``: how often each kind of office stands before the
    full name.
    """

    key: str
    name: str
    articles: int
    near: int = 0
    company: Mapping[int, float] | None = None
    gender: Gender | None = None
    offices: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class ShortName:
    """A short name in an article, with what stands beside it: gender, kind of office, a given name right before it.

    ``others`` maps the other entities of the article to the share of the room's articles that name each: what all articles
    share says nothing.
    """

    name: str
    gender: Gender | None = None
    others: Mapping[int, float] | None = None
    office: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The likeliest candidate, with its probability, how far the link holds, and why in words."""

    candidate: Candidate
    probability: float
    certainty: Certainty
    reason: str


def resolve_short_name(short: ShortName, candidates: Sequence[Candidate]) -> Resolution | None:
    """Whom a short name means; None without a candidate.

    >>> trump = Candidate("1", "Donald Trump", 900, near=80)
    >>> found = resolve_short_name(ShortName("Trump"), [trump, Candidate("2", "Ivanka Trump", 20, near=1)])
    >>> found.candidate.name, found.certainty.value
    ('Donald Trump', 'linked')
    """
    order = ranked(short, candidates)
    if not order:
        return None
    best = order[0]
    features = features_of(short, best, order[1:])
    probability = 1 / (1 + math.exp(-weights().log_odds(features)))
    return Resolution(best, probability, _certainty(probability), _reason(short, best, order))


def ranked(short: ShortName, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates whose gender does not contradict the article, the likeliest first."""
    fitting = [one for one in candidates if _fits(short, one, candidates)]
    return sorted(fitting, key=lambda one: (-_score(short, one), one.key))


@dataclass(frozen=True, slots=True)
class Features:
    """Signs that the best candidate is meant.

    Log odds of its articles, and of those near in time; its lead in company and by the office that is stated; how well the
    room knows it; whether any article near in time names it.
    """

    share: float
    near: float
    company: float
    known: float
    is_near: float
    office: float

    @property
    def values(self) -> tuple[float, ...]:
        return (1.0, self.share, self.near, self.company, self.known, self.is_near, self.office)


def features_of(short: ShortName, best: Candidate, others: Sequence[Candidate]) -> Features:
    """The features of the best candidate against the others."""
    rest, rest_near = sum(one.articles for one in others), sum(one.near for one in others)
    lead = _company(short, best) - max((_company(short, one) for one in others), default=0.0)
    return Features(
        share=_log_ratio(best.articles, rest),
        near=_log_ratio(best.near, rest_near),
        company=max(-COMPANY_MAX, min(COMPANY_MAX, lead)),
        known=math.log1p(best.articles),
        is_near=float(best.near > 0),
        office=_office(short, best)
        - max((_office(short, one) for one in others), default=_office(short, None)),
    )


def _log_ratio(one: int, rest: int) -> float:
    return math.log((one + SMOOTHING) / (rest + SMOOTHING))


def _score(short: ShortName, one: Candidate) -> float:
    """What candidates are ordered by: articles and nearness as prior, company as evidence."""
    prior = math.log(one.articles + SMOOTHING) + math.log(one.near + SMOOTHING)
    return prior + 2 * _company(short, one) + 2 * _office(short, one)


def _office(short: ShortName, one: Candidate | None) -> float:
    """How often the person is given the office that stands beside the short name, as a log share; 0 without an office."""
    if not short.office:
        return 0.0
    offices = (one.offices if one else None) or {}
    return math.log(
        (offices.get(short.office, 0) + OFFICE_SMOOTHING) / (sum(offices.values()) + 10 * OFFICE_SMOOTHING)
    )


def _company(short: ShortName, one: Candidate) -> float:
    """How much more often the person\'s articles name the entities of this article than others do, as log odds."""
    if not short.others or not one.company:
        return 0.0
    total = 0.0
    for entity, everywhere in short.others.items():
        share = one.company.get(entity, 0.0)
        if share > everywhere > 0:
            total += min(1.0, math.log(share / everywhere) / 3)
    return min(COMPANY_MAX, total)


def _fits(short: ShortName, one: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether nothing beside the short name contradicts a candidate."""
    if short.gender and one.gender and short.gender != one.gender:
        return False
    full = FullName.of(one.name)
    if (
        one.articles < KNOWN_MIN_ARTICLES
        or full is None
        or (generation(short.name) != full.generation and generation(short.name))
    ):
        return False
    if short.given:
        return full.is_called(short.given)
    if words_of(short.name)[:1] == (full.surname,):
        return True
    # A given name alone means a person only where nearly all who bear it are this one.
    namesakes = sum(other.articles for other in candidates)
    return one.articles >= GIVEN_MIN_ARTICLES and one.articles >= GIVEN_MIN_SHARE * namesakes


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted weights, and from which probability on a link holds or is likely."""

    values: tuple[float, ...]
    linked: float
    likely: float

    def log_odds(self, features: Features) -> float:
        """The log odds that the best candidate is meant."""
        return sum(weight * value for weight, value in zip(self.values, features.values, strict=True))


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights of the data file."""
    read = json.loads(_WEIGHTS.read_text("utf-8"))
    return Weights(tuple(read["weights"].values()), read["linked_from"], read["likely_from"])


def _certainty(probability: float) -> Certainty:
    if probability >= weights().linked:
        return Certainty.LINKED
    return Certainty.LIKELY if probability >= weights().likely else Certainty.OPEN


def _reason(short: ShortName, best: Candidate, fitting: Sequence[Candidate]) -> str:
    """Why the best candidate is meant, in words that a reader can check."""
    total = sum(one.articles for one in fitting)
    said = [f"{best.articles} of the {total} articles that name a {short.name} in full name {best.name}"]
    if best.near:
        said.append(f"{best.near} within weeks of this one")
    if _company(short, best) >= 1:
        said.append("the other names here stand beside that name elsewhere too")
    return "; ".join(said)
