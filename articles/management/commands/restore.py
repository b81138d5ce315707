"""`manage.py restore FILE`: comes back from a backup and rebuilds the index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from articles.ingest.safekeeping.backup import BadBackup, read_backup
from articles.models import SourceFile


class Command(BaseCommand):
    help = "Put a backup in place of this data folder's database. Stop the server first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--replace", action="store_true", help="Give up the articles that are here now.")

    def handle(self, *, file: Path, replace: bool, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("This room is on PostgreSQL: use pg_restore, then `manage.py reindex`.")
        if not replace and _has_sources():
            raise CommandError(
                "There are articles in this data folder: say --replace to give them up, "
                "or set NEWSROOM_DATA_DIR to an empty folder."
            )
        connection.close()
        try:
            read_backup(file, Path(str(connection.settings_dict["NAME"])), settings.DATA_DIR)
        except BadBackup as refusal:
            raise CommandError(str(refusal)) from refusal
        call_command("migrate", verbosity=0, interactive=False)
        call_command("reindex")
        self.stdout.write(f"{SourceFile.objects.count()} source files are back.")


def _has_sources() -> bool:
    try:
        return SourceFile.objects.exists()
    except DatabaseError:
        # No tables yet: an empty data folder.
        return False
