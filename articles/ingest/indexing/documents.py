"""Search documents: the text, names and facet values of an article as a search engine takes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from articles.entities.kinds import Kind, Role
from articles.ingest.indexing.place_ancestry import Surrounding, surroundings
from articles.models import Alias, Article, Entity, Mention
from articles.reading.metadata.language import language_names
from articles.search.backend import SearchDocument
from articles.search.facets import COLUMNS, FACET_NAMES
from articles.search.index.doc_values import month_values
from articles.text import fold

ARTICLES_AT_ONCE = 200
NAMES_MAX_PER_ENTITY = 40
# A person or organisation counts however it is named; a place not by its people ("Afghan"), nor by the dateline alone.
_FACET_ROLES = {
    Kind.PERSON: frozenset(Role),
    Kind.ORG: frozenset(Role),
    Kind.PLACE: frozenset({Role.MENTION, Role.METONYM}),
}

DETAIL_MAX_CHARACTERS = 200
# Which details a query finds by a field of its own.
_DETAILS = {"slug": ("slug", "keywords"), "number": ("story_number", "accession")}

Named = Mapping[int, list[tuple[Entity, str]]]
Around = Mapping[int, tuple[Surrounding, ...]]


@dataclass(frozen=True, slots=True)
class Batch:
    """What the articles of a batch share: who is named in each, and of each entity its names and what it lies in."""

    named: Named
    names: Mapping[int, tuple[str, ...]]
    around: Around


def documents_for(article_ids: Iterable[int]) -> Iterator[SearchDocument]:
    """The search documents of the articles that exist, read in batches."""
    waiting = iter(article_ids)
    while chunk := list(islice(waiting, ARTICLES_AT_ONCE)):
        rows = Article.objects.filter(pk__in=chunk).select_related(
            "outlet", "agency", "dateline_place__merged_into"
        )
        named = _named(chunk)
        articles = list(rows.defer("evidence", "removed", "warnings").order_by("pk"))
        entities = {entity.pk: entity for one in named.values() for entity, _ in one}
        batch = Batch(named, _names_of(entities), surroundings(_places(articles, named)))
        for article in articles:
            yield _document(article, batch)


def _places(articles: Iterable[Article], named: Named) -> Iterator[Entity]:
    """Every place in a facet of these articles."""
    for article in articles:
        yield from (entity for entity, _ in named.get(article.pk, ()) if entity.kind == Kind.PLACE)
        if article.dateline_place:
            yield _final(article.dateline_place)


def _named(article_ids: Iterable[int]) -> Named:
    """The entities of each article as (entity, role), merges resolved."""
    mentions = Mention.objects.filter(article__in=article_ids).order_by()
    pairs = set(mentions.values_list("article_id", "entity_id", "role"))
    wanted = {entity_id for _, entity_id, _ in pairs}
    known = Entity.objects.prefetch_related("merged_into").in_bulk(wanted)
    found: dict[int, list[tuple[Entity, str]]] = defaultdict(list)
    for article_id, entity_id, role in sorted(pairs):
        found[article_id].append((_final(known[entity_id]), role))
    return found


def _final(entity: Entity) -> Entity:
    """The end of a chain of merges; a cycle ends at its start."""
    seen = {entity.pk}
    while entity.merged_into and entity.merged_into.pk not in seen:
        entity = entity.merged_into
        seen.add(entity.pk)
    return entity


def _document(article: Article, batch: Batch) -> SearchDocument:
    named = batch.named.get(article.pk, ())
    texts = [article.body, *(block["text"] for block in (*article.captions, *article.footnotes))]
    return SearchDocument(
        article_id=article.pk,
        title=article.title,
        body="\n\n".join(texts),
        names=_names(named, batch),
        byline="\n".join(article.byline),
        published=article.published_day,
        facets=_facets(article, named, batch.around),
        known_as=_known_as(article, named, batch),
    )


def _names(named: Iterable[tuple[Entity, str]], batch: Batch) -> str:
    """All names of the entities mentioned directly, one a line; a demonym alone does not mention the country."""
    lines: dict[str, None] = {}
    for entity, role in named:
        if role != Role.DEMONYM:
            lines.update(dict.fromkeys(batch.names[entity.pk]))
    return "\n".join(lines)


def _names_of(entities: Mapping[int, Entity]) -> dict[int, tuple[str, ...]]:
    """The name and aliases of each entity and of those merged into it, its own first, without demonyms.

    A name that an editor took away is none.
    """
    merged = (
        Entity.objects.filter(merged_into__in=entities).order_by("pk").values_list("pk", "merged_into_id")
    )
    owners = dict(merged) | {pk: pk for pk in entities}
    known = Alias.objects.filter(entity__in=owners).exclude(role=Role.DEMONYM.value).exclude(source="dropped")
    own, others = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    for pk, surface in known.order_by("pk").values_list("entity_id", "surface"):
        (own if owners[pk] == pk else others)[owners[pk]].append(surface)
    return {
        pk: (entity.name, *(own[pk] + others[pk])[:NAMES_MAX_PER_ENTITY]) for pk, entity in entities.items()
    }


def _known_as(
    article: Article, named: Iterable[tuple[Entity, str]], batch: Batch
) -> dict[str, dict[str, tuple[str, ...]]]:
    """The names of each facet value, so that ``person:Sergei`` finds everyone with this spelling."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for entity, _ in named:
        found[entity.kind].update((one.slug, (one.name,)) for one in batch.around.get(entity.pk, ()))
    for entity, _ in named:
        found[entity.kind][entity.slug] = batch.names[entity.pk]
    for facet, owner in (("outlet", article.outlet), ("agency", article.agency)):
        if owner:
            found[facet][owner.slug] = (owner.name,)
    if article.language:
        found["language"][article.language] = language_names(article.language)
    for facet in _DETAILS:
        found[facet] = {value: (printed,) for value, printed in _detail_values(article, facet).items()}
    if article.dateline_place:
        place = _final(article.dateline_place)
        found["dateline"].update((one.slug, (one.name,)) for one in batch.around.get(place.pk, ()))
        found["dateline"][place.slug] = (place.name, article.dateline_place.name)
    return dict(found)


