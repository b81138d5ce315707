"""Putting an entity's own facts right: its name, its kind, the names it is known by. Each undoable and logged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, partial

from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from articles.entities.kinds import Kind
from articles.entities.languages.known_names import pattern_of
from articles.ingest.corrections.log import CannotCorrect, User, log, log_undone
from articles.ingest.recognition.article_parts import PART_FIELDS, texts_of
from articles.ingest.recognition.mention_linking import NAME_MAX_CHARACTERS, unused_slugs
from articles.ingest.recognition.merge_chains import articles_naming, final_entity, queue_articles
from articles.models import Alias, Article, Correction, Entity, Mention
from articles.text import fold

SHORT_FORM_CHARACTERS = 4
_TEXT_FIELDS = ("paragraphs", "title", "captions", "footnotes")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]{2,}")


def rename(entity: Entity, name: str, user: User) -> Correction:
    """Rename an entity. The old name stays an alias, and the address stays."""
    name = checked_name(name)
    if name == entity.name:
        raise CannotCorrect(f"It is called “{name}” already.")
    containing = articles_containing(name)
    with transaction.atomic():
        before = entity.name
        _keep_name(entity, before)
        entity.name, entity.curated = name, True
        entity.save(update_fields=["name", "curated"])
        added = _known(entity, name)
        queue_articles(articles_naming(entity))
        queue_articles(containing, stale=True)
        return log("rename", entity, user, before=before, after=name, alias=added)


def change_kind(entity: Entity, kind: str, user: User) -> Correction:
    """Change the kind of an entity. Recognition uses the new kind for its names from now on."""
    kind = Kind(kind).value
    if kind == entity.kind:
        raise CannotCorrect(f"{entity.name} is that already.")
    with transaction.atomic():
        before = entity.kind
        added = _known(entity, entity.name)
        _set_kind(entity, kind)
        return log("kind", entity, user, before=before, after=kind, alias=added)


def add_alias(entity: Entity, surface: str, user: User) -> Correction:
    """Add an alias. Exactly the articles that contain it are read anew."""
    surface = checked_name(surface)
    holder = _holder(entity, surface)
    if holder is not None:
        raise CannotCorrect(
            f"“{surface}” is a name of {holder.name}. If they are one, merge them; if not, take it away there first."
        )
    existing = entity.aliases.filter(surface=surface).first()
    if existing and existing.source in ("seed", "editor"):
        raise CannotCorrect(f"{entity.name} is known as “{surface}” already.")
    containing = articles_containing(surface)
    with transaction.atomic():
        added = _known(entity, surface)
        queue_articles(articles_naming(entity))
        queue_articles(containing, stale=True)
        return log("alias", entity, user, surface=surface, alias=added)


def drop_alias(alias: Alias, user: User) -> Correction:
    """Remove an alias, so that neither a data file nor an article restores it."""
    entity = final_entity(alias.entity)
    if alias.source == "dropped":
        raise CannotCorrect(f"“{alias.surface}” has already been removed.")
    if fold(alias.surface) == fold(entity.name):
        raise CannotCorrect(f"“{alias.surface}” is what it is called here: rename it first.")
    containing = articles_containing(alias.surface)
    with transaction.atomic():
        before = alias.source
        alias.source = "dropped"
        alias.save()
        queue_articles(articles_naming(entity))
        queue_articles(containing, stale=True)
        return log("drop", entity, user, surface=alias.surface, alias=[alias.pk, before])


def undo_rename(correction: Correction, user: User) -> None:
    """Undo a rename, unless the entity was renamed again since."""
    entity, value = correction.entity, correction.value
    if entity.name != value["after"]:
        raise CannotCorrect(f"It has been renamed since, to {entity.name}: undo that first.")
    containing = articles_containing(value["after"])
    with transaction.atomic():
        entity.name = value["before"]
        entity.save(update_fields=["name"])
        _forget(value["alias"])
        queue_articles(articles_naming(entity))
        queue_articles(containing, stale=True)
        log_undone(correction, user)


def undo_kind(correction: Correction, user: User) -> None:
    """Undo a change of kind, unless the kind was changed again since."""
    entity, value = correction.entity, correction.value
    if entity.kind != value["after"]:
        raise CannotCorrect("Its kind has been changed again since: undo that first.")
    with transaction.atomic():
        _forget(value["alias"])
        _set_kind(entity, value["before"])
        log_undone(correction, user)


def undo_alias(correction: Correction, user: User) -> None:
    """Undo adding or removing an alias; the articles that contain it are read anew."""
    surface = correction.value["surface"]
    containing = articles_containing(surface)
    with transaction.atomic():
        _forget(correction.value["alias"])
        queue_articles(articles_naming(correction.entity))
        queue_articles(containing, stale=True)
        log_undone(correction, user)


def reread_for(entity: Entity, surfaces: Iterable[str]) -> None:
    """React to a changed alias: reindex articles that mention the entity, and re-read those that contain the name."""
    containing = {pk for surface in surfaces for pk in articles_containing(surface)}
    with transaction.atomic():
        queue_articles(articles_naming(entity))
        queue_articles(containing, stale=True)


def articles_containing(surface: str) -> set[int]:
    """The articles that contain a name as whole words, in a form that it has in the article's language.

    Capitals do not matter, but a short form (IS) is one only as printed.

    Asked of the database, which is never behind as the index may be: 0.2 to 5 s of processor time for 20,000 articles.
    """
    case = 0 if _is_short_form(surface) else re.IGNORECASE
    pattern = cache(partial(pattern_of, surface.replace("’", "'"), flags=case))
    candidates = Article.objects.filter(recognised=True).only(*PART_FIELDS)
    # The rows keep their texts as JSON, in which only plain letters stand as they are on every database.
    plain = max(_ASCII_WORD.findall(surface), key=len, default="")
    if plain:
        as_text = {f"{field}_text": Cast(field, TextField()) for field in _TEXT_FIELDS}
        there = Q()
        for name in as_text:
            there |= Q(**{f"{name}__icontains": plain})
        candidates = candidates.annotate(**as_text).filter(there)
    return {
        article.pk
        for article in candidates.iterator(chunk_size=200)
        if any(
            pattern(article.language).search(text.replace("’", "'")) for text in texts_of(article).values()
        )
    }


def _set_kind(entity: Entity, kind: str) -> None:
    """Set the kind and, where free, the slug of that kind; articles that contain its names are read anew."""
    was_read_as = entity.former_kind or entity.kind
    entity.former_kind = "" if kind == was_read_as else was_read_as
    entity.kind, entity.curated = kind, True
    if Entity.objects.filter(kind=kind, slug=entity.slug).exclude(pk=entity.pk).exists():
        entity.slug = unused_slugs(Kind(kind), [entity.name])[0]
    entity.save(update_fields=["kind", "former_kind", "curated", "slug"])
    mentions = Mention.objects.filter(entity=entity)
    mentions.update(kind=kind)
    if kind != Kind.PLACE.value:
        mentions.exclude(role="mention").update(role="mention")
        Article.objects.filter(dateline_place=entity).update(dateline_place=None)
    queue_articles(articles_naming(entity), stale=True)


def _known(entity: Entity, surface: str) -> list[object]:
    """Make an alias known to recognition; return its former state as [row, source] for undo."""
    alias, fresh = Alias.objects.get_or_create(
        entity=entity,
        surface=surface,
        defaults={
            "folded": fold(surface)[:NAME_MAX_CHARACTERS],
            "source": "editor",
            "case_sensitive": _is_short_form(surface),
        },
    )
    before = "" if fresh else alias.source
    if before not in ("", "seed", "editor"):
        alias.source = "editor"
        alias.save()
    return [alias.pk, before]


def _is_short_form(surface: str) -> bool:
    """Whether a name is also a word (IS, WHO) and so applies only as printed."""
    return surface.isupper() and len(surface) <= SHORT_FORM_CHARACTERS


def _forget(known: list[object]) -> None:
    """Restore an alias to its state before `_known` or a removal."""
    pk, before = known
    alias = Alias.objects.filter(pk=pk).first()
    if alias is None:
        return
    if before:
        alias.source = str(before)
        alias.save()
    else:
        alias.delete()


def _keep_name(entity: Entity, name: str) -> None:
    """Keep a former name as an alias."""
    Alias.objects.get_or_create(
        entity=entity,
        surface=name,
        defaults={"folded": fold(name)[:NAME_MAX_CHARACTERS], "source": "editor"},
    )


def _holder(entity: Entity, surface: str) -> Entity | None:
    """Another entity of the kind with this alias."""
    known = Alias.objects.filter(folded=fold(surface), entity__kind=entity.kind)
    for alias in known.exclude(source__in=("text", "dropped")).select_related("entity__merged_into"):
        if final_entity(alias.entity).pk != entity.pk:
            return final_entity(alias.entity)
    return None


def checked_name(name: str) -> str:
    """A name as typed, on one line. Raises CannotCorrect if it cannot be a name."""
    name = " ".join(name.split())
    if len(fold(name)) < 2:
        raise CannotCorrect("A name has at least two letters.")
    if len(name) > NAME_MAX_CHARACTERS:
        raise CannotCorrect(f"A name has at most {NAME_MAX_CHARACTERS} letters.")
    return name
