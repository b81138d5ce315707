"""The worker: takes items off the queue, keeps the index level with the database, says that it is alive."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections
from django.utils import timezone

from articles.ingest import pipeline, queue
from articles.ingest.import_withdrawal import withdraw_some
from articles.ingest.indexing.outbox import drain_outbox, rebuild_damaged_index, reconcile
from articles.ingest.recognition.reader_pool import release_processes
from articles.ingest.recognition.recognise import recognise_stale
from articles.ingest.recognition.room_linking import relink_some
from articles.ingest.reviewing.many_articles import apply_some
from articles.ingest.worker_lock import worker_lock
from articles.models import Import, ImportItem, IndexJob, WorkerBeat

log = logging.getLogger(__name__)
IDLE_SECONDS = 0.5
STAND_BY_SECONDS = 1.0
ITEMS_AT_ONCE = 32
BEAT_SECONDS = 10
RECONCILE_SECONDS = 60
# The whole index is read for it: a third of a second for each gigabyte in memory, more where the disk is asked.
VERIFY_SECONDS = 600
# While one long file is being read, what it has brought so far becomes searchable this often.
DRAIN_SECONDS = 5
ITEMS_BETWEEN_COMMITS = 64


def work(stop: threading.Event, *, until_empty: bool = False) -> None:
    """Work until told to stop, or until nothing waits. Started after a kill, it takes up what the killed one had in hand.

    A second worker on SQLite stands by until the first one ends: SQLite has one writer at a time.
    """
    while not stop.is_set():
        with worker_lock() as mine:
            if mine:
                return _work(stop, until_empty)
        log.warning("Another worker is at work on this database; this one stands by.")
        while not stop.wait(STAND_BY_SECONDS):
            with worker_lock() as mine:
                if mine:
                    break


def _work(stop: threading.Event, until_empty: bool) -> None:
    every_beat, every_drain = Every(BEAT_SECONDS, beat), Every(DRAIN_SECONDS, drain_outbox)
    every_minute = Every(RECONCILE_SECONDS, reconcile)
    every_ten_minutes = Every(VERIFY_SECONDS, rebuild_damaged_index)

    def between() -> None:
        every_beat()
        every_drain()

    while not stop.is_set():
        every_beat()
        every_minute()
        every_ten_minutes()
        busy = work_off(limit=ITEMS_BETWEEN_COMMITS, stop=stop, between=between)
        busy += withdraw_some() + apply_some()
        if not drain_outbox() and not busy and not recognise_stale() and not relink_some():
            if until_empty and not IndexJob.objects.exists():
                return
            release_processes()
            close_old_connections()
            stop.wait(IDLE_SECONDS)


def work_off(
    batch: Import | None = None,
    limit: int | None = None,
    stop: threading.Event | None = None,
    between: Callable[[], None] | None = None,
    done: Callable[[ImportItem], None] | None = None,
) -> int:
    """Process waiting items, of one import or of all, until none is left; how many it was."""
    count = 0

    def one_done(item: ImportItem) -> None:
        nonlocal count
        count += 1
        if done:
            done(item)
        if between:
            between()

    while (limit is None or count < limit) and not (stop and stop.is_set()):
        most = ITEMS_AT_ONCE if limit is None else min(ITEMS_AT_ONCE, limit - count)
        items = queue.claim_many(most, batch)
        if not items:
            break
        pipeline.process_many(items, stop, one_done, between)
    return count


def beat() -> None:
    """Write down that the worker is alive, for /healthz."""
    WorkerBeat.objects.update_or_create(pk=1, defaults={"beat_at": timezone.now()})


class Every:
    """Calls an action when it is due again, and at once the first time."""

    def __init__(self, seconds: float, action: Callable[[], object]) -> None:
        self.seconds, self.action, self.due = seconds, action, 0.0

    def __call__(self) -> None:
        if time.monotonic() >= self.due:
            self.action()
            self.due = time.monotonic() + self.seconds
