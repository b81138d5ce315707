"""Locks that the processes of a room share through PostgreSQL, whatever machine they run on.

They belong to a connection and end with it, so one that was killed holds nothing. On SQLite all processes are on one
machine: files lock there (`worker_lock`, the index's writer), and these locks are always given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def advisory_lock(name: str, *, wait: bool = False) -> Iterator[bool]:
    """Whether this process holds the room's lock of that name meanwhile; with ``wait``, once it is free.

    Call it outside of transactions, on a connection of the process's own: not one that a proxy shares out by transactions.
    """
    if connection.vendor != "postgresql":
        yield True
        return
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    held = _asked("pg_advisory_lock" if wait else "pg_try_advisory_lock", key) is not False
    try:
        yield held
    finally:
        if held:
            _asked("pg_advisory_unlock", key)


def _asked(function: str, key: int) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [key])
        return cursor.fetchone()[0]
