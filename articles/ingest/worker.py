"""The worker: takes items off the queue, keeps the index level with the database, says that it is alive."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import partial

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from articles.ingest import pipeline, queue
from articles.ingest.advisory_lock import advisory_lock
from articles.ingest.condition.room_faults import room_fault, say_once
from articles.ingest.condition.static_files import collect_if_needed
from articles.ingest.import_withdrawal import withdraw_some
from articles.ingest.indexing.outbox import (
    drain_outbox,
    rebuild_damaged_index,
    rebuild_unusable_index,
    reconcile,
)
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
# How soon a lost or changed file of the index is noticed; costs a few looks at sizes and times.
LOOK_SECONDS = 2
# How soon a bit that flipped is. The whole index is read for it, a third of a second for each gigabyte in memory and more
# where the disk is asked, so it may take this share of the worker's time and no more.
VERIFY_SECONDS = 3
VERIFY_SHARE = 0.01
STATIC_SECONDS = 5
# After a fault of the machine, such as a full disk, the worker tries again.
FAULT_SECONDS = 5
# While one long file is being read, what it has brought so far becomes searchable this often.
DRAIN_SECONDS = 5
ITEMS_BETWEEN_COMMITS = 64


def work(stop: threading.Event, *, until_empty: bool = False) -> None:
    """Work until told to stop, or until nothing waits. Started after a kill, it takes up what the killed one had in hand.

    A second worker on SQLite stands by until the first one ends: SQLite has one writer at a time. A fault of the machine,
    such as a full disk, is said once and passes with its cause: the worker waits and tries again.
    """
    disturbed = False
    while not stop.is_set():
        try:
            with worker_lock() as mine:
                if mine:
                    return _work(stop, until_empty, disturbed)
            _stand_by(stop)
        except (OSError, DatabaseError) as error:
            fault = room_fault(error)
            if fault is None:
                raise
            say_once(f"The worker waits: {fault}")
            disturbed = True
            close_old_connections()
            stop.wait(FAULT_SECONDS)


def _stand_by(stop: threading.Event) -> None:
    log.warning("Another worker is at work on this database; this one stands by.")
    while not stop.wait(STAND_BY_SECONDS):
        with worker_lock() as mine:
            if mine:
                break


def _work(stop: threading.Event, until_empty: bool, disturbed: bool) -> None:
    if disturbed:
        queue.give_back_all()
    every_beat, every_drain = Every(BEAT_SECONDS, beat), Every(DRAIN_SECONDS, drain_outbox)
    every_minute = Every(RECONCILE_SECONDS, partial(_one_at_a_time, reconcile))

    def alive(*_: object) -> None:
        every_beat()

    every_look = Every(LOOK_SECONDS, lambda: rebuild_unusable_index(alive))
    every_verify = Every(VERIFY_SECONDS, lambda: rebuild_damaged_index(alive), VERIFY_SHARE)
    upkeep = (every_beat, every_look, every_verify, Every(STATIC_SECONDS, collect_if_needed))

    def between() -> None:
        for duty in upkeep:
            duty()
        every_drain()

    def turn() -> bool:
        """Do what there is to do; whether there was anything."""
        for duty in (*upkeep, every_minute):
            duty()
        busy = work_off(limit=ITEMS_BETWEEN_COMMITS, stop=stop, between=between)
        busy += _one_at_a_time(withdraw_some, apply_some)
        return bool(drain_outbox() or busy or _one_at_a_time(recognise_stale, relink_some))

    while not stop.is_set():
        if not turn():
            if until_empty and not IndexJob.objects.exists():
                return
            release_processes()
            close_old_connections()
            stop.wait(IDLE_SECONDS)


def _one_at_a_time(*duties: Callable[[], int]) -> int:
    """Do the first of the duties that has something to do, unless another worker is at one: they concern the whole room."""
    with advisory_lock("duties") as mine:
        return next((done for duty in duties if (done := duty())), 0) if mine else 0


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
    """Calls an action when it is due again, and at once the first time; later where it would take more than its share."""

    def __init__(self, seconds: float, action: Callable[[], object], share_max: float = 1) -> None:
        self.seconds, self.action, self.share_max, self.due = seconds, action, share_max, 0.0

    def __call__(self) -> None:
        begun = time.monotonic()
        if begun >= self.due:
            self.action()
            done = time.monotonic()
            self.due = done + max(self.seconds, (done - begun) / self.share_max)
