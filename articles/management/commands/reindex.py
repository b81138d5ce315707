"""`manage.py reindex`: builds the search index anew from the database, beside the live one."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from articles.ingest.indexing.outbox import rebuild_index
from articles.management.progress import Progress
from articles.management.room_command import RoomCommand
from articles.search.backend import EngineUnavailable


class Command(RoomCommand):
    help = "Build the search index anew from the database and swap it in; searches go on meanwhile."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        bar = Progress(self.stderr._out, 0)
        try:
            count = rebuild_index(lambda _, total: bar.step(total=total))
        except EngineUnavailable as reason:
            raise CommandError(f"{reason} The index that was in use stays.") from reason
        finally:
            bar.close()
        if verbosity:
            self.stdout.write(f"{count} articles indexed")
