"""`manage.py relate`: compares stored articles with each other anew, and reads their quotes anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from articles.ingest.indexing.outbox import drain_outbox
from articles.ingest.relations.quote_store import store_quotes
from articles.ingest.relations.relate import relate
from articles.ingest.write_pacing import paced_transaction
from articles.management.progress import Progress
from articles.management.room_command import RoomCommand
from articles.models import Article

INDEXED_AFTER = 200


class Command(RoomCommand):
    help = (
        "Find anew which articles tell the same event, and who is quoted in them, by what this version knows. "
        "What editors joined, parted or pinned stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--after", type=int, default=0, metavar="NUMBER", help="Go on behind the article of this number."
        )

    def handle(self, **options: Any) -> None:
        articles = Article.objects.filter(recognised=True, pk__gt=options["after"]).order_by("pk")
        pks = list(articles.values_list("pk", flat=True))
        progress = Progress(self.stderr._out, len(pks))
        for count, pk in enumerate(pks, start=1):
            if article := Article.objects.select_related("agency").filter(pk=pk).first():
                with paced_transaction():
                    relate(article)
                    store_quotes(article)
                progress.step(f"{pk} {article.title}")
            if count % INDEXED_AFTER == 0:
                drain_outbox()
        drain_outbox()
        progress.close()
        self.stdout.write(f"{len(pks)} articles compared anew")
