"""What the page of a story says: which articles are one report, what they agree on, what only one gives, what is folded."""

from __future__ import annotations

import pytest

from articles.models import Article, Mention, Story
from articles.pages.stories.story_page import COMPARED_CHARACTERS_MAX, story_page
from tests.large_story import COPIES, REPORTS, make_large_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return make_large_story()


def texts(points) -> list[str]:
    return [point.text for point in points]


def test_every_article_in_time_says_which_report_it_is(story):
    page = story_page(story)
    rows = [*page.timeline, *page.more_timeline]
    assert [row.article.published for row in rows] == sorted(row.article.published for row in rows)
    assert [row.report for row in rows] == [*range(1, REPORTS + 1), *[1] * COPIES]


def test_a_month_alone_stands_before_its_days_and_not_with_the_undated(story):
    Article.objects.filter(title__endswith="Dag Moe").update(published="2021-05", published_day=None)
    page = story_page(story)
    assert page.timeline[0].article.published == "2021-05"
    assert page.undated == 0


def test_a_long_story_is_cut_into_what_is_shown_at_once_and_the_rest(story):
    page = story_page(story)
    assert page.note.in_words == "18 articles, 12 independent reports"
    assert (len(page.timeline), len(page.more_timeline)) == (12, 6)
    assert (len(page.reports), len(page.more_reports), page.shown) == (8, 4, 12)
    assert page.reports[0].folded
    assert [version.changes for version in page.reports[0].versions] == [
        "adds 1 sentence, rewords 1"
    ] * COPIES


def test_what_all_and_what_most_reports_give(story):
    page = story_page(story)
    assert texts(page.agreed) == ["Olga Marsh", "212"]
    assert [(point.text, point.reports) for point in page.mostly] == [("4,200", 8)]


def test_what_only_one_report_gives_and_what_one_leaves_out(story):
    page = story_page(story)
    assert texts(page.reports[1].only_here) == ["Ben Ruud", "32"]
    assert page.reports[1].left_out == ()
    assert [texts(report.left_out) for report in page.more_reports] == [["4,200"]] * 4


def test_a_figure_is_the_same_however_it_is_printed(story):
    other = Article.objects.get(title__endswith="Dag Moe")
    other.paragraphs[0]["text"] = other.body.replace("4,200 tonnes", "4200 tonnes")
    other.save()
    page = story_page(story)
    assert [(point.text, point.reports) for point in page.mostly] == [("4,200", 8)]


def test_who_wrote_a_report_is_no_part_of_what_it_tells(story):
    other = Article.objects.get(title__endswith="Dag Moe")
    other.byline = ["Dag Moe"]
    other.save()
    assert texts(story_page(story).reports[3].only_here) == ["34"]


def test_a_point_leads_to_where_the_story_says_it(story):
    point = story_page(story).reports[1].only_here[0]
    assert point.url == f"/search/?q=%22Ben+Ruud%22&story={story.pk}"


def test_the_headline_is_one_that_a_source_prints(story):
    first = story.articles.order_by("pk").first()
    Article.objects.filter(pk=first.pk).update(title_origin="derived")
    assert story_page(story).title == "Ferry freed, says Ben Ruud"


def test_a_story_of_very_long_articles_is_not_compared_in_words_throughout(story):
    for article in story.articles.filter(independent_report=story.articles.order_by("pk").first().pk):
        article.paragraphs[0]["text"] += " " + "The tide rose. " * (COMPARED_CHARACTERS_MAX // 60)
        article.save()
    changes = [bool(version.changes) for version in story_page(story).reports[0].versions]
    assert changes == [True, False, False, False, False, False]


def test_more_articles_than_are_shown_are_counted_all_the_same(story, monkeypatch):
    monkeypatch.setattr("articles.pages.stories.story_page.ARTICLES_MAX", 5)
    page = story_page(story)
    assert page.note.in_words == "18 articles, 12 independent reports"
    assert page.not_shown == 13


def test_a_long_story_takes_as_few_queries_as_a_short_one(story, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        story_page(story)


def test_articles_without_any_name_or_figure_make_a_page(story):
    Mention.objects.all().delete()
    for article in story.articles.all():
        article.paragraphs = []
        article.save()
    page = story_page(story)
    assert page.agreed == page.mostly == page.reports[0].only_here == ()
