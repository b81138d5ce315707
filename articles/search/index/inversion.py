"""Inversion of texts into postings: each distinct chunk between spaces is analysed once; the rest is array arithmetic."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

import numpy as np

from articles.search.analysis import CAPITAL_WORDS, Piece, pieces
from articles.search.index.postings import EMPTY, Numbers, Postings, from_pairs, packed, ranges

# Names and bylines are lists, one a line. This gap in positions keeps phrases from matching across lines.
LINE_GAP = 100
_GAP = "\n"
_step = attrgetter("step")


class _Numbering(dict[str, int]):
    """Numbers keys in the order in which they are first seen."""

    def __missing__(self, key: str) -> int:
        number = self[key] = len(self)
        return number


class _Chunks(dict[str, int]):
    """Numbers chunks between spaces, and keeps the analysed pieces of each."""

    def __init__(self) -> None:
        self.terms, self.words = _Numbering(), _Numbering()
        # A chunk's pieces end at `ends`; each is a term, an unstemmed word (-1: none to offer), a step in positions.
        self.widths, self.lengths, self.ends = array("q"), array("q"), array("q")
        self.piece_terms, self.piece_words, self.piece_steps = array("q"), array("q"), array("q")
        self[_GAP] = self._add((), LINE_GAP, 0)

    def __missing__(self, chunk: str) -> int:
        found, width = pieces(chunk)
        number = self[chunk] = self._add(found, width, width)
        return number

    def _add(self, found: Sequence[Piece], width: int, length: int) -> int:
        for piece in sorted(found, key=_step) if len(found) > 1 else found:
            offered = not piece.joined and piece.word not in CAPITAL_WORDS
            self.piece_terms.append(self.terms[piece.term])
            self.piece_words.append(self.words[piece.word] if offered else -1)
            self.piece_steps.append(piece.step)
        self.widths.append(width)
        self.lengths.append(length)
        self.ends.append(len(self.piece_terms))
        return len(self.ends) - 1


@dataclass(slots=True)
class _Texts:
    """One field's texts as chunk numbers, and how many chunks each text has."""

    chunks: array[int] = field(default_factory=lambda: array("I"))
    sizes: array[int] = field(default_factory=lambda: array("q"))


@dataclass(frozen=True, slots=True)
class Inverted:
    """The postings of each text field and of the unstemmed words, and the length of each text in words."""

    fields: dict[str, Postings]
    words: Postings
    lengths: dict[str, Numbers]


class Inverter:
    """Collects texts document by document, and inverts them into postings."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        self._chunks = _Chunks()
        self._texts = {name: _Texts() for name in fields}

    def add(self, name: str, text: str, lines: bool = False) -> None:
        """Add the next document's text of a field. With ``lines``, phrases do not match across its lines."""
        texts, number = self._texts[name], self._chunks.__getitem__
        before = len(texts.chunks)
        if lines:
            for line in text.split("\n"):
                texts.chunks.extend(map(number, line.split()))
                texts.chunks.append(0)
        else:
            texts.chunks.extend(map(number, text.split()))
        texts.sizes.append(len(texts.chunks) - before)

    def finish(self) -> Inverted:
        """The postings of all texts added."""
        terms, term_ranks = _ranked(self._chunks.terms)
        words, word_ranks = _ranked(self._chunks.words)
        streams = {name: _Stream.of(texts, self._chunks) for name, texts in self._texts.items()}
        said = [stream.words(np.array(self._chunks.piece_words), word_ranks) for stream in streams.values()]
        return Inverted(
            {name: stream.postings(terms, term_ranks, self._chunks) for name, stream in streams.items()},
            from_pairs(words, *(np.concatenate(part) for part in zip(*said, strict=True))),
            {name: stream.lengths for name, stream in streams.items()},
        )


@dataclass(frozen=True, slots=True)
class _Stream:
    """The pieces of a field in reading order: which piece, in which document, at which base position."""

    which: Numbers
    owners: Numbers
    bases: Numbers
    lengths: Numbers

    @classmethod
    def of(cls, texts: _Texts, known: _Chunks) -> _Stream:
        chunks = np.array(texts.chunks, dtype=np.int64)
        sizes = np.array(texts.sizes, dtype=np.int64)
        owners = np.repeat(np.arange(len(sizes)), sizes)
        widths, ends = np.array(known.widths), np.array(known.ends)
        begins = np.concatenate(([0], ends[:-1]))
        before = np.concatenate(([0], np.cumsum(widths[chunks])))
        first_chunks = np.cumsum(sizes) - sizes
        bases = before[:-1] - np.repeat(before[first_chunks], sizes)
        many = (ends - begins)[chunks]
        lengths = np.bincount(owners, weights=np.array(known.lengths)[chunks], minlength=len(sizes))
        return cls(
            ranges(begins[chunks], many),
            np.repeat(owners, many),
            np.repeat(bases, many),
            lengths.astype(np.int64),
        )

    def postings(self, terms: list[str], ranks: Numbers, known: _Chunks) -> Postings:
        """The postings: pieces sorted by term, document and position."""
        if not len(self.which):
            return packed((), np.zeros(1, dtype=np.int64), EMPTY)
        term = ranks[np.array(known.piece_terms)[self.which]]
        places = self.bases + np.array(known.piece_steps)[self.which]
        term, owners, places = _sorted(term, self.owners, places)
        fresh = np.flatnonzero(np.diff(term, prepend=-1) | np.diff(owners, prepend=-1))
        of_posting = term[fresh]
        used = np.flatnonzero(np.bincount(term, minlength=len(terms)))
        edges = np.append(used, len(terms))
        return packed(
            [terms[number] for number in used.tolist()],
            np.searchsorted(of_posting, edges),
            owners[fresh],
            np.diff(np.append(fresh, len(term))),
            np.searchsorted(term, edges),
            places,
        )

    def words(self, piece_words: Numbers, ranks: Numbers) -> tuple[Numbers, Numbers]:
        """Pairs of an unstemmed word's rank and the document that contains it."""
        numbers = piece_words[self.which]
        offered = numbers >= 0
        return ranks[numbers[offered]], self.owners[offered]


def _ranked(numbered: _Numbering) -> tuple[list[str], Numbers]:
    """The keys in sorted order, and the rank of each number's key."""
    keys = sorted(numbered)
    ranks = np.empty(len(keys), dtype=np.int64)
    ranks[[numbered[key] for key in keys]] = np.arange(len(keys))
    return keys, ranks


def _sorted(term: Numbers, owners: Numbers, places: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Sort by term, document and position; packed into one number where they fit, which is several times faster."""
    bits = [max(1, int(part.max()).bit_length()) for part in (term, owners, places)]
    if sum(bits) > 63:
        order = np.lexsort((places, owners, term))
        return term[order], owners[order], places[order]
    keys = (term << (bits[1] + bits[2])) | (owners << bits[2]) | places
    keys.sort()
    return (
        keys >> (bits[1] + bits[2]),
        (keys >> bits[2]) & ((1 << bits[1]) - 1),
        keys & ((1 << bits[2]) - 1),
    )
