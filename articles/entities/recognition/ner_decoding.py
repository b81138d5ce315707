"""Greedy decoding of a spaCy pipeline's name layer, for all tokens at once.

spaCy asks for every token and every one of 74 moves whether the move is allowed, and takes the interpreter's lock as it
does. But a move outside a name depends on its token alone, and one inside a name on its token, the one before and the
name's first: so all tokens are scored together, then every name that may begin is followed to its end, and last the text
is walked from name to name. The names are the same (tests/entities/recognition/test_ner_decoding.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

FOLLOWED_TOGETHER = 12
"""Names of more tokens are followed one at a time, and only where one is come to: a text of nothing else stays linear."""

Scores = NDArray[np.float32]
Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]
TokenSpan = tuple[int, int, str]
"""A name as the numbers of its first token and of the one after its last, and its label."""


@dataclass(frozen=True, slots=True)
class _Moves:
    """The moves of the layer by their numbers: the same label stands in the same row of begin, inside, last and unit.

    ``row`` leads from the number of a move to its label.
    """

    labels: tuple[str, ...]
    row: Numbers
    begin: Numbers
    inside: Numbers
    last: Numbers
    unit: Numbers

    @classmethod
    def of(cls, names: Sequence[str]) -> _Moves:
        """The moves as spaCy names them: "B-ORG", "I-ORG", "L-ORG", "U-ORG", "O"."""
        number = {name: index for index, name in enumerate(names)}
        labels = tuple(name[2:] for name in names if name.startswith("B-"))
        row = np.array([labels.index(name[2:]) if name[2:] in labels else -1 for name in names])
        return cls(
            labels, row, *(np.array([number[f"{move}-{label}"] for label in labels]) for move in "BILU")
        )


@dataclass(frozen=True, slots=True)
class _Reach:
    """A name that may begin somewhere: the token after it, or up to which it was followed if it is not closed."""

    after: int
    row: int
    closed: bool


class _NumpyProducts(NumpyOps):  # type: ignore[misc]
    """thinc's operations with matrix products by NumPy: a third of the time of the BLAS that thinc brings, and they are
    more than half of the layer's work.
    """

    def gemm(
        self, x: Scores, y: Scores, out: Scores | None = None, trans1: bool = False, trans2: bool = False
    ) -> Scores:
        """The product of two matrices, each turned first where told."""
        product: Scores = np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)
        return product


class NameLayer:
    """The name layer of a pipeline (its component "ner"). Weights are read when it is made."""

    def __init__(self, component: Any) -> None:
        model = component.model
        self._moves = _Moves.of(component.move_names)
        self._embed, self._lower = model.get_ref("tok2vec"), model.get_ref("lower")
        upper = model.get_ref("upper")
        products = _NumpyProducts()
        for node in (*self._embed.walk(), *self._lower.walk()):
            node.ops = products
        self._bias = self._lower.get_param("b")
        self._weights, self._offsets = upper.get_param("W").T, upper.get_param("b")

    def names(self, documents: Sequence[Any]) -> Iterator[tuple[TokenSpan, ...]]:
        """The names of each tokenised document, in order; all of them go through the layer together."""
        ends = np.cumsum([len(document) for document in documents])
        if not len(ends) or not ends[-1]:
            yield from (() for _ in documents)
            return
        features = self._lower.predict(self._embed.predict(documents))
        final = np.zeros(ends[-1], bool)
        final[ends[ends > 0] - 1] = True
        space = np.array([token.is_space for document in documents for token in document], bool)
        choice = self._outside(features, final, space)
        reached = self._reached(features, final, choice)
        start = 0
        for end in map(int, ends):
            walked = self._walked(features, final, reached, start, end)
            yield tuple((first - start, after - start, label) for first, after, label in walked)
            start = end

    def _outside(self, features: Scores, final: Flags, space: Flags) -> Numbers:
        """The best move of every token, if no name is open before it."""
        moves = self._moves
        scores = self._scored(features[1:, 0] + features[0, 1] + features[0, 2])
        scores[:, np.concatenate((moves.inside, moves.last))] = -np.inf
        scores[np.ix_(final, moves.begin)] = -np.inf
        scores[np.ix_(space, np.concatenate((moves.begin, moves.unit)))] = -np.inf
        best: Numbers = scores.argmax(axis=1)
        return best

    def _reached(self, features: Scores, final: Flags, choice: Numbers) -> dict[int, _Reach]:
        """For every token at which a name may begin, the token at which it ends."""
        moves = self._moves
        found = {
            int(at): _Reach(int(at) + 1, int(moves.row[choice[at]]), closed=True)
            for at in np.flatnonzero(np.isin(choice, moves.unit))
        }
        start = np.flatnonzero(np.isin(choice, moves.begin))
        row, here = moves.row[choice[start]], start + 1
        for _ in range(FOLLOWED_TOGETHER):
            on = self._goes_on(features, final, start, here, row)
            for begun, at, which in zip(start[~on], here[~on], row[~on], strict=True):
                found[int(begun)] = _Reach(int(at) + 1, int(which), closed=True)
            start, row, here = start[on], row[on], here[on] + 1
        for begun, at, which in zip(start, here, row, strict=True):
            found[int(begun)] = _Reach(int(at), int(which), closed=False)
        return found

    def _goes_on(self, features: Scores, final: Flags, start: Numbers, here: Numbers, row: Numbers) -> Flags:
        """Whether the names that began at ``start`` go on after the tokens ``here``, to which they reach."""
        scores = self._scored(features[1 + here, 0] + features[1 + start, 1] + features[here, 2])
        each = np.arange(len(start))
        longer: Flags = scores[each, self._moves.inside[row]] >= scores[each, self._moves.last[row]]
        return longer & ~final[here]

    def _scored(self, summed: Scores) -> Scores:
        """The score of each move, of states given as the sums of their features."""
        pieces = summed + self._bias
        hidden: Scores = pieces[..., 0]
        for piece in range(1, pieces.shape[-1]):
            hidden = np.maximum(hidden, pieces[..., piece])
        scores: Scores = hidden @ self._weights + self._offsets
        return scores

    def _walked(
        self, features: Scores, final: Flags, reached: dict[int, _Reach], start: int, end: int
    ) -> Iterator[TokenSpan]:
        """The names of one document, from token to token: a name that begins inside another is none."""
        at = start
        while at < end:
            reach = reached.get(at)
            if reach is None:
                at += 1
                continue
            after = reach.after
            if not reach.closed:
                begun, row = np.array([at]), np.array([reach.row])
                while self._goes_on(features, final, begun, np.array([after]), row)[0]:
                    after += 1
                after += 1
            yield at, after, self._moves.labels[reach.row]
            at = after
