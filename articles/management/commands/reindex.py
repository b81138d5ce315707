"""`manage.py reindex`: builds the search index anew from the database, beside the live one."""

from __future__ import annotations

from typing import Any

from articles.ingest.indexing.outbox import rebuild_index
from articles.management.progress import Progress
from articles.management.room_command import RoomCommand


class Command(RoomCommand):
    help = "Build the search index anew from the database and swap it in; searches go on meanwhile."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        bar = Progress(self.stderr._out, 0)
        count = rebuild_index(lambda _, total: bar.step(total=total))
        bar.close()
        if verbosity:
            self.stdout.write(f"{count} articles indexed")
