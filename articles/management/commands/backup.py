"""`manage.py backup FILE`: everything needed to come back, in one file, while the room stays open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from articles.ingest.safekeeping.backup import write_backup


class Command(BaseCommand):
    help = "Write the database (source files included) and the secret key into FILE, a zip."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError(
                "This room is on PostgreSQL: use pg_dump, and keep the secret_key file beside the dump."
            )
        if file.exists():
            raise CommandError(f"{file} exists already: name another file, a backup is never written over.")
        size = write_backup(Path(str(connection.settings_dict["NAME"])), settings.DATA_DIR, file)
        self.stdout.write(f"{file}: {size / 1024 / 1024:.1f} MB")
