"""Quote matching: whether two wordings of one speaker are one utterance, and how alike they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from articles.stories.similarity.fingerprint import cosine, sentence_vector
from articles.text import fold

ALIKE_PERCENT = 68
"""Of the characters, the words in order of the alphabet: from here on two wordings are of one utterance."""

ALIKE_ABOUT_THE_SAME_PERCENT = 60
"""The same where the telling words are the same, too."""

ALIKE_WITH_A_FIGURE_PERCENT = 50
"""The same where they share a figure, a year apart."""

SAME_SUBJECT = 0.5
SHORT_ALIKE_PERCENT = 85
SHORT_WORDS = 4
HELD_PERCENT = 92
HELD_LEAST_CHARACTERS = 20
HELD_LEAST_WORDS = 0.4

_FIGURE = re.compile(r"(?<![\d,.])(?!(?:19|20)\d\d\b)\d[\d,.]+\d\b")


@dataclass(frozen=True, slots=True)
class FoldedQuote:
    """A wording as it is compared: folded, and its words in the order of the alphabet and as a set."""

    text: str
    folded: str
    ordered: str
    words: frozenset[str]
    count: int

    @property
    def figures(self) -> frozenset[str]:
        """The figures of the wording, years apart."""
        return frozenset(_FIGURE.findall(self.text))


@lru_cache(maxsize=16_384)
def wording(text: str) -> FoldedQuote:
    """A wording ready for comparison; kept, because the newest quotes of a much-quoted speaker are asked for often."""
    folded = fold(text).strip(" .,!?…")
    words = folded.split()
    return FoldedQuote(text, folded, " ".join(sorted(words)), frozenset(words), len(words))


@lru_cache(maxsize=4096)
def _vector(text: str) -> Mapping[str, float]:
    return sentence_vector(text)


def similarity(a: FoldedQuote, b: FoldedQuote) -> float:
    """How alike two wordings are, 0..100; 0 where they are not of one utterance.

    >>> told = wording("the pumps had been silent for many weeks")
    >>> round(similarity(told, wording("for many weeks the pumps had been dead silent")))
    94
    >>> similarity(told, wording("silent"))
    0.0
    """
    alike = fuzz.ratio(a.ordered, b.ordered, score_cutoff=ALIKE_WITH_A_FIGURE_PERCENT)
    short = min(a.count, b.count) < SHORT_WORDS
    if alike >= (SHORT_ALIKE_PERCENT if short else ALIKE_PERCENT):
        return alike
    if short:
        return 0.0
    if alike and a.figures & b.figures:
        return alike
    if alike >= ALIKE_ABOUT_THE_SAME_PERCENT and cosine(_vector(a.text), _vector(b.text)) >= SAME_SUBJECT:
        return alike
    return float(HELD_PERCENT) if _holds(*sorted((a, b), key=lambda one: len(one.folded))) else 0.0


def _holds(short: FoldedQuote, long: FoldedQuote) -> bool:
    """Whether the shorter wording stands in the longer one. Most pairs share too few words to be looked at closely."""
    if len(short.folded) < HELD_LEAST_CHARACTERS:
        return False
    if len(short.words & long.words) < HELD_LEAST_WORDS * len(short.words):
        return False
    return fuzz.partial_ratio(short.folded, long.folded) >= HELD_PERCENT
