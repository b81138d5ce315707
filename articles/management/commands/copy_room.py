"""`manage.py copy_room URL`: the whole room into an empty database, as when it moves to PostgreSQL."""

from __future__ import annotations

from typing import Any

import dj_database_url
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from articles.ingest.safekeeping.room_copy import NotEmpty, NotTheSame, copy_room
from articles.management.room_command import RoomCommand

TARGET = "copy"


class Command(RoomCommand):
    help = "Copy this room's database into another, empty one, and compare every row. Stop the server and the worker first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "url", metavar="URL", help="As in DATABASE_URL: postgres://user:password@host/name"
        )

    def handle(self, *, url: str, **options: Any) -> None:
        connections.settings[TARGET] = connections.configure_settings(
            {DEFAULT_DB_ALIAS: {}, TARGET: dict(dj_database_url.parse(url))}
        )[TARGET]
        try:
            call_command("migrate", database=TARGET, verbosity=0, interactive=False)
            copied = copy_room(DEFAULT_DB_ALIAS, TARGET, self._show)
        except NotEmpty as refusal:
            raise CommandError(f"That database is not empty: {refusal} Name one that is.") from refusal
        except NotTheSame as difference:
            raise CommandError(
                f"Rows read back otherwise than they were written ({difference}); nothing was kept. "
                "Was the room open? Stop the server and the worker, and copy again."
            ) from difference
        except DatabaseError as error:
            raise CommandError(f"That database cannot be written to: {error}") from error
        for table in copied:
            self.stdout.write(
                f"{table.table:40} {table.rows:>10,}  {table.sha256[:12]}  the same on both sides"
            )
        self.stdout.write(
            "Set DATABASE_URL to it, and run `manage.py reindex` if the index lies elsewhere then."
        )

    def _show(self, table: str, rows: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{table} {rows:,}", ending="")
