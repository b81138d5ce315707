"""Spelling correction: the nearest words of the index's lexicon, the frequent ones first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from articles.search.analysis import tokens
from articles.search.index.postings import Numbers, Postings
from articles.search.query.syntax import Word

TWO_EDITS_FROM_CHARACTERS = 6
# An edit changes at most two letters of a word's letter set: one disappears, one appears.
LETTERS_AN_EDIT = 2
_LETTERS = 26
_LINE_END = 10


class Near(NamedTuple):
    """A word of the lexicon, its edit distance, and its document frequency."""

    word: str
    edits: int
    frequency: int


def nearness(word: str, other: str, edits: int, frequency: int) -> tuple[int, bool, bool, int, str]:
    """Sorts the words spelt like one: the nearest first, then the most frequent.

    Those with the same first letter come before others, and shorter ones last: a letter is left out more often than one too
    many is typed.

    >>> sorted(["kabul", "abul", "kabuli"], key=lambda other: nearness("kabu", other, 1, 1))
    ['kabul', 'kabuli', 'abul']
    """
    return edits, other[:1] != word[:1], len(other) < len(word), -frequency, other


@dataclass(frozen=True)
class Lexicon:
    """The unstemmed words of one segment, read in place from its arrays."""

    words: Postings

    @cached_property
    def _letters(self) -> NDArray[np.uint32]:
        """The letter set of each word as bits; other characters share the remaining bits."""
        if not len(self.words):
            return np.zeros(0, dtype=np.uint32)
        found: NDArray[np.uint32] = np.bitwise_or.reduceat(_BITS[self.words.blob], self._begins)
        return found

    @property
    def _begins(self) -> Numbers:
        return np.concatenate(([0], self.words.ends[:-1].astype(np.int64) + 1))

    def near(self, word: str) -> list[Near]:
        """Words within one edit, from six letters on within two. Length and letter sets rule out nearly all others first."""
        edits = 1 if len(word) < TWO_EDITS_FROM_CHARACTERS else 2
        wanted = np.frombuffer(word.encode(), dtype=np.uint8)
        if not len(self.words) or not len(wanted):
            return []
        begins, ends = self._begins, self.words.ends
        like = (
            np.bitwise_count(self._letters ^ np.bitwise_or.reduce(_BITS[wanted])) <= LETTERS_AN_EDIT * edits
        )
        like &= np.abs(ends - begins - len(wanted)) <= edits
        numbers = like.nonzero()[0]
        blob, places = self.words.blob, zip(begins[numbers].tolist(), ends[numbers].tolist(), strict=True)
        candidates = [blob[begin:end].tobytes() for begin, end in places]
        hits = process.extract(
            word.encode(), candidates, processor=None, scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        of = numbers[[hit[2] for hit in hits]] if hits else numbers[:0]
        often = self.words.starts[of + 1].astype(np.int64) - self.words.starts[of]
        return [Near(hit[0].decode(), int(hit[1]), n) for hit, n in zip(hits, often.tolist(), strict=True)]


def _bits() -> NDArray[np.uint32]:
    places = [
        byte - ord("a") if chr(byte).islower() and byte < 128 else _LETTERS + byte % 6 for byte in range(256)
    ]
    bits = np.uint32(1) << np.array(places, dtype=np.uint32)
    bits[_LINE_END] = 0
    return bits


_BITS = _bits()


def correct_spelling(
    text: str,
    words: Sequence[Word],
    known: Callable[[str], int],
    similar: Callable[[str, int], Sequence[str]],
) -> str:
    """The query with each unknown word replaced by its likeliest spelling; empty if no word has a better one.

    ``known`` gives the document frequency of a word, ``similar`` the words within a small edit distance, the best first.
    """
    changes: list[tuple[int, int, str]] = []
    for word in words:
        parts = [t for t in tokens(word.text) if not t.joined and len(t.word) > 2 and not t.word.isdecimal()]
        for token in parts:
            better = [] if known(token.word.lower()) else similar(token.word, 1)
            if better:
                start, end = word.start + token.start, word.start + token.end
                changes.append((start, end, better[0].capitalize() if text[start].isupper() else better[0]))
    for start, end, better_word in sorted(set(changes), reverse=True):
        text = text[:start] + better_word + text[end:]
    return text if changes else ""
