"""Is a stored article a new version of one that the room has, and what did it change?"""

from __future__ import annotations

from django.db.models import Q

from articles.models import Article, Relation
from articles.stories.versions import version_changes


def version_said(article: Article) -> str:
    """What an upload says of a new version, "new version of “…”: adds 2 sentences"; empty when it is none.

    A version is a rewrite of a report by its own outlet, or one that states the same address. The rewrite of another
    outlet is not: that is the same report told twice, and the article's page says so.
    """
    links = Relation.objects.filter(Q(first=article) | Q(second=article), relation="same_report").order_by(
        "-score"
    )
    for link in links.select_related("first__outlet", "second__outlet"):
        other = link.second if link.first_id == article.pk else link.first
        if _same_publisher(article, other):
            return f"new version of “{other.title}”: {version_changes(other.body, article.body).in_words}"
    return ""


def _same_publisher(article: Article, other: Article) -> bool:
    same_outlet = article.outlet_id is not None and article.outlet_id == other.outlet_id
    return same_outlet or (bool(article.url) and article.url == other.url)
