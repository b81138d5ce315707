"""All that the page of a person, place or organisation needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from articles.entities.places.countries import country_name
from articles.ingest.recognition.merge_chains import family_ids
from articles.models import Alias, Article, Entity, Mention, Quote
from articles.pages.article.facts import search_url
from articles.pages.entities.cooccurrence import Companion, Graph, company_of, graph_of
from articles.pages.entities.place_location import Lying, lying_of
from articles.pages.shared.contexts import Context, context
from articles.pages.shared.highlighting import ROLE_WORDS
from articles.pages.shared.paging import Listed, paging
from articles.pages.shared.timeline import Timeline, of_days

ARTICLES_A_PAGE = 10
CONTEXTS_AN_ARTICLE = 3
SURFACES_MAX = 12
OUTLETS_MAX = 12
QUOTES_MAX = 8
# Who appears with whom is counted over the newest articles only, so that a country named everywhere stays quick.
COMPANY_ARTICLES_MAX = 500


@dataclass(frozen=True, slots=True)
class Tally:
    """An outlet that names the entity, in how many articles, and the search that finds them."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Naming:
    """One naming in its sentence, and what it does there."""

    context: Context
    role: str

    @property
    def says(self) -> str:
        """What the naming does, where it does more than name."""
        return "" if self.role == "mention" else ROLE_WORDS.get(self.role, self.role)


@dataclass(frozen=True, slots=True)
class NamedIn:
    """An article that names the entity: the first few namings, and how many more there are."""

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
    lying: Lying | None
    search_url: str

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


def entity_page(entity: Entity, page: int = 1, nationalities: bool = False) -> EntityPage:
    """Build the page. Namings of a nationality ("Afghan") count only when asked for. Raises NoSuchPage."""
    own = family_ids(entity)
    every = Mention.objects.filter(entity=entity)
    mentions = every if nationalities else every.exclude(role="demonym")
    articles = Article.objects.filter(pk__in=mentions.values("article"))
    company_ids = list(articles.values_list("pk", flat=True)[:COMPANY_ARTICLES_MAX])
    company = company_of(entity, company_ids)
    return EntityPage(
        entity=entity,
        aliases=tuple(Alias.objects.filter(entity__in=own).exclude(source="dropped").order_by("surface")),
        surfaces=tuple(_surfaces(mentions)),
        nationalities=nationalities,
        nationality_mentions=every.filter(role="demonym").count() if entity.kind == "place" else 0,
        mentions=mentions.count(),
        articles=_articles(articles, mentions, page, nationalities),
        timeline=_timeline(articles),
        outlets=tuple(_outlets(articles, entity)),
        company=company,
        company_over=len(company_ids),
        graph=graph_of(entity, company, company_ids),
        quotes=tuple(_quotes(own)),
        lying=lying_of(entity),
        search_url=_search_url(entity, nationalities),
    )


def _search_url(entity: Entity, nationalities: bool) -> str:
    """The search in the articles that the page counts."""
    switch = {"nationalities": "on"} if nationalities else {}
    return search_url(**{entity.kind: entity.slug}, **switch)


def _quotes(own: Sequence[int]) -> QuerySet[Quote]:
    """What articles quote it as saying, in quotation marks first, the latest first."""
    said = Quote.objects.filter(speaker__in=own).select_related("article__outlet")
    return said.order_by("-direct", "-article__published_day", "article", "start")[:QUOTES_MAX]


def _surfaces(mentions: QuerySet[Mention]) -> Iterable[tuple[str, int]]:
    counted = mentions.order_by().values_list("surface").annotate(count=Count("pk"))
    return counted.order_by("-count", "surface")[:SURFACES_MAX]


def _articles(
    articles: QuerySet[Article], mentions: QuerySet[Mention], page: int, nationalities: bool
) -> Listed[NamedIn]:
    total = articles.count()
    base = "?nationalities=1&" if nationalities else "?"
    place = paging(page, total, ARTICLES_A_PAGE, base)
    first = (place.number - 1) * ARTICLES_A_PAGE
    rows = articles.select_related("outlet").defer("evidence", "removed")[first : first + ARTICLES_A_PAGE]
    return Listed(_named_in(list(rows), mentions), total, place)


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


def _timeline(articles: QuerySet[Article]) -> Timeline:
    days = articles.exclude(published_day=None).order_by().values_list("published_day")
    return of_days(dict(days.annotate(count=Count("pk"))))


def _outlets(articles: QuerySet[Article], entity: Entity) -> Iterable[Tally]:
    named = articles.exclude(outlet=None).order_by().values_list("outlet__name", "outlet__slug")
    for name, slug, count in named.annotate(count=Count("pk")).order_by("-count", "outlet__name")[
        :OUTLETS_MAX
    ]:
        yield Tally(name, count, search_url(**{entity.kind: entity.slug, "outlet": slug}))
