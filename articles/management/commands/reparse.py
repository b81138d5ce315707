"""`manage.py reparse`: reads every kept source anew, with the editors' corrections."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from articles.ingest.indexing.outbox import drain_outbox
from articles.ingest.reviewing.reparsing import reread
from articles.management.progress import Progress
from articles.management.room_command import RoomCommand
from articles.models import Article
from articles.reading.report import BadRecord

INDEX_EVERY_ARTICLES = 200


class Command(RoomCommand):
    help = "Read every kept source anew. Corrections stay. With --dry-run, only say what would change."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("articles", nargs="*", type=int, metavar="ID", help="Only these articles.")
        parser.add_argument("--dry-run", action="store_true", help="Change nothing.")

    def handle(self, *, articles: list[int], dry_run: bool, **options: Any) -> None:
        rows = Article.objects.order_by("pk")
        if articles:
            rows = rows.filter(pk__in=articles)
        pks = list(rows.values_list("pk", flat=True))
        progress = Progress(self.stderr._out, len(pks))
        changed = refused = 0
        for pk in pks:
            article = Article.objects.select_related("source", "outlet", "agency").get(pk=pk)
            try:
                changes = reread(article, dry_run=dry_run)
            except BadRecord as refusal:
                refused += 1
                self.stderr.write(f"article {pk}: {refusal}")
                continue
            changed += bool(changes)
            for change in changes:
                self.stdout.write(f"article {pk} {change}")
            progress.step(article.title)
            if progress.done % INDEX_EVERY_ARTICLES == 0:
                drain_outbox()
        progress.close()
        while not dry_run and drain_outbox():
            pass
        verb = "would change" if dry_run else "changed"
        self.stdout.write(f"{len(pks)} articles read anew: {changed} {verb}, {refused} left as they are")
        if again := Article.objects.filter(stale_since__isnull=False, recognised=True).count():
            self.stdout.write(
                f"{again} wait for the worker to look for people, places and organisations again"
            )
