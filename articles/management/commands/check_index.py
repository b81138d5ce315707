"""`manage.py check_index`: says whether the search index is whole and holds exactly the articles of the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from articles.ingest.indexing.outbox import Difference, difference, get_backend
from articles.management.room_command import RoomCommand
from articles.models import Article, IndexJob
from articles.search.backend import IndexMissing

SHOWN_MAX = 20


class Command(RoomCommand):
    help = "Compare the search index with its checksums and the database. Exit 1 and say what differs."

    def handle(self, **options: Any) -> None:
        try:
            get_backend().verify()
            found, warning = difference(), get_backend().warning()
        except IndexMissing as missing:
            raise CommandError(str(missing)) from missing
        if found:
            waiting = IndexJob.objects.count()
            said = [f"{len(ids)} {what} ({_listed(ids)})" for ids, what in _kinds(found) if ids]
            raise CommandError(
                f"The index and the database differ: {'; '.join(said)}. {waiting} changes are waiting for the worker; "
                "`manage.py reindex` puts it right at once."
            )
        if warning:
            self.stdout.write(warning)
        self.stdout.write(f"The index holds all {Article.objects.count()} articles and no others.")


def _kinds(found: Difference) -> tuple[tuple[frozenset[int], str], ...]:
    return (
        (found.missing, "articles are not in the index"),
        (found.extra, "in the index are no longer articles"),
    )


def _listed(ids: frozenset[int]) -> str:
    shown = ", ".join(map(str, sorted(ids)[:SHOWN_MAX]))
    return f"{shown}, …" if len(ids) > SHOWN_MAX else shown
