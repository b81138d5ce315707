"""The page of a person, place or organisation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from articles.entities.places.countries import country_name
from articles.ingest.recognition.merge_chains import family_ids
from articles.models import Alias, Article, Entity, Mention, MergeSuggestion, Quote
from articles.pages.article.facts import search_url
from articles.pages.entities.appearances import ARTICLES_A_PAGE, Appearances, appearances
from articles.pages.entities.cooccurrence import Companion, Graph, companion, graph_of
from articles.pages.entities.place_location import PlaceLocation, place_location
from articles.pages.shared.contexts import Context, context
from articles.pages.shared.highlighting import ROLE_WORDS
from articles.pages.shared.paging import Listed, paging
from articles.pages.shared.timeline import Timeline
from articles.search.backend import SearchBackend

CONTEXTS_AN_ARTICLE = 3
SURFACES_MAX = 12
# The forms of a name are counted over the mentions in the articles that came last, so that the cost does not grow.
SURFACES_COUNTED_OVER = 2_000
QUOTES_MAX = 8
ALIKE_MAX = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """An outlet that names the entity, in how many articles, and the search that finds them."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Naming:
    """One mention in its sentence, and what it does there."""

    context: Context
    role: str

    @property
    def says(self) -> str:
        """What the mention does, where it does more than name."""
        return "" if self.role == "mention" else ROLE_WORDS.get(self.role, self.role)


@dataclass(frozen=True, slots=True)
class NamedIn:
    """An article that names the entity: the first few mentions, and how many more there are."""

    article: Article
    namings: tuple[Naming, ...]
    more: int


@dataclass(frozen=True, slots=True)
class EntityPage:
    entity: Entity
    aliases: tuple[Alias, ...]
    surfaces: tuple[tuple[str, int], ...]
    nationalities: bool
    nationality_mentions: int
    mentions: int
    articles: Listed[NamedIn]
    timeline: Timeline
    outlets: tuple[Tally, ...]
    company: tuple[Companion, ...]
    company_over: int
    graph: Graph | None
    quotes: tuple[Quote, ...]
    lying: PlaceLocation | None
    search_url: str
    alike: tuple[Entity, ...]

    @property
    def country(self) -> str:
        """The country that it belongs to, empty for a country itself."""
        name = country_name(self.entity.country_code)
        return "" if name == self.entity.name else name

    @property
    def coordinates(self) -> str:
        """Where a place lies, in degrees."""
        latitude, longitude = self.entity.latitude, self.entity.longitude
        if latitude is None or longitude is None:
            return ""
        north, east = "NS"[latitude < 0], "EW"[longitude < 0]
        return f"{abs(latitude):.2f}° {north}, {abs(longitude):.2f}° {east}"


def entity_page(
    entity: Entity,
    backend: SearchBackend,
    page: int = 1,
    nationalities: bool = False,
    alike: bool = False,
) -> EntityPage:
    """Build the page. Namings of a nationality ("Afghan") count only when asked for. Raises NoSuchPage.

    ``alike``: say who may be the same, as editors want to know.
    """
    own = family_ids(entity)
    nationality_mentions = _nationality_mentions(entity)
    seen = appearances(entity, backend, page, nationalities)
    companions = tuple(companion(entity, other, count) for other, count in seen.companions)
    return EntityPage(
        entity=entity,
        aliases=tuple(Alias.objects.filter(entity__in=own).exclude(source="dropped").order_by("surface")),
        surfaces=tuple(_surfaces(entity, nationalities)),
        nationalities=nationalities,
        nationality_mentions=nationality_mentions,
        mentions=entity.mention_count - (0 if nationalities else nationality_mentions),
        articles=_articles(entity, seen, page, nationalities),
        timeline=seen.timeline,
        outlets=tuple(_outlets(seen, entity)),
        company=companions,
        company_over=seen.counted_over,
        graph=graph_of(entity, companions, seen.together),
        quotes=tuple(_quotes(own)),
        lying=place_location(entity),
        search_url=_search_url(entity, nationalities),
        alike=tuple(_alike(entity)) if alike else (),
    )


def _alike(entity: Entity) -> Iterable[Entity]:
    """Who may be the same, the most alike first, where no editor has answered yet."""
    pairs = MergeSuggestion.about([entity]).select_related("first", "second")
    for row in pairs.order_by("-score", "pk")[:ALIKE_MAX]:
        yield row.second if row.first_id == entity.pk else row.first


def _nationality_mentions(entity: Entity) -> int:
    """How many of its mentions name its people; only a place has any."""
    if entity.kind != "place":
        return 0
    return Mention.objects.filter(entity=entity, role="demonym").count()


def _search_url(entity: Entity, nationalities: bool) -> str:
    """The search in the articles that the page counts."""
    switch = {"nationalities": "on"} if nationalities else {}
    return search_url(**{entity.kind: entity.slug}, **switch)


def _quotes(own: Sequence[int]) -> QuerySet[Quote]:
    """What articles quote it as saying, in quotation marks first, the latest first."""
    said = Quote.objects.filter(speaker__in=own).select_related("article__outlet")
    return said.order_by("-direct", "-article__published_day", "article", "start")[:QUOTES_MAX]


def _surfaces(entity: Entity, nationalities: bool) -> Iterable[tuple[str, int]]:
    """The forms in which the latest articles name it, the most frequent first."""
    rows = Mention.objects.filter(entity=entity)
    rows = rows if nationalities else rows.exclude(role="demonym")
    latest = rows.order_by("-article_id").values_list("surface", flat=True)[:SURFACES_COUNTED_OVER]
    counted = Counter(latest).items()
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))[:SURFACES_MAX]


def _articles(entity: Entity, seen: Appearances, page: int, nationalities: bool) -> Listed[NamedIn]:
    place = paging(page, seen.total, ARTICLES_A_PAGE, "?nationalities=1&" if nationalities else "?")
    found = Article.objects.select_related("outlet").defer("evidence", "removed").in_bulk(seen.article_ids)
    rows = [found[pk] for pk in seen.article_ids if pk in found]
    mentions = Mention.objects.filter(entity=entity)
    mentions = mentions if nationalities else mentions.exclude(role="demonym")
    return Listed(_named_in(rows, mentions), seen.total, place)


def _named_in(articles: Sequence[Article], mentions: QuerySet[Mention]) -> list[NamedIn]:
    by_article: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions.filter(article__in=articles).order_by("article", "part", "part_index", "start"):
        by_article[mention.article_id].append(mention)
    found = []
    for article in articles:
        texts = _Texts(article)
        own = by_article[article.pk]
        namings = tuple(Naming(texts.around(row), row.role) for row in own[:CONTEXTS_AN_ARTICLE])
        found.append(NamedIn(article, namings, len(own) - len(namings)))
    return found


class _Texts:
    """The texts of one article that mentions count in, each put together once."""

    def __init__(self, article: Article) -> None:
        self.parts = {"body": [article.body], "title": [article.title]}
        self.parts["caption"] = [block["text"] for block in article.captions]
        self.parts["footnote"] = [block["text"] for block in article.footnotes]

    def around(self, mention: Mention) -> Context:
        return context(self.parts[mention.part][mention.part_index], mention.start, mention.end)


def _outlets(seen: Appearances, entity: Entity) -> Iterable[Tally]:
    for outlet, count in seen.outlets:
        yield Tally(outlet.name, count, search_url(**{entity.kind: entity.slug, "outlet": outlet.slug}))
