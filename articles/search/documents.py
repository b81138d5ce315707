"""How does an article's row become what an engine searches? Its text, the names of those it mentions, its facets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from articles.entities.kinds import Kind, Role
from articles.models import Article, Entity, Mention
from articles.search.backend import SearchDocument
from articles.search.rows import month_values

ARTICLES_AT_ONCE = 200
NAMES_MAX_PER_ENTITY = 40
# A person or organisation counts however it is named; a place not by its people ("Afghan"), nor by the dateline alone.
_FACET_ROLES = {
    Kind.PERSON: frozenset(Role),
    Kind.ORG: frozenset(Role),
    Kind.PLACE: frozenset({Role.MENTION, Role.METONYM}),
}

Named = Mapping[int, list[tuple[Entity, str]]]


def documents_for(article_ids: Iterable[int]) -> Iterator[SearchDocument]:
    """The documents of those articles that exist, read some hundred at a time."""
    waiting = iter(article_ids)
    while chunk := list(islice(waiting, ARTICLES_AT_ONCE)):
        rows = Article.objects.filter(pk__in=chunk).select_related(
            "outlet", "agency", "dateline_place__merged_into"
        )
        named = _named(chunk)
        for article in rows.defer("evidence", "removed", "warnings").order_by("pk"):
            yield _document(article, named)


def _named(article_ids: Iterable[int]) -> Named:
    """Whom and what each article names, as (entity, role); a merged entity is the one it was merged into."""
    mentions = Mention.objects.filter(article__in=article_ids).order_by()
    pairs = set(mentions.values_list("article_id", "entity_id", "role"))
    wanted = {entity_id for _, entity_id, _ in pairs}
    entities = Entity.objects.select_related("merged_into").prefetch_related(
        "aliases", "merged__aliases", "merged_into__aliases"
    )
    known = entities.in_bulk(wanted)
    found: dict[int, list[tuple[Entity, str]]] = defaultdict(list)
    for article_id, entity_id, role in sorted(pairs):
        found[article_id].append((_final(known[entity_id]), role))
    return found


def _final(entity: Entity) -> Entity:
    """Where a chain of merges ends; a ring of them ends where it began."""
    seen = {entity.pk}
    while entity.merged_into and entity.merged_into.pk not in seen:
        entity = entity.merged_into
        seen.add(entity.pk)
    return entity


def _document(article: Article, named: Named) -> SearchDocument:
    texts = [article.body, *(block["text"] for block in (*article.captions, *article.footnotes))]
    return SearchDocument(
        article_id=article.pk,
        title=article.title,
        body="\n\n".join(texts),
        names=_names(named.get(article.pk, ())),
        byline="\n".join(article.byline),
        published=article.published_day,
        facets=_facets(article, named.get(article.pk, ())),
        known_as=_known_as(article, named.get(article.pk, ())),
    )


def _names(named: Iterable[tuple[Entity, str]]) -> str:
    """Every known name of those named outright, one a line. What only its people stand for is not named by that."""
    lines: dict[str, None] = {}
    for entity, role in named:
        if role != Role.DEMONYM:
            lines.update(dict.fromkeys(_names_of(entity)))
    return "\n".join(lines)


def _names_of(entity: Entity) -> tuple[str, ...]:
    """The entity's name and its aliases, those of what was merged into it too, but for those of its people.

    A name that an editor took away is none.
    """
    known = [alias for one in (entity, *entity.merged.all()) for alias in one.aliases.all()]
    aliases = [alias.surface for alias in known if alias.role != Role.DEMONYM and alias.source != "dropped"]
    return (entity.name, *aliases[:NAMES_MAX_PER_ENTITY])


def _known_as(article: Article, named: Iterable[tuple[Entity, str]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """By which names each facet value is known, so that ``person:Sergei`` finds whoever is also spelt so."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for entity, _ in named:
        found[entity.kind][entity.slug] = _names_of(entity)
    for facet, owner in (("outlet", article.outlet), ("agency", article.agency)):
        if owner:
            found[facet][owner.slug] = (owner.name,)
    if article.dateline_place:
        place = _final(article.dateline_place)
        found["dateline"][place.slug] = (place.name, article.dateline_place.name)
    return dict(found)


def _facets(article: Article, named: Iterable[tuple[Entity, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for entity, role in named:
        if role in _FACET_ROLES[Kind(entity.kind)]:
            found[entity.kind][entity.slug] = None
    if article.outlet:
        found["outlet"][article.outlet.slug] = None
    if article.agency:
        found["agency"][article.agency.slug] = None
    if article.dateline_place:
        found["dateline"][_final(article.dateline_place).slug] = None
    found["month"] = dict.fromkeys(_months(article))
    return {name: tuple(values) for name, values in found.items() if values}


def _months(article: Article) -> tuple[str, ...]:
    """The year and month of publication, as far as the source states them."""
    if article.published_precision == "year":
        return (article.published[:4],)
    if article.published_precision == "month":
        return (article.published[:4], article.published[:7])
    return month_values(article.published_day)
