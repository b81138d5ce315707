"""All that the page of a person, place or organisation needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from articles.models import Alias, Article, Entity, Mention
from articles.pages.contexts import Context, context
from articles.pages.countries import country_name
from articles.pages.facts import search_url
from articles.pages.marking import ROLE_WORDS
from articles.pages.paging import Listed, paging
from articles.pages.timeline import Timeline, of_days

ARTICLES_A_PAGE = 10
CONTEXTS_AN_ARTICLE = 3
COMPANY_MAX = 12
# Who appears with whom is counted over the newest articles only, so that a country named everywhere stays quick.
COMPANY_ARTICLES_MAX = 500


@dataclass(frozen=True, slots=True)
class Tally:
    """Something that the entity occurs with, in how many articles, and the search that finds them."""

    label: str
    count: int
    url: str
    page_url: str = ""
    kind: str = ""


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
    company: tuple[Tally, ...]
    company_over: int
    search_url: str

    @property
    def country(self) -> str:
        """The country a place lies in, empty for a country itself."""
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
    # Ids first: an OR over a join would keep the database from its index on mentions.
    own = [entity.pk, *Entity.objects.filter(merged_into=entity).values_list("pk", flat=True)]
    every = Mention.objects.filter(entity__in=own)
    mentions = every if nationalities else every.exclude(role="demonym")
    articles = Article.objects.filter(pk__in=mentions.values("article"))
    company_ids = list(articles.values_list("pk", flat=True)[:COMPANY_ARTICLES_MAX])
    return EntityPage(
        entity=entity,
        aliases=tuple(Alias.objects.filter(entity__in=own).order_by("surface")),
        surfaces=tuple(_surfaces(mentions)),
        nationalities=nationalities,
        nationality_mentions=every.filter(role="demonym").count() if entity.kind == "place" else 0,
        mentions=mentions.count(),
        articles=_articles(articles, mentions, page, nationalities),
        timeline=_timeline(articles),
        outlets=tuple(_outlets(articles, entity)),
        company=tuple(_company(entity, company_ids)),
        company_over=len(company_ids),
        search_url=search_url(**{entity.kind: entity.slug}),
    )


def _surfaces(mentions: QuerySet[Mention]) -> Iterable[tuple[str, int]]:
    counted = mentions.order_by().values_list("surface").annotate(count=Count("pk"))
    return counted.order_by("-count", "surface")[:COMPANY_MAX]


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
        :COMPANY_MAX
    ]:
        yield Tally(name, count, search_url(**{entity.kind: entity.slug, "outlet": slug}))


def _company(entity: Entity, article_ids: Sequence[int]) -> Iterable[Tally]:
    others = Mention.objects.filter(article_id__in=article_ids, entity__merged_into=None).exclude(
        entity=entity
    )
    counted = (
        others.exclude(role__in=("demonym", "dateline"))
        .order_by()
        .values_list("entity")
        .annotate(count=Count("article", distinct=True))
        .order_by("-count", "entity__name")[:COMPANY_MAX]
    )
    counts = dict(counted)
    for other in sorted(Entity.objects.filter(pk__in=counts), key=lambda row: (-counts[row.pk], row.name)):
        # Two of one kind cannot both be asked for as facet values (those are either-or), so the second is a field.
        both = {entity.kind: entity.slug, other.kind: other.slug}
        url = search_url(**both, match="all") if entity.kind != other.kind else _both_fields(entity, other)
        yield Tally(other.name, counts[other.pk], url, other.get_absolute_url(), other.kind)


def _both_fields(entity: Entity, other: Entity) -> str:
    return search_url(**{entity.kind: entity.slug, "q": f'{other.kind}:"{other.name}"'})
