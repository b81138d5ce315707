"""Postings: articles, frequencies and positions of each term, as arrays that NumPy reads without a loop."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
# Arrays of a file: whichever unsigned integers are just wide enough.
Integers = NDArray[Any]

EMPTY: Numbers = np.zeros(0, dtype=np.int64)
# A packed position is a document number and a position in one integer; sorting it sorts by both.
POSITION_BITS = 32


@dataclass(frozen=True, slots=True)
class Postings:
    """The terms of one field in sorted order, with a slice of the arrays for each.

    Term ``t`` is ``blob[ends[t-1]+1:ends[t]]``; a newline separates terms. Its postings run from ``starts[t]`` to
    ``starts[t+1]``: ascending document numbers in ``ids``, and term frequencies in ``counts``. Its positions follow each
    other in ``positions`` from ``first[t]`` on. A field without counts has neither.
    """

    blob: NDArray[np.uint8]
    ends: Integers
    starts: Integers
    ids: Integers
    counts: Integers
    first: Integers
    positions: Integers

    def __len__(self) -> int:
        return len(self.ends)

    def term(self, number: int) -> str:
        """The term with this number."""
        begin = int(self.ends[number - 1]) + 1 if number else 0
        return self.blob[begin : int(self.ends[number])].tobytes().decode()

    def terms(self, begin: int = 0, end: int | None = None) -> list[str]:
        """The terms from one number to another."""
        end = len(self) if end is None else min(end, len(self))
        if begin >= end:
            return []
        left = int(self.ends[begin - 1]) + 1 if begin else 0
        return self.blob[left : int(self.ends[end - 1])].tobytes().decode().split("\n")

    def at(self, term: str) -> int:
        """The number of the first term that sorts at or after this one."""
        return bisect_left(_Terms(self), term)

    def find(self, term: str) -> int:
        """The number of a term, or -1."""
        number = self.at(term)
        return number if number < len(self) and self.term(number) == term else -1

    def where(self, number: int) -> slice:
        """The slice of a term's postings."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    def frequencies(self, begin: int = 0, end: int | None = None) -> Integers:
        """The document frequencies of a range of terms, deleted documents included."""
        end = len(self) if end is None else end
        found: Integers = np.diff(self.starts[begin : end + 1].astype(np.int64))
        return found

    def places(self, number: int) -> tuple[slice, Integers]:
        """The slice of a term's postings, and their positions, document after document."""
        return self.where(number), self.positions[int(self.first[number]) : int(self.first[number + 1])]


class _Terms(Sequence[str]):
    """The terms as a sequence for bisection, decoded one at a time."""

    def __init__(self, postings: Postings) -> None:
        self._term: Callable[[int], str] = postings.term
        self._length = len(postings)

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, number):  # type: ignore[no-untyped-def]
        return self._term(number)

    def __iter__(self) -> Iterator[str]:
        return map(self._term, range(self._length))


def narrow(numbers: Integers) -> Integers:
    """The same numbers in the smallest unsigned integers that hold them."""
    most = int(numbers.max()) if len(numbers) else 0
    return numbers.astype(np.min_scalar_type(most), copy=False)


def from_pairs(terms: Sequence[str], ranks: Numbers, ids: Numbers) -> Postings:
    """Postings without positions from pairs of term rank and document, in any order; repeats count once."""
    bits = max(1, int(ids.max()).bit_length()) if len(ids) else 1
    keys = unique(ranks << bits | ids)
    owners = keys & ((1 << bits) - 1)
    starts = np.searchsorted(keys >> bits, np.arange(len(terms) + 1))
    return packed(terms, starts, owners)


def unique(numbers: Numbers) -> Numbers:
    """The distinct numbers, ascending. Sorting is many times faster here than NumPy's hashing."""
    ordered = np.sort(numbers)
    found: Numbers = ordered[np.diff(ordered, prepend=-1) != 0]
    return found


def packed(
    terms: Sequence[str],
    starts: Integers,
    ids: Integers,
    counts: Integers = EMPTY,
    first: Integers = EMPTY,
    positions: Integers = EMPTY,
) -> Postings:
    """Postings in their stored form: terms as one blob, integers as narrow as they fit."""
    encoded = [term.encode() for term in terms]
    sizes = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
    return Postings(
        blob=np.frombuffer(b"\n".join(encoded), dtype=np.uint8),
        ends=narrow(np.cumsum(sizes + 1) - 1),
        starts=narrow(starts),
        ids=ids.astype(np.uint32, copy=False),
        counts=narrow(counts),
        first=narrow(first),
        positions=narrow(positions),
    )


def ranges(starts: Numbers, lengths: Numbers) -> Numbers:
    """The indices of several ranges, one after the other.

    >>> ranges(np.array([5, 9]), np.array([2, 3])).tolist()
    [5, 6, 9, 10, 11]
    """
    total = int(lengths.sum())
    found: Numbers = np.arange(total) + np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
    return found
