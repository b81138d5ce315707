"""Is a stored article a new version of one that the room has, and what did it change?"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from articles.models import Article, Relation
from articles.stories.versions import version_changes


def version_said(article: Article) -> str:
    """What an upload says of a new version, "new version of “…”: adds 2 sentences"; empty when it is none.

    A version is a rewrite of a report by its own outlet, or one that states the same address. The rewrite of another
    outlet is not: that is the same report told twice, and the article's page says so.
    """
    other = earlier_versions([article.pk]).get(article.pk)
    if other is None:
        return ""
    return f"new version of “{other.title}”: {version_changes(other.body, article.body).in_words}"


def earlier_versions(article_ids: Collection[int]) -> dict[int, Article]:
    """For each of these articles that is a new version: the closest one that the room had before."""
    ours = Q(first__in=article_ids) | Q(second__in=article_ids)
    links = Relation.objects.filter(ours, relation="same_report").order_by("-score")
    found: dict[int, Article] = {}
    for link in links.select_related("first__outlet", "second__outlet"):
        # The first of a pair is the older row.
        if link.second_id in article_ids and _same_publisher(link.first, link.second):
            found.setdefault(link.second_id, link.first)
    return found


def _same_publisher(article: Article, other: Article) -> bool:
    same_outlet = article.outlet_id is not None and article.outlet_id == other.outlet_id
    return same_outlet or (bool(article.url) and article.url == other.url)
