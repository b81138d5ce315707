"""The outbox between database and index: one drainer, a comparison, and a rebuild from the rows."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from articles.ingest.advisory_lock import advisory_lock
from articles.ingest.indexing.documents import documents_for
from articles.models import Article, IndexJob
from articles.search.backend import EngineUnavailable, IndexMissing, SearchBackend, SearchDocument
from articles.search.whoosh.backend import WhooshBackend

log = logging.getLogger(__name__)
JOBS_AT_ONCE = 200

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """Articles that the index lacks, and articles that it still holds although the database does not."""

    missing: frozenset[int]
    extra: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra)


def get_backend() -> SearchBackend:
    """The search engine of this process."""
    if settings.SEARCH == "opensearch":
        return _opensearch(tuple(sorted(settings.OPENSEARCH.items())))
    return _backend(Path(settings.INDEX_DIR))


@lru_cache(maxsize=4)
def _backend(folder: Path) -> WhooshBackend:
    return WhooshBackend(folder)


@lru_cache(maxsize=4)
def _opensearch(how: tuple[tuple[str, Any], ...]) -> SearchBackend:
    # Only a room that asks for it needs the package of its client.
    from articles.search.opensearch.backend import OpenSearchBackend
    from articles.search.opensearch.client import Cluster

    return OpenSearchBackend(Cluster(**dict(how)))


def drain_outbox() -> int:
    """Index up to 200 outbox rows. Returns their number; 0 also if another process is draining.

    Where the engine does not answer the rows wait, and it is tried again.

    Rows are deleted after the commit, so a kill repeats work but never loses it. Builds a missing index.
    """
    if not IndexJob.objects.exists():
        return 0
    with _only_writer(wait=False) as held:
        if not held:
            return 0
        jobs = dict(IndexJob.objects.order_by("pk").values_list("pk", "article_id")[:JOBS_AT_ONCE])
        documents = list(documents_for(sorted(set(jobs.values()))))
        gone = set(jobs.values()) - {document.article_id for document in documents}
        try:
            get_backend().update(documents, deleted=gone)
        except EngineUnavailable as reason:
            log.warning("%s Changes wait to be indexed.", reason)
            return 0
        except IndexMissing:
            if _try(lambda: _rebuild(None)) is None:
                return 0
        IndexJob.objects.filter(pk__in=jobs).delete()
        return len(jobs)


def difference() -> Difference:
    """The differences between index and database. Raises IndexMissing."""
    indexed = get_backend().article_ids()
    stored = frozenset(Article.objects.order_by().values_list("pk", flat=True))
    return Difference(missing=stored - indexed, extra=indexed - stored)


def reconcile() -> int:
    """Queue all differences between index and database in the outbox. Returns the number of articles."""
    try:
        found = difference()
    except EngineUnavailable as reason:
        log.warning("%s The index is not compared with the database.", reason)
        return 0
    except IndexMissing:
        return _try(rebuild_index) or 0
    waiting = frozenset(IndexJob.objects.values_list("article_id", flat=True)) if found else frozenset()
    wanted = (found.missing | found.extra) - waiting
    IndexJob.objects.bulk_create([IndexJob(article_id=pk) for pk in sorted(wanted)], batch_size=500)
    return len(wanted)


def rebuild_unusable_index(progress: Progress | None = None) -> int:
    """Rebuild the index where it cannot be searched. Returns the number of articles, 0 where it can.

    Costs a look at sizes and times as long as nothing has changed, so it may be asked every few seconds.
    """
    return _rebuilt_where_needed(lambda: get_backend().suggest("a", limit=1), progress)


def rebuild_damaged_index(progress: Progress | None = None) -> int:
    """Rebuild the index where a file no longer agrees with its checksum. Returns the number of articles, 0 if whole."""
    return _rebuilt_where_needed(lambda: get_backend().verify(), progress)


def _rebuilt_where_needed(look: Callable[[], object], progress: Progress | None) -> int:
    try:
        look()
    except EngineUnavailable:
        return 0
    except IndexMissing as damage:
        log.warning("%s The worker rebuilds it now.", damage)
        return _try(lambda: rebuild_index(progress)) or 0
    return 0


def rebuild_index(progress: Progress | None = None) -> int:
    """Rebuild the index beside the live one, and swap it in. Returns the number of articles.

    Searches continue meanwhile; changes wait in the outbox for the new index.
    """
    with _only_writer(wait=True):
        return _rebuild(progress)


def _try(rebuild: Callable[[], int]) -> int | None:
    """The number of articles in a new index; None where the engine does not answer, so that it is tried again."""
    try:
        return rebuild()
    except EngineUnavailable as reason:
        log.warning("%s The index is built when it answers again.", reason)
        return None


def _rebuild(progress: Progress | None) -> int:
    ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    return get_backend().rebuild(_counted(documents_for(ids), len(ids), progress))


def _counted(
    documents: Iterator[SearchDocument], total: int, progress: Progress | None
) -> Iterator[SearchDocument]:
    for number, document in enumerate(documents, 1):
        yield document
        if progress:
            progress(number, total)


@contextmanager
def _only_writer(wait: bool) -> Iterator[bool]:
    """Whether this process may write the index. The lock ends with the process, however it ends."""
    folder = Path(settings.INDEX_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "writer.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        with advisory_lock("index", wait=wait) as held:
            yield held
