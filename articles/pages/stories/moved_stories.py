"""Articles of a former story, or of an old comparison's address, and where they are now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.ingest.relations.story_decisions import decisions_on
from articles.models import Article, FormerStory, Story, StoryDecision
from articles.pages.stories.membership import StoryNote, stories_of

SHOWN_MAX = 60


@dataclass(frozen=True, slots=True)
class MovedArticles:
    """An article, and the story that it is in now (a story of one where it is alone)."""

    article: Article
    story: StoryNote


@dataclass(frozen=True, slots=True)
class MovedPage:
    """The replacement for a page that no longer exists: an explanation, and where its articles are."""

    title: str
    said: str
    articles: tuple[MovedArticles, ...]
    decisions: tuple[StoryDecision, ...] = ()

    @property
    def story(self) -> Story | None:
        """The one story that they are all in now, if there is one."""
        stories = {one.story.pk for one in self.articles}
        only = stories.pop() if len(stories) == 1 else None
        return Story.objects.filter(pk=only).first() if only else None


def gone_story(number: int) -> MovedPage | None:
    """For the address of a story that is no more; None where there never was one, or its articles are gone as well."""
    left = FormerStory.objects.filter(story=number).order_by("article")
    found = tuple(_whereabouts(left.values_list("article_id", flat=True)[:SHOWN_MAX]))
    said = "Its articles are told apart now, or stand in other stories:"
    decisions = tuple(decisions_on(one.article.pk for one in found))
    return MovedPage("This story no longer exists", said, found, decisions) if found else None


def not_in_story(article_ids: Iterable[int]) -> MovedPage:
    """For a comparison of articles that are not both in the story of its address."""
    found = tuple(_whereabouts(article_ids))
    said = (
        "Two reports are compared inside their story, and these are not both in the one that was asked for."
    )
    return MovedPage("These are not reports of one story", said, found)


def _whereabouts(article_ids: Iterable[int]) -> Iterable[MovedArticles]:
    wanted = list(dict.fromkeys(article_ids))
    rows = Article.objects.filter(pk__in=wanted).select_related("outlet", "dateline_place")
    stories = stories_of(wanted)
    return [MovedArticles(row, stories[row.pk]) for row in rows.order_by("pk")]
