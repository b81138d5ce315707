"""What are the engines asked? Ten kinds of question, by how many articles hold a word; chosen from the corpus itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from articles.search.analysis import COMMON_WORDS
from tests.benchmarks.engines.corpus import Report

FACETS = ("outlet", "month", "dateline", "person", "place", "org")
QUESTIONS_PER_KIND = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Question:
    """``how`` the words are meant: all, any, phrase, prefix, fuzzy. ``chosen`` values by facet; ``newest`` first."""

    kind: str
    words: tuple[str, ...]
    how: str = "all"
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """How many articles, and every value's count in every facet; a facet's counts ignore its own choice."""

    total: int
    facets: dict[str, dict[str, int]]


def questions(sample: Iterable[Report]) -> list[Question]:
    """The questions for a corpus, from its first few thousand articles."""
    frequency: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    count = 0
    for report in sample:
        words = _WORD.findall(report.body.lower())
        frequency.update(set(words) - COMMON_WORDS)
        pairs.update({p for p in pairwise(words) if not COMMON_WORDS & set(p)})
        count += 1

    def holding(share: float) -> list[str]:
        ranked = sorted(frequency, key=lambda word: (abs(frequency[word] / count - share), word))
        return ranked[: QUESTIONS_PER_KIND * 2]

    common, tenth, twentieth, hundredth, rare = (holding(s) for s in (0.3, 0.1, 0.05, 0.01, 0.0005))
    found: list[Question] = []
    frequent_pairs = [pair for pair, _ in pairs.most_common(QUESTIONS_PER_KIND)]
    for n in range(QUESTIONS_PER_KIND):
        found += [
            Question("rare", (rare[n],)),
            Question("common (30 %)", (common[n],)),
            Question("AND", (tenth[n], twentieth[n])),
            Question("OR of three", (tenth[n], twentieth[n], hundredth[n]), "any"),
            Question("phrase", frequent_pairs[n], "phrase"),
            Question("prefix", (tenth[n][:4],), "prefix"),
            Question("fuzzy", (next(w for w in twentieth[n:] if len(w) >= 6),), "fuzzy"),
            Question("filter + term", (twentieth[n],), chosen={"outlet": (f"outlet-{n}",)}),
            Question("three facets", (common[n],), chosen=_three(n)),
            Question("sort by date", (common[n],), newest=True),
        ]
    return sorted(found, key=lambda question: question.kind)


def _three(n: int) -> dict[str, tuple[str, ...]]:
    return {name: (f"{name}-{n}", f"{name}-{n + 1}") for name in ("outlet", "place", "org")}
