"""The articles outside a story that are closest to it, for an editor to join."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from articles.models import Article, Relation

SHOWN_MAX = 5
LOOKED_AT_MAX = 60


@dataclass(frozen=True, slots=True)
class Near:
    """An article outside of the story, and why it may belong to it, in words."""

    article: Article
    reasons: tuple[str, ...]


def near_story(inside: Collection[int]) -> tuple[Near, ...]:
    """The outside articles most similar to one inside, the closest first."""
    across = Q(first__in=inside) ^ Q(second__in=inside)
    closest: dict[int, Relation] = {}
    for row in Relation.objects.filter(across).order_by("-score", "pk")[:LOOKED_AT_MAX]:
        closest.setdefault(row.second_id if row.first_id in inside else row.first_id, row)
    wanted = list(closest)[:SHOWN_MAX]
    found = Article.objects.select_related("outlet", "dateline_place").in_bulk(wanted)
    return tuple(Near(found[pk], tuple(closest[pk].reasons)) for pk in wanted if pk in found)
