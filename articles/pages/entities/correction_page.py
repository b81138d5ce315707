"""The page on which an editor corrects an entity: its names, its mentions, who else it may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import Least

from articles.entities.places.countries import country_name
from articles.ingest.recognition.article_parts import texts_of
from articles.ingest.recognition.merge_chains import family_ids
from articles.models import Alias, Article, Entity, Mention, MergeSuggestion
from articles.pages.entities.correction_history import Said, corrections_of
from articles.pages.entities.mention_filter import MentionChoices, MentionFilter, mention_choices
from articles.pages.entities.namesakes import named_like
from articles.pages.shared.contexts import Context, context
from articles.pages.shared.dates import days_shown
from articles.pages.shared.highlighting import KIND_WORDS
from articles.pages.shared.paging import Listed, paging
from articles.text import fold

MENTIONS_A_PAGE = 40
CANDIDATES_MAX = 10
SUGGESTIONS_A_PAGE = 20
NAMINGS_SHOWN = 2
OUTLETS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class NamingRow:
    """A mention with the words around it."""

    mention: Mention
    context: Context


@dataclass(frozen=True, slots=True)
class CorrectPage:
    """``candidates`` are the entities of the kind that a search by name found, to be merged into this one."""

    entity: Entity
    kinds: tuple[tuple[str, str], ...]
    aliases: tuple[Alias, ...]
    find: str
    candidates: tuple[Entity, ...]
    mentions: Listed[NamingRow]
    wanted: MentionFilter
    choices: MentionChoices
    said: tuple[Said, ...]
    suggestions: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of two entities that may be one: where and when it is named, how much, its names, and some mentions."""

    entity: Entity
    articles: int
    names: tuple[str, ...]
    namings: tuple[NamingRow, ...]
    country: str = ""
    days: str = ""
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion with both sides."""

    row: MergeSuggestion
    sides: tuple[Side, Side]

    @property
    def percent(self) -> int:
        return round(self.row.score * 100)


@dataclass(frozen=True, slots=True)
class ArticleMentionsPage:
    article: Article
    namings: tuple[NamingRow, ...]


def correct_page(
    entity: Entity, number: int = 1, find: str = "", wanted: MentionFilter | None = None
) -> CorrectPage:
    """Build the page of an entity that is not merged; ``wanted`` says which mentions it lists. Raises NoSuchPage."""
    wanted = wanted or MentionFilter()
    mentions = wanted.mentions(entity)
    total = mentions.count()
    base = f"{wanted.query}{urlencode({'find': find})}&" if find else wanted.query
    place = paging(number, total, MENTIONS_A_PAGE, base)
    first = (place.number - 1) * MENTIONS_A_PAGE
    rows = mentions.select_related("article__outlet")[first : first + MENTIONS_A_PAGE]
    names = Alias.objects.filter(entity__in=family_ids(entity)).exclude(source="dropped")
    suggestions = MergeSuggestion.about([entity])
    return CorrectPage(
        entity=entity,
        kinds=tuple(KIND_WORDS.items()),
        aliases=tuple(names.order_by("surface").select_related("entity")),
        find=find,
        candidates=tuple(_candidates(entity, find)),
        mentions=Listed(with_contexts(list(rows)), total, place),
        wanted=wanted,
        choices=mention_choices(entity),
        said=corrections_of(entity),
        suggestions=suggestions.count(),
    )


def suggestions_page(number: int = 1) -> Listed[Suggested]:
    """Pairs that may be one, those that would join most articles first, with both contexts. Raises NoSuchPage."""
    joined = Least("first__article_count", "second__article_count")
    rows = MergeSuggestion.objects.select_related("first", "second").annotate(joined=joined)
    rows = rows.order_by("-joined", "-score", "pk")
    total = rows.count()
    place = paging(number, total, SUGGESTIONS_A_PAGE, "?")
    first = (place.number - 1) * SUGGESTIONS_A_PAGE
    found = [
        Suggested(row, (_side(row.first), _side(row.second)))
        for row in rows[first : first + SUGGESTIONS_A_PAGE]
    ]
    return Listed(found, total, place)


def article_mentions_page(article: Article) -> ArticleMentionsPage:
    """Every mention in one article in reading order, the body first."""
    rows = sorted(
        article.mentions.select_related("entity", "article"),
        key=lambda row: (row.part != "body", row.part, row.part_index, row.start),
    )
    return ArticleMentionsPage(article, tuple(with_contexts(rows)))


def with_contexts(mentions: Sequence[Mention]) -> list[NamingRow]:
    """The mentions, their articles fetched along, with the sentences around them."""
    texts: dict[int, dict[tuple[str, int], str]] = {}
    found = []
    for mention in mentions:
        if mention.article_id not in texts:
            texts[mention.article_id] = texts_of(mention.article)
        text = texts[mention.article_id].get((mention.part, mention.part_index), "")
        found.append(NamingRow(mention, context(text, mention.start, mention.end)))
    return found


def _candidates(entity: Entity, find: str) -> Iterable[Entity]:
    key = fold(find)
    if not key:
        return ()
    found = named_like(Q(folded__contains=key)) | Q(name__icontains=find)
    others = Entity.objects.filter(found, kind=entity.kind, merged_into=None).exclude(pk=entity.pk)
    return others.order_by("-article_count", "name")[:CANDIDATES_MAX]


def _side(entity: Entity) -> Side:
    mentions = entity.mentions.order_by("-article__published_day", "article", "start")
    rows = list(mentions.filter(part="body").select_related("article__outlet")[:NAMINGS_SHOWN])
    articles = entity.mentions.order_by().values("article").distinct().count()
    names = entity.aliases.exclude(source="dropped").exclude(surface=entity.name)
    span = entity.mentions.order_by().aggregate(
        first=Min("article__published_day"), last=Max("article__published_day")
    )
    outlets = entity.mentions.exclude(article__outlet=None).order_by().values_list("article__outlet__name")
    most = outlets.annotate(count=Count("article", distinct=True)).order_by("-count", "article__outlet__name")
    return Side(
        entity,
        articles,
        tuple(names.values_list("surface", flat=True)[:8]),
        tuple(with_contexts(rows)),
        country=", ".join(filter(None, (entity.region, country_name(entity.country_code)))),
        days=days_shown(span["first"], span["last"]) if span["first"] else "",
        outlets=tuple(name for name, _ in most[:OUTLETS_SHOWN]),
    )
