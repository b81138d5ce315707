"""Which pairs of scraped articles are copies and rewrites? Labelled by hand, as ids; the texts stay in the corpus."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import NamedTuple

from articles.stories.similarity.fingerprint import Fingerprint, fingerprint

CORPUS = "same_story_fnc1.jsonl.xz"
_LIST = Path(__file__).parent / "data/rewrite_pairs.tsv"


class LabelledPair(NamedTuple):
    """Two articles of one cluster, by id, and what a reader called them; ``stands_for`` so many pairs of the corpus."""

    a: str
    b: str
    label: str
    stands_for: float

    @property
    def is_rewrite(self) -> bool:
        """Whether an analyst would be wrong to count the two as two sources."""
        return self.label in ("copy", "rewrite")


class Scraped(NamedTuple):
    """A scraped article: its fingerprint, and the number of the cluster that people put it into."""

    print: Fingerprint
    cluster: int


def pairs() -> list[LabelledPair]:
    """All labelled pairs but those that the reader could not decide."""
    lines = [line for line in _LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    cells = (line.split("\t") for line in lines[1:])
    return [LabelledPair(a, b, label, float(many)) for a, b, label, _, many in cells if label != "unsure"]


def scraped(corpora: Path) -> dict[str, Scraped]:
    """The scraped articles by id."""
    with lzma.open(corpora / CORPUS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["id"]: Scraped(fingerprint(row["text"]), row["cluster"]) for row in rows}


def weighed(judged: list[tuple[LabelledPair, bool]]) -> tuple[float, float]:
    """Precision and recall of what was called a rewrite, in the whole corpus."""
    found = sum(pair.stands_for for pair, called in judged if called)
    right = sum(pair.stands_for for pair, called in judged if called and pair.is_rewrite)
    rewrites = sum(pair.stands_for for pair, _ in judged if pair.is_rewrite)
    return right / found if found else 1.0, right / rewrites
