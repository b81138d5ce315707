"""The reading room as a Django app."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "reading room"

    def ready(self) -> None:
        """Register the system checks, and let stories hear of deleted articles."""
        from articles import checks  # noqa: F401
        from articles.ingest.relations.article_deletion import listen

        listen()
