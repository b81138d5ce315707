"""Story assignment: clusters the neighbourhood of some articles anew and keeps the stories' rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q

from articles.models import Article, FormerStory, IndexJob, Relation, Story, StoryDecision
from articles.stories.clustering.average_linkage import Pair
from articles.stories.clustering.story_clusters import Link, group
from articles.stories.clustering.story_clusters import Story as Grouped
from articles.stories.similarity.pair_relation import SAME_REPORT, SAME_STORY

ARTICLES_MAX = 600
"""A knot of linked articles larger than this is grouped only around the article that came."""


def recluster(article_ids: Iterable[int]) -> None:
    """Group anew the part that these articles are linked to, directly or through others, and keep the outcome.

    Two groups become one only where articles of both are linked as one event, so what lies outside of that part does
    not change. An article that belongs to nobody else's story has none. Pinned stories stay as they are.
    """
    near = _connected(set(article_ids))
    rows = Article.objects.filter(pk__in=near).exclude(story__pinned=True).only("story", "independent_report")
    articles = rows.in_bulk()
    joined, parted = _decided(articles)
    _keep(group(articles, _links_among(articles), joined, parted), articles)


def _connected(wanted: set[int]) -> set[int]:
    known: set[int] = set()
    fresh = set(wanted)
    while fresh and len(known) < ARTICLES_MAX:
        known |= fresh
        fresh = neighbours(fresh) - known
    return known


def neighbours(article_ids: Collection[int]) -> set[int]:
    """The articles that these are linked to as one event, or that an editor joined to them."""
    near = Q(first_id__in=article_ids) | Q(second_id__in=article_ids)
    events = Relation.objects.filter(near, relation__in=(SAME_REPORT, SAME_STORY))
    joined = StoryDecision.objects.filter(near, action="join", undone_at=None)
    pairs = [*events.values_list("first_id", "second_id"), *joined.values_list("first_id", "second_id")]
    return {pk for pair in pairs for pk in pair}


def _links_among(article_ids: Collection[int]) -> list[Link]:
    rows = Relation.objects.filter(first_id__in=article_ids, second_id__in=article_ids)
    fields = ("first_id", "second_id", "relation", "score", "rewritten")
    return [Link(*row) for row in rows.values_list(*fields)]


def _decided(article_ids: Collection[int]) -> tuple[list[Pair], list[Pair]]:
    """The pairs that editors put together and apart."""
    standing = StoryDecision.objects.filter(
        first_id__in=article_ids, second_id__in=article_ids, undone_at=None
    )
    pairs: dict[str, list[Pair]] = {"join": [], "part": []}
    for action, first, second in standing.values_list("action", "first_id", "second_id"):
        pairs[action].append((first, second))
    return pairs["join"], pairs["part"]


def _keep(groups: Sequence[Grouped], articles: dict[int, Article]) -> None:
    """Write who belongs to which story; a story keeps its row, and its address, as long as most of it stays."""
    free = {article.story_id for article in articles.values() if article.story_id is not None}
    changed: defaultdict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    moved, left = [], []
    for found in sorted(groups, key=lambda one: (-len(one.articles), one.articles)):
        story = _row_for(found, articles, free)
        oldest = {pk: report[0] for report in found.reports for pk in report}
        for pk in found.articles:
            article = articles[pk]
            now = (story, oldest[pk] if story else None)
            if (article.story_id, article.independent_report) != now:
                moved += [pk] if article.story_id != story else []
                if article.story_id not in (None, story):
                    left.append(FormerStory(article=article, story=article.story_id))
                changed[now].append(pk)
    for (story, report), pks in changed.items():
        Article.objects.filter(pk__in=pks).update(story=story, independent_report=report)
    FormerStory.objects.bulk_create(left, ignore_conflicts=True)
    IndexJob.objects.bulk_create(IndexJob(article_id=pk) for pk in moved)
    Story.objects.filter(pk__in=free, articles=None).delete()


def _row_for(found: Grouped, articles: dict[int, Article], free: set[int]) -> int | None:
    if len(found.articles) == 1:
        return None
    held = Counter(articles[pk].story_id for pk in found.articles)
    known = [story for story in held if story in free]
    if not known:
        return Story.objects.create().pk
    story = min(known, key=lambda one: (-held[one], one))
    free.discard(story)
    return story
