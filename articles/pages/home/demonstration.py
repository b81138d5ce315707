"""Demonstration articles: those whose source file is one of the room's own examples."""

from __future__ import annotations

from django.db.models import QuerySet

from articles.models import Article, SourceFile

DEMONSTRATION_PREFIX = "demo-"


def demonstration_sources() -> QuerySet[SourceFile]:
    """The source files of the room's own examples, by a range of names that the database's index serves."""
    after = DEMONSTRATION_PREFIX[:-1] + chr(ord(DEMONSTRATION_PREFIX[-1]) + 1)
    return SourceFile.objects.filter(name__gte=DEMONSTRATION_PREFIX, name__lt=after).order_by()


def is_demonstration(article: Article) -> bool:
    """Whether the article, fetched with its source, was written to show what the room does."""
    return article.source.name.startswith(DEMONSTRATION_PREFIX)
