"""Which word of the index was probably meant? Nearest spellings in a lexicon, the frequent first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from articles.search.analysis import tokens
from articles.search.syntax import Word

TWO_EDITS_FROM_CHARACTERS = 6


@dataclass(frozen=True)
class Lexicon:
    """The unstemmed words of one segment."""

    words: tuple[str, ...]

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for word in self.words:
            found[len(word)].append(word)
        return found

    def near(self, word: str) -> list[tuple[str, int]]:
        """Words at most one edit away, from six letters two, and how many edits. Others' lengths rule them out."""
        edits = 1 if len(word) < TWO_EDITS_FROM_CHARACTERS else 2
        lengths = range(len(word) - edits, len(word) + edits + 1)
        found: list[tuple[str, int]] = []
        for length in lengths:
            hits = process.extract(
                word,
                self._by_length.get(length, ()),
                processor=None,
                scorer=OSA.distance,
                score_cutoff=edits,
                limit=None,
            )
            found += [(hit[0], int(hit[1])) for hit in hits]
        return found


def corrected(
    text: str,
    words: Sequence[Word],
    known: Callable[[str], int],
    similar: Callable[[str, int], Sequence[str]],
) -> str:
    """The query with each word that the index does not hold put as its likeliest spelling; empty if none is better.

    ``known`` says in how many articles a word stands, ``similar`` which words are spelt nearly so.
    """
    changes: list[tuple[int, int, str]] = []
    for word in words:
        parts = [t for t in tokens(word.text) if not t.joined and len(t.word) > 2 and not t.word.isdecimal()]
        for token in parts:
            better = [] if known(token.word.lower()) else similar(token.word, 1)
            if better:
                changes.append((word.start + token.start, word.start + token.end, better[0]))
    for start, end, better_word in sorted(set(changes), reverse=True):
        text = text[:start] + better_word + text[end:]
    return text if changes else ""
