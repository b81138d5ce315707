"""The one worker: takes items off the queue, keeps the index level with the database, says that it is alive."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from django.db import close_old_connections
from django.utils import timezone

from articles.ingest import pipeline, queue
from articles.ingest.recognise import recognise_stale
from articles.ingest.renew import renew_changed
from articles.models import Import, ImportItem, WorkerBeat
from articles.search.indexing import drain_outbox, reconcile

IDLE_SECONDS = 0.5
BEAT_SECONDS = 10
RECONCILE_SECONDS = 60
ITEMS_BETWEEN_COMMITS = 50


def work(stop: threading.Event) -> None:
    """Work until told to stop. Started after a kill, it takes up what the killed one had in hand."""
    queue.release_all()
    every_beat, every_minute = Every(BEAT_SECONDS, beat), Every(RECONCILE_SECONDS, reconcile)
    while not stop.is_set():
        every_beat()
        every_minute()
        busy = work_off(limit=ITEMS_BETWEEN_COMMITS, stop=stop, between=every_beat)
        busy = renew_changed() or busy
        if not drain_outbox() and not busy and not recognise_stale():
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
    while (limit is None or count < limit) and not (stop and stop.is_set()):
        item = queue.claim(batch)
        if item is None:
            break
        pipeline.process(item)
        count += 1
        if done:
            done(item)
        if between:
            between()
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
