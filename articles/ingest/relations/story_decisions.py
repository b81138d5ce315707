"""Editors' decisions on stories: join, part, keep as it is. Kept, and undoable."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.ingest.relations.story_assignment import recluster
from articles.models import Article, Story, StoryDecision


class NotPossible(Exception):
    """A decision that cannot be carried out; the message says why and what to do."""


@transaction.atomic
def join(first: Article, second: Article, editor: User) -> None:
    """Put two articles, and the stories they are in, together. An earlier word that they differ is taken back."""
    if first == second:
        raise NotPossible("An article is in one story with itself. Name another one.")
    _refuse_pinned(first, second)
    _undo(_between(first, second, "part"), editor)
    if not _between(first, second, "join").exists():
        StoryDecision.objects.create(action="join", first=first, second=second, made_by=editor)
    recluster([first.pk, second.pk])


@transaction.atomic
def part(article: Article, editor: User, alone: bool = False) -> None:
    """Take an article out of its story: it tells another event. Its copies and rewrites go with it, unless ``alone``."""
    _refuse_pinned(article)
    story = article.story
    others = story.articles.exclude(pk=article.pk) if story else Article.objects.none()
    if not alone:
        others = others.exclude(independent_report=article.independent_report)
    if not others:
        raise NotPossible("The story has no other report that this one could be parted from.")
    for other in others:
        _undo(_between(article, other, "join"), editor)
        StoryDecision.objects.create(action="part", first=article, second=other, made_by=editor)
    recluster([article.pk, *(other.pk for other in others)])


@transaction.atomic
def pin(story: Story, editor: User, pinned: bool = True) -> None:
    """Leave a story as it is from now on, or let it be grouped again."""
    article = story.articles.order_by("pk").first()
    if article is None or story.pinned == pinned:
        return
    story.pinned = pinned
    story.save(update_fields=["pinned"])
    StoryDecision.objects.create(action="pin" if pinned else "unpin", first=article, made_by=editor)
    if not pinned:
        recluster(story.articles.values_list("pk", flat=True))


@transaction.atomic
def undo(decision: StoryDecision, editor: User) -> None:
    """Take a decision back: an article that was parted is grouped freely again, a joined pair only by what they share."""
    if decision.action == "part":
        same = StoryDecision.objects.filter(action="part", first=decision.first)
    elif decision.action == "join":
        same = StoryDecision.objects.filter(pk=decision.pk)
    else:
        raise NotPossible("Pin or unpin the story itself.")
    touched = {pk for pair in same.values_list("first_id", "second_id") for pk in pair if pk}
    _refuse_pinned(*Article.objects.filter(pk__in=touched))
    _undo(same, editor)
    recluster(touched)


def decisions_about(story: Story) -> list[StoryDecision]:
    """What was decided about the articles of a story, as in `decisions_on`."""
    return decisions_on(story.articles.values_list("pk", flat=True))


def decisions_on(articles: Iterable[int]) -> list[StoryDecision]:
    """What was decided about articles, the newest first; undone decisions too. One row a parting."""
    wanted = list(articles)
    rows = (
        StoryDecision.objects.filter(first__in=wanted) | StoryDecision.objects.filter(second__in=wanted)
    ).select_related("first", "second", "made_by", "undone_by")
    seen: dict[tuple[object, ...], StoryDecision] = {}
    for row in rows:
        key = (row.action, row.first_id, row.undone_at) if row.action == "part" else (row.pk,)
        seen.setdefault(key, row)
    return list(seen.values())


def _between(first: Article, second: Article, action: str) -> QuerySet[StoryDecision]:
    standing = StoryDecision.objects.filter(action=action, undone_at=None)
    return standing.filter(first=first, second=second) | standing.filter(first=second, second=first)


def _undo(decisions: QuerySet[StoryDecision], editor: User) -> None:
    decisions.filter(undone_at=None).update(undone_at=timezone.now(), undone_by=editor)


def _refuse_pinned(*articles: Article) -> None:
    if any(article.story and article.story.pinned for article in articles):
        raise NotPossible("The story is pinned. Unpin it first.")
