"""A snapshot of the index: segments and their live articles, unchanging, shared by many threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from articles.search.facets import COLUMNS
from articles.search.index.bm25f import occurrence_weights
from articles.search.index.doc_values import DocValues
from articles.search.index.facet_columns import FacetColumn, SegmentColumn, joined, segment_column
from articles.search.index.postings import EMPTY, POSITION_BITS, Integers, Mask, Numbers, Postings, ranges
from articles.search.index.segment import FIELDS, Segment
from articles.search.index.spelling import Lexicon, nearness
from articles.search.index.value_names import named

SIMILAR_REMEMBERED = 64
TERMS_REMEMBERED = 4_096


@dataclass(frozen=True)
class Part:
    """A segment with what is derived from it. A segment never changes, so later snapshots reuse the part."""

    segment: Segment

    _columns: dict[str, SegmentColumn] = field(default_factory=dict)

    _names: dict[str, bytes] = field(default_factory=dict)

    def names(self, facet: str) -> bytes:
        """The records of the names of a facet's values, read on first use."""
        found = self._names.get(facet)
        if found is None:
            found = self._names[facet] = self.segment.known_as[facet].tobytes()
        return found

    def column(self, name: str) -> SegmentColumn:
        """The column of a facet, computed on first use."""
        name = name if self.segment.is_wider(name) else COLUMNS[name]
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = segment_column(self.segment.facets[name], len(self.segment))
        return found

    @cached_property
    def lexicon(self) -> Lexicon:
        return Lexicon(self.segment.words)


class Snapshot:
    """One state of an index: its document values, and its postings by document number over all segments."""

    def __init__(self, parts: Sequence[Part], alive: Sequence[Mask]) -> None:
        self.parts = tuple(parts)
        sizes = [len(part.segment) for part in parts]
        self._offsets = np.cumsum([0, *sizes]).tolist()
        columns = _Columns(self.parts, self._offsets)
        self.table = _table(self.parts, np.concatenate([np.zeros(0, dtype=bool), *alive]), columns)
        self._similar: dict[str, list[str]] = {}
        self._held: dict[tuple[str, str], list[tuple[Postings, int, int]]] = {}

    def term(self, field: str, term: str) -> tuple[Numbers, Integers]:
        """The documents with the term in the field, ascending, and the term frequency in each."""
        ids: list[Numbers] = []
        counts: list[Integers] = []
        for postings, number, offset in self._holding(field, term):
            where = postings.where(number)
            ids.append(np.add(postings.ids[where], offset, dtype=np.int64))
            counts.append(postings.counts[where])
        if len(ids) == 1:
            return ids[0], counts[0]
        return (np.concatenate(ids), np.concatenate(counts)) if ids else (EMPTY, EMPTY)

    def positions(self, field: str, term: str, wanted: Numbers) -> Numbers:
        """The term's positions in the wanted documents, ascending; document and position packed in one number."""
        mask = np.zeros(self.table.size, dtype=bool)
        mask[wanted] = True
        found = [EMPTY]
        for postings, number, offset in self._holding(field, term):
            where, positions = postings.places(number)
            ids = postings.ids[where].astype(np.int64) + offset
            counts = postings.counts[where].astype(np.int64)
            kept = mask[ids]
            which = ranges((np.cumsum(counts) - counts)[kept], counts[kept])
            found.append((np.repeat(ids[kept], counts[kept]) << POSITION_BITS) | positions[which])
        return np.concatenate(found)

    def docs_with(self, word: str, field: str = "words") -> Numbers:
        """The documents with an unstemmed word, or a field's term; a trailing star matches a prefix. May contain repeats."""
        found = [EMPTY]
        for part, offset in zip(self.parts, self._offsets, strict=False):
            words = part.segment.field(field)
            begin, end = _span(words, word)
            found.append(
                words.ids[int(words.starts[begin]) : int(words.starts[end])].astype(np.int64) + offset
            )
        return np.concatenate(found)

    def with_prefix(self, prefix: str, limit: int) -> Sequence[str]:
        """Unstemmed words with this prefix, the most frequent first."""
        frequency: dict[str, int] = {}
        for part in self.parts:
            words = part.segment.words
            begin, end = _span(words, f"{prefix}*")
            counts = words.frequencies(begin, end)
            if len(counts) > limit:
                least = np.partition(counts, -limit)[-limit]
                chosen = np.flatnonzero(counts >= least)
            else:
                chosen = np.arange(len(counts))
            for number in chosen.tolist():
                word = words.term(begin + number)
                frequency[word] = frequency.get(word, 0) + int(counts[number])
        return sorted(frequency, key=lambda word: (-frequency[word], word))[:limit]

    def spelt_like(self, word: str, limit: int) -> Sequence[str]:
        """Unstemmed words within a small edit distance, in the order of `spelling.nearness`."""
        ranked = self._similar.get(word)
        if ranked is None:
            edits, often = {}, Counter[str]()
            for near in (near for part in self.parts for near in part.lexicon.near(word)):
                edits[near.word] = near.edits
                often[near.word] += near.frequency
            ranked = sorted(edits, key=lambda other: nearness(word, other, edits[other], often[other]))
            if len(self._similar) >= SIMILAR_REMEMBERED:
                self._similar = {}
            self._similar[word] = ranked
        return ranked[:limit]

    def frequency(self, word: str) -> int:
        """The document frequency of an unstemmed word, deleted documents included."""
        found = ((part.segment.words, part.segment.words.find(word)) for part in self.parts)
        return sum(int(words.starts[n + 1] - words.starts[n]) for words, n in found if n >= 0)

    def named(self, facet: str, words: str) -> frozenset[str]:
        """The facet values that have a name containing these folded words."""
        return frozenset(value for part in self.parts for value in named(part.names(facet), words))

    def _holding(self, field: str, term: str) -> list[tuple[Postings, int, int]]:
        """The segments with the term: the field's postings, the term's number in them, and the segment's first document."""
        # Other threads may empty what is remembered at any moment, so nothing is read from it twice.
        key = (field, term)
        held = self._held.get(key)
        if held is None:
            if len(self._held) >= TERMS_REMEMBERED:
                self._held = {}
            fields = (
                (part.segment.texts[field], at) for part, at in zip(self.parts, self._offsets, strict=False)
            )
            found = [(postings, postings.find(term), offset) for postings, offset in fields]
            held = self._held[key] = [one for one in found if one[1] >= 0]
        return held


