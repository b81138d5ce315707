"""Mention linking: what was read in an article becomes rows, with the entities and aliases they need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from anyascii import anyascii
from django.db.models import Q
from django.utils.text import slugify

from articles.entities.kinds import Kind, Role
from articles.entities.kinds import Mention as ReadMention
from articles.entities.knowledge_base import AliasRecord, KnowledgeBase
from articles.entities.linking.name_similarity import link_person, surname_sound
from articles.entities.places.gazetteer import Place
from articles.entities.recognition.entity_reader import LearnedAlias, Reading
from articles.ingest.recognition.correction_replay import apply_corrections, role_for
from articles.ingest.recognition.entity_candidates import KNOWN_ALIAS_SOURCES, ArticleDirectory
from articles.ingest.recognition.merge_chains import final_entity
from articles.ingest.recognition.merge_suggestions import suggest_for
from articles.ingest.recognition.room_linking import link_rows
from articles.models import Alias, Article, Entity, Mention
from articles.reading.anchoring import PartKey
from articles.text import fold

NAME_MAX_CHARACTERS = 200
SURFACE_MAX_CHARACTERS = 300
SLUGS_ASKED_FOR_ONE_BY_ONE = 50
Thing = tuple[Kind, str, str]
"""What a mention says of its entity: kind, gazetteer id where it has one, name."""


def link_reading(article: Article, reading: Reading, parts_meta: Sequence[PartKey]) -> None:
    """Put the article's mentions in place of those it had, inside the caller's transaction.

    ``parts_meta`` says for each part of the reading where it belongs: ("body", 0), ("title", 0), ("caption", 2). Entities
    and aliases that are not on file are made. ``article.dateline_place`` is set, not saved.
    """
    read = [(key, one) for key, part in zip(parts_meta, reading.mentions, strict=True) for one in part]
    entities = _entities_of([one for _, one in read], reading.places)
    found = [_mention_row(article, key, one, entities[_thing(one)]) for key, one in read]
    # What an editor said is no name is found by recognition all the same, and left out.
    rows = apply_corrections(article, [row for row in found if not row.entity.no_name])
    link_rows(article, rows)
    Mention.objects.filter(article=article).delete()
    Mention.objects.bulk_create(rows)
    _keep_aliases(reading.learned_aliases, entities)
    filed = (row.entity for row in rows if row.role == Role.DATELINE.value)
    article.dateline_place = next(filed, None)


def knowledge_from_database() -> KnowledgeBase:
    """The names that recognition knows beforehand: those of the data files as editors have changed them."""
    aliases = Alias.objects.filter(source__in=KNOWN_ALIAS_SOURCES).select_related("entity__merged_into")
    ordered = sorted(aliases, key=lambda alias: (alias.role != Role.MENTION.value, alias.pk))
    return KnowledgeBase(map(_alias_record, ordered))


def unused_slugs(kind: Kind, names: Sequence[str]) -> list[str]:
    """A slug for each name that no entity of the kind has, nor another of these names."""
    bases = [slugify(anyascii(name))[: NAME_MAX_CHARACTERS - 10] or "unnamed" for name in names]
    taken = _taken_slugs(kind, bases)
    slugs: list[str] = []
    for base in bases:
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug)
        slugs.append(slug)
    return slugs


def _taken_slugs(kind: Kind, bases: Sequence[str]) -> set[str]:
    """Which of these slugs entities of the kind have, and for those that are taken, their numbered ones too."""
    of_kind = Entity.objects.filter(kind=kind.value).order_by().values_list("slug", flat=True)
    if not bases:
        return set()
    if len(bases) > SLUGS_ASKED_FOR_ONE_BY_ONE:
        return set(of_kind)
    taken = set(of_kind.filter(slug__in=set(bases)))
    # Ranges, because an index serves them.
    numbered = Q(pk=None)
    for base in taken | {base for base, times in Counter(bases).items() if times > 1}:
        numbered |= Q(slug__gt=f"{base}-", slug__lt=f"{base}.")
    return taken | set(of_kind.filter(numbered)) if numbered != Q(pk=None) else taken


def _thing(one: ReadMention) -> Thing:
    return one.kind, one.gazetteer_id, one.name[:NAME_MAX_CHARACTERS]


def _mention_row(article: Article, key: PartKey, one: ReadMention, linked: Entity) -> Mention:
    part, part_index = key
    entity = final_entity(linked)
    return Mention(
        article=article,
        part=part,
        part_index=part_index,
        start=one.start,
        end=one.end,
        surface=one.surface[:SURFACE_MAX_CHARACTERS],
        kind=entity.kind,
        role=role_for(entity, one.role).value,
        entity=entity,
        linked=linked if linked.pk != entity.pk else None,
        source=one.source,
        confidence=one.confidence,
    )


def _entities_of(read: Iterable[ReadMention], places: Iterable[Place]) -> dict[Thing, Entity]:
    """The entity of each thing named, found on file or made."""
    things = list(dict.fromkeys(map(_thing, read)))
    directory = ArticleDirectory((kind, name) for kind, _, name in things)
    located = {place.gazetteer_id: place for place in places}
    on_file = _places_on_file([place_id for _, place_id, _ in things if place_id])
    found: dict[Thing, Entity] = {}
    fresh: list[Entity] = []
    spellings: list[tuple[Entity, str]] = []
    for thing in things:
        kind, place_id, name = thing
        entity = _find(thing, directory, on_file, located)
        if entity is None:
            entity = _new(thing, located)
            fresh.append(entity)
            on_file |= {place_id: entity} if place_id else {}
        if any(entity is one for one in fresh) or (
            kind is Kind.PERSON and directory.entity(kind, name) is None
        ):
            spellings.append((entity, name))
            directory.add(entity, name)
        found[thing] = entity
    _save(fresh, spellings)
    suggest_for(fresh, directory)
    return found


def _places_on_file(place_ids: list[str]) -> dict[str, Entity]:
    # The exclusion says nothing new; it lets the database use the index, which leaves out those without a place.
    known = Entity.objects.filter(gazetteer_id__in=place_ids).exclude(gazetteer_id="")
    entities = known.prefetch_related("merged_into")
    return {entity.gazetteer_id: entity for entity in entities}


def _find(
    thing: Thing, directory: ArticleDirectory, on_file: dict[str, Entity], located: dict[str, Place]
) -> Entity | None:
    kind, place_id, name = thing
    named = directory.entity(kind, name)
    if named and (kind is Kind.PERSON or final_entity(named).kind != kind.value):
        return named
    if kind is Kind.PERSON:
        key = link_person(name, directory)
        return directory.person(key) if key else None
    if not place_id:
        return named
    place = located.get(place_id)
    if place_id in on_file:
        return _with_region(on_file[place_id], place)
    if place and named and not named.gazetteer_id and named.country_code in ("", place.country_code):
        return _locate(named, place)
    return None


def _locate(entity: Entity, place: Place) -> Entity:
    """A place known by name alone gets its place on the map."""
    entity.gazetteer_id, entity.country_code = place.gazetteer_id, place.country_code
    entity.latitude, entity.longitude, entity.region = place.latitude, place.longitude, place.admin_name
    entity.save(update_fields=["gazetteer_id", "country_code", "latitude", "longitude", "region"])
    return entity


def _with_region(entity: Entity, place: Place | None) -> Entity:
    """A place that was filed before regions were kept gets its own."""
    if place and place.admin_name and not entity.region:
        entity.region = place.admin_name
        entity.save(update_fields=["region"])
    return entity


def _new(thing: Thing, located: dict[str, Place]) -> Entity:
    kind, place_id, name = thing
    place = located.get(place_id)
    entity = Entity(kind=kind.value, name=name, gazetteer_id=place_id)
    if place:
        entity.country_code = place.country_code
        entity.latitude, entity.longitude = place.latitude, place.longitude
        entity.region = place.admin_name
    return entity


def _save(fresh: list[Entity], spellings: list[tuple[Entity, str]]) -> None:
    """Write new entities, and each name under which one was met as an alias."""
    for kind in Kind:
        of_kind = [entity for entity in fresh if entity.kind == kind.value]
        for entity, slug in zip(of_kind, unused_slugs(kind, [one.name for one in of_kind]), strict=True):
            entity.slug = slug
    Entity.objects.bulk_create(fresh)
    Alias.objects.bulk_create(
        (
            Alias(
                entity=entity,
                surface=name,
                folded=fold(name)[:NAME_MAX_CHARACTERS],
                sound=surname_sound(name),
                source="learned",
            )
            for entity, name in spellings
        ),
        ignore_conflicts=True,
    )


def _keep_aliases(learned: Iterable[LearnedAlias], entities: dict[Thing, Entity]) -> None:
    """The aliases that the article states, each with the sentence that says so; a known one gains its proof."""
    by_name = {(kind, name): entity for (kind, _, name), entity in entities.items()}
    for one in learned:
        entity = by_name.get((one.kind, one.name[:NAME_MAX_CHARACTERS]))
        if entity is None:
            continue
        alias, fresh = Alias.objects.get_or_create(
            entity=entity,
            surface=one.surface[:NAME_MAX_CHARACTERS],
            defaults={
                "folded": fold(one.surface)[:NAME_MAX_CHARACTERS],
                "case_sensitive": one.surface.isupper() and len(one.surface) <= 4,
                "source": "text",
                "proof": one.proof,
            },
        )
        if not fresh and not alias.proof:
            Alias.objects.filter(pk=alias.pk).update(proof=one.proof)


def _alias_record(alias: Alias) -> AliasRecord:
    entity = final_entity(alias.entity)
    return AliasRecord(
        surface=alias.surface,
        kind=Kind(entity.kind),
        role=Role(alias.role),
        name=entity.name,
        case_sensitive=alias.case_sensitive,
        country_code=entity.country_code,
        entity_key=str(entity.pk),
        gazetteer_id=entity.gazetteer_id,
    )
