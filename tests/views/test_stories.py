"""The pages of a story: what they say, what an editor may do there, and that nobody else may."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import html

from articles.ingest.indexing.outbox import rebuild_index
from articles.ingest.relations.story_assignment import recluster
from articles.models import Article, Relation, Story, StoryDecision
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = make_world()
    Relation.objects.filter(second=made.grain).update(relation="same_story", score=0.8)
    recluster([made.grain.pk])
    return made


@pytest.fixture
def story(world: World) -> Story:
    return Article.objects.get(pk=world.harbour.pk).story


@pytest.fixture
def editor(client: Client) -> User:
    user = User.objects.create_user("ines", is_staff=True)
    client.force_login(user)
    return user


def stories_of_world(world: World) -> dict[str, int | None]:
    names = ("harbour", "rewrite", "grain", "bridge", "hostile")
    return {name: Article.objects.get(pk=getattr(world, name).pk).story_id for name in names}


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_story_counts_articles_and_independent_reports(client, story):
    text = page(client, f"/stories/{story.pk}/")
    assert "3 articles, 2 independent reports" in text
    assert "Report 1: 2 articles" in text
    assert "Against the first: " in text


def test_the_story_says_what_all_reports_give_and_what_one_leaves_out(client, story):
    text = page(client, f"/stories/{story.pk}/")
    agreed, rest = text.split("What all reports say")[1].split("Report 1:", 1)
    assert "Port Ellery" in agreed
    assert "Ines Calloway" not in agreed
    first, second = rest.split("Report 2:", 1)
    assert "Only here: the other report leaves it out" in first
    assert "Ines Calloway" in first
    assert "Sandmouth" in second


def test_dates_that_do_not_say_who_was_first_are_not_made_to(client, story):
    assert "Siblings: the dates do not say which was first." in page(client, f"/stories/{story.pk}/")


def test_the_likely_source_of_a_report_is_shown_with_what_says_so(client, world, story):
    for article in (world.harbour, world.rewrite):
        article.agency = None
        article.paragraphs = [
            *article.paragraphs,
            {"kind": "paragraph", "text": "Nobody was hurt, Vane told Reuters."},
        ]
        article.save(update_fields=["agency", "paragraphs"])
    text = page(client, f"/stories/{story.pk}/")
    assert "Where it comes from: Reuters (likely in 2 of 2 articles)" in text
    assert "told to, “told Reuters”" in text


def test_the_article_leads_to_its_story_and_to_the_comparison(client, world, story):
    text = page(client, world.harbour.get_absolute_url())
    assert f'href="/stories/{story.pk}/"' in text
    assert f"/stories/{story.pk}/compare/?a={world.harbour.pk}&amp;b={world.rewrite.pk}" in text


def test_the_comparison_says_in_words_what_became_of_each_passage(client, world, story):
    text = page(client, f"/stories/{story.pk}/compare/?a={world.harbour.pk}&b={world.rewrite.pk}")
    assert "Reworded" in text
    assert "Only in The Northern Dial" in text
    assert "Nothing of this here." in text


def test_a_comparison_of_one_article_only_takes_another_of_the_story(client, world, story):
    assert client.get(f"/stories/{story.pk}/compare/").status_code == 200
    assert client.get(f"/stories/{story.pk}/compare/?b={world.harbour.pk}").status_code == 200


@pytest.mark.parametrize("address", ["compare/?a=999", "compare/?a=x", "compare/?a=1%27", "compare/?b=-1"])
def test_an_article_that_is_not_there_cannot_be_compared(client, story, address):
    answer = client.get(f"/stories/{story.pk}/{address}")
    assert answer.status_code == 404
    assert "There is no such article here" in answer.content.decode()


def test_articles_of_two_stories_are_not_compared_and_each_is_shown_where_it_is(client, world, story):
    answer = client.get(f"/stories/{story.pk}/compare/?a={world.harbour.pk}&b={world.bridge.pk}")
    assert answer.status_code == 404
    text = answer.content.decode()
    assert "These are not reports of one story" in text
    assert f'href="/stories/{story.pk}/"' in text
    assert "In no story now" in text


def test_an_old_address_of_a_comparison_leads_to_the_story_that_both_are_in_now(client, world, story):
    asked = f"?a={world.harbour.pk}&b={world.rewrite.pk}"
    answer = client.get(f"/stories/999/compare/{asked}")
    assert answer["Location"] == f"/stories/{story.pk}/compare/{asked}"


def test_an_article_beside_itself_is_said_to_be_one(client, world, story):
    text = page(client, f"/stories/{story.pk}/compare/?a={world.harbour.pk}&b={world.harbour.pk}")
    assert "Both sides are the same article" in text
    assert "Passage by passage" not in text


def test_two_texts_that_are_the_same_to_the_letter_are_said_to_be(client, world, story):
    world.rewrite.paragraphs = world.harbour.paragraphs
    world.rewrite.save(update_fields=["paragraphs"])
    text = page(client, f"/stories/{story.pk}/compare/?a={world.harbour.pk}&b={world.rewrite.pk}")
    assert "No word differs in" in text
    assert "None was found in the passages that both tell." in text


def test_passages_that_are_unchanged_can_be_left_out(client, world, story):
    world.rewrite.paragraphs = [*world.harbour.paragraphs[:3], *world.rewrite.paragraphs[1:]]
    world.rewrite.save(update_fields=["paragraphs"])
    address = f"/stories/{story.pk}/compare/?a={world.harbour.pk}&b={world.rewrite.pk}"
    assert '<span class="passage-number">1</span> Unchanged' in page(client, address)
    changes = page(client, f"{address}&show=changes")
    assert "Unchanged" not in changes
    assert "Only in" in changes
    assert f'href="{address.replace("&", "&amp;")}">every passage</a>' in changes


def test_an_empty_body_can_be_compared(client, world, story):
    Article.objects.filter(pk=world.rewrite.pk).update(paragraphs=[])
    text = page(client, f"/stories/{story.pk}/compare/?a={world.rewrite.pk}&b={world.harbour.pk}")
    assert "only in The Northern Dial" in text


def test_what_both_give_otherwise_stands_before_what_only_one_gives(client, world, story):
    for article, text in (
        (world.harbour, "Nine ships lie at anchor. The owner Tarn Line paid the bill in full."),
        (world.rewrite, "Eleven ships lie at anchor. The owner paid the bill in full."),
    ):
        article.paragraphs = [{"kind": "paragraph", "text": text}]
        article.save(update_fields=["paragraphs"])
    text = page(client, f"/stories/{story.pk}/compare/?a={world.harbour.pk}&b={world.rewrite.pk}")
    both, one = text.split("<details>", 1)
    assert "<strong>Nine</strong>" in both and "<strong>Eleven</strong>" in both
    assert "Tarn" not in both.split("facts-differ-h", 1)[1]
    assert "In 1 passage only one of the two gives a name or figure" in one


def test_a_story_that_is_no_more_leads_to_the_one_its_articles_are_in_now(client, world, story, editor):
    other = Story.objects.create()
    Article.objects.filter(pk=world.bridge.pk).update(story=other, independent_report=world.bridge.pk)
    client.post(f"/stories/{story.pk}/join/", {"article": world.bridge.pk})
    assert not Story.objects.filter(pk=other.pk).exists()
    assert client.get(f"/stories/{other.pk}/")["Location"] == f"/stories/{story.pk}/"


def test_a_story_whose_articles_went_apart_says_where_each_is(client, world, story):
    Relation.objects.all().delete()
    recluster([world.harbour.pk, world.rewrite.pk, world.grain.pk])
    answer = client.get(f"/stories/{story.pk}/")
    assert answer.status_code == 404
    text = answer.content.decode()
    assert "This story no longer exists" in text
    for article in (world.harbour, world.rewrite, world.grain):
        assert article.get_absolute_url() in text


def test_a_story_that_never_was_is_not_there(client, story):
    for address in ("/stories/999/", "/stories/999/compare/"):
        assert client.get(address).status_code == 404


def test_a_button_pressed_twice_does_its_work_once_and_says_so(client, world, story, editor):
    pressed = {"article": world.grain.pk}
    client.post(f"/stories/{story.pk}/part/", pressed)
    answer = client.post(f"/stories/{story.pk}/part/", pressed, follow=True)
    assert answer.status_code == 200
    assert "It is not in this story any more." in answer.content.decode()
    assert StoryDecision.objects.filter(undone_at=None).count() == 2
    decision = StoryDecision.objects.first().pk
    client.post(f"/stories/decisions/{decision}/undo/")
    answer = client.post(f"/stories/decisions/{decision}/undo/", follow=True)
    assert "That has already been undone." in answer.content.decode()


@pytest.mark.parametrize("action", ["pin", "part", "join"])
def test_a_button_of_a_story_that_is_no_more_leads_to_what_became_of_it(client, world, story, editor, action):
    Relation.objects.all().delete()
    recluster([world.harbour.pk, world.rewrite.pk, world.grain.pk])
    answer = client.post(f"/stories/{story.pk}/{action}/", {"article": world.grain.pk}, follow=True)
    assert "This story no longer exists" in answer.content.decode()
    assert not StoryDecision.objects.exists()


def test_a_reader_sees_no_buttons_and_may_not_press_them(client, world, story):
    Relation.objects.create(first=world.grain, second=world.bridge, relation="related", score=0.2)
    for words in ("A different event", "The closest articles outside", "Pin:"):
        assert words not in page(client, f"/stories/{story.pk}/")
    client.force_login(User.objects.create_user("reader"))
    for action in ("part", "join", "pin"):
        answer = client.post(f"/stories/{story.pk}/{action}/", {"article": world.grain.pk})
        assert answer.status_code in (302, 403)
    assert not StoryDecision.objects.exists()


def test_an_editor_parts_a_report_sees_it_in_the_log_and_takes_it_back(client, world, story, editor):
    client.post(f"/stories/{story.pk}/part/", {"article": world.grain.pk})
    assert Article.objects.get(pk=world.grain.pk).story is None
    text = page(client, f"/stories/{story.pk}/")
    assert "different stories" in text
    assert "by ines" in text
    client.post(f"/stories/decisions/{StoryDecision.objects.first().pk}/undo/")
    assert Article.objects.get(pk=world.grain.pk).story == story
    assert "undone" in page(client, f"/stories/{story.pk}/")


def test_an_editor_joins_an_article_by_its_number_and_pins_the_story(client, world, story, editor):
    client.post(f"/stories/{story.pk}/join/", {"article": world.bridge.pk})
    assert Article.objects.get(pk=world.bridge.pk).story == story
    client.post(f"/stories/{story.pk}/pin/")
    assert Story.objects.get(pk=story.pk).pinned
    assert "Pinned:" in page(client, f"/stories/{story.pk}/")
    client.post(f"/stories/{story.pk}/pin/", {"pinned": "0"})
    assert not Story.objects.get(pk=story.pk).pinned


def test_an_editor_is_shown_the_closest_articles_outside_and_joins_one(client, world, story, editor):
    Relation.objects.create(
        first=world.grain, second=world.bridge, relation="related", score=0.2, reasons=["both name Sandmouth"]
    )
    text = page(client, f"/stories/{story.pk}/")
    assert "The closest articles outside this story: 1" in text
    assert "both name Sandmouth" in text
    near = text.split("The closest articles outside", 1)[1]
    assert f'name="article" value="{world.bridge.pk}"' in near
    assert world.grain.get_absolute_url() not in near
    client.post(f"/stories/{story.pk}/join/", {"article": world.bridge.pk})
    assert Article.objects.get(pk=world.bridge.pk).story == story
    assert "The closest articles outside" not in page(client, f"/stories/{story.pk}/")


def test_a_parting_that_ends_a_story_is_taken_back_where_the_story_was(client, world, editor):
    Relation.objects.filter(second=world.rewrite).update(relation="same_story", score=0.8)
    recluster([world.harbour.pk])
    pair = Article.objects.get(pk=world.harbour.pk).story
    client.post(f"/stories/{pair.pk}/part/", {"article": world.grain.pk})
    answer = client.post(f"/stories/{pair.pk}/part/", {"article": world.rewrite.pk}, follow=True)
    text = answer.content.decode()
    assert "It is removed from the story." in text and "This story no longer exists" in text
    assert text.count(">Undo<") == 2
    newest = StoryDecision.objects.first()
    client.post(f"/stories/decisions/{newest.pk}/undo/")
    assert stories_of_world(world)["rewrite"] == stories_of_world(world)["harbour"] is not None


def test_an_article_that_is_no_copy_after_all_is_parted_alone(client, world, story, editor):
    assert "A different event: remove it from the story" in page(client, f"/stories/{story.pk}/")
    client.post(f"/stories/{story.pk}/part/", {"article": world.rewrite.pk, "alone": "1"})
    made = stories_of_world(world)
    assert made["rewrite"] is None
    assert made["harbour"] == made["grain"] == story.pk
    client.post(f"/stories/decisions/{StoryDecision.objects.first().pk}/undo/")
    assert stories_of_world(world)["rewrite"] == story.pk
    assert "2 independent reports" in page(client, f"/stories/{story.pk}/")


def test_an_editor_who_parts_a_report_stays_with_the_story(client, world, story, editor):
    answer = client.post(f"/stories/{story.pk}/part/", {"article": world.grain.pk})
    assert answer["Location"] == f"/stories/{story.pk}/"


def test_two_articles_without_a_story_are_joined_from_the_page_of_one(client, world, editor):
    Relation.objects.create(first=world.bridge, second=world.hostile, relation="related", score=0.2)
    text = page(client, world.bridge.get_absolute_url())
    assert "Same event: put them in one story" in text
    answer = client.post(f"/stories/join/{world.bridge.pk}/", {"article": world.hostile.pk})
    made = stories_of_world(world)
    assert made["bridge"] == made["hostile"] is not None
    assert answer["Location"] == f"/stories/{made['bridge']}/"
    assert "Same event: put them in one story" not in page(client, world.bridge.get_absolute_url())


def test_an_article_whose_headline_is_join_can_be_read(client, world):
    Article.objects.filter(pk=world.bridge.pk).update(slug="join")
    assert client.get(f"/articles/{world.bridge.pk}/join/").status_code == 200


def test_a_reader_is_offered_no_joining(client, world):
    Relation.objects.create(first=world.bridge, second=world.hostile, relation="related", score=0.2)
    assert "Same event" not in page(client, world.bridge.get_absolute_url())


def test_joining_an_article_that_is_gone_says_so(client, story, editor):
    answer = client.post(f"/stories/{story.pk}/join/", {"article": "seven"}, follow=True)
    assert "That article is no longer in the room" in answer.content.decode()


def test_reading_a_story_takes_few_queries(client, story, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(f"/stories/{story.pk}/")


def test_an_article_is_found_by_its_words_and_joined(client, world, story, editor):
    rebuild_index()
    text = page(client, f"{story.get_absolute_url()}?find=bridge")
    found = text.split('id="join"', 1)[1].split("The closest articles", 1)[0]
    assert f'name="article" value="{world.bridge.pk}"' in found
    assert f'value="{world.harbour.pk}"' not in found
    client.post(f"/stories/{story.pk}/join/", {"article": world.bridge.pk})
    assert stories_of_world(world)["bridge"] == stories_of_world(world)["harbour"]
    assert "No other article has these words" in page(client, f"{story.get_absolute_url()}?find=zeppelin")


def test_an_article_of_the_same_event_is_found_by_its_words_on_an_article_s_page(client, world, editor):
    rebuild_index()
    here = f"{world.bridge.get_absolute_url()}?q=bridge&at=1"
    form = html.fromstring(page(client, here)).get_element_by_id("join")
    assert dict(form.form_values()) == {"q": "bridge", "at": "1", "find": ""}
    text = page(client, f"{here}&find=script")
    assert "Your search, above the text" in text
    found = text.split('id="join"', 1)[1]
    assert f'name="article" value="{world.hostile.pk}"' in found
    assert f'value="{world.bridge.pk}"' not in found
    client.post(f"/stories/join/{world.bridge.pk}/", {"article": world.hostile.pk})
    made = stories_of_world(world)
    assert made["bridge"] == made["hostile"] is not None
    assert "No other article has these words" in page(client, f"{here}&find=script")


def test_an_article_of_a_pinned_story_offers_no_search_for_others(client, world, story, editor):
    assert 'id="join"' in page(client, world.harbour.get_absolute_url())
    client.post(f"/stories/{story.pk}/pin/")
    assert 'id="join"' not in page(client, world.harbour.get_absolute_url())


def test_readers_search_for_nothing_to_join(client, world, story):
    rebuild_index()
    for here in (story, world.bridge):
        text = page(client, f"{here.get_absolute_url()}?find=script")
        assert 'id="join"' not in text and world.hostile.title not in text
