"""The reading room as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "reading room"

    def ready(self) -> None:
        """Register the system checks; let stories hear of deleted articles, and connections of a database file replaced."""
        from articles import checks  # noqa: F401
        from articles.ingest.condition import database_file
        from articles.ingest.relations import article_deletion
        from articles.models.counting import drop_before_migrating, install_after_migrating

        article_deletion.connect_signals()
        database_file.connect_signals()
        pre_migrate.connect(drop_before_migrating, sender=self)
        post_migrate.connect(install_after_migrating, sender=self)
