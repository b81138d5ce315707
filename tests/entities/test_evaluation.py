"""How well newswire is read: the figures of docs/entities.md, measured, with floors that are never lowered silently."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from itertools import chain, starmap
from pathlib import Path

import pytest

from articles.entities.recognition.entity_reader import EntityReader
from tests.benchmarks.floors import held
from tests.entities.scoring import (
    Gold,
    Naming,
    Score,
    faults,
    found_namings,
    ieer_articles,
    score,
    seed_articles,
    stripped,
)

pytestmark = pytest.mark.evaluation
Edges = Callable[[Naming, Gold], Naming]


def measured(
    reader: EntityReader, articles: list[Gold], kinds: tuple[str, ...], edges: Edges
) -> dict[str, Score]:
    """The scores, said together with the speed in milliseconds of processor time for 700 words."""
    next(reader.read_many([articles[0].parts]))  # the model is loaded before the clock starts
    before = time.process_time()
    readings = list(reader.read_many(one.parts for one in articles))
    spent = time.process_time() - before
    words = sum(len(part.text.split()) for one in articles for part in one.parts)
    pairs = [
        (
            {edges(one, article) for one in found_namings(reading.mentions) if one[3] in kinds},
            {edges(one, article) for one in article.namings},
        )
        for article, reading in zip(articles, readings, strict=True)
    ]
    scores = score(pairs, kinds)
    for kind, one in scores.items():
        print(f"{kind:8} {one}")  # noqa: T201
    for (kind, fault), count in Counter(chain.from_iterable(starmap(faults, pairs))).most_common(12):
        print(f"{count:4} {kind}: {fault}")  # noqa: T201
    print(f"{spent * 1000 * 700 / words:.0f} ms of processor time for 700 words, {words} words")  # noqa: T201
    return scores


def test_seeds(reader: EntityReader, seeds: Path) -> None:
    kinds = ("person", "place", "org", "demonym")
    scores = measured(reader, list(seed_articles(seeds)), kinds, lambda one, _: one)
    for kind, found in scores.items():
        held(f"seeds_{kind}", found.f1)


def test_ieer_newswire(reader: EntityReader, corpora: Path) -> None:
    newswire = list(ieer_articles(corpora / "ieer_newswire.jsonl.xz"))
    kinds = ("person", "place", "org")
    for kind, found in measured(
        reader, newswire, kinds, lambda one, article: stripped(one, article.parts)
    ).items():
        held(f"ieer_{kind}", found.f1)