def _facets(
    article: Article, named: Sequence[tuple[Entity, str]], around: Around
) -> dict[str, tuple[str, ...]]:
    """The article's values by column, without widened columns that equal the facet's own."""
    of_kind: dict[str, list[Entity]] = defaultdict(list)
    for entity, role in named:
        if role in _FACET_ROLES[Kind(entity.kind)]:
            of_kind[entity.kind].append(entity)
    people = [entity for entity, role in named if entity.kind == Kind.PLACE and role == Role.DEMONYM]
    filed = [_final(article.dateline_place)] if article.dateline_place else []
    places = of_kind[Kind.PLACE]
    found = {
        "person": _slugs(of_kind[Kind.PERSON]),
        "org": _slugs(of_kind[Kind.ORG]),
        "place": _slugs(places),
        "place_within": _slugs(places, around),
        "place_nationalities": _slugs([*places, *people]),
        "place_within_nationalities": _slugs([*places, *people], around),
        "dateline": _slugs(filed),
        "dateline_within": _slugs(filed, around),
        "outlet": (article.outlet.slug,) if article.outlet else (),
        "agency": (article.agency.slug,) if article.agency else (),
        "language": (article.language,) if article.language else (),
        "story": (str(article.story_id),) if article.story_id else (),
        "month": _months(article),
        **{facet: tuple(_detail_values(article, facet)) for facet in _DETAILS},
    }
    own = {column: found[COLUMNS[column]] for column in found}
    return {
        name: values
        for name, values in found.items()
        if values and (name in FACET_NAMES or values != own[name])
    }


def _detail_values(article: Article, facet: str) -> dict[str, str]:
    """The details of an article under a facet: each as a value, with how it is printed."""
    printed = [value for key in _DETAILS[facet] for value in article.details.get(key, ())]
    return {value[:DETAIL_MAX_CHARACTERS]: one for one in printed if (value := fold(one).replace(" ", "-"))}


def _slugs(entities: Iterable[Entity], around: Around | None = None) -> tuple[str, ...]:
    """The distinct facet values of entities, with the places that contain them."""
    found: dict[str, None] = {}
    for entity in entities:
        found[entity.slug] = None
        found.update((one.slug, None) for one in (around or {}).get(entity.pk, ()))
    return tuple(found)


def _months(article: Article) -> tuple[str, ...]:
    """The year and month of publication, as far as the source states them."""
    if article.published_precision == "year":
        return (article.published[:4],)
    if article.published_precision == "month":
        return (article.published[:4], article.published[:7])
    return month_values(article.published_day)
