"""Which articles are the engines measured on? Invented words in the proportions of news, the same for ever by their seed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from articles.search.analysis import COMMON_WORDS, stem

SEED = 20260711
VOCABULARY, TOPICS, TOPIC_WORDS, PHRASES = 40_000, 120, 600, 2_000
FACETS = {"outlet": 40, "dateline": 200, "person": 5_000, "place": 2_000, "org": 1_500}
MOST = {"person": 5, "place": 4, "org": 4}
_SYLLABLES = [a + b + c for a in "bdfgklmnprstvz" for b in "aou" for c in ("", "k", "m", "n", "r", "t")]


@dataclass(frozen=True, slots=True)
class Report:
    """One invented article. ``facets`` holds slugs; every engine is given the same."""

    number: int
    title: str
    body: str
    published: dt.date
    facets: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def vocabulary(size: int = VOCABULARY) -> list[str]:
    """Invented words that stemming leaves alone, so that engines with and without it find the same."""
    chance = np.random.default_rng(SEED)
    found: dict[str, None] = {}
    while len(found) < size:
        parts = chance.choice(_SYLLABLES, size=int(chance.integers(2, 5)))
        word = "".join(parts)
        if 4 <= len(word) <= 12 and stem(word) == word:
            found[word] = None
    return list(found)


def _zipf(count: int, power: float, flat: float = 0.0) -> np.ndarray:
    weights = 1 / (np.arange(count) + 1 + flat) ** power
    return np.cumsum(weights / weights.sum())


def reports(count: int, size: int = VOCABULARY) -> Iterator[Report]:
    """The first so many articles; a longer run begins with the same ones. ``size`` is that of the vocabulary."""
    words, common = np.array(vocabulary(size), dtype=object), np.array(sorted(COMMON_WORDS), dtype=object)
    fixed = np.random.default_rng(SEED + 1)
    general, of_topic, of_common = (
        _zipf(size, 1.05, 60),
        _zipf(TOPIC_WORDS, 1.0, 5),
        _zipf(len(common), 0.9),
    )
    of_facet = {name: _zipf(size, 0.9) for name, size in FACETS.items()}
    topics = np.searchsorted(general, fixed.random((TOPICS, TOPIC_WORDS)))
    phrases, of_phrase = np.searchsorted(general, fixed.random((PHRASES, 2))), _zipf(PHRASES, 0.8)
    for number in range(count):
        chance = np.random.default_rng((SEED, number))
        length = int(chance.integers(450, 701))
        topic = topics[int(chance.integers(TOPICS))]
        drawn = np.where(
            chance.random(length) < 0.62,
            np.searchsorted(general, chance.random(length)),
            topic[np.searchsorted(of_topic, chance.random(length))],
        )
        text = words[np.minimum(drawn, size - 1)]
        filler = chance.random(length) < 0.4
        text[filler] = common[np.searchsorted(of_common, chance.random(int(filler.sum())))]
        for pair in np.searchsorted(of_phrase, chance.random(4)):
            at = int(chance.integers(0, length - 1))
            text[at : at + 2] = words[phrases[pair]]
        many = {name: int(chance.integers(0, MOST[name] + 1)) if name in MOST else 1 for name in FACETS}
        facets = {
            name: tuple(
                dict.fromkeys(f"{name}-{n}" for n in np.searchsorted(of_facet[name], chance.random(size)))
            )
            for name, size in many.items()
        }
        published = dt.date(2020, 1, 1) + dt.timedelta(days=int(chance.integers(0, 1_800)))
        yield Report(number + 1, " ".join(text[:9]), _paragraphs(text[9:].tolist()), published, facets)


def _paragraphs(words: list[str]) -> str:
    sentences = [" ".join(words[at : at + 18]).capitalize() + "." for at in range(0, len(words), 18)]
    return "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))
