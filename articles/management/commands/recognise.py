"""`manage.py recognise`: looks for entities in stored articles."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.core.management.base import CommandParser

from articles.ingest.indexing.outbox import drain_outbox
from articles.ingest.recognition.reader_pool import release_processes
from articles.ingest.recognition.recognise import recognise
from articles.management.progress import Progress
from articles.management.room_command import RoomCommand
from articles.models import Article

AT_ONCE = 32


class Command(RoomCommand):
    help = (
        "Look for people, places and organisations in articles that have not been read for them, or in all. "
        "What editors put right stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="Read every article anew.")
        which.add_argument(
            "--stale",
            action="store_true",
            help="Read those anew that contain a name which was added, changed or taken away since.",
        )

    def handle(self, **options: Any) -> None:
        articles = Article.objects.order_by("pk")
        if options["stale"]:
            articles = articles.filter(stale_since__isnull=False)
        elif not options["all"]:
            articles = articles.filter(recognised=False)
        pks = list(articles.values_list("pk", flat=True))
        progress = Progress(self.stderr._out, len(pks))
        left = iter(pks)
        while chunk := list(islice(left, AT_ONCE)):
            rows = list(Article.objects.filter(pk__in=chunk).order_by("pk"))
            recognise(rows)
            drain_outbox()
            for row in rows:
                progress.step(row.title)
        release_processes()
        progress.close()
        self.stdout.write(f"{len(pks)} articles read for entities")
