"""An article's links to others are stored with reasons, and read in the order a reader wants them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from articles.ingest.relations.relate import explain_no_relations, relate, related_to
from articles.ingest.relations.story_decisions import part
from articles.models import Article, ArticlePrint, Relation
from tests.stories.conftest import ELSEWHERE, INDEPENDENT, REWRITE, WIRE

pytestmark = pytest.mark.django_db


def test_the_rewrite_stands_first_then_the_other_report_then_the_related_one(store):
    wire = store(WIRE, outlet="Herald")
    others = [
        store(ELSEWHERE, outlet="Post"),
        store(INDEPENDENT, outlet="Observer"),
        store(REWRITE, outlet="Mirror"),
    ]
    for article in [wire, *others]:
        relate(article)
    found = related_to(wire)
    assert [one.relation for one in found] == ["same_report", "same_story", "related"]
    assert [one.article.outlet.name for one in found] == ["Mirror", "Observer", "Post"]
    assert all(one.reasons for one in found)


def test_two_articles_that_an_editor_parted_are_called_related(store):
    wire, rewrite, independent = store(WIRE), store(REWRITE), store(INDEPENDENT)
    for article in (wire, rewrite, independent):
        relate(article)
    part(Article.objects.get(pk=independent.pk), User.objects.create_user("ines"))
    assert [one.relation for one in related_to(wire)] == ["same_report", "related"]


def test_the_link_is_seen_from_both_ends_whichever_came_last(store):
    wire, rewrite = store(WIRE), store(REWRITE)
    relate(rewrite)
    assert [one.article for one in related_to(wire)] == [rewrite]
    assert [one.article for one in related_to(rewrite)] == [wire]


def test_relating_twice_leaves_one_row_a_pair(store):
    wire, _ = store(WIRE), store(REWRITE)
    for _ in range(2):
        relate(wire)
    assert Relation.objects.count() == 1


def test_another_outlet_stands_before_the_same_one(store):
    wire = store(WIRE, outlet="Herald")
    own, other = store(WIRE + "\n\nMore follows.", outlet="Herald"), store(REWRITE, outlet="Mirror")
    for article in (own, other):
        relate(article)
    assert [one.article for one in related_to(wire)] == [other, own]


def test_a_copy_is_found_even_before_its_entities_are(store):
    wire, copy = store(WIRE, outlet="Herald"), store(WIRE, outlet="Mirror", recognised=False)
    relate(copy)
    assert [one.relation for one in related_to(wire)] == ["same_report"]


def test_the_list_is_cut_at_its_limit(store):
    wire = store(WIRE)
    for count in range(4):
        relate(store(f"{REWRITE}\n\nEdition {count}."))
    relate(wire)
    assert len(related_to(wire, limit=3)) == 3


def test_relating_asks_the_database_no_more_often_in_a_fuller_room(store, django_assert_max_num_queries):
    wire = store(WIRE)
    for count in range(20):
        store(f"{REWRITE}\n\nEdition {count}.")
    with django_assert_max_num_queries(32):
        relate(wire)


def test_what_is_kept_of_an_article_says_as_much_as_its_text(store):
    wire, rewrite = store(WIRE), store(REWRITE)
    relate(rewrite)
    relate(wire)
    kept = Relation.objects.values_list("relation", "score", "reasons").get()
    ArticlePrint.objects.all().delete()
    relate(wire)
    assert Relation.objects.values_list("relation", "score", "reasons").get() == kept


def test_an_article_whose_entities_are_unknown_is_compared_by_its_capitalised_names(store):
    wire, rewrite = store(WIRE, recognised=False), store(REWRITE, recognised=False)
    relate(wire)
    relate(rewrite)
    assert [one.relation for one in related_to(wire)] == ["same_report"]


def test_an_empty_list_says_why(store):
    wire = store(WIRE)
    assert explain_no_relations(wire) == "This is the only article in the room."
    unread = store("Nothing has been looked for.", recognised=False)
    assert "Nobody has looked for people" in explain_no_relations(unread)
    nameless = store("it rained all day and nobody came.")
    assert "No person, place or organisation was found" in explain_no_relations(nameless)
    alone = store("The skipper Jonas Hauge sailed to Runde.")
    assert explain_no_relations(alone).startswith("No other article names ")


def test_deleting_an_article_takes_its_links_with_it(store):
    wire, rewrite = store(WIRE), store(REWRITE)
    relate(wire)
    Article.objects.get(pk=rewrite.pk).delete()
    assert related_to(wire) == []


def test_a_print_that_an_older_version_kept_is_made_anew(store):
    wire, rewrite = store(WIRE), store(REWRITE)
    relate(wire)
    old = ArticlePrint.objects.get(article=wire)
    current = bytes(old.data)
    old.data = current[1:]
    old.save()
    relate(rewrite)
    assert [one.relation for one in related_to(rewrite)] == ["same_report"]
    assert bytes(ArticlePrint.objects.get(article=wire).data) == current


def test_the_other_articles_of_a_story_are_compared_beyond_the_number_of_candidates(store, monkeypatch):
    editions = [store(f"{WIRE}\n\nEdition {count}.") for count in range(5)]
    for article in editions:
        relate(article)
    monkeypatch.setattr("articles.ingest.relations.candidates.CANDIDATES", 2)
    rewrite = store(REWRITE)
    relate(rewrite)
    assert Relation.objects.filter(second=rewrite).count() == len(editions)


UPDATE = "A second pier gave way overnight and nobody may go near it.\n\nMayor Ada Moreno closed the harbour of Northgate."
FIRST = "A pier gave way at noon, the harbour master said.\n\nMayor Ada Moreno will visit Northgate in the afternoon."


def versions(store, key: str, **days: str) -> list[Article]:
    articles = [store(FIRST), store(UPDATE)]
    for article, day in zip(articles, days.values() or (None, None), strict=True):
        Article.objects.filter(pk=article.pk).update(version_key=key, published_day=day)
        article.refresh_from_db()
    for article in articles:
        relate(article)
    return articles


def test_an_update_under_the_same_story_number_is_the_same_report_and_says_so(store):
    _, update = versions(store, "number:afp:hc42", first="2021-07-08", second="2021-07-09")
    (found,) = related_to(update)
    assert (found.relation, found.reasons[0]) == ("same_report", "the same story number, HC42")


def test_a_number_used_again_a_week_later_is_another_report(store):
    _, later = versions(store, "number:afp:hc42", first="2021-07-08", second="2021-07-15")
    assert [one.relation for one in related_to(later)] in ([], ["related"])


def test_a_page_that_changed_under_its_address_is_the_same_report(store):
    _, update = versions(store, "address:chronicle.example/pier")
    (found,) = related_to(update)
    assert (found.relation, found.reasons[0]) == ("same_report", "the same address, chronicle.example/pier")


def test_two_texts_without_anything_in_common_are_no_versions(store):
    one, other = store(FIRST), store("Walnuts were harvested late in the valley of Osh.")
    Article.objects.update(version_key="address:chronicle.example/live")
    for article in (one, other):
        article.refresh_from_db()
        relate(article)
    assert Relation.objects.count() == 0
