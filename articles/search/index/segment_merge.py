"""Merging of segments term by term, deleted articles left out, without sorting again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from articles.search.index.postings import EMPTY, Integers, Mask, Numbers, Postings, packed, ranges


@dataclass(frozen=True, slots=True)
class _Part:
    """The live postings of one segment's field, with documents numbered on from the segments before.

    ``terms``: ranks among all terms. ``many`` and ``long``: the number of postings and of positions of each term.
    """

    terms: Numbers
    many: Integers
    long: Integers
    ids: Integers
    counts: Integers
    positions: Integers


def merged_postings(parts: Sequence[Postings], alive: Sequence[Mask]) -> Postings:
    """The merged postings of one field. A term that only deleted documents had disappears."""
    names = [part.terms() for part in parts]
    terms = sorted(set().union(*names))
    rank = {term: number for number, term in enumerate(terms)}
    offsets = np.cumsum([0, *(int(mask.sum()) for mask in alive)]).tolist()
    living = [
        _living(part, np.fromiter(map(rank.__getitem__, own), dtype=np.int64, count=len(own)), mask, offset)
        for part, own, mask, offset in zip(parts, names, alive, offsets, strict=False)
    ]
    many, long = np.zeros(len(terms), dtype=np.int64), np.zeros(len(terms), dtype=np.int64)
    for part in living:
        many[part.terms] += part.many
        long[part.terms] += part.long
    starts, first = _edges(many), _edges(long)
    ids, counts, positions = _laid(living, starts, first)
    kept = np.flatnonzero(many)
    edges = np.append(kept, len(terms))
    return packed(
        [terms[number] for number in kept.tolist()],
        starts[edges],
        ids,
        counts,
        first[edges] if len(counts) else EMPTY,
        positions,
    )


def _living(part: Postings, ranks: Numbers, alive: Mask, offset: int) -> _Part:
    numbers = np.cumsum(alive) - 1 + offset
    many = part.frequencies()
    counted = bool(len(part.counts))
    counts, positions = part.counts, part.positions
    ids = part.ids
    if not alive.all():
        kept = alive[ids]
        of_term = np.repeat(np.arange(len(part)), many)[kept]
        many = np.bincount(of_term, minlength=len(part))
        positions = positions[np.repeat(kept, counts)] if counted else positions
        counts, ids = counts[kept] if counted else counts, ids[kept]
    before = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
    long = np.diff(before[_edges(many)]) if counted else np.zeros(len(part), dtype=np.int64)
    return _Part(ranks, many, long, numbers[ids], counts, positions)


def _laid(parts: Sequence[_Part], starts: Numbers, first: Numbers) -> tuple[Integers, Integers, Integers]:
    """The arrays of all parts laid out term by term, part after part."""
    ids = np.empty(int(starts[-1]), dtype=np.uint32)
    counts = np.empty(int(starts[-1]) if any(len(part.counts) for part in parts) else 0, dtype=np.uint32)
    positions = np.empty(int(first[-1]), dtype=np.uint32)
    next_posting, next_position = starts[:-1].copy(), first[:-1].copy()
    for part in parts:
        where = ranges(next_posting[part.terms], part.many)
        ids[where] = part.ids
        if len(counts):
            counts[where] = part.counts
            positions[ranges(next_position[part.terms], part.long)] = part.positions
        next_posting[part.terms] += part.many
        next_position[part.terms] += part.long
    return ids, counts, positions


def _edges(sizes: Integers) -> Numbers:
    edges: Numbers = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
    return edges
