"""The Whoosh backend: the search protocol over a store of builds and their snapshots."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from articles.search.analysis import words_of
from articles.search.backend import FacetValue, IndexMissing, SearchDocument, Spread
from articles.search.engine.searcher import NOTHING_COUNTED, Counting, cooccurrence, find, spreads
from articles.search.index import segment_file
from articles.search.index.segment import Segment
from articles.search.index.segment_file import Damaged
from articles.search.index.snapshot import Part, Snapshot
from articles.search.query.query import Query
from articles.search.results import FACET_VALUES_MAX, Hit, Results, Suggestion
from articles.search.whoosh.codec import NumpySegment
from articles.search.whoosh.store import (
    REMEDY,
    Signature,
    Store,
    Watch,
    open_index,
    read_segment,
    segments_of,
    signature,
    toc_of,
    unreadable,
)
from articles.search.whoosh.writer import live_docs, open_writer, size_capped_policy, tiered_policy

DOCUMENTS_PER_COMMIT = 10_000
REBUILT_SEGMENT_MAX_ARTICLES = 100_000
OPENING_ATTEMPTS = 5
WALKED_AT_ONCE = 100

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class _Opened:
    """A snapshot and the files that it was read from, as they were; ``watch`` looks at all that could change it."""

    folder: Path
    files: dict[Path, Signature]
    parts: dict[str, Part]
    snapshot: Snapshot
    watch: Watch

    def holds(self, folder: Path) -> bool:
        """Whether these are still the files in force, untouched. Raises FileNotFoundError where one is gone."""
        if self.folder != folder or toc_of(folder) not in self.files:
            return False
        return all(signature(path) == known for path, known in self.files.items())


class WhooshBackend:
    """The search engine in a folder. One instance serves all threads of a process."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)
        self._lock = threading.Lock()
        self._opened: _Opened | None = None

    def search(
        self,
        query: Query,
        *,
        narrowed: bool = False,
        facets: Collection[str] | None = None,
        values_max: int = FACET_VALUES_MAX,
    ) -> Results:
        """Find the articles for a query. Raises IndexMissing when there is nothing to search in."""
        started = time.perf_counter()
        snapshot = self._current().snapshot
        found = self._asked(lambda: find(snapshot, query, Counting(narrowed, facets, values_max)))
        return replace(found, took_ms=(time.perf_counter() - started) * 1000)

    def walk(self, query: Query) -> Iterator[Hit]:
        """Every line of a result in its order, as the index is when the first is asked for. Raises IndexMissing."""
        snapshot, wanted = self._current().snapshot, replace(query, page=1, page_size=WALKED_AT_ONCE)
        while hits := find(snapshot, wanted, NOTHING_COUNTED).hits:
            yield from hits
            wanted = wanted.on_page(wanted.page + 1)

    def cooccurrence(self, query: Query, values: Sequence[FacetValue]) -> Mapping[tuple[int, int], int]:
        """In how many of the articles found each two of these values stand together. Raises IndexMissing."""
        snapshot = self._current().snapshot
        return self._asked(lambda: cooccurrence(snapshot, query, values))

    def spreads(self, values: Sequence[FacetValue]) -> Mapping[FacetValue, Spread]:
        """When the articles that carry each of these values were published. Raises IndexMissing."""
        snapshot = self._current().snapshot
        return self._asked(lambda: spreads(snapshot, values))

    def suggest(self, text: str, limit: int = 8) -> Sequence[Suggestion]:
        """Words of the index that begin with ``text``, the most frequent first. Raises IndexMissing."""
        snapshot, words = self._current().snapshot, words_of(text[:100])
        return tuple(
            Suggestion(word, "word") for word in (snapshot.with_prefix(words[-1], limit) if words else ())
        )

    def update(self, documents: Iterable[SearchDocument], deleted: Iterable[int] = ()) -> None:
        """Put documents in (replacing those of the same article) and take articles out, in one commit."""
        last = {document.article_id: document for document in documents}
        opened = self._current()
        try:
            with open_writer(open_index(opened.folder), self._loader(opened), tiered_policy) as writer:
                writer.delete_articles(sorted({*last, *deleted}))
                for document in last.values():
                    writer.add_article(document)
        except Damaged as damage:
            raise IndexMissing(f"The search index is damaged ({damage}): {REMEDY}.") from None

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Build a new index beside the live one, swap it in, and return how many articles it holds."""
        with self._store.built() as folder:
            return self._fill(folder, documents)

    def _fill(self, folder: Path, documents: Iterable[SearchDocument]) -> int:
        index, waiting, count = open_index(folder), iter(documents), 0

        def load(segment: NumpySegment) -> Segment:
            return read_segment(segment.path(folder))

        while batch := list(islice(waiting, DOCUMENTS_PER_COMMIT)):
            with open_writer(index, load, lambda _: ()) as writer:
                for document in batch:
                    writer.add_article(document)
            count += len(batch)
        with open_writer(index, load, size_capped_policy(REBUILT_SEGMENT_MAX_ARTICLES)):
            pass
        return count

    def article_ids(self) -> frozenset[int]:
        """The articles in the index, for comparing it with the database. Raises IndexMissing."""
        table = self._current().snapshot.table
        return frozenset(table.article_ids[table.alive].tolist())

    def verify(self) -> None:
        """Read every file of the index anew and compare it with its checksum. Raises IndexMissing where one differs.

        Size and time do not tell of a bit that flipped on the disk, and an opened file is not read again to search.
        """

        def read_all(folder: Path) -> bool:
            for segment in segments_of(folder):
                segment_file.read(segment.path(folder))
            return True

        self._in_current_folder(read_all)

    def _asked(self, question: Callable[[], Made]) -> Made:
        """The answer. A question on which the engine fails is damage where the checksums say so, else a mistake.

        A bit may flip under an opened file, and before the next verification the engine meets numbers that cannot be.
        """
        try:
            return question()
        except (ArithmeticError, LookupError, ValueError, MemoryError):
            self.verify()
            raise

    def warning(self) -> str:
        """Nothing: files are whole or they are not."""
        return ""

    def _loader(self, opened: _Opened):  # type: ignore[no-untyped-def]
        """Reads a segment, or takes it from memory: a segment never changes."""

        def load(segment: NumpySegment) -> Segment:
            known = opened.parts.get(str(segment.segment_id()))
            return known.segment if known else read_segment(segment.path(opened.folder))

        return load

    def _current(self) -> _Opened:
        """What was committed last; a commit by any process makes a new snapshot, and so does any touch of a file."""
        opened = self._opened
        if opened and opened.watch.holds():
            return opened

        def reopened(folder: Path) -> _Opened | None:
            # Looked at before anything is read: what changes meanwhile is then seen at the next search.
            watch = Watch.of([self._store.pointer, folder])
            return self._reopened(folder, watch) if self._store.current() == folder else None

        return self._in_current_folder(reopened)

    def _in_current_folder(self, act: Callable[[Path], Made | None]) -> Made:
        """What ``act`` makes of the folder of the index; again where it makes nothing or a file went away meanwhile."""
        for attempt in range(OPENING_ATTEMPTS):
            try:
                if (made := act(self._store.current())) is not None:
                    return made
            except FileNotFoundError:
                # A writer may have merged the segments away between reading their list and opening them.
                time.sleep(0.02 * attempt)
            except Damaged as damage:
                raise IndexMissing(f"The search index is damaged ({damage}): {REMEDY}.") from None
            except OSError as error:
                raise unreadable(error) from None
        raise IndexMissing(f"The search index is damaged (files are missing): {REMEDY}.")

    def _reopened(self, folder: Path, watch: Watch) -> _Opened:
        with self._lock:
            before = self._opened
            if before and before.holds(folder):
                self._opened = replace(before, watch=watch.and_of(before.files))
                return self._opened
            toc = toc_of(folder)
            files, parts = {toc: signature(toc)}, {}
            segments = segments_of(folder)
            for segment in segments:
                name, path = str(segment.segment_id()), segment.path(folder)
                files[path] = signature(path)
                same = before is not None and before.files.get(path) == files[path]
                parts[name] = before.parts[name] if before and same else Part(read_segment(path))
            snapshot = Snapshot(list(parts.values()), [live_docs(segment) for segment in segments])
            self._opened = _Opened(folder, files, parts, snapshot, watch.and_of(files))
            return self._opened
