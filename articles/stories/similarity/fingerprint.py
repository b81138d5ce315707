"""Fingerprints: the names, figures, order, quotes and rare words of an article that survive rewriting."""

from __future__ import annotations

import datetime as dt
import math
import re
import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from articles.stories.similarity.document_frequency import names_of_affairs, rarity, stem
from articles.stories.similarity.proper_names import proper_names
from articles.stories.similarity.sentence_order import Sentences, of_stems
from articles.stories.similarity.time_references import first_weekday, latest_year
from articles.text import sentences, words

_FIGURE = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w])"
    r"(?:[ -](?P<scale>thousand|million|billion|trillion)\b)?"
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_QUOTE = re.compile(r"[“\"]([^“”\"\n]{15,600})[”\"]")
_LEAD_CHARACTERS = 700
_REPEATS = 6
_DAMPED = (0.0, *(1 + math.log(count) for count in range(1, _REPEATS + 1)))
_FUNCTION_WORD = 0.7
_AFFAIR_WEIGHT = 0.3


@dataclass(frozen=True)
class Fingerprint:
    """An article reduced to what comparison needs; each part is computed on first use.

    ``names`` in reading order, as shown to a reader; ``agency`` the wire the report came over and ``day`` the day of
    publication, where known. Vectors have length 1, over word stems weighted by rarity.
    """

    text: str
    title: str
    names: tuple[str, ...]
    agency: str = ""
    day: dt.date | None = None

    @cached_property
    def terms(self) -> Mapping[str, float]:
        """The vector of the whole article, headline and opening counted twice.

        The names of countries, peoples and armed groups weigh a third: they tell the affair, not the event.
        """
        counts = Counter(key for _, key in self._stems)
        return _telling(_sum_of(counts, self._opening, self._headline, self._headline))

    @cached_property
    def lead(self) -> Mapping[str, float]:
        """The vector of headline and opening, where a report says what happened."""
        return _telling(_sum_of(self._opening, self._headline))

    @cached_property
    def weekday(self) -> str:
        """The weekday that the text names first, if any."""
        return first_weekday(self.text)

    @cached_property
    def year(self) -> int:
        """The latest year that the text names, 0 if none."""
        return latest_year(self.text)

    @cached_property
    def figures(self) -> Mapping[str, str]:
        """Value → printed form."""
        return figures(self.text)

    @cached_property
    def quotes(self) -> tuple[str, ...]:
        """What stands between quotation marks, where it is more than a few words."""
        return tuple(match.group(1).strip() for match in _QUOTE.finditer(self.text))

    @cached_property
    def sentences(self) -> Sentences:
        """The rarer stems of the first sentences."""
        starts = [start for start, _ in self._stems]
        spans = ((bisect_left(starts, a), bisect_left(starts, b)) for a, b in sentences(self.text))
        return of_stems((key for _, key in self._stems[first:after]) for first, after in spans)

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Every three content words in a row, each run as a number of 32 bits."""
        content = [key for _, key in self._stems if rarity(key) > _FUNCTION_WORD]
        runs = (" ".join(content[at : at + 3]) for at in range(len(content) - 2))
        return frozenset(zlib.crc32(run.encode()) for run in runs)

    @cached_property
    def _stems(self) -> Sequence[tuple[int, str]]:
        """Where each word of the text begins, and its stem: read once for all that is made of it."""
        return [(start, stem(self.text[start:end])) for start, end in words(self.text)]

    @cached_property
    def _opening(self) -> Mapping[str, int]:
        return _stem_counts(self.text[:_LEAD_CHARACTERS])

    @cached_property
    def _headline(self) -> Mapping[str, int]:
        return _stem_counts(self.title)


def fingerprint(
    text: str,
    title: str = "",
    names: Sequence[str] | None = None,
    agency: str = "",
    day: dt.date | None = None,
) -> Fingerprint:
    """The fingerprint of an article's body; ``names`` are those of its mentions in order, where they are known.

    >>> fingerprint("About 1,200 people left Oslo on 3 ships.").names
    ('Oslo',)
    """
    return Fingerprint(text, title, tuple(names) if names else proper_names(text), agency, day)


def sentence_vector(text: str) -> Mapping[str, float]:
    """The vector of one sentence, or of a few."""
    return _of_length_one(_stem_counts(text), _weight)


def figures(text: str) -> dict[str, str]:
    """The figures of a text: value → as first printed.

    >>> figures("over 2 million people, $1.2 billion, 10,000 and 90%")
    {'2000000': '2 million', '1200000000': '1.2 billion', '10000': '10,000', '90': '90'}
    """
    found: dict[str, str] = {}
    for match in _FIGURE.finditer(text):
        value = float(match["number"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1)
        found.setdefault(f"{value:.12g}" if value < 1e12 else f"{value:.6e}", match.group())
    return found


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of two vectors of length 1: 0 nothing in common, 1 the same.

    >>> cosine({"x": 1.0}, {"x": 0.6, "y": 0.8})
    0.6
    """
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[key] for key, weight in a.items() if key in b)


def _words_of(text: str) -> Iterator[str]:
    return (text[start:end] for start, end in words(text))


def _stem_counts(text: str) -> Counter[str]:
    """The frequency of each stem in a text."""
    return Counter(map(stem, _words_of(text)))


def _sum_of(*counts: Mapping[str, int]) -> Counter[str]:
    """Counts added up; one given twice counts twice."""
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total


def _telling(counts: Mapping[str, int]) -> dict[str, float]:
    """The vector of an article. A word weighs its rarity, not that squared as in one sentence: with the square a few
    names, which every report of an affair uses, would be nearly all that two articles are compared by."""
    return _of_length_one(counts, _telling_weight)


def _of_length_one(counts: Mapping[str, int], weigh: Callable[[str], float]) -> dict[str, float]:
    """Counts are damped (a long report repeats its subject)."""
    weights = {
        key: weight * _DAMPED[min(count, _REPEATS)] for key, count in counts.items() if (weight := weigh(key))
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {key: weight / length for key, weight in weights.items()} if length else {}


@lru_cache(maxsize=131072)
def _weight(key: str) -> float:
    return rarity(key) ** 2


@lru_cache(maxsize=131072)
def _telling_weight(key: str) -> float:
    return rarity(key) * (_AFFAIR_WEIGHT if key in names_of_affairs() else 1.0)
