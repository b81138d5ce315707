"""The reading room as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "reading room"

    def ready(self) -> None:
        """Register the system checks, and let stories hear of deleted articles."""
        from articles import checks  # noqa: F401
        from articles.ingest.relations.article_deletion import connect_signals
        from articles.models.counting import drop_before_migrating, install_after_migrating

        connect_signals()
        pre_migrate.connect(drop_before_migrating, sender=self)
        post_migrate.connect(install_after_migrating, sender=self)
