"""Which articles report the same event, and how many of them are independent reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from articles.models import Relation

STORY_ARTICLES_MAX = 200
ROUNDS_MAX = 8


@dataclass(frozen=True, slots=True)
class Story:
    """The reports of one event. ``id`` is the oldest article's, ``reports`` groups copies and rewrites together."""

    id: int
    reports: tuple[tuple[int, ...], ...]

    @property
    def articles(self) -> int:
        return sum(len(report) for report in self.reports)

    @property
    def independent_reports(self) -> int:
        return len(self.reports)


def stories_of(article_ids: Iterable[int]) -> dict[int, Story]:
    """The story of each article, found along the stored relations; an article on its own is a story of one."""
    wanted = set(article_ids)
    same_story, same_report = _Groups(), _Groups()
    for first, second, relation in _links(wanted):
        same_story.join(first, second)
        if relation == "same_report":
            same_report.join(first, second)
    return {pk: _story(same_story.group(pk), same_report) for pk in wanted}


class _Groups:
    """Disjoint groups of article ids that grow together as links are added."""

    def __init__(self) -> None:
        self._group_of: dict[int, set[int]] = {}

    def group(self, pk: int) -> set[int]:
        return self._group_of.setdefault(pk, {pk})

    def join(self, first: int, second: int) -> None:
        left, right = self.group(first), self.group(second)
        if left is right:
            return
        left |= right
        for pk in right:
            self._group_of[pk] = left


def _story(members: set[int], same_report: _Groups) -> Story:
    reports = {tuple(sorted(same_report.group(pk) & members)) for pk in members}
    return Story(min(members), tuple(sorted(reports)))


def _links(wanted: set[int]) -> Iterable[tuple[int, int, str]]:
    """The relations that lead from article to article of a story, a bounded number of steps outwards."""
    known: set[int] = set()
    fresh = set(wanted)
    for _ in range(ROUNDS_MAX):
        if not fresh or len(known) > STORY_ARTICLES_MAX + len(wanted):
            return
        known |= fresh
        near = Q(first_id__in=fresh) | Q(second_id__in=fresh)
        kinds = ("same_report", "same_story")
        links = list(
            Relation.objects.filter(near, relation__in=kinds).values_list("first_id", "second_id", "relation")
        )
        yield from links
        fresh = {pk for first, second, _ in links for pk in (first, second)} - known
