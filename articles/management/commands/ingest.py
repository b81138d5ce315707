"""`manage.py ingest PATH…`: files, folders and zips straight in."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from articles.ingest.indexing.outbox import drain_outbox
from articles.ingest.intake import accept_paths, accept_upload
from articles.ingest.outcome import counts_in_words
from articles.ingest.recognition.reader_pool import release_processes
from articles.ingest.worker import work_off
from articles.ingest.worker_lock import worker_lock
from articles.management.progress import Progress
from articles.management.room_command import RoomCommand
from articles.models import Import, ImportItem, ItemReport
from articles.reading.local_files import files_below
from articles.reading.report import BadRecord
from articles.text import counted

INDEX_EVERY_FILES = 200
FOLLOW_SECONDS = 0.5


class Command(RoomCommand):
    help = "Bring files, folders, zips and .jsonl straight in. The last line is a summary; exit 1 if any file failed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--no-entities", action="store_true", help="Leave recognition to `manage.py recognise` later."
        )

    def handle(self, *, paths: list[Path], no_entities: bool, **options: Any) -> None:
        try:
            files = list(files_below(paths))
        except BadRecord as refusal:
            raise CommandError(str(refusal)) from refusal
        if not files:
            raise CommandError("There is no file in what you named.")
        batch = accept_upload([], recognise=not no_entities)
        accept_paths(batch, files)
        progress = Progress(self.stderr._out, batch.items.count())
        while self._left(batch):
            with worker_lock() as mine:
                if mine:
                    _work_off(batch, progress)
            if not mine:
                _follow(batch, progress)
        release_processes()
        progress.close()
        if self._sum_up(batch):
            raise SystemExit(1)

    def _sum_up(self, batch: Import) -> int:
        """Say what became of the files, those that failed each with its reason; how many failed."""
        counts = Counter(batch.items.values_list("outcome", flat=True))
        counts.pop("unpacked", None)
        said = counts_in_words(counts)
        for item in batch.items.filter(outcome="failed"):
            # What refuses a file names it already.
            named = item.detail.startswith(f"{item.name}: ")
            self.stderr.write(item.detail if named else f"{item.name}: {item.detail}")
        reports = Counter(ItemReport.objects.filter(item__batch=batch).values_list("outcome", flat=True))
        if reports:
            total = counted(sum(reports.values()), "report")
            self.stdout.write(f"{total} in files that hold many: {counts_in_words(reports)}")
        self.stdout.write(f"{counted(sum(counts.values()), 'file')}: {said}")
        return counts["failed"]

    def _left(self, batch: Import) -> bool:
        return batch.items.exclude(state="done").exists()


def _work_off(batch: Import, progress: Progress) -> None:
    """Read the files here, and bring them into the index as they come."""

    def done(item: ImportItem) -> None:
        progress.step(item.name, total=batch.items.count() if item.outcome == "unpacked" else None)
        if progress.done % INDEX_EVERY_FILES == 0:
            drain_outbox()

    if not work_off(batch, done=done):
        time.sleep(FOLLOW_SECONDS)  # PostgreSQL: other workers hold what is left.
    while drain_outbox():
        pass


def _follow(batch: Import, progress: Progress) -> None:
    """The room's own worker is at it: show how far it is."""
    progress.reached(batch.items.filter(state="done").count(), total=batch.items.count())
    time.sleep(FOLLOW_SECONDS)
