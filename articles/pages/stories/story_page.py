"""The page of a story: its reports over time, what they agree on, what only one has, what each leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.ingest.indexing.outbox import get_backend
from articles.ingest.relations.story_decisions import decisions_about
from articles.models import Article, Story, StoryDecision
from articles.pages.stories.agreement import Point, StoryPoints, points_of
from articles.pages.stories.membership import StoryNote, stories_of
from articles.pages.stories.nearest_articles import FIND_MAX_CHARACTERS, Near, found_outside, near_story
from articles.pages.stories.report_sources import ReportSources, report_sources
from articles.stories.similarity.version_diff import version_changes

ARTICLES_MAX = 60
SHOWN_AT_ONCE = 12
REPORTS_AT_ONCE = 8
VERSIONS_AT_ONCE = 4
COMPARED_CHARACTERS_MAX = 300_000
"""Of all versions of a story together: those beyond it are not said to differ in this or that, but can be compared."""


@dataclass(frozen=True, slots=True)
class Version:
    """An article of an independent report, and how it differs from the report's first one, in words."""

    article: Article
    changes: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Copies and rewrites of one text, and their source; ``first`` was published first."""

    number: int
    first: Article
    versions: tuple[Version, ...]
    sources: ReportSources
    only_here: tuple[Point, ...]
    left_out: tuple[Point, ...]

    @property
    def articles(self) -> int:
        return 1 + len(self.versions)

    @property
    def folded(self) -> bool:
        """Whether its versions are shown on demand."""
        return len(self.versions) > VERSIONS_AT_ONCE


@dataclass(frozen=True, slots=True)
class Dated:
    """An article in order of publication, and the number of the report that it is or tells anew."""

    article: Article
    report: int


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story; ``agreed`` are the names and figures that all its reports give, ``mostly`` those that most give.

    Long lists are cut in two: what is shown at once, and the rest on demand.
    """

    story: Story
    title: str
    note: StoryNote
    timeline: tuple[Dated, ...]
    more_timeline: tuple[Dated, ...]
    undated: int
    reports: tuple[Report, ...]
    more_reports: tuple[Report, ...]
    agreed: tuple[Point, ...]
    mostly: tuple[Point, ...]
    not_shown: int
    decisions: tuple[StoryDecision, ...]
    near: tuple[Near, ...]
    find: str
    found: tuple[Article, ...]

    @property
    def shown(self) -> int:
        """The number of reports on the page."""
        return len(self.reports) + len(self.more_reports)


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


def story_page(story: Story, for_editor: bool = False, find: str = "") -> StoryPage:
    """Build the page; what it costs is bounded by the articles shown.

    ``for_editor``: with what may be joined to it, and what of it is found by the words ``find``.
    """
    find = find.strip()[:FIND_MAX_CHARACTERS] if for_editor and not story.pinned else ""
    articles = articles_of(story)
    note = stories_of([articles[0].pk])[articles[0].pk]
    grouped: defaultdict[int, list[Article]] = defaultdict(list)
    for article in articles:
        grouped[article.independent_report or article.pk].append(article)
    number = {key: at for at, key in enumerate(grouped, 1)}
    timeline = tuple(Dated(one, number[one.independent_report or one.pk]) for one in articles)
    given, printed = points_of(articles)
    told = {key: set().union(*(given[one.pk] for one in group)) for key, group in grouped.items()}
    points = StoryPoints(story.pk, told, printed)
    reports = tuple(_reports(grouped, points))
    return StoryPage(
        story=story,
        title=next((one.title for one in articles if one.title_origin == "source"), articles[0].title),
        note=note,
        timeline=timeline[:SHOWN_AT_ONCE],
        more_timeline=timeline[SHOWN_AT_ONCE:],
        undated=sum(not article.published for article in articles),
        reports=reports[:REPORTS_AT_ONCE],
        more_reports=reports[REPORTS_AT_ONCE:],
        agreed=points.of_all(),
        mostly=points.of_most(),
        not_shown=len(note.articles) - len(articles),
        decisions=tuple(decisions_about(story)),
        near=near_story(note.articles) if for_editor and not story.pinned else (),
        find=find,
        found=found_outside(find, note.articles, get_backend()),
    )


def _reports(grouped: Mapping[int, Sequence[Article]], points: StoryPoints) -> Iterator[Report]:
    left = COMPARED_CHARACTERS_MAX
    for number, (key, (first, *others)) in enumerate(grouped.items(), 1):
        versions = []
        for other in others:
            left -= len(first.body) + len(other.body)
            changes = version_changes(first.body, other.body).in_words if left >= 0 else ""
            versions.append(Version(other, changes))
        yield Report(
            number,
            first,
            tuple(versions),
            report_sources([first, *others]),
            points.only_in(key),
            points.left_out_by(key),
        )


def _in_time(article: Article) -> tuple[bool, str, int]:
    """A month or a year alone stands before its days."""
    return (not article.published, article.published, article.pk)
