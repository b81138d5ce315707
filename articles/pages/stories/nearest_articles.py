"""The articles outside a story that an editor may join to it: those closest to it, and those found by words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db.models import Q

from articles.models import Article, Relation
from articles.search.backend import IndexMissing, SearchBackend
from articles.search.query.query import Query

SHOWN_MAX = 5
FIND_MAX_CHARACTERS = 200
LOOKED_AT_MAX = 60
FOUND_MAX = 10


@dataclass(frozen=True, slots=True)
class Near:
    """An article outside of the story, and why it may belong to it, in words."""

    article: Article
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joining:
    """An editor's search for an article of the same event; ``kept`` is what else the address carries, as pairs."""

    find: str
    found: tuple[Article, ...]
    kept: tuple[tuple[str, str], ...]


def near_story(inside: Collection[int]) -> tuple[Near, ...]:
    """The outside articles most similar to one inside, the closest first."""
    across = Q(first__in=inside) ^ Q(second__in=inside)
    closest: dict[int, Relation] = {}
    for row in Relation.objects.filter(across).order_by("-score", "pk")[:LOOKED_AT_MAX]:
        closest.setdefault(row.second_id if row.first_id in inside else row.first_id, row)
    wanted = list(closest)[:SHOWN_MAX]
    found = Article.objects.select_related("outlet", "dateline_place").in_bulk(wanted)
    return tuple(Near(found[pk], tuple(closest[pk].reasons)) for pk in wanted if pk in found)


def found_outside(find: str, inside: Collection[int], backend: SearchBackend) -> tuple[Article, ...]:
    """The best matches for an editor's words that are not in the story; none without words or without an index."""
    if not find:
        return ()
    query = replace(Query(text=find), page_size=FOUND_MAX + min(len(inside), FOUND_MAX))
    try:
        ids = [hit.article_id for hit in backend.search(query, facets=()).hits]
    except IndexMissing:
        return ()
    wanted = [pk for pk in ids if pk not in inside][:FOUND_MAX]
    rows = Article.objects.select_related("outlet", "dateline_place").in_bulk(wanted)
    return tuple(rows[pk] for pk in wanted if pk in rows)
