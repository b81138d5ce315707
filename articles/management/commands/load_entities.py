"""`manage.py load_entities`: puts the known countries, organisations and people on file, once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from articles.entities.kinds import Kind
from articles.entities.knowledge_base import KnownEntity, known_entities
from articles.entities.linking.name_similarity import surname_sound
from articles.ingest.recognition.mention_linking import unused_slugs
from articles.management.room_command import RoomCommand
from articles.models import Alias, Entity
from articles.text import fold


class Command(RoomCommand):
    help = "Load the entities and aliases of the data files. What is on file, and what editors changed, stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--aliases", action="store_true", help="Also give entities on file the aliases they lack."
        )

    @transaction.atomic
    def handle(self, *, aliases: bool, verbosity: int, **options: Any) -> None:
        known = list(known_entities())
        fresh, lacking = _load(known, also_aliases=aliases)
        if verbosity:
            self.stdout.write(f"{fresh} entities and {lacking} aliases loaded, {len(known) - fresh} on file")


def _load(known: list[KnownEntity], *, also_aliases: bool) -> tuple[int, int]:
    on_file = {(entity.kind, entity.slug): entity for entity in Entity.objects.all()}
    located = {entity.gazetteer_id: entity for entity in on_file.values() if entity.gazetteer_id}
    met = [(one, _on_file(one, on_file, located)) for one in known]
    fresh = [one for one, entity in met if entity is None]
    made = dict(zip((one.key for one in fresh), _make(fresh), strict=True))
    adopted = [entity for _, entity in met if entity is not None and not entity.curated]
    for entity in adopted:
        entity.curated = True
    Entity.objects.bulk_update(adopted, ["curated"])
    wanting = [(one, made[one.key]) for one in fresh]
    wanting += [(one, entity) for one, entity in met if entity and (also_aliases or entity in adopted)]
    rows = [row for one, entity in wanting for row in _alias_rows(one, entity)]
    before = Alias.objects.count()
    Alias.objects.bulk_create(rows, ignore_conflicts=True)
    _adopt_aliases(rows)
    return len(fresh), Alias.objects.count() - before


def _adopt_aliases(rows: list[Alias]) -> None:
    """A name that articles taught before the data files knew it counts as one of the data files from now on.

    What an editor added or took away stays as it is.
    """
    wanted = {(row.entity_id, row.surface) for row in rows}
    taught = Alias.objects.filter(source__in=("learned", "text"), entity__curated=True)
    adopted = [
        pk for pk, *named in taught.values_list("pk", "entity_id", "surface") if tuple(named) in wanted
    ]
    Alias.objects.filter(pk__in=adopted).update(source="seed")


def _on_file(
    one: KnownEntity, on_file: dict[tuple[str, str], Entity], located: dict[str, Entity]
) -> Entity | None:
    base = fold(one.name).replace(" ", "-")
    return (located.get(one.gazetteer_id) if one.gazetteer_id else None) or on_file.get(
        (one.kind.value, base)
    )


def _make(fresh: list[KnownEntity]) -> list[Entity]:
    slugs: dict[str, str] = {}
    for kind in Kind:
        of_kind = [one for one in fresh if one.kind is kind]
        bases = [fold(one.name) for one in of_kind]
        slugs |= dict(zip((one.key for one in of_kind), unused_slugs(kind, bases), strict=True))
    rows = [
        Entity(
            kind=one.kind.value,
            name=one.name,
            slug=slugs[one.key],
            curated=True,
            country_code=one.country_code,
            gazetteer_id=one.gazetteer_id,
            latitude=one.coordinates[0] if one.coordinates else None,
            longitude=one.coordinates[1] if one.coordinates else None,
        )
        for one in fresh
    ]
    return Entity.objects.bulk_create(rows)


def _alias_rows(one: KnownEntity, entity: Entity) -> list[Alias]:
    return [
        Alias(
            entity=entity,
            surface=alias.surface,
            folded=fold(alias.surface),
            sound=surname_sound(alias.surface),
            role=alias.role.value,
            case_sensitive=alias.case_sensitive,
            source="seed",
        )
        for alias in one.aliases
    ]
