"""The reading room as a Django app."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "reading room"

    def ready(self) -> None:
        """Register the system checks."""
        from articles import checks  # noqa: F401
