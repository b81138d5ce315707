"""Which articles are only a demonstration: those whose source file is one of the room's own examples."""

from __future__ import annotations

from articles.models import Article

DEMONSTRATION_PREFIX = "demo-"


def is_demonstration(article: Article) -> bool:
    """Whether the article, fetched with its source, was written to show what the room does."""
    return article.source.name.startswith(DEMONSTRATION_PREFIX)
