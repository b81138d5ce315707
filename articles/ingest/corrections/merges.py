"""Making two entities one, and two again: the merged row stays, so that its address lasts and nothing is lost."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from articles.entities.kinds import Kind
from articles.ingest.corrections.log import CannotCorrect, User, log, log_undone
from articles.ingest.corrections.mentions import MENTIONS_AT_ONCE_MAX, log_moves
from articles.ingest.corrections.names import checked_name
from articles.ingest.recognition.mention_linking import unused_slugs
from articles.ingest.recognition.merge_chains import (
    family_ids,
    final_entity,
    queue_articles,
    repoint_mentions,
    set_dateline_places,
)
from articles.ingest.recognition.merge_suggestions import forget_suggestions, pair
from articles.models import Alias, Correction, Entity, Mention, NotSame
from articles.text import fold


def merge(entity: Entity, into: Entity, user: User) -> Correction:
    """Merge an entity into another of its kind."""
    if entity.pk == into.pk or final_entity(into).pk == entity.pk:
        raise CannotCorrect("They are already merged.")
    if entity.merged_into is not None:
        raise CannotCorrect(f"{entity.name} is merged into {entity.merged_into.name} already.")
    into = final_entity(into)
    if entity.kind != into.kind:
        raise CannotCorrect("They are of different kinds: change the kind of one of them first.")
    with transaction.atomic():
        apart, _ = _apart(entity, into).delete()
        entity.merged_into = into
        entity.save(update_fields=["merged_into"])
        Entity.objects.filter(pk=into.pk).update(curated=True)
        repoint_mentions(entity)
        forget_suggestions()
        return log("merge", entity, user, other=into, told_apart=bool(apart))


def undo_merge(correction: Correction, user: User) -> None:
    """Undo a merge: each entity gets its own mentions again."""
    entity = correction.entity
    if correction.other is None or entity.merged_into_id != correction.other_id:
        raise CannotCorrect(f"{entity.name} is not merged into it any more.")
    with transaction.atomic():
        entity.merged_into = None
        entity.save(update_fields=["merged_into"])
        repoint_mentions(entity)
        if correction.value["told_apart"]:
            _tell_apart(entity, correction.other)
        log_undone(correction, user)


def split(
    entity: Entity,
    name: str,
    user: User,
    mentions: Collection[Mention] = (),
    aliases: Collection[Alias] = (),
) -> Correction:
    """Split an entity: these mentions, and all with these names, belong to another entity.

    The names go with the new entity, so that later articles are read right; mentions are tied to their places.
    """
    name = checked_name(name)
    aliases = [alias for alias in aliases if alias.entity_id in family_ids(entity)]
    if not mentions and not aliases:
        raise CannotCorrect("Choose the mentions or the names that belong to the other one.")
    if len(mentions) > MENTIONS_AT_ONCE_MAX:
        raise CannotCorrect(f"At most {MENTIONS_AT_ONCE_MAX} mentions can be moved at a time.")
    if any(fold(alias.surface) == fold(entity.name) for alias in aliases):
        raise CannotCorrect(f"“{entity.name}” is what this one is called here: rename it first.")
    with transaction.atomic():
        other = _made(entity, name, aliases)
        _tell_apart(entity, other)
        moved = [[alias.pk, alias.entity_id, alias.source] for alias in aliases]
        correction = log("split", entity, user, other=other, aliases=moved)
        log_moves(correction, mentions)
        _move(entity, other, mentions, aliases)
        forget_suggestions()
        return correction


def undo_split(correction: Correction, user: User) -> None:
    """Undo a split: names and mentions return, and the new entity's address leads to the first."""
    entity, other = correction.entity, correction.other
    if other is None or other.merged_into is not None:
        raise CannotCorrect("The one that was told apart has been merged since: undo that first.")
    with transaction.atomic():
        log_undone(correction, user)
        _apart(entity, other).delete()
        for pk, owner, source in correction.value["aliases"]:
            for alias in Alias.objects.filter(pk=pk, entity=other):
                alias.entity_id, alias.source = owner, source
                alias.save()
        other.merged_into = entity
        other.save(update_fields=["merged_into"])
        read_anew = set(Mention.objects.filter(entity=other).values_list("article_id", flat=True))
        repoint_mentions(other)
        queue_articles(read_anew, stale=True)


def tell_apart(first: Entity, second: Entity, user: User) -> Correction:
    """Declare two entities different: they are never suggested as one again."""
    if final_entity(first).pk == final_entity(second).pk:
        raise CannotCorrect("They are merged: undo that instead.")
    with transaction.atomic():
        _tell_apart(first, second)
        forget_suggestions()
        return log("apart", first, user, other=second)


def undo_tell_apart(correction: Correction, user: User) -> None:
    """Undo `tell_apart`: the two may be suggested again."""
    with transaction.atomic():
        if correction.other is not None:
            _apart(correction.entity, correction.other).delete()
        log_undone(correction, user)


def _tell_apart(first: Entity, second: Entity) -> None:
    older, newer = pair(first, second)
    NotSame.objects.get_or_create(first_id=older, second_id=newer)


def _apart(first: Entity, second: Entity) -> QuerySet[NotSame]:
    older, newer = pair(first, second)
    return NotSame.objects.filter(first_id=older, second_id=newer)


def _made(entity: Entity, name: str, aliases: Collection[Alias]) -> Entity:
    """The other one. Its name is one that linking knows only where it is not a name of the first too."""
    kind = Kind(entity.kind)
    slug = unused_slugs(kind, [name])[0]
    other = Entity.objects.create(kind=entity.kind, name=name, slug=slug, curated=True)
    for alias in aliases:
        alias.refresh_from_db()
    shared = Alias.objects.filter(entity__in=family_ids(entity), folded=fold(name)).exclude(
        pk__in=[alias.pk for alias in aliases]
    )
    if fold(name) != fold(entity.name) and not shared.exists():
        if not any(alias.surface == name for alias in aliases):
            Alias.objects.create(entity=other, surface=name, folded=fold(name), source="editor")
    else:
        Alias.objects.create(entity=other, surface=name, folded=fold(name), source="shared")
    return other


def _move(entity: Entity, other: Entity, mentions: Collection[Mention], aliases: Collection[Alias]) -> None:
    surfaces = Mention.objects.filter(entity=entity).order_by().values_list("surface", flat=True).distinct()
    names = {alias.folded for alias in aliases}
    theirs = [surface for surface in surfaces if fold(surface) in names] if names else []
    moved = set(Mention.objects.filter(entity=entity, surface__in=theirs).values_list("pk", flat=True))
    moved |= {mention.pk for mention in mentions}
    for alias in aliases:
        alias.entity, alias.source = other, "editor"
        alias.save()
    rows = Mention.objects.filter(pk__in=moved)
    articles = set(rows.values_list("article_id", flat=True))
    filed = set(rows.filter(role="dateline").values_list("article_id", flat=True))
    rows.update(entity=other, linked=None)
    set_dateline_places(filed)
    queue_articles(articles, stale=bool(aliases))
