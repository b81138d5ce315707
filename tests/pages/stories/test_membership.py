"""Stories as pages count them."""

from __future__ import annotations

import pytest

from articles.ingest.relations.story_assignment import recluster
from articles.models import Article, Relation
from articles.pages.stories.membership import stories_of, story_id
from tests.world import make_world

pytestmark = pytest.mark.django_db


def test_a_rewrite_adds_an_article_but_no_independent_report() -> None:
    world = make_world()
    story = stories_of([world.rewrite.pk])[world.rewrite.pk]
    assert story.in_words == "2 articles, 1 independent report"
    assert story_id(story) == Article.objects.get(pk=world.harbour.pk).story_id
    assert story.url == f"/stories/{story.pk}/"


def test_another_report_of_the_event_adds_both() -> None:
    world = make_world()
    Relation.objects.filter(second=world.grain).update(relation="same_story", score=0.8)
    recluster([world.grain.pk])
    assert stories_of([world.grain.pk])[world.grain.pk].in_words == "3 articles, 2 independent reports"


def test_an_article_on_its_own_is_a_story_of_one(django_assert_max_num_queries) -> None:
    world = make_world()
    with django_assert_max_num_queries(2):
        found = stories_of([world.bridge.pk, world.hostile.pk])
    assert [story.in_words for story in found.values()] == ["1 article, 1 independent report"] * 2
    assert [story.url for story in found.values()] == ["", ""]
