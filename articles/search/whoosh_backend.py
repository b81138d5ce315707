"""How does the reading room search with Whoosh? The backend protocol over a store of builds and their snapshots."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from itertools import islice
from pathlib import Path

import numpy as np
from whoosh.index import FileIndex

from articles.search.analysis import words_of
from articles.search.backend import IndexMissing, SearchDocument
from articles.search.evaluation import Evaluation, Scores
from articles.search.facets import FACET_NAMES
from articles.search.language import read, words_in
from articles.search.query import Query
from articles.search.results import FacetCount, Hit, Results, Suggestion
from articles.search.rows import Mask, Numbers, Table
from articles.search.spelling import corrected
from articles.search.whoosh_schema import fields_of
from articles.search.whoosh_snapshot import Snapshot
from articles.search.whoosh_store import REMEDY, Store, writing

DOCUMENTS_PER_COMMIT = 10_000
OPENING_ATTEMPTS = 5


class WhooshBackend:
    """The search engine in a folder. One instance serves all threads of a process."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)
        self._lock = threading.Lock()
        self._index: tuple[Path, FileIndex] | None = None
        self._snapshot: tuple[tuple[str, int], Snapshot] | None = None

    def search(self, query: Query) -> Results:
        """Find the articles for a query. Raises IndexMissing when there is nothing to search in."""
        started = time.perf_counter()
        snapshot = self._current()
        found = _found(snapshot, query)
        better = ""
        if not found.total and query.text:
            words = words_in(read(query.text, query.match).node)
            better = corrected(query.text, words, snapshot.lexicon())
        if better and not _found(snapshot, replace(query, text=better, page=1)).total:
            better = ""
        return replace(found, did_you_mean=better, took_ms=(time.perf_counter() - started) * 1000)

    def suggest(self, text: str, limit: int = 8) -> Sequence[Suggestion]:
        """Words of the index that begin with ``text``, the most frequent first."""
        words = words_of(text[:100])
        if not words:
            return ()
        return tuple(Suggestion(word, "word") for word in self._current().beginning(words[-1], limit))

    def update(self, documents: Iterable[SearchDocument], deleted: Iterable[int] = ()) -> None:
        """Put documents in (replacing those of the same article) and take articles out, in one commit."""
        last = {document.article_id: document for document in documents}
        with writing(self._store.open(self._store.current())) as writer:
            # Whoosh deletes only what is committed, so each article may be added once in a commit.
            for article_id in sorted({*last, *deleted}):
                writer.delete_by_term("article_id", str(article_id))
            for document in last.values():
                writer.add_document(**fields_of(document))

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Build a new index beside the live one, swap it in, and return how many articles it holds."""
        folder, index = self._store.create()
        waiting, count = iter(documents), 0
        while batch := list(islice(waiting, DOCUMENTS_PER_COMMIT)):
            with writing(index, merge=False) as writer:
                for document in batch:
                    writer.add_document(**fields_of(document))
            count += len(batch)
        self._store.publish(folder)
        return count

    def article_ids(self) -> frozenset[int]:
        """The articles in the index, for comparing it with the database. Raises IndexMissing."""
        table = self._current().table
        return frozenset(table.article_ids[table.alive].tolist())

    def _current(self) -> Snapshot:
        """The snapshot of what was committed last; a commit by any process makes a new one."""
        for attempt in range(OPENING_ATTEMPTS):
            folder = self._store.current()
            try:
                return self._opened(folder)
            except (OSError, IndexMissing):
                # A writer may have merged the segments away between reading their list and opening them.
                time.sleep(0.02 * attempt)
        raise IndexMissing(f"The search index is damaged (files are missing): {REMEDY}.")

    def _opened(self, folder: Path) -> Snapshot:
        with self._lock:
            if self._index is None or self._index[0] != folder:
                self._index = (folder, self._store.open(folder))
            key = (folder.name, self._index[1].latest_generation())
            if self._snapshot is None or self._snapshot[0] != key:
                before = self._snapshot[1] if self._snapshot else None
                self._snapshot = (key, Snapshot(self._index[1], before))
            return self._snapshot[1]


def _found(snapshot: Snapshot, query: Query) -> Results:
    """A query's page of hits, its total and its counts."""
    table, evaluation = snapshot.table, Evaluation(snapshot.table, snapshot)
    node = read(query.text, query.match).node
    matched = evaluation.matched(node)
    base = matched.mask & table.alive
    if query.date_from or query.date_to:
        base &= table.published(query.date_from, query.date_to)
    for facet, values in query.excluded.items():
        base &= ~table.carrying(facet, values)
    choices = {facet: table.carrying(facet, values) for facet, values in query.chosen.items()}
    ids = np.flatnonzero(_within(base, choices))
    page = _ranked(table, ids, matched.scores, query)
    return Results(
        total=len(ids),
        hits=tuple(Hit(int(table.article_ids[n]), float(matched.scores[n])) for n in page.tolist()),
        facets=_facets(table, base, choices, query),
        terms=evaluation.terms(node),
    )


def _within(base: Mask, choices: dict[str, Mask], but: str = "") -> Mask:
    """The articles inside every facet's choice, but for one facet's."""
    return reduce(np.logical_and, [mask for facet, mask in choices.items() if facet != but], base)


def _facets(
    table: Table, base: Mask, choices: dict[str, Mask], query: Query
) -> dict[str, tuple[FacetCount, ...]]:
    """Each facet's counts; they ignore the facet's own choice, and what is chosen or excluded always shows."""
    kept = {f: (*query.chosen.get(f, ()), *query.excluded.get(f, ())) for f in FACET_NAMES}
    return {f: table.counted(f, _within(base, choices, but=f), kept[f]) for f in FACET_NAMES}


def _ranked(table: Table, ids: Numbers, scores: Scores, query: Query) -> Numbers:
    """The numbers of one page in the query's order; unknown dates come last, the newer row first among equals."""
    days, rows = table.days[ids], table.article_ids[ids]
    if query.order == "oldest":
        ranked = np.lexsort((rows, np.where(days > 0, days, np.iinfo(np.int64).max)))
    elif query.order == "newest":
        ranked = np.lexsort((-rows, -days))
    else:
        ranked = np.lexsort((-rows, -days, -scores[ids].round(9)))
    start = (query.page - 1) * query.page_size
    page: Numbers = ids[ranked[start : start + query.page_size]]
    return page
