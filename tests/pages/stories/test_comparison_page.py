"""Two reports side by side: what a page makes of an alignment."""

from __future__ import annotations

import pytest

from articles.models import Article, Story
from articles.pages.stories.comparison_page import ComparePage, compare_page
from tests.large_story import make_large_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return make_large_story()


def compared(story: Story, a: str, b: str) -> ComparePage:
    """The first two articles of the story with other bodies."""
    first, second = story.articles.order_by("pk")[:2]
    for article, text in ((first, a), (second, b)):
        Article.objects.filter(pk=article.pk).update(
            paragraphs=[{"kind": "paragraph", "text": text}] if text else []
        )
    return compare_page(story, first.pk, second.pk)


def test_a_name_of_several_words_differs_as_a_whole(story):
    page = compared(
        story, "Envoys of Ada Berg Holm spoke at the pier.", "Envoys of Ben Ruud spoke at the pier."
    )
    assert [(one.kind, one.a, one.b) for one in page.differences] == [("name", "Ada Berg Holm", "Ben Ruud")]
    assert "".join(piece.text for piece in page.passages[0].a) == "Envoys of Ada Berg Holm spoke at the pier."


def test_names_with_a_comma_between_stay_apart(story):
    page = compared(
        story,
        "Envoys of the ferry company met in Bergen, Tromso and Oslo again.",
        "Envoys of the ferry company met in Hamar again.",
    )
    assert page.differences[0].a == "Bergen, Tromso, Oslo"
    assert sum(bool(piece.flag) for piece in page.passages[0].a) == 3


@pytest.mark.parametrize("empty", [("", ""), ("", "It rained."), ("It rained.", "")])
def test_empty_bodies_are_compared_without_fault(story, empty):
    assert len(compared(story, *empty).passages) == sum(map(bool, empty))


def test_an_article_beyond_those_that_are_listed_can_be_compared(story, monkeypatch):
    monkeypatch.setattr("articles.pages.stories.story_page.ARTICLES_MAX", 3)
    last = story.articles.order_by("-pk").first()
    page = compare_page(story, None, last.pk)
    assert page.b == last
    assert last in [choice.article for choice in page.choices]


def test_a_long_text_is_said_not_to_be_matched_throughout(story):
    long = " ".join(f"Boat {number} left the pier at noon." for number in range(405))
    assert compared(story, long, "It rained.").too_long
    assert not compared(story, "It snowed.", "It rained.").too_long
