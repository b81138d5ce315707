"""Letting go of a SQLite file that is no longer the room's.

A connection is kept from one request to the next. Through it a file that was removed or replaced meanwhile could still be
read and written, and what was written there would be lost.
"""

from __future__ import annotations

from pathlib import Path

from django.core.signals import request_started
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

Identity = tuple[int, int]
"""The device and the number of a file there: another file under the same name has another."""


def connect_signals() -> None:
    """Look at the beginning of each request from now on, which costs one question to the file system."""
    connection_created.connect(_remember, dispatch_uid="database_file.remember")
    request_started.connect(close_if_replaced, dispatch_uid="database_file.close")


def close_if_replaced(**_: object) -> None:
    """Close this thread's connection where its file is gone or another; the next query opens what is there now."""
    connection = connections[DEFAULT_DB_ALIAS]
    opened: Identity | None = vars(connection).get("opened_file")
    if opened is not None and connection.connection is not None and opened != _identity(connection):
        connection.close()


def _remember(connection: BaseDatabaseWrapper, **_: object) -> None:
    vars(connection)["opened_file"] = _identity(connection)


def _identity(connection: BaseDatabaseWrapper) -> Identity | None:
    """None where the database is no file."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or "memory" in name:
        return None
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
