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

_FIGURE = re.compile(r"(?<![\d,.])(?!(?:19|20)\d\d\b)\d[\d,.]+\d\b")


@dataclass(frozen=True, slots=True)
class FoldedQuote:
    """A wording as it is compared."""

    folded: str
    words: int
    figures: frozenset[str]
    vector: Mapping[str, float]


@lru_cache(maxsize=4096)
def wording(text: str) -> FoldedQuote:
    """Kept, because the newest quotes of a much-quoted speaker are looked at for each article that quotes him."""
    folded = fold(text).strip(" .,!?…")
    return FoldedQuote(folded, len(folded.split()), frozenset(_FIGURE.findall(text)), sentence_vector(text))


def similarity(a: FoldedQuote, b: FoldedQuote) -> float:
    """How alike two wordings are, 0..100; 0 where they are not of one utterance.

    >>> told = wording("the pumps had been silent for many weeks")
    >>> round(similarity(told, wording("for many weeks the pumps had been dead silent")))
    94
    >>> similarity(told, wording("silent"))
    0.0
    """
    alike = fuzz.token_sort_ratio(a.folded, b.folded, score_cutoff=ALIKE_WITH_A_FIGURE_PERCENT)
    short = min(a.words, b.words) < SHORT_WORDS
    if alike >= (SHORT_ALIKE_PERCENT if short else ALIKE_PERCENT):
        return alike
    if short:
        return 0.0
    if alike and a.figures & b.figures:
        return alike
    if alike >= ALIKE_ABOUT_THE_SAME_PERCENT and cosine(a.vector, b.vector) >= SAME_SUBJECT:
        return alike
    least = min(len(a.folded), len(b.folded))
    held = least >= HELD_LEAST_CHARACTERS and fuzz.partial_ratio(a.folded, b.folded) >= HELD_PERCENT
    return float(HELD_PERCENT) if held else 0.0
