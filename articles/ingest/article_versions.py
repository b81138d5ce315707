"""New versions of stored articles, and what they changed."""

from __future__ import annotations

from collections.abc import Collection

from articles.models import Article, Relation
from articles.stories.similarity.version_diff import version_changes


def describe_version(article: Article) -> str:
    """What an upload says of a rewrite or an update, "new version of “…”: adds 2 sentences"; empty when it is none.

    An outlet that is known to be another one is named: its rewrite is the same report told again, not a second source.
    """
    other = earlier_versions([article.pk]).get(article.pk)
    if other is None:
        return ""
    elsewhere = other.outlet if other.outlet_id != article.outlet_id and article.outlet_id else None
    whose = f" ({elsewhere.name})" if elsewhere else ""
    return f"new version of “{other.title}”{whose}: {version_changes(other.body, article.body).in_words}"


def earlier_versions(article_ids: Collection[int]) -> dict[int, Article]:
    """For each of these articles that repeats a report: the closest earlier article of the room."""
    # The first of a pair is the older row.
    links = Relation.objects.filter(second__in=article_ids, relation="same_report").order_by("-score")
    closest: dict[int, int] = {}
    for second, first in links.values_list("second_id", "first_id"):
        closest.setdefault(second, first)
    earlier = Article.objects.select_related("outlet").in_bulk(set(closest.values()))
    return {second: earlier[first] for second, first in closest.items()}
