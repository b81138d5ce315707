"""The rewrite model: whether one report was written from another's text, or both from a third.

Who rewrites keeps the details, the order of telling and the names as they come; who reports on his own shares the names,
the core figures and the words of a press conference, among other details and in another order. Four signs, weighed by a
logistic regression that was fitted on pairs of scraped articles labelled by hand; `python -m tests.benchmarks.fit_rewrites`
fits it again. What it is worth: docs/stories.md.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.stories.similarity.document_frequency import stem
from articles.stories.similarity.fingerprint import Fingerprint
from articles.stories.similarity.sentence_order import Sentences, weight

BIAS = -10.05
WEIGHTS = (4.35, 6.1, 4.5, 7.15)
"""What a rewrite gains by each of `Traces.values`, in log odds."""

_TOGETHER = 3
_FEW = 12
_CHANCE = 0.5


@dataclass(frozen=True, slots=True)
class RewriteFeatures:
    """The features of a rewrite; shares are 0..1.

    ``details`` is the share of the shorter article's rarer words that the other has too, names aside, a word weighing its
    rarity: shortening does not lower it. ``once`` words stand in one sentence only of each; of any two of them that stand
    in different sentences, the share ``in_order`` comes in the same order in both. ``together`` is the share of the
    shorter one's sentences of which one sentence of the other has three such words. ``names_in_order`` is how far the
    names come in the same order.
    """

    details: float
    once: int
    in_order: float
    together: float
    names_in_order: float

    @property
    def values(self) -> tuple[float, ...]:
        """The four signs as `WEIGHTS` weigh them."""
        # The order of a few words may be chance.
        seen = self.once / (self.once + _FEW)
        return self.details, _CHANCE + (self.in_order - _CHANCE) * seen, self.together, self.names_in_order

    @property
    def log_odds(self) -> float:
        """Log-odds of a rewrite; above 0 one text counts as made from the other, or both from a third."""
        return BIAS + sum(map(float.__mul__, WEIGHTS, self.values))


def traces(a: Fingerprint, b: Fingerprint, names_in_order: float) -> RewriteFeatures:
    """The rewrite features of two articles; symmetric."""
    once_a, once_b = a.sentences.told_once, b.sentences.told_once
    places = sorted((once_a[one], once_b[one]) for one in once_a.keys() & once_b.keys())
    return RewriteFeatures(
        details=_details(a, b),
        once=len(places),
        in_order=_in_order(places),
        together=_together(places, a.sentences, b.sentences),
        names_in_order=names_in_order,
    )


def _details(a: Fingerprint, b: Fingerprint) -> float:
    named = _stems_of(a.names) | _stems_of(b.names)
    told_a, told_b = a.sentences.told - named, b.sentences.told - named
    both, of_a, of_b = (math.fsum(map(weight, told)) for told in (told_a & told_b, told_a, told_b))
    return both / min(of_a, of_b) if both else 0.0


@lru_cache(maxsize=256)
def _stems_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(word) for name in names for word in name.split())


def _in_order(places: Sequence[tuple[int, int]]) -> float:
    """Of all two places (sorted) that differ in both numbers, the share that rises in both (Kendall 1938).

    >>> _in_order([(1, 5), (2, 6), (2, 9), (4, 7)])
    0.8
    """
    rising = falling = 0
    seen: list[int] = []
    waiting: list[int] = []
    sentence = -1
    for first, second in places:
        if first != sentence:
            for one in waiting:
                insort(seen, one)
            waiting, sentence = [], first
        rising += bisect_left(seen, second)
        falling += len(seen) - bisect_right(seen, second)
        waiting.append(second)
    return rising / (rising + falling) if rising + falling else _CHANCE


def _together(places: Sequence[tuple[int, int]], a: Sentences, b: Sentences) -> float:
    met = [place for place, words in Counter(places).items() if words >= _TOGETHER]
    kept = min(len({first for first, _ in met}), len({second for _, second in met}))
    return kept / max(min(len(a), len(b)), 1)
