"""`manage.py prepare`: everything between installed packages and a reading room that can be opened."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.ingest.indexing.outbox import get_backend
from articles.ingest.recognition.reader_pool import gazetteer
from articles.management.room_command import refuse_newer_database
from articles.models import Article, Entity, Import
from articles.search.backend import EngineUnavailable, IndexMissing

EDITOR = "editor"


class Command(BaseCommand):
    help = "Bring the data folder up to date: database, names, places, static files, editor, demonstration, index."

    def handle(self, **options: Any) -> None:
        refuse_newer_database()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        if not Entity.objects.filter(curated=True).exists():
            self.stdout.write("Loading names and places …")
        call_command("load_entities", verbosity=0)
        gazetteer()
        self._index()
        if not Import.objects.exists():
            self.stdout.write("Reading the demonstration articles …")
            call_command("ingest", *_demonstration(), stdout=self.stdout)
        self._editor()

    def _index(self) -> None:
        try:
            get_backend().article_ids()
        except EngineUnavailable as reason:
            self.stdout.write(f"{reason} The room opens without search; changes wait to be indexed.")
        except IndexMissing:
            if Article.objects.exists():
                self.stdout.write("Building the search index …")
            call_command("reindex", verbosity=0)

    def _editor(self) -> None:
        users = get_user_model()
        if users.objects.exists():
            return
        password = secrets.token_urlsafe(12)
        users.objects.create_superuser(EDITOR, password=password)
        self.stdout.write(
            f"\n  Sign in as the editor:  name {EDITOR}   password {password}\n"
            "  (shown this once; `manage.py changepassword editor` sets another)\n"
        )


def _demonstration() -> list[Path]:
    """The raw files; what a reader must make of each lies beside them as .json, for the tests."""
    folder = settings.BASE_DIR / "fixtures" / "articles"
    return [path for path in sorted(folder.iterdir()) if path.suffix != ".json"]
