"""`manage.py ingest PATH…`: files, folders and zips straight in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.ingest.accept import accept_upload
from articles.ingest.bring import files_below, read_bytes
from articles.ingest.queue import finish
from articles.ingest.report import BadRecord
from articles.ingest.worker import work_off
from articles.management.progress import Progress
from articles.models import Import, ImportItem
from articles.search.indexing import drain_outbox

INDEX_EVERY_FILES = 200


class Command(BaseCommand):
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
        for path in files:
            _accept(batch, path)
        self._work_off(batch)
        counts = Counter(batch.items.values_list("outcome", flat=True))
        counts.pop("unpacked", None)
        said = ", ".join(f"{counts[word]} {label}" for word, label in ImportItem.OUTCOMES if counts[word])
        for item in batch.items.filter(outcome="failed"):
            self.stderr.write(f"{item.name}: {item.detail}")
        self.stdout.write(f"{sum(counts.values())} files: {said}")
        if counts["failed"]:
            raise SystemExit(1)

    def _work_off(self, batch: Import) -> None:
        progress = Progress(self.stderr._out, batch.items.count())

        def done(item: ImportItem) -> None:
            progress.step(item.name, total=batch.items.count())
            if progress.done % INDEX_EVERY_FILES == 0:
                drain_outbox()

        work_off(batch, done=done)
        while drain_outbox():
            pass
        progress.close()


def _accept(batch: Import, path: Path) -> None:
    """One item a file, each written at once: a folder of thousands need not fit in memory."""
    item = ImportItem(batch=batch, name=path.name, data=b"")
    try:
        item.data = read_bytes(path)
        item.save()
    except BadRecord as refusal:
        item.save()
        finish(item, "failed", str(refusal))
