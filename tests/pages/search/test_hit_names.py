"""A hit says whom and what it is about, and its snippet shows those whom the search chose."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from articles.models import Article
from articles.pages.search.hit_names import NAMES_MAX, places_of_chosen, telling_names
from articles.search.query.query import Query
from tests.world import World

pytestmark = pytest.mark.django_db


def found(client: Client, querystring: str) -> html.HtmlElement:
    return html.fromstring(client.get(f"/search/?{querystring}").content.decode())


def test_the_people_and_places_named_most_stand_under_a_hit(client: Client, indexed: World) -> None:
    line = found(client, "q=divers+harbour").xpath("//ol[@class='hits']/li[1]//p[@class='line names']")[0]
    assert line.text_content().startswith("Names ") and "Ines Calloway" in line.text_content()
    assert line.text_content().count(",") < NAMES_MAX


def test_whom_the_search_chose_is_not_said_again_of_each_hit(indexed: World) -> None:
    pk = indexed.harbour.pk
    chosen = Query.from_params({"person": indexed.calloway.slug})
    assert "Ines Calloway" in telling_names([pk], Query())[pk]
    assert "Ines Calloway" not in telling_names([pk], chosen)[pk]


def test_a_snippet_shows_where_the_text_names_whom_a_filter_chose(client: Client, indexed: World) -> None:
    marks = found(client, f"org={indexed.tarn_line.slug}").xpath("//p[@class='snippet']/mark/text()")
    assert marks and set(marks) == {"Tarn Line"}


def test_a_snippet_shows_where_the_text_names_whom_the_query_names(client: Client, indexed: World) -> None:
    marks = found(client, "q=person%3ACalloway").xpath("//p[@class='snippet']/mark/text()")
    assert marks and set(marks) == {"Calloway"}


def test_the_language_of_a_hit_is_said_where_it_is_not_english(client: Client, indexed: World) -> None:
    assert not found(client, "q=bridge").xpath("//p[contains(., 'in German')]")
    Article.objects.filter(pk=indexed.bridge.pk).update(language="de")
    assert found(client, "q=bridge").xpath("//p[@class='line names']/span[text()='in German']")


def test_both_ask_once_however_many_articles(indexed: World, django_assert_num_queries) -> None:
    pks = [indexed.harbour.pk, indexed.rewrite.pk, indexed.grain.pk]
    query = Query.from_params({"place": indexed.port_ellery.slug})
    with django_assert_num_queries(2):
        assert set(telling_names(pks, query)) == set(pks) == set(places_of_chosen(pks, query))
