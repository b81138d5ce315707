"""Template filters for dates and counts."""

from __future__ import annotations

from django import template

from articles.models import Article
from articles.pages.shared import dates
from articles.text import counted

register = template.Library()


@register.filter
def published_shown(article: Article) -> str:
    """The article's publication date in words, empty when its source states none."""
    return dates.shown(article.published, article.published_precision)


@register.filter
def thousands(count: int) -> str:
    """A count with its thousands separated.

    >>> thousands(1200)
    '1,200'
    """
    return f"{count:,}"


@register.filter
def plural(count: int, word: str) -> str:
    """A count with its noun, which takes an s or its own plural after a comma ("person,people").

    >>> plural(1, "article"), plural(2, "article"), plural(1200, "person,people")
    ('1 article', '2 articles', '1,200 people')
    """
    return counted(count, *word.split(",", 1))
