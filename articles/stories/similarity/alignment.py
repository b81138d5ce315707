"""Sentence alignment of two reports, in order, covering every sentence once.

The classic sentence alignment of parallel texts (Gale and Church 1993) with likeness of words for likeness of length.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from articles.stories.similarity.fingerprint import sentence_vector
from articles.stories.similarity.word_diff import Segment, differences, same_words
from articles.text import sentences

Span = tuple[int, int]
Matrix = npt.NDArray[np.float64]

MAX_SENTENCES = 400
"""A side's sentences beyond this many are not matched any more; they stand as its own."""

_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))
_ONLY_A, _ONLY_B = (1, 0), (0, 1)
_STEPS = (*_SHAPES, _ONLY_A, _ONLY_B)
_LEAST_ALIKE = 0.22
_LEAST_ALIKE_BETWEEN = 0.05
_MANY_WEIGHT = 1.2


class State(StrEnum):
    """What became of a passage."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    ONLY_A = "only_a"
    ONLY_B = "only_b"


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences of ``a`` and of ``b`` that tell the same, as spans (start, end); one side is empty in only_a, only_b.

    ``a_segments`` and ``b_segments`` cut each side's text, from its first sentence's start to its last one's end, into
    what is the same and what differs.
    """

    state: State
    a: tuple[Span, ...]
    b: tuple[Span, ...]
    a_segments: tuple[Segment, ...] = ()
    b_segments: tuple[Segment, ...] = ()


def align(a: str, b: str) -> tuple[Pair, ...]:
    """The passages of two texts side by side, in order; each sentence stands in exactly one pair.

    >>> [str(pair.state) for pair in align("The bridge fell. Nobody was hurt.", "The bridge fell. It rained.")]
    ['unchanged', 'only_a', 'only_b']
    """
    spans_a, spans_b = sentences(a), sentences(b)
    near_a, near_b = spans_a[:MAX_SENTENCES], spans_b[:MAX_SENTENCES]
    likeness = _likeness(a, near_a, b, near_b)
    steps = _best_path(likeness, len(near_a), len(near_b))
    steps = _with_lone_ones_paired(steps, likeness[1, 1])
    pairs = []
    at_a = at_b = 0
    for more_a, more_b in steps:
        group_a, group_b = near_a[at_a : at_a + more_a], near_b[at_b : at_b + more_b]
        pairs.append(_pair(a, tuple(group_a), b, tuple(group_b)))
        at_a, at_b = at_a + more_a, at_b + more_b
    pairs += [_pair(a, (span,), b, ()) for span in spans_a[MAX_SENTENCES:]]
    pairs += [_pair(a, (), b, (span,)) for span in spans_b[MAX_SENTENCES:]]
    return tuple(pairs)


def _pair(a: str, group_a: tuple[Span, ...], b: str, group_b: tuple[Span, ...]) -> Pair:
    text_a = a[group_a[0][0] : group_a[-1][1]] if group_a else ""
    text_b = b[group_b[0][0] : group_b[-1][1]] if group_b else ""
    if not group_b:
        return Pair(State.ONLY_A, group_a, group_b, (Segment(text_a, True),))
    if not group_a:
        return Pair(State.ONLY_B, group_a, group_b, (), (Segment(text_b, True),))
    state = State.UNCHANGED if same_words(text_a, text_b) else State.REWORDED
    return Pair(state, group_a, group_b, *differences(text_a, text_b))


def _likeness(a: str, spans_a: list[Span], b: str, spans_b: list[Span]) -> dict[tuple[int, int], Matrix]:
    """For each shape, how alike the groups of sentences are: [i, j] for groups that begin at sentence i and j."""
    vocabulary: dict[str, int] = {}
    groups_a = {size: _vectors(a, spans_a, size) for size in (1, 2, 3)}
    groups_b = {size: _vectors(b, spans_b, size) for size in (1, 2, 3)}
    for vector in (*groups_a[1], *groups_b[1]):
        for key in vector:
            vocabulary.setdefault(key, len(vocabulary))
    dense_a = {size: _dense(groups, vocabulary) for size, groups in groups_a.items()}
    dense_b = {size: _dense(groups, vocabulary) for size, groups in groups_b.items()}
    return {(more_a, more_b): dense_a[more_a] @ dense_b[more_b].T for more_a, more_b in _SHAPES}


def _vectors(text: str, spans: list[Span], size: int) -> list[Mapping[str, float]]:
    """The vectors of every ``size`` sentences in a row; sentences of two paragraphs are never one passage."""
    groups = (text[spans[at][0] : spans[at + size - 1][1]] for at in range(len(spans) - size + 1))
    return [{} if size > 1 and "\n\n" in group else sentence_vector(group) for group in groups]


def _dense(vectors: Sequence[Mapping[str, float]], vocabulary: Mapping[str, int]) -> Matrix:
    rows = np.zeros((len(vectors), len(vocabulary)))
    for at, vector in enumerate(vectors):
        for key, weight in vector.items():
            rows[at, vocabulary[key]] = weight
    return rows


def _best_path(
    likeness: Mapping[tuple[int, int], Matrix], count_a: int, count_b: int
) -> list[tuple[int, int]]:
    """The steps (sentences of a, sentences of b) that add up to the greatest likeness, by dynamic programming.

    A row of the table at a time: what only b has gains nothing, so a row's best is the greatest so far along it. Of
    equals, what only b has stands last.
    """
    best = np.zeros((count_a + 1, count_b + 1))
    came = np.full(best.shape, _STEPS.index(_ONLY_B))
    for i in range(1, count_a + 1):
        row, step = best[i - 1].copy(), np.full(count_b + 1, _STEPS.index(_ONLY_A))
        for more_a, more_b in _SHAPES:
            if i >= more_a and count_b >= more_b:
                gain = likeness[more_a, more_b][i - more_a] - _LEAST_ALIKE
                gain *= 1.0 if more_a == more_b else _MANY_WEIGHT
                total = np.where(gain > 0, best[i - more_a, : count_b + 1 - more_b] + gain, -np.inf)
                better = np.flatnonzero(total > row[more_b:])
                row[better + more_b] = total[better]
                step[better + more_b] = _STEPS.index((more_a, more_b))
        best[i] = np.maximum.accumulate(row)
        came[i] = step
        came[i, 1:][best[i, :-1] >= row[1:]] = _STEPS.index(_ONLY_B)
    return _walked_back(came)


def _with_lone_ones_paired(steps: list[tuple[int, int]], likeness: Matrix) -> list[tuple[int, int]]:
    """One sentence left over on each side between two matches is likely the same one, in quite other words."""
    paired: list[tuple[int, int]] = []
    number = at_a = at_b = 0
    while number < len(steps):
        lone = set(steps[number : number + 2]) == {(1, 0), (0, 1)}
        between = 0 < number < len(steps) - 2 and all(steps[number - 1]) and all(steps[number + 2])
        is_pair = lone and between and likeness[at_a, at_b] >= _LEAST_ALIKE_BETWEEN
        step = (1, 1) if is_pair else steps[number]
        number += 2 if is_pair else 1
        at_a, at_b = at_a + step[0], at_b + step[1]
        paired.append(step)
    return paired


def _walked_back(came: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    steps = []
    i, j = came.shape[0] - 1, came.shape[1] - 1
    while i or j:
        steps.append(_STEPS[came[i, j]])
        i, j = i - steps[-1][0], j - steps[-1][1]
    return steps[::-1]
