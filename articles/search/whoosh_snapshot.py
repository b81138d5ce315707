"""What did the Whoosh index hold at one moment? An unchanging view of it that many threads may read."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Sequence
from itertools import islice

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from articles.search.evaluation import Scores
from articles.search.rows import Mask, Numbers, Row, Table, table
from articles.search.spelling import Lexicon
from articles.search.whoosh_schema import row_of

POSTINGS_REMEMBERED = 256


class Snapshot:
    """One generation of an index: its rows as arrays, its postings on demand.

    A Whoosh reader moves one file position about, so every read of it is made under the lock. Rows of a segment never
    change: they are taken over from the snapshot before.
    """

    def __init__(self, index: FileIndex, before: Snapshot | None = None) -> None:
        self._reader: IndexReader = index.reader()
        # Searches under way may still hold this snapshot when the next is made: the last of them closes the files.
        weakref.finalize(self, self._reader.close)
        self._lock = threading.RLock()
        self._remembered: OrderedDict[tuple[str, str], tuple[Numbers, Scores]] = OrderedDict()
        self._lexicon: Lexicon | None = None
        # An index without articles has one leaf that is no segment.
        leaves = self._reader.leaf_readers() if self._reader.doc_count_all() else ()
        self._leaves: list[tuple[IndexReader, int]] = list(leaves)
        known = before.rows if before else {}
        names = [str(leaf.segment().segment_id()) for leaf, _ in self._leaves]
        self.rows: dict[str, list[Row]] = {
            name: known.get(name) or _rows(leaf) for name, (leaf, _) in zip(names, self._leaves, strict=True)
        }
        self.table: Table = table(list(self.rows.values()), self._alive())

    def term(self, field: str, term: str) -> tuple[Numbers, Scores]:
        """The articles with a term in a field, ascending, and how often each has it."""
        key = (field, term)
        with self._lock:
            if key not in self._remembered:
                self._remembered[key] = self._read_term(field, term)
                if len(self._remembered) > POSTINGS_REMEMBERED:
                    self._remembered.popitem(last=False)
            self._remembered.move_to_end(key)
            return self._remembered[key]

    def positions(self, field: str, term: str, wanted: Numbers) -> list[Sequence[int]]:
        """The term's places in each wanted article."""
        found: list[Sequence[int]] = []
        with self._lock:
            for leaf, offset in self._leaves:
                inside = wanted[(wanted >= offset) & (wanted < offset + leaf.doc_count_all())] - offset
                if not len(inside):
                    continue
                matcher = leaf.postings(field, term)
                for number in inside.tolist():
                    matcher.skip_to(number)
                    found.append(matcher.value_as("positions"))
        return found

    def beginning(self, prefix: str, limit: int) -> Sequence[str]:
        """The words of the index that begin so, the most frequent first."""
        if not self._leaves:
            return ()
        with self._lock:
            found = [w.decode() for w in islice(self._reader.expand_prefix("words", prefix), limit * 10)]
            frequency = {word: self._reader.doc_frequency("words", word) for word in found}
        return sorted(found, key=lambda word: (-frequency[word], word))[:limit]

    def similar(self, word: str, limit: int) -> Sequence[str]:
        """The words of the index that are spelt nearly so."""
        return self.lexicon().similar(word, limit)

    def lexicon(self) -> Lexicon:
        """Every word of the index, read once when first asked for."""
        with self._lock:
            if self._lexicon is None:
                infos = self._reader.iter_field("words") if self._leaves else ()
                frequencies = {word.decode(): info.doc_frequency() for word, info in infos}
                self._lexicon = Lexicon(tuple(frequencies), frequencies)
            return self._lexicon

    def _read_term(self, field: str, term: str) -> tuple[Numbers, Scores]:
        ids: list[int] = []
        counts: list[float] = []
        for leaf, offset in self._leaves:
            if (field, term) not in leaf:
                continue
            matcher = leaf.postings(field, term)
            while matcher.is_active():
                ids.append(matcher.id() + offset)
                counts.append(matcher.weight())
                matcher.next()
        return np.array(ids, dtype=np.int64), np.array(counts, dtype=np.float64)

    def _alive(self) -> Mask:
        mask: Mask = np.ones(self._reader.doc_count_all(), dtype=bool)
        for leaf, offset in self._leaves:
            if leaf.has_deletions():
                numbers = range(leaf.doc_count_all())
                mask[offset : offset + len(numbers)] = [not leaf.is_deleted(number) for number in numbers]
        return mask


def _rows(leaf: IndexReader) -> list[Row]:
    """The stored rows of a segment, those of deleted articles too: their numbers count."""
    return [row_of(leaf.stored_fields(number)) for number in range(leaf.doc_count_all())]
