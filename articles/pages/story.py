"""Which articles report the same event, found along the stored relations and grouped as articles/stories groups them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q

from articles.models import Relation
from articles.stories.grouping import Link, Story, group

ARTICLES_MAX = 400
ROUNDS_MAX = 6


def stories_of(article_ids: Iterable[int]) -> dict[int, Story]:
    """The story of each article; an article on its own is a story of one. At most seven queries, however many ids."""
    wanted = set(article_ids)
    links = _links_around(wanted)
    near = wanted.union(*((link.first, link.second) for link in links))
    found = group(near, links)
    return {pk: story for story in found for pk in story.articles if pk in wanted}


def story_id(story: Story) -> int:
    """What a story goes by until it has a row of its own: its oldest article."""
    return min(story.articles)


def _links_around(wanted: Collection[int]) -> list[Link]:
    """The relations that lead from article to article of an event, a bounded number of steps outwards."""
    found: dict[tuple[int, int], Link] = {}
    known: set[int] = set()
    fresh = set(wanted)
    for _ in range(ROUNDS_MAX):
        if not fresh or len(known) > ARTICLES_MAX:
            break
        known |= fresh
        for link in _links_of(fresh):
            found[link.first, link.second] = link
        fresh = {pk for pair in found for pk in pair} - known
    return list(found.values())


def _links_of(article_ids: Collection[int]) -> Iterable[Link]:
    near = Q(first_id__in=article_ids) | Q(second_id__in=article_ids)
    rows = Relation.objects.filter(near, relation__in=("same_report", "same_story"))
    for first, second, relation, score in rows.values_list("first_id", "second_id", "relation", "score"):
        yield Link(first, second, relation, score)
