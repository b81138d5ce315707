"""Articles fall into stored stories as they come, whatever the order, and an editor's word stands."""

from __future__ import annotations

import itertools

import pytest
from django.contrib.auth.models import User

from articles.ingest.relations.relate import relate
from articles.ingest.relations.story_decisions import NotPossible, decisions_about, join, part, pin, undo
from articles.models import Article, IndexJob, Story, StoryDecision
from tests.stories.conftest import ELSEWHERE, INDEPENDENT, REWRITE, WIRE

pytestmark = pytest.mark.django_db
BODIES = {"wire": WIRE, "rewrite": REWRITE, "independent": INDEPENDENT, "elsewhere": ELSEWHERE}


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("ines", is_staff=True)


def brought(store, *names: str) -> dict[str, Article]:
    articles = {}
    for name in names:
        articles[name] = store(BODIES[name], outlet=name)
        relate(articles[name])
    return {name: Article.objects.get(pk=article.pk) for name, article in articles.items()}


def fresh(*articles: Article) -> list[Article]:
    return [Article.objects.get(pk=article.pk) for article in articles]


def test_an_article_alone_has_no_story(store):
    assert brought(store, "wire")["wire"].story is None


def test_a_story_tells_copies_from_independent_reports(store):
    found = brought(store, "wire", "rewrite", "independent", "elsewhere")
    wire, rewrite, independent, elsewhere = fresh(*found.values())
    assert wire.story == rewrite.story == independent.story is not None
    assert wire.independent_report == rewrite.independent_report == wire.pk
    assert independent.independent_report == independent.pk
    assert elsewhere.story is None


@pytest.mark.parametrize("order", list(itertools.permutations(BODIES)))
def test_the_same_articles_in_any_order_make_the_same_stories(store, order):
    found = brought(store, *order)
    rows = {name: Article.objects.get(pk=article.pk) for name, article in found.items()}
    together = {(a, b) for a in rows for b in rows if rows[a].story and rows[a].story == rows[b].story}
    assert together == set(itertools.product(("wire", "rewrite", "independent"), repeat=2))
    assert rows["wire"].independent_report == rows["rewrite"].independent_report
    assert Story.objects.count() == 1


def test_a_story_keeps_its_address_when_a_report_joins_it(store):
    brought(store, "wire", "rewrite")
    before = Story.objects.get()
    brought(store, "independent")
    assert Story.objects.get() == before


def test_whoever_changes_story_is_indexed_anew(store):
    wire, rewrite = brought(store, "wire", "rewrite").values()
    assert set(IndexJob.objects.values_list("article_id", flat=True)) == {wire.pk, rewrite.pk}


def test_what_an_editor_parts_stays_apart_when_it_is_read_again(store, editor):
    found = brought(store, "wire", "rewrite", "independent")
    part(Article.objects.get(pk=found["independent"].pk), editor)
    relate(found["independent"])
    wire, independent = fresh(found["wire"], found["independent"])
    assert wire.story is not None
    assert independent.story is None


def test_a_parting_can_be_undone_and_stays_in_the_log(store, editor):
    found = brought(store, "wire", "rewrite", "independent")
    part(Article.objects.get(pk=found["independent"].pk), editor)
    undo(StoryDecision.objects.filter(action="part").first(), editor)
    wire, independent = fresh(found["wire"], found["independent"])
    assert wire.story == independent.story
    log = decisions_about(wire.story)
    assert [(row.action, row.made_by, row.undone_by) for row in log] == [("part", editor, editor)]


def test_what_an_editor_joins_is_one_story_until_it_is_undone(store, editor):
    found = brought(store, "wire", "elsewhere")
    join(found["wire"], found["elsewhere"], editor)
    wire, elsewhere = fresh(*found.values())
    assert wire.story == elsewhere.story is not None
    undo(StoryDecision.objects.get(), editor)
    assert [one.story for one in fresh(*found.values())] == [None, None]


def test_a_pinned_story_is_left_as_it_is(store, editor):
    found = brought(store, "wire", "rewrite")
    pin(found["rewrite"].story or Story.objects.get(), editor)
    later = brought(store, "independent")["independent"]
    assert Article.objects.get(pk=later.pk).story is None
    with pytest.raises(NotPossible, match="Unpin it first"):
        part(Article.objects.get(pk=found["wire"].pk), editor)
    pin(Story.objects.get(), editor, pinned=False)
    assert Article.objects.get(pk=later.pk).story == Story.objects.get()


def test_when_an_article_is_deleted_the_others_are_grouped_anew(store):
    found = brought(store, "wire", "rewrite", "independent")
    IndexJob.objects.all().delete()
    gone = found["wire"].pk
    Article.objects.get(pk=gone).delete()
    rewrite, independent = fresh(found["rewrite"], found["independent"])
    assert rewrite.story == independent.story is not None
    assert rewrite.independent_report == rewrite.pk
    assert gone in IndexJob.objects.values_list("article_id", flat=True)


def test_when_the_article_between_two_is_deleted_they_part_and_are_indexed_anew(store, editor):
    found = brought(store, "wire", "rewrite", "elsewhere")
    join(found["rewrite"], found["elsewhere"], editor)
    IndexJob.objects.all().delete()
    Article.objects.filter(pk=found["rewrite"].pk).delete()
    assert [one.story for one in fresh(found["wire"], found["elsewhere"])] == [None, None]
    assert not Story.objects.exists()
    jobs = set(IndexJob.objects.values_list("article_id", flat=True))
    assert jobs == {one.pk for one in found.values()}


def test_when_all_its_articles_are_deleted_at_once_the_story_goes_too(store):
    brought(store, "wire", "rewrite", "elsewhere")
    Article.objects.all().delete()
    assert not Story.objects.exists()
