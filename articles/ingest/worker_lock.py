"""The worker's lock: on SQLite one process takes items off the queue, on PostgreSQL any number."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from articles.ingest import queue


@contextmanager
def worker_lock() -> Iterator[bool]:
    """Whether this process may work off the queue now. The lock goes with the process, however it ends.

    Whoever gets the post of a SQLite room takes up at once what a killed worker had in hand: no other can hold it.
    On PostgreSQL a dead worker's items come free when their lease runs out.
    """
    lock = _lock_file()
    if lock is None:
        yield True
        return
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        queue.release_all()
        yield True


def _lock_file() -> Path | None:
    """Beside the database's file; none where several may work, or where the database lives in memory."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or "memory" in name:
        return None
    return Path(f"{name}.worker.lock")
