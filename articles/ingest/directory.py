"""Which entities on file may be the ones an article names: asked of the database in few queries."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from django.db.models import Q

from articles.entities.kinds import Kind
from articles.entities.linking import Candidate, name_words, skeleton
from articles.models import Alias, Entity
from articles.text import fold

KNOWN_ALIAS_SOURCES = ("seed", "editor")
"""The aliases that recognition uses: learned ones would make a reading depend on the order of the articles."""
LINKING_ALIAS_SOURCES = (*KNOWN_ALIAS_SOURCES, "learned")
_ALIKE_FIRST_LETTERS = ("aeiouy", "kqhc", "vw", "fp", "gj", "sz", "td", "tc", "xk")


class ArticleDirectory:
    """A linking directory over what the database has of the names in one article."""

    def __init__(self, names: Iterable[tuple[Kind, str]]) -> None:
        self._named: dict[tuple[str, str], Entity] = {}
        self._people: dict[str, list[tuple[Entity, str]]] = {}
        self._keyed: dict[str, Entity] = {}
        wanted = set(names)
        for alias in _aliases_named({name for _, name in wanted}):
            entity = standing(alias.entity)
            for key in (alias.folded, fold(alias.entity.name), fold(entity.name)):
                best = self._named.get((entity.kind, key))
                if best is None or _rank(entity) < _rank(best):
                    self._named[entity.kind, key] = entity
        unknown = {name for kind, name in wanted if kind is Kind.PERSON and not self.named(kind, name)}
        for alias in _people_like(unknown):
            self.add_person(standing(alias.entity), alias.surface)

    def named(self, kind: Kind, name: str) -> Candidate | None:
        """The entity that has this name or alias."""
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
        """The row's number, or a mark of its own for one that is not saved yet."""
        key = str(entity.pk or f"new {id(entity)}")
        self._keyed[key] = entity
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


def standing(entity: Entity) -> Entity:
    """The entity itself, or the one it was merged into."""
    seen = {entity.pk}
    while entity.merged_into is not None and entity.merged_into.pk not in seen:
        entity = entity.merged_into
        seen.add(entity.pk)
    return entity


def _rank(entity: Entity) -> tuple[bool, int]:
    return not entity.curated, entity.pk


def _aliases_named(names: set[str]) -> Iterator[Alias]:
    named = Q(folded__in={fold(name) for name in names}) | Q(entity__name__in=names)
    found = Alias.objects.filter(named, source__in=LINKING_ALIAS_SOURCES)
    yield from found.select_related("entity__merged_into").order_by("pk")


def _people_like(names: set[str]) -> Iterator[Alias]:
    """The aliases of people whose name begins as one of these may, in another spelling."""
    starts = {letter for name in names if len(name_words(name)) > 1 for letter in _first_letters(name)}
    wanted = Q()
    for letter in sorted(starts):
        wanted |= Q(folded__gte=letter, folded__lt=chr(ord(letter) + 1))
    if not starts:
        return
    people = Alias.objects.filter(wanted, entity__kind=Kind.PERSON.value, source__in=LINKING_ALIAS_SOURCES)
    surnames = {skeleton(name_words(name)[-1]) for name in names}
    for alias in people.select_related("entity__merged_into").order_by("pk").iterator():
        words = alias.folded.split()
        if words and skeleton(words[-1]) in surnames:
            yield alias


def _first_letters(name: str) -> set[str]:
    first = fold(name)[:1]
    alike = itertools.chain.from_iterable(group for group in _ALIKE_FIRST_LETTERS if first in group)
    return {first, *alike} if first.isalpha() else set()
