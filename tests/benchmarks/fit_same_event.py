"""Fits the weights of `stories.similarity.same_event_model` on the labelled pairs and prints them.

    python -m tests.benchmarks.fit_same_event

Five sources: the labelled pairs of the news sample whose errors were read; its dated pairs 15 and more days apart, one of
the days hidden, which tell two events; its pairs of the same days, hardly any of which tell one; the clusters of scraped
articles; and the demonstration articles with the seeds. How common one event is differs between the sources for no reason
that a pair could show, so each source has a bias of its own, and the one that is used is set by `FOUND`.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import lzma
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from articles.stories.similarity.fingerprint import Fingerprint, cosine, fingerprint
from articles.stories.similarity.pair_features import pair_features
from tests.benchmarks.logistic import Matrix, fitted
from tests.conftest import SHARED
from tests.stories.news_pairs import news_prints, pairs
from tests.stories.test_demonstration import EVENTS, FILES, NAMES, UNSURE, printed

FOUND = 0.84
"""Of the pairs of scraped articles of one cluster so many are to be found."""

_RIDGE = 1e-4
_LIKE_ENOUGH, _ALIKE_THOUGH_FAR = 0.12, 0.17
_COPIED = 0.7  # The root of half the wording: what copies do not tell is what parts two events.
_FAR, _SAME_DAYS, _OF_SAME_DAYS = 15, 4, 2500
_WEIGHT = {"labelled": 100, "far": 100, "same days": 80, "clusters": 100, "demonstration": 20}
_DOMAIN = {"clusters": 0, "demonstration": 1}


class Example(NamedTuple):
    """A pair: where it comes from, whether it tells one event, how much it counts in its source, and its signs."""

    source: str
    one_event: bool
    weight: float
    values: tuple[float, ...]


def main() -> None:
    """Print the bias and the weights."""
    examples = [*_clusters(), *_demonstration(), *_news()]
    print(Counter((one.source, one.one_event) for one in examples))  # noqa: T201
    signs = np.array([one.values for one in examples])
    domain = np.array([[_DOMAIN.get(one.source) == at for at in range(2)] for one in examples], dtype=float)
    columns = np.hstack([np.ones((len(signs), 1)), signs, domain])
    ridge = np.array([0.0, *[_RIDGE] * (columns.shape[1] - 1)])
    truth = np.array([one.one_event for one in examples])
    weights = fitted(columns, truth, _shares(examples), ridge)[1:-2]
    clusters = [weights @ one.values for one in examples if one.source == "clusters" and one.one_event]
    print("BIAS", round(-float(np.quantile(clusters, 1 - FOUND)), 2))  # noqa: T201
    print("WEIGHTS", [round(float(weight), 2) for weight in weights])  # noqa: T201


def _shares(examples: list[Example]) -> Matrix:
    """What each example counts; the two answers of a source, where it has both, count the same."""
    sums: Counter[tuple[str, bool]] = Counter()
    for one in examples:
        sums[one.source, one.one_event] += one.weight  # type: ignore[assignment]
    shares = [one.weight * _WEIGHT[one.source] / sums[one.source, one.one_event] for one in examples]
    return np.array(shares) / sum(shares)


def _clusters() -> Iterator[Example]:
    rows = list(_lines("same_story_fnc1"))
    prints = [fingerprint(row["text"]) for row in rows]
    size = Counter(row["cluster"] for row in rows)
    for a, b in itertools.combinations(range(len(rows)), 2):
        same = rows[a]["cluster"] == rows[b]["cluster"]
        if same or _likeness(prints[a], prints[b]) >= _LIKE_ENOUGH:
            yield _example("clusters", prints[a], prints[b], same, 1 / size[rows[a]["cluster"]])


def _demonstration() -> Iterator[Example]:
    prints = dict(zip(NAMES, map(printed, FILES), strict=True))
    texts = sorted((SHARED / "seeds").glob("*.txt"))
    seeds = {path.stem: fingerprint(path.read_text(encoding="utf-8")) for path in texts}
    rewrites = {tuple(sorted(seeds)[:2])}
    for some in (prints, seeds):
        for a, b in itertools.combinations(sorted(some), 2):
            same = (a, b) in EVENTS | rewrites
            if (a, b) not in UNSURE and (same or _likeness(some[a], some[b]) >= _LIKE_ENOUGH):
                yield _example("demonstration", some[a], some[b], same)


def _news() -> Iterator[Example]:
    prints = news_prints(SHARED / "corpora")
    labelled = {frozenset((one.a, one.b)): one for one in pairs()}
    for one in labelled.values():
        if one.half == 1 and one.label != "unsure":
            yield _example("labelled", *_as_seen(prints[one.a], prints[one.b]), one.tells_one_event)
    names, likeness = list(prints), _likenesses(list(prints.values()))
    same_days = []
    for at, after in itertools.combinations(range(len(names)), 2):
        a, b = prints[names[at]], prints[names[after]]
        if a.day is None or b.day is None or frozenset((names[at], names[after])) in labelled:
            continue
        apart = abs((a.day - b.day).days)
        if apart <= _SAME_DAYS and likeness[at, after] < _LIKE_ENOUGH:
            same_days.append((a, b))
        elif apart >= _FAR and likeness[at, after] >= _ALIKE_THOUGH_FAR:
            far = _example("far", a, replace(b, day=None), False)
            if far.values[1] < _COPIED:
                yield far
    for a, b in random.Random(5).sample(same_days, min(_OF_SAME_DAYS, len(same_days))):
        yield _example("same days", a, b, False)


def _likenesses(prints: Sequence[Fingerprint]) -> Matrix:
    """The likeness of every pair at once."""
    total = np.zeros((len(prints), len(prints)))
    for vectors in ([one.terms for one in prints], [one.lead for one in prints]):
        column = {key: at for at, key in enumerate(sorted({key for vector in vectors for key in vector}))}
        rows = [row for row, vector in enumerate(vectors) for _ in vector]
        columns = [column[key] for vector in vectors for key in vector]
        weights = [weight for vector in vectors for weight in vector.values()]
        table = csr_matrix((weights, (rows, columns)), shape=(len(prints), len(column)))
        total += (table @ table.T).toarray() / 2
    return total


def _as_seen(a: Fingerprint, b: Fingerprint) -> tuple[Fingerprint, Fingerprint]:
    """Of two that lie further apart than one event lasts, which are told apart by that alone, one day is hidden."""
    far = a.day and b.day and abs(a.day - b.day) > dt.timedelta(_SAME_DAYS)
    return (a, replace(b, day=None)) if far else (a, b)


def _example(source: str, a: Fingerprint, b: Fingerprint, same: bool, weight: float = 1.0) -> Example:
    return Example(source, same, weight, pair_features(a, b).signs.values)


def _likeness(a: Fingerprint, b: Fingerprint) -> float:
    return (cosine(a.terms, b.terms) + cosine(a.lead, b.lead)) / 2


def _lines(corpus: str) -> Iterable[dict[str, Any]]:
    with lzma.open(SHARED / "corpora" / f"{corpus}.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main()
