"""Which word of the index was probably meant? Nearest spellings in a lexicon, the frequent first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from articles.search.analysis import tokens
from articles.search.syntax import Word


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every unstemmed word of an index, and in how many articles it stands."""

    words: tuple[str, ...]
    frequencies: dict[str, int]

    def similar(self, word: str, limit: int = 50) -> list[str]:
        """Words at most one edit away, from six letters two; the nearest first, then the most frequent."""
        found = process.extract(
            word, self.words, scorer=OSA.distance, score_cutoff=1 if len(word) < 6 else 2, limit=None
        )
        ranked = sorted(found, key=lambda hit: (hit[1], hit[0][0] != word[:1], -self.frequencies[hit[0]]))
        return [hit[0] for hit in ranked[:limit]]


def corrected(text: str, words: Sequence[Word], lexicon: Lexicon) -> str:
    """The query with each word that the index does not hold put as its likeliest spelling; empty if none is better."""
    changes: list[tuple[int, int, str]] = []
    for word in words:
        parts = [t for t in tokens(word.text) if not t.joined]
        unknown = [t for t in parts if t.word.lower() not in lexicon.frequencies and not t.word.isdecimal()]
        for token in unknown:
            better = lexicon.similar(token.word, limit=1)
            if better and len(token.word) > 2:
                changes.append((word.start + token.start, word.start + token.end, better[0]))
    for start, end, better_word in sorted(changes, reverse=True):
        text = text[:start] + better_word + text[end:]
    return text if changes else ""
