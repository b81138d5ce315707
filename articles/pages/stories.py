"""All that the page of a story needs: its reports over time, what they agree on, what only one has, what each leaves out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.models import Article, Mention, Story, StoryDecision
from articles.pages.story_sources import ReportSources, report_sources
from articles.stories.decisions import decisions_about
from articles.stories.evidence import name_rarity
from articles.stories.fingerprint import figures
from articles.stories.versions import version_changes
from articles.text import fold

ARTICLES_MAX = 60
COMPARED_MAX = 12
POINTS_MAX = 14


@dataclass(frozen=True, slots=True)
class Version:
    """An article of an independent report, and how it differs from the report's first one, in words."""

    article: Article
    changes: str


@dataclass(frozen=True, slots=True)
class Report:
    """Articles that are copies or rewrites of each other, and where they come from."""

    number: int
    versions: tuple[Version, ...]
    sources: ReportSources
    only_here: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story; ``agreed`` are the names and figures that all its reports give."""

    story: Story
    title: str
    in_words: str
    timeline: tuple[Article, ...]
    undated: int
    reports: tuple[Report, ...]
    agreed: tuple[str, ...]
    not_shown: int
    decisions: tuple[StoryDecision, ...]


def articles_of(story: Story, wanted: Collection[int] = ()) -> list[Article]:
    """The story's articles, first published first, those without a date last; `ARTICLES_MAX` and those ``wanted``."""
    rows = story.articles.select_related("outlet", "agency", "dateline_place").defer("evidence", "removed")
    found = list(rows.order_by("pk")[:ARTICLES_MAX])
    if missing := set(wanted) - {article.pk for article in found}:
        found += rows.filter(pk__in=missing)
    return sorted(found, key=_in_time)


def shown_outlet(article: Article) -> str:
    """The outlet as a page names it."""
    return article.outlet.name if article.outlet else "outlet unknown"


def story_page(story: Story) -> StoryPage:
    """Build the page; what it costs is bounded by the articles shown."""
    articles = articles_of(story)
    grouped: defaultdict[int, list[Article]] = defaultdict(list)
    for article in articles:
        grouped[article.independent_report or article.pk].append(article)
    points = _points(articles)
    told = {number: set().union(*(points[one.pk] for one in group)) for number, group in grouped.items()}
    total = story.articles.count()
    return StoryPage(
        story=story,
        title=articles[0].title if articles else "",
        in_words=f"{total} {_word(total, 'article')}, {len(grouped)} independent {_word(len(grouped), 'report')}",
        timeline=tuple(articles),
        undated=sum(article.published_day is None for article in articles),
        reports=tuple(_report(number, grouped[key], told, key) for number, key in enumerate(grouped, 1)),
        agreed=_listed(set.intersection(*told.values())) if len(told) > 1 else (),
        not_shown=max(0, total - ARTICLES_MAX),
        decisions=tuple(decisions_about(story)),
    )


def _report(number: int, group: Sequence[Article], told: Mapping[int, Collection[str]], key: int) -> Report:
    others = [set(points) for report, points in told.items() if report != key]
    own = set(told[key])
    elsewhere = set().union(*others)
    held = Counter(point for points in others for point in points)
    wanted = {point for point, count in held.items() if count > 1 or len(others) == 1}
    return Report(
        number,
        tuple(_versions(group)),
        report_sources(group),
        _listed(own - elsewhere) if others else (),
        _listed(wanted - own),
    )


def _versions(group: Sequence[Article]) -> Iterable[Version]:
    first = group[0]
    for at, article in enumerate(group):
        changes = version_changes(first.body, article.body).in_words if 0 < at < COMPARED_MAX else ""
        yield Version(article, changes)


def _points(articles: Sequence[Article]) -> dict[int, set[str]]:
    """What can be checked across reports: the people, places, organisations and figures of each article."""
    found: dict[int, set[str]] = {article.pk: set() for article in articles}
    named = Mention.objects.filter(article__in=articles, part="body").exclude(role="demonym").order_by()
    for pk, name in named.values_list("article_id", "entity__name").distinct():
        found[pk].add(name)
    for article in articles:
        telling = (shown for value, shown in figures(article.body).items() if len(value) > 1)
        found[article.pk].update(telling)
    return found


def _listed(points: Iterable[str]) -> tuple[str, ...]:
    """The rarer ones first, figures last."""
    ordered = sorted(points, key=lambda one: (one[0].isdigit(), -name_rarity(fold(one)), one))
    return tuple(ordered[:POINTS_MAX])


def _in_time(article: Article) -> tuple[bool, str, int]:
    day = article.published_day
    return (day is None, article.published or (day.isoformat() if day else ""), article.pk)


def _word(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"
