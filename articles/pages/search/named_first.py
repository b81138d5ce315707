"""Who is meant by the words of a search: people, places and organisations of that name, offered above the results.

The words are searched as they were typed; an offer never replaces them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from articles.entities.lexicons import title_prefix
from articles.ingest.recognition.merge_chains import final_entity
from articles.models import Alias, Entity, NameGroup
from articles.pages.article.facts import search_url
from articles.pages.shared.highlighting import KIND_WORDS
from articles.search.query.query import Query
from articles.text import fold

NAME_MAX_WORDS = 5
OFFERS_MAX = 3
# A surname alone offers the one person who has this share of the articles of all who bear it, else the most named ones.
SURE_SHARE = 0.8
NOT_NAMES = ("dropped", "shared")
_PLAIN = re.compile(r"[^\"():*?~\[\]{}^]+")


@dataclass(frozen=True, slots=True)
class Offer:
    """An entity that the words name, and the search that finds all articles about it, in whatever form they name it."""

    entity: Entity
    url: str

    @property
    def kind_word(self) -> str:
        return KIND_WORDS[self.entity.kind]


def named_first(query: Query) -> tuple[Offer, ...]:
    """The entities that the whole of a plain query names, most written about first; none for any other query."""
    text = query.text.strip()
    if not text or query.constraints or not _PLAIN.fullmatch(text) or len(text.split()) > NAME_MAX_WORDS:
        return ()
    titled = title_prefix().match(text)
    bare = text[titled.end() :] if titled else text
    # One word is somebody's surname before it is a hamlet of that name: all of them stand in one order.
    found = _most_named([*_called({fold(text), fold(bare)}), *_surnamed(bare)])
    return tuple(Offer(entity, search_url(**{entity.kind: entity.slug})) for entity in found[:OFFERS_MAX])


def _called(names: Collection[str]) -> Iterator[Entity]:
    """The entities that have one of these names."""
    aliases = Alias.objects.filter(folded__in=names).exclude(source__in=NOT_NAMES).exclude(role="demonym")
    # Most words name nobody: who is meant is fetched only where there is somebody.
    ids = list(aliases.values_list("entity_id", flat=True))
    entities = Entity.objects.filter(pk__in=ids).select_related("merged_into") if ids else ()
    yield from (final_entity(entity) for entity in entities)


def _surnamed(name: str) -> Iterator[Entity]:
    """The people whose surname or given name this one word is, as the room knows them."""
    words = fold(name).split()
    group = NameGroup.objects.filter(word=words[-1]).first() if len(words) == 1 else None
    if group is None:
        return
    ids = [member["entity_id"] for member in group.people]
    people = Entity.objects.filter(pk__in=ids, kind="person").select_related("merged_into")
    yield from (final_entity(person) for person in people if " " in person.name)


def _most_named(entities: Iterable[Entity]) -> list[Entity]:
    """Those that articles name, each once, the most named first; one that nearly all articles mean stands alone."""
    found = {entity.pk: entity for entity in entities if entity.article_count and not entity.no_name}
    ranked = sorted(found.values(), key=lambda entity: (-entity.article_count, entity.pk))
    total = sum(entity.article_count for entity in ranked)
    return ranked[:1] if ranked and ranked[0].article_count >= SURE_SHARE * total else ranked
