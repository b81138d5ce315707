"""Merged entities: a mention counts for the entity at the end of its chain of merges."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Entity, FieldReview, IndexJob, Mention

IDS_AT_ONCE = 500


def final_entity(entity: Entity) -> Entity:
    """The entity itself, or the one it was merged into; a ring of merges ends where it began."""
    seen = {entity.pk}
    while entity.merged_into is not None and entity.merged_into.pk not in seen:
        entity = entity.merged_into
        seen.add(entity.pk)
    return entity


def family_ids(entity: Entity) -> list[int]:
    """The entity and all that were merged into it, at whatever remove."""
    found = [entity.pk]
    latest = [entity.pk]
    while latest:
        latest = list(
            Entity.objects.filter(merged_into__in=latest).exclude(pk__in=found).values_list("pk", flat=True)
        )
        found += latest
    return found


def repoint_mentions(entity: Entity) -> None:
    """Count the mentions of an entity, and of those merged into it, for whom it stands now, after a merge or its undoing.

    Call it in the transaction that set `merged_into`. What is changed is queued for the index.
    """
    target, family = final_entity(entity), family_ids(entity)
    meant = Q(meant__in=family)
    mentions = Mention.objects.filter(Q(linked__in=family) | Q(entity__in=family) | meant)
    articles = set(mentions.values_list("article_id", flat=True))
    filed = set(mentions.filter(role="dateline").values_list("article_id", flat=True))
    for pk in family:
        Mention.objects.filter(entity=pk, linked=None).update(linked=pk)
    # An editor's merge of a short name or a variant says more than the room's linking of it.
    if entity.merged_into_id is not None:
        Mention.objects.filter(linked=entity, meant__isnull=False).update(
            meant=None, certainty="", link_reason=""
        )
    Mention.objects.filter(meant_or_linked(family)).update(entity=target, kind=target.kind)
    Mention.objects.filter(entity=target, linked=target, meant=None).update(linked=None)
    Article.objects.filter(dateline_place__in=family).exclude(dateline_place=target).update(
        dateline_place=target
    )
    set_dateline_places(filed)
    # Those that name the other one are found by the names of both from now on.
    queue_articles(articles | filed | articles_naming(target))


def meant_or_linked(family: Collection[int]) -> Q:
    """The mentions that stand for these entities: linked to them by the room, or naming them and linked to nobody else."""
    return Q(meant__in=family) | Q(linked__in=family, meant=None)


def set_dateline_places(article_ids: Iterable[int]) -> None:
    """Say of each article that it was filed where the first mention in its dateline says; without one it stays.

    So it does where an editor has settled the dateline.
    """
    settled = set(FieldReview.objects.filter(field="dateline").values_list("article_id", flat=True))
    for some in _chunks(set(article_ids) - settled):
        datelines = Mention.objects.filter(article__in=some, part="body", role="dateline")
        first: dict[int, int] = {}
        for article_id, place in datelines.order_by("start").values_list("article_id", "entity_id"):
            first.setdefault(article_id, place)
        by_place: dict[int, list[int]] = {}
        for article_id, place in first.items():
            by_place.setdefault(place, []).append(article_id)
        for place, filed in by_place.items():
            Article.objects.filter(pk__in=filed).update(dateline_place=place)


def articles_naming(entity: Entity) -> set[int]:
    """The articles that name an entity or report from it."""
    mentioning = Mention.objects.filter(entity=entity).values_list("article_id", flat=True)
    filed = Article.objects.filter(dateline_place=entity).values_list("pk", flat=True)
    return {*mentioning, *filed}


def queue_articles(article_ids: Iterable[int], *, stale: bool = False) -> None:
    """Queue articles for the index; ``stale`` also has them read for entities anew, by the worker."""
    for some in _chunks(article_ids):
        IndexJob.objects.bulk_create(IndexJob(article_id=pk) for pk in some)
        if stale:
            Article.objects.filter(pk__in=some).update(stale_since=timezone.now())


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """The ids, each once, in order, as many at a time as a database takes in one statement."""
    waiting = iter(sorted(set(ids)))
    while some := list(islice(waiting, IDS_AT_ONCE)):
        yield some
