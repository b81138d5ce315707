"""Many mentions of an entity at once: rejected, moved to another one, or all of them because it is no name."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from articles.ingest.corrections.log import CannotCorrect, User, log, log_in_article, log_undone
from articles.ingest.corrections.mentions import (
    MENTIONS_AT_ONCE_MAX,
    anchor_of_mention,
    entity_called,
    kept_fields,
    log_moves,
    restore_mentions,
)
from articles.ingest.corrections.names import checked_name, reread_for
from articles.ingest.recognition.merge_chains import (
    articles_naming,
    family_ids,
    queue_articles,
    set_dateline_places,
)
from articles.ingest.recognition.merge_suggestions import forget_suggestions
from articles.models import Alias, Article, Correction, Entity, Mention, MergeSuggestion


def reject_mentions(entity: Entity, mentions: Collection[Mention], user: User) -> Correction:
    """Reject mentions of an entity: no later reading of their articles finds them again."""
    _check_number(mentions)
    with transaction.atomic():
        correction = log("rejects", entity, user, count=len(mentions))
        for mention in mentions:
            log_in_article(
                "reject",
                entity,
                user,
                mention.article,
                anchor_of_mention(mention),
                part_of=correction,
                hidden=[kept_fields(mention)],
            )
        _take_out(mentions)
        return correction


def undo_reject_mentions(correction: Correction, user: User) -> None:
    """Undo `reject_mentions`: what was found there stands again, and the articles are read anew."""
    parts = list(correction.parts.filter(undone_at=None).select_related("article"))
    with transaction.atomic():
        log_undone(correction, user)
        for part in parts:
            if part.article is not None:
                restore_mentions(part.article, part.value["hidden"])
        articles = {part.article_id for part in parts if part.article_id}
        set_dateline_places(articles)
        queue_articles(articles, stale=True)


def move_mentions(entity: Entity, name: str, mentions: Collection[Mention], user: User) -> Correction:
    """Say that mentions of an entity mean another one of its kind, which is made if it is new."""
    _check_number(mentions)
    name = checked_name(name)
    with transaction.atomic():
        other = entity_called(entity.kind, name)
        if other.pk == entity.pk:
            raise CannotCorrect(f"They are mentions of {entity.name} already.")
        correction = log("move", entity, user, other=other, count=len(mentions))
        log_moves(correction, mentions)
        _repoint(mentions, other)
        return correction


def undo_move_mentions(correction: Correction, user: User) -> None:
    """Undo `move_mentions`: the mentions that still stand where they stood name the first again."""
    parts = list(correction.parts.filter(undone_at=None))
    with transaction.atomic():
        log_undone(correction, user)
        spots = {(part.article_id, part.part, part.part_index, part.start, part.end) for part in parts}
        articles = {part.article_id for part in parts if part.article_id}
        there = Mention.objects.filter(article__in=articles, entity=correction.other)
        back = [
            row for row in there if (row.article_id, row.part, row.part_index, row.start, row.end) in spots
        ]
        _repoint(back, correction.entity)
        queue_articles(articles, stale=True)


def say_no_name(entity: Entity, user: User) -> Correction:
    """Say that an entity is no name at all: its mentions go, and no reading of any article finds it again."""
    if entity.no_name:
        raise CannotCorrect(f"“{entity.name}” is said to be no name already.")
    articles = set(articles_naming(entity))
    with transaction.atomic():
        Entity.objects.filter(pk__in=family_ids(entity)).update(no_name=True)
        Entity.objects.filter(pk=entity.pk).update(curated=True)
        Mention.objects.filter(entity=entity).delete()
        Article.objects.filter(dateline_place=entity).update(dateline_place=None)
        MergeSuggestion.about([entity]).delete()
        forget_suggestions()
        queue_articles(articles)
        return log("noname", entity, user, articles=len(articles))


def undo_no_name(correction: Correction, user: User) -> None:
    """Undo `say_no_name`: the articles that contain one of its names are read anew."""
    entity = correction.entity
    with transaction.atomic():
        Entity.objects.filter(pk__in=family_ids(entity)).update(no_name=False)
        log_undone(correction, user)
    surfaces = Alias.objects.filter(entity__in=family_ids(entity)).exclude(source="dropped")
    reread_for(entity, {entity.name, *surfaces.values_list("surface", flat=True)})


def _check_number(mentions: Collection[Mention]) -> None:
    if not mentions:
        raise CannotCorrect("Choose the mentions first, or all that the filters find.")
    if len(mentions) > MENTIONS_AT_ONCE_MAX:
        raise CannotCorrect(
            f"At most {MENTIONS_AT_ONCE_MAX:,} mentions can be changed at a time: narrow them by outlet or period."
        )


def _take_out(mentions: Collection[Mention]) -> None:
    _rows_of(mentions).delete()
    _update_articles(mentions)


def _repoint(mentions: Collection[Mention], entity: Entity) -> None:
    _rows_of(mentions).update(entity=entity, linked=None, kind=entity.kind)
    _update_articles(mentions)


def _rows_of(mentions: Collection[Mention]) -> QuerySet[Mention]:
    return Mention.objects.filter(pk__in=[mention.pk for mention in mentions])


def _update_articles(mentions: Collection[Mention]) -> None:
    """Let the articles of changed mentions follow: the place where each was filed, and the index."""
    set_dateline_places({mention.article_id for mention in mentions if mention.role == "dateline"})
    queue_articles({mention.article_id for mention in mentions})
