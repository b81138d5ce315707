"""The story an article belongs to, with its numbers of articles and independent reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from articles.models import Article
from articles.stories.clustering.story_clusters import Story


@dataclass(frozen=True, slots=True)
class StoryNote(Story):
    """A story as other pages mention it; ``pk`` is that of its row, None for an article on its own."""

    pk: int | None = None

    @property
    def url(self) -> str:
        """The address of the story's page; "" for a single article."""
        return reverse("story", args=(self.pk,)) if self.pk else ""


def stories_of(article_ids: Iterable[int]) -> dict[int, StoryNote]:
    """The story of each article; a single article is a story of one. Two queries for any number of ids."""
    wanted = set(article_ids)
    rows = Article.objects.filter(pk__in=wanted, story__isnull=False).order_by()
    return story_notes(dict.fromkeys(wanted) | dict(rows.values_list("pk", "story_id")))


def story_notes(story_of: Mapping[int, int | None]) -> dict[int, StoryNote]:
    """The same for articles of which the number of their story is known; one query, none where there is no story."""
    stories = {story for story in story_of.values() if story}
    notes = _notes(stories) if stories else {}
    return {
        pk: (notes.get(story) if story else None) or StoryNote((pk,), ((pk,),), ())
        for pk, story in story_of.items()
    }


def story_id(story: StoryNote) -> int | None:
    """The number in the story's address; none for an article on its own."""
    return story.pk


def _notes(story_ids: Iterable[int]) -> dict[int, StoryNote]:
    reports: defaultdict[int, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = Article.objects.filter(story__in=story_ids).order_by("pk")
    for pk, story, report in rows.values_list("pk", "story_id", "independent_report"):
        reports[story][report or pk].append(pk)
    return {
        story: StoryNote(
            tuple(sorted(pk for parts in found.values() for pk in parts)),
            tuple(tuple(found[report]) for report in sorted(found)),
            (),
            story,
        )
        for story, found in reports.items()
    }
