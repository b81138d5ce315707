"""Pacing of long runs of transactions, so that other writers of SQLite get their turn.

Who finds it locked looks again every tenth of a second. A worker that stores one article after another leaves it free for
a millisecond in between, so that an editor waited up to ten seconds for it, and might have waited past the time limit.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction

log = logging.getLogger(__name__)
CROSSED_MAX = 4
Stored = TypeVar("Stored")
HELD_SECONDS = 1.0
PAUSE_SECONDS = 0.12
"""A little longer than SQLite lets pass before it looks again (its busy handler: up to 100 ms)."""

_run = threading.local()


@contextmanager
def paced_transaction() -> Iterator[None]:
    """A transaction of a long run; once a thread has held the lock for a second, it pauses for others."""
    started = time.monotonic()
    with transaction.atomic():
        yield
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    _run.held = getattr(_run, "held", 0.0) + time.monotonic() - started
    if _run.held >= HELD_SECONDS:
        time.sleep(PAUSE_SECONDS)
        _run.held = 0.0


def again_when_crossed(store: Callable[[], Stored]) -> Stored:
    """Run in a paced transaction; retry when another worker wrote the same outlet, name, text or count meanwhile."""
    for _ in range(CROSSED_MAX - 1):
        try:
            with paced_transaction():
                return store()
        except (IntegrityError, OperationalError):
            log.info("storing again: another worker wrote the same in between")
    with paced_transaction():
        return store()
