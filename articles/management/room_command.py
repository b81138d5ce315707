"""The base of all commands on an open room: they refuse a database of another version."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.ingest.condition.room_faults import room_fault
from articles.management.schema import missing_migrations, newer_migrations


class RoomCommand(BaseCommand):
    """A command that reads or writes articles, and says so before it starts when the database is not up to date."""

    requires_migrations_checks = True

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run. A fault of the machine ends the command with one sentence and no traceback."""
        try:
            return super().execute(*args, **options)
        except (OSError, DatabaseError) as error:
            fault = room_fault(error)
            if fault is None:
                raise
            raise CommandError(str(fault)) from error

    def check_migrations(self) -> None:
        """Raise CommandError, with the remedy, where the database is older or newer than this program."""
        refuse_newer_database()
        if missing_migrations():
            raise CommandError(
                "The database is older than this program. Run `manage.py prepare` (or `make run`) once; it loses nothing."
            )


def refuse_newer_database() -> None:
    """Raise CommandError where a newer version has migrated the database, which this one would misread."""
    newer = newer_migrations()
    if newer:
        raise CommandError(
            f"The database is newer than this program ({', '.join(newer)}). Install the newer version again, "
            "or `manage.py restore` a backup made before the update: there is no way back down."
        )
