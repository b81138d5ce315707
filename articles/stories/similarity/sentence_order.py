"""Common sentence order: how many sentences of two articles are alike and in the same order."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from articles.stories.similarity.document_frequency import rarity

_SAYS_SOMETHING = 1.0
"""Stems less rare than this stand in more than a third of all articles, and in half of the sentences of any two."""

_ALIKE = 0.35
_MOST = 80


@dataclass(frozen=True)
class Sentences:
    """The first sentences of an article as what makes them alike: ``stems`` holds the rarer stems of each, every one
    once, separated by spaces; ``lengths`` the length of its vector, in which a stem weighs its rarity squared.
    """

    stems: Sequence[str]
    lengths: Sequence[float]

    def __len__(self) -> int:
        return len(self.stems)

    @cached_property
    def standing(self) -> Mapping[str, Sequence[tuple[int, float]]]:
        """Stem → the numbers of the sentences in which it stands, with what it adds to their likeness to another."""
        standing: dict[str, list[tuple[int, float]]] = {}
        for at, (stems, length) in enumerate(zip(self.stems, self.lengths, strict=True)):
            for stem in stems.split():
                standing.setdefault(stem, []).append((at, weight(stem) ** 2 / length))
        return standing

    @cached_property
    def told_once(self) -> Mapping[str, int]:
        """The stems that stand in one sentence only → its number."""
        counts = Counter(" ".join(self.stems).split())
        return {
            stem: at for at, stems in enumerate(self.stems) for stem in stems.split() if counts[stem] == 1
        }

    @cached_property
    def told(self) -> frozenset[str]:
        """The rarer stems of all sentences."""
        return frozenset(" ".join(self.stems).split())


def of_stems(sentences: Iterable[Iterable[str]]) -> Sentences:
    """The sentences of which these are the stems; those that say nothing are left out.

    >>> of_stems([["the", "barg", "sank", "barg"], ["the"]]).stems
    ['barg sank']
    """
    stems, lengths = [], []
    for sentence in sentences:
        told = [stem for stem in dict.fromkeys(sentence) if weight(stem)]
        if told:
            stems.append(" ".join(told))
            lengths.append(round(math.hypot(*map(weight, told)), 3))
        if len(stems) == _MOST:
            break
    return Sentences(stems, lengths)


def in_order(a: Sentences, b: Sentences) -> int:
    """The length of the longest chain of sentences of one that have their like in the other, in the same order.

    The longest common subsequence with a row of bits a sentence (Hyyrö 2004). Which comes first makes no difference
    to the outcome; an article that is compared with many is looked up fastest as ``a``.
    """
    whole = (1 << len(a)) - 1
    row = whole
    for likes in _alike(a, b):
        met = row & likes
        row = ((row + met) | (row - met)) & whole
    return len(a) - row.bit_count()


def _alike(a: Sentences, b: Sentences) -> Iterator[int]:
    """For each sentence of ``b``, which ones of ``a`` are alike, as bits."""
    standing = a.standing
    known = standing.keys()
    for stems, length in zip(b.stems, b.lengths, strict=True):
        likeness: dict[int, float] = {}
        for stem in known & set(stems.split()):
            for at, share in standing[stem]:
                likeness[at] = likeness.get(at, 0.0) + share
        enough = _ALIKE * length
        yield sum(1 << at for at, alike in likeness.items() if alike >= enough)


@lru_cache(maxsize=131072)
def weight(stem: str) -> float:
    """What a stem adds to a sentence: its rarity squared, nothing where it stands in most texts."""
    rare = rarity(stem)
    return rare**2 if rare >= _SAYS_SOMETHING else 0.0