def _span(words: Postings, word: str) -> tuple[int, int]:
    """The range of term numbers of a word, or of all words with a prefix (a trailing star)."""
    if word.endswith("*"):
        return words.at(word[:-1]), words.at(f"{word[:-1]}\U0010ffff")
    number = words.find(word)
    return (number, number + 1) if number >= 0 else (0, 0)


class _Columns(dict[str, FacetColumn]):
    """The columns of all facets over all segments, joined on first use."""

    def __init__(self, parts: Sequence[Part], offsets: Sequence[int]) -> None:
        self._parts, self._offsets = tuple(parts), tuple(offsets[: len(parts)])

    def __missing__(self, name: str) -> FacetColumn:
        own = COLUMNS[name]
        if name != own and not any(part.segment.is_wider(name) for part in self._parts):
            return self[own]
        columns = [part.column(name) for part in self._parts]
        postings = [part.segment.facets[name] for part in self._parts]
        found = self[name] = joined(columns, postings, self._offsets, by_time=name == "month")
        return found


def _table(parts: Sequence[Part], alive: Mask, columns: _Columns) -> DocValues:
    segments = [part.segment for part in parts]
    lengths = {
        name: np.concatenate([EMPTY, *(segment.lengths[name] for segment in segments)]) for name in FIELDS
    }
    return DocValues(
        article_ids=np.concatenate([EMPTY, *(segment.article_ids for segment in segments)]),
        days=np.concatenate([EMPTY, *(segment.days for segment in segments)]),
        weights={name: occurrence_weights(name, of_field) for name, of_field in lengths.items()},
        alive=alive,
        living=int(np.count_nonzero(alive)),
        columns=columns,
    )
