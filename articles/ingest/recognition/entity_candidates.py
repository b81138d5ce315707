"""Candidate entities on file for the names of an article, asked of the database in few queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet

from articles.entities.kinds import Kind
from articles.entities.linking.name_similarity import Candidate, name_words, skeleton, surname_sound
from articles.ingest.recognition.merge_chains import final_entity
from articles.models import Alias, Entity
from articles.text import fold

KNOWN_ALIAS_SOURCES = ("seed", "editor")
"""The aliases that recognition uses: learned ones would make a reading depend on the order of the articles."""
LINKING_ALIAS_SOURCES = (*KNOWN_ALIAS_SOURCES, "learned")


class ArticleDirectory:
    """A linking directory over what the database has of the names in one article."""

    def __init__(self, names: Iterable[tuple[Kind, str]]) -> None:
        self._named: dict[tuple[str, str], Entity] = {}
        self._people: dict[str, list[tuple[Entity, str]]] = {}
        self._keyed: dict[str, Entity] = {}
        wanted = set(names)
        for alias in _aliases_named({name for _, name in wanted}):
            final = final_entity(alias.entity)
            self._name(alias.entity, {alias.folded, fold(alias.entity.name)})
            self._name(final, {fold(final.name)})
        unknown = {name for kind, name in wanted if kind is Kind.PERSON and not self.named(kind, name)}
        for alias in _people_like(unknown):
            self.add_person(alias.entity, alias.surface)

    def _name(self, entity: Entity, keys: Iterable[str]) -> None:
        """Let an entity be found by its names, also as the kind of thing that recognition takes it for."""
        final = final_entity(entity)
        kinds = {final.kind, final.former_kind, entity.kind, entity.former_kind} - {""}
        for kind in kinds:
            for key in keys:
                best = self._named.get((kind, key))
                if best is None or _rank(entity, kind) < _rank(best, kind):
                    self._named[kind, key] = entity

    def named(self, kind: Kind, name: str) -> Candidate | None:
        """The entity that has this name or alias, or had it before it was merged into another."""
        entity = self.entity(kind, name)
        return Candidate(self._key(entity), entity.name) if entity else None

    def entity(self, kind: Kind, name: str) -> Entity | None:
        """The row of the entity that has this name or alias."""
        return self._named.get((kind.value, fold(name)))

    def people_with_surname(self, surname_skeleton: str) -> Iterator[Candidate]:
        """The people on file whose last name has this skeleton."""
        for entity, name in self._people.get(surname_skeleton, []):
            yield Candidate(self._key(entity), name)

    def person(self, key: str) -> Entity:
        """The row behind a key that `people_with_surname` or `named` gave."""
        return self._keyed[key]

    def _key(self, entity: Entity) -> str:
        """The number of the row it stands for, or a mark of its own for one that is not saved yet.

        Those that were merged have one key, so that a name that fits several of them fits one person.
        """
        key = str(final_entity(entity).pk or f"new {id(entity)}")
        self._keyed.setdefault(key, entity)
        return key

    def add(self, entity: Entity, name: str) -> None:
        """Let an entity made for this article be found under a name."""
        self._named[entity.kind, fold(name)] = entity
        if entity.kind == Kind.PERSON.value:
            self.add_person(entity, name)

    def add_person(self, entity: Entity, name: str) -> None:
        """Let a person be found by surname."""
        words = name_words(name)
        if words:
            self._people.setdefault(skeleton(words[-1]), []).append((entity, name))


def _rank(entity: Entity, kind: str) -> tuple[bool, bool, int]:
    """Of two with one name: what is of that kind before what was, then what is curated, then the older."""
    final = final_entity(entity)
    return final.kind != kind, not final.curated, final.pk


def _aliases_named(names: set[str]) -> Iterator[Alias]:
    entities = Entity.objects.filter(name__in=names).order_by().values("pk")
    named = Q(folded__in={fold(name) for name in names}) | Q(entity__in=entities)
    yield from _for_linking(Alias.objects.filter(named))


def _people_like(names: set[str]) -> Iterator[Alias]:
    """The aliases of people whose surname is one of these names' in some spelling."""
    sounds = {surname_sound(name) for name in names if len(name_words(name)) > 1} - {""}
    if sounds:
        yield from _for_linking(Alias.objects.filter(sound__in=sounds, entity__kind=Kind.PERSON.value))


def _for_linking(aliases: QuerySet[Alias]) -> Iterator[Alias]:
    """Those that linking uses, with whom they stand for."""
    # Nearly all are, so the database is not asked: it might read them all by their source.
    for alias in aliases.prefetch_related("entity__merged_into").order_by("pk"):
        if alias.source in LINKING_ALIAS_SOURCES:
            yield alias
