"""The same-event model: the probability that two articles report one event and not two of one affair.

A logistic regression over six signs, each a number that makes no difference between the two articles. They were chosen,
and their weights fitted, on labelled pairs of news articles, clusters of scraped articles, and pairs of dated articles
too far apart in time. The weights stand in `data/same_event.json` with the command, the data and the day that made them.
What they are worth, beside plain TF-IDF: docs/stories.md.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FITTED = Path(__file__).parents[1] / "data" / "same_event.json"

_TIMES = slice(2, 5)
_SAME_WEEKDAY, _OTHER_WEEKDAY = 0.6, -0.4
_YEARS_COUNTED = 2
_NAMES_EARLIER_YEARS = 0.5
_DAYS_OF_AN_EVENT = 1.5
_LIKENESS_COUNTED = 0.3
_USUAL_STEMS, _FEWEST_STEMS = 300, 30


@dataclass(frozen=True, slots=True)
class Weights:
    """What one event gains by each of `EventFeatures.values`, in log odds."""

    bias: float
    likeness: float
    wording: float
    weekday: float
    years: float
    days: float
    length: float

    @property
    def of_values(self) -> tuple[float, ...]:
        """The weights in the order of `EventFeatures.values`."""
        return (self.likeness, self.wording, self.weekday, self.years, self.days, self.length)


@lru_cache(maxsize=1)
def fitted_weights() -> Weights:
    """The weights in use."""
    return Weights(**json.loads(FITTED.read_text(encoding="utf-8"))["weights"])


@dataclass(frozen=True, slots=True)
class EventFeatures:
    """The features of the same-event model.

    ``similarity`` (0..1) is how far words are alike, over the whole and over headline and opening, on average;
    ``wording`` the share of the shorter one's three-word runs that the other has too; ``weekdays`` those that each
    names first, ``years`` the latest that each names, ``published`` the years in which they were published, empty where
    unknown; ``days_apart`` where both were published on a known day; ``stems`` how many the shorter one uses.
    """

    likeness: float
    wording: float
    weekdays: tuple[str, str]
    years: tuple[int, int]
    published: tuple[int, int]
    days_apart: int | None
    stems: int

    @property
    def values(self) -> tuple[float, ...]:
        """The six signs as `Weights` weigh them."""
        # In two long texts more words meet by chance.
        length = math.log(max(self.stems, _FEWEST_STEMS) / _USUAL_STEMS)
        return (self.likeness, math.sqrt(self.wording), *self._times(), length)

    def _times(self) -> tuple[float, float, float]:
        """Weekday, years and days. Same day, same weekday: that says little of two that have hardly a word in common."""
        counted = min(self.likeness, _LIKENESS_COUNTED)
        a, b = self.weekdays
        weekday = 0.0 if not (a and b) else _SAME_WEEKDAY if a == b else _OTHER_WEEKDAY
        if self.days_apart is not None:
            return weekday * counted, 0.0, max(-1.0, 1 - self.days_apart / _DAYS_OF_AN_EVENT) * counted
        return weekday * counted, self._years_apart(), 0.0

    def _years_apart(self) -> float:
        """0..1: a report of 2013 hardly names 2016; that it names 2008 says little, for it may look back."""
        told = [day or named for day, named in zip(self.published, self.years, strict=True)]
        if not all(told):
            return 0.0
        apart = min(abs(told[0] - told[1]), _YEARS_COUNTED) / _YEARS_COUNTED
        dated = max(self.published)
        return apart if dated and max(told) > dated else apart * _NAMES_EARLIER_YEARS

    @property
    def log_odds(self) -> float:
        """Log-odds that two articles report one event."""
        weights = fitted_weights()
        weighed = zip(weights.of_values, self.values, strict=True)
        return weights.bias + sum(weight * value for weight, value in weighed)

    @property
    def log_odds_of_words(self) -> float:
        """The same without the features of time."""
        times = zip(fitted_weights().of_values[_TIMES], self.values[_TIMES], strict=True)
        return self.log_odds - sum(weight * value for weight, value in times)
