"""How well newswire is read: the figures of docs/entities.md, measured, with floors that are never lowered silently."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.entities.mentions import EntityReader
from tests.entities.scoring import (
    Gold,
    Naming,
    Score,
    found_namings,
    ieer_articles,
    score,
    seed_articles,
    stripped,
)

pytestmark = pytest.mark.evaluation
FLOORS = Path(__file__).resolve().parent.parent / "benchmarks" / "floors_entities.json"
Edges = Callable[[Naming, Gold], Naming]


def measured(
    reader: EntityReader, articles: list[Gold], kinds: tuple[str, ...], edges: Edges
) -> tuple[dict[str, Score], str]:
    """The scores, and a text that says them; the speed is in milliseconds of processor time for 700 words."""
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
    lines = [f"{kind:8} {one}" for kind, one in scores.items()]
    lines.append(f"{spent * 1000 * 700 / words:.0f} ms of processor time for 700 words, {words} words")
    return scores, "\n".join(lines)


def check(
    name: str, corpus: bytes, measure: tuple[dict[str, Score], str], capsys: pytest.CaptureFixture[str]
) -> None:
    scores, said = measure
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))[name]
    with capsys.disabled():
        sys.stdout.write(f"\n{name}\n{said}\n")
    assert hashlib.sha256(corpus).hexdigest() == floors["sha256"], (
        "the corpus is another one: measure the floors anew"
    )
    low = {kind: str(one) for kind, one in scores.items() if one.f1 < floors["f1"][kind]}
    assert not low, low


def test_seeds(reader: EntityReader, seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = measured(
        reader, list(seed_articles(seeds)), ("person", "place", "org", "demonym"), lambda one, _: one
    )
    check("seeds", (seeds / "entities_gold.json").read_bytes(), scores, capsys)


def test_ieer_newswire(reader: EntityReader, corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = corpora / "ieer_newswire.jsonl.xz"
    scores = measured(
        reader,
        list(ieer_articles(path)),
        ("person", "place", "org"),
        lambda one, article: stripped(one, article.parts),
    )
    check("ieer", path.read_bytes(), scores, capsys)
