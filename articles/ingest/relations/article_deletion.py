"""Regrouping a story when one of its articles is deleted.

Heard from Django's signals, so that it holds whoever deletes: the admin one by one or many at once, a command, a cascade.
"""

from __future__ import annotations

from django.db.models.signals import post_delete, pre_delete

from articles.ingest.relations.story_assignment import neighbours, recluster
from articles.models import Article, IndexJob, Story


def connect_signals() -> None:
    """Hear of deleted articles from now on."""
    pre_delete.connect(_remember, sender=Article, dispatch_uid="stories.remember")
    post_delete.connect(_close_ranks, sender=Article, dispatch_uid="stories.close_ranks")


def _remember(instance: Article, **_: object) -> None:
    """Its links go with it: who is near must be known beforehand."""
    near = set(neighbours([instance.pk]))
    if instance.story_id is not None:
        near |= set(Article.objects.filter(story=instance.story_id).values_list("pk", flat=True))
    vars(instance)["stood_near"] = near - {instance.pk}


def _close_ranks(instance: Article, **_: object) -> None:
    """Group those anew that stood near, take it out of the index, and drop a story that nobody is left in."""
    recluster(vars(instance).pop("stood_near", set()))
    IndexJob.objects.create(article_id=instance.pk)
    Story.objects.filter(pk=instance.story_id, articles=None).delete()
