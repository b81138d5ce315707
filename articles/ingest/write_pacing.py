"""Pacing of long runs of transactions, so that other writers of SQLite get their turn.

Who finds it locked looks again every tenth of a second. A worker that stores one article after another leaves it free for
a millisecond in between, so that an editor waited up to ten seconds for it, and might have waited past the time limit.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

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
