"""People, places and organisations: their pages and their indexes."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Alias, Entity, MergeSuggestion, Quote
from tests.world import World

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_person_is_shown_in_the_sentences_that_name_her(client: Client, world: World) -> None:
    text = page(client, world.calloway.get_absolute_url())
    assert "Named 4 times in 2 articles" in text
    assert 'said <mark class="hit">Ines Calloway</mark>, who runs it.' in text


def test_a_person_page_tells_when_where_and_with_whom(client: Client, world: World) -> None:
    text = page(client, world.calloway.get_absolute_url())
    assert "1 dated article, 8 July 2021" in text or "8 July 2021" in text
    assert "Maritime Board" in text and "The Northern Dial" in text
    assert "2 known names" in text


def test_a_place_leaves_nationalities_out_until_asked(client: Client, world: World) -> None:
    address = world.port_ellery.get_absolute_url()
    assert "Ellerian</mark>" not in page(client, address)
    assert "Ellerian</mark>" in page(client, f"{address}?nationalities=1")


def test_a_place_from_the_gazetteer_shows_where_it_lies_and_credits_it(client: Client, world: World) -> None:
    text = page(client, world.port_ellery.get_absolute_url())
    assert "59.10° N, 5.20° W" in text and "Norway" in text
    assert "GeoNames" in text and "CC BY 4.0" in text
    assert "GeoNames" not in page(client, world.sandmouth.get_absolute_url())


def test_a_merged_entity_leads_to_the_other_until_they_are_taken_apart(client: Client, world: World) -> None:
    response = client.get(f"/people/{world.merged.pk}/i-calloway/")
    assert (response.status_code, response["Location"]) == (302, world.calloway.get_absolute_url())


def test_a_person_is_no_place(client: Client, world: World) -> None:
    assert client.get(f"/places/{world.calloway.pk}/ines-calloway/").status_code == 404


def test_the_index_finds_a_name_by_any_of_its_forms(client: Client, world: World) -> None:
    text = page(client, "/people/")
    assert "2 names" in text and "I. Calloway" not in text
    text = page(client, "/people/?q=Brandt")
    assert "Ole Brandt" in text and "Ines Calloway" not in text


def test_the_index_sorts_by_articles_mentions_or_name(client: Client, world: World) -> None:
    for sort, first in (
        ("", "Port Ellery"),
        ("?sort=mentions", "Port Ellery"),
        ("?sort=name", "Port Ellery"),
    ):
        text = page(client, f"/places/{sort}")
        assert text.index(f">{first}</a>") < text.index(">Sandmouth</a>")
    text = page(client, "/people/?sort=name")
    assert text.index("Ines Calloway") < text.index("Ole Brandt")


def test_a_name_that_is_not_there_offers_a_search(client: Client, world: World) -> None:
    assert "/search/?q=Nobody" in page(client, "/people/?q=Nobody")


@pytest.mark.parametrize("address", ["/people/?page=2", "/places/?page=x"])
def test_a_page_past_the_end_is_404(client: Client, world: World, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_entity_page_asks_the_database_a_fixed_number_of_times(
    client: Client, world: World, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(24):
        page(client, world.port_ellery.get_absolute_url())


def test_a_place_says_what_it_lies_in_and_what_lies_in_it(client: Client, world: World) -> None:
    norway = Entity.objects.create(
        kind="place",
        name="Norway",
        slug="norway",
        country_code="NO",
        gazetteer_id="3144096",
        latitude=62,
        longitude=10,
    )
    Entity.objects.filter(pk=world.port_ellery.pk).update(latitude=59.1, longitude=5.2, region="Rogaland")
    text = page(client, world.port_ellery.get_absolute_url())
    assert f'<a href="{norway.get_absolute_url()}">Norway</a>' in text and "<span>Rogaland</span>" in text
    text = page(client, norway.get_absolute_url())
    assert "Places within" in text and world.port_ellery.get_absolute_url() in text
    assert "/search/?place=norway&amp;within=on" in text
    text = page(client, f"{world.port_ellery.get_absolute_url()}?nationalities=1")
    assert "/search/?place=port-ellery&amp;nationalities=on" in text
    text = page(client, norway.get_absolute_url())
    assert "Map: where Norway lies, with 1 places within" in text and "Natural Earth" in text


def test_a_person_page_draws_her_company_under_the_table(client: Client, world: World) -> None:
    text = page(client, world.calloway.get_absolute_url())
    assert (
        text.index("Appears with") < text.index("as lines between names")
        and "<title>Maritime Board</title>" in text
    )


def test_what_a_person_is_quoted_as_saying_is_on_her_page(client: Client, world: World) -> None:
    wording = "We were slow, and I am sorry,"
    start = world.bridge.body.index(wording)
    Quote.objects.create(
        article=world.bridge,
        start=start,
        end=start + len(wording),
        wording=wording,
        speaker=world.brandt,
        direct=True,
    )
    text = page(client, world.brandt.get_absolute_url())
    assert f"“{wording}”" in text and "word for word" in text
    assert "Quoted" not in page(client, world.calloway.get_absolute_url())


def test_a_name_that_an_article_states_is_shown_with_its_sentence(client: Client, world: World) -> None:
    proof = "Tarn Line (also known as the TL) was fined in 2019."
    Alias.objects.create(entity=world.tarn_line, surface="TL", folded="tl", source="text", proof=proof)
    Alias.objects.create(entity=world.tarn_line, surface="Tarn Lines", folded="tarn lines", source="dropped")
    text = page(client, world.tarn_line.get_absolute_url())
    assert f'<q class="quiet">{proof}</q>' in text and "Tarn Lines" not in text


def test_the_index_finds_a_person_by_the_name_of_one_merged_into_her(client: Client, world: World) -> None:
    Alias.objects.create(entity=world.merged, surface="Iris Calloway", folded="iris calloway")
    assert "Ines Calloway" in page(client, "/people/?q=Iris")


def test_the_index_tells_when_each_was_written_about_and_where_it_lies(
    client: Client, indexed: World
) -> None:
    text = page(client, "/places/")
    assert "Norway" in text and 'class="spark"' in text and "8 July 2021" in text


def test_without_a_search_index_the_names_are_listed_all_the_same(client: Client, world: World) -> None:
    text = page(client, "/people/")
    assert "Ines Calloway" in text and 'class="spark"' not in text


def test_the_index_goes_by_letter(client: Client, world: World) -> None:
    text = page(client, "/people/?letter=i")
    assert "Ines Calloway" in text and '<b aria-current="true">I</b>' in text
    assert "Ines Calloway" not in page(client, "/people/?letter=Q")
    assert "See every name" in page(client, "/people/?letter=Q")
    assert "Ines Calloway" not in page(client, "/people/?letter=%23")


def test_an_editor_sees_who_may_be_the_same(client: Client, admin_client: Client, world: World) -> None:
    other = Entity.objects.create(kind="person", name="Inez Calloway", slug="inez-calloway")
    MergeSuggestion.objects.create(first=world.calloway, second=other, score=0.9, reason="one letter differs")
    assert "may be Inez Calloway" not in page(client, "/people/")
    assert "may be Inez Calloway" in page(admin_client, "/people/")


def test_the_index_asks_the_database_as_often_for_many_as_for_few(
    client: Client, indexed: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8):
        page(client, "/people/")


def test_a_person_of_one_word_in_one_article_is_left_out_until_asked_for(
    client: Client, world: World
) -> None:
    Entity.objects.filter(pk=world.brandt.pk).update(name="Brandt", curated=False)
    assert world.brandt.mentions.values("article").distinct().count() == 1
    assert ">Brandt</a>" not in page(client, "/people/")
    assert ">Brandt</a>" in page(client, "/people/?single=1") and ">Brandt</a>" in page(
        client, "/people/?q=Brandt"
    )
    Entity.objects.filter(pk=world.brandt.pk).update(curated=True)
    assert ">Brandt</a>" in page(client, "/people/")


def test_an_editor_sees_beside_the_name_who_may_be_the_same_and_both_sides_with_their_facts(
    client: Client, admin_client: Client, world: World
) -> None:
    MergeSuggestion.objects.get_or_create(
        first=world.calloway, second=world.brandt, defaults={"score": 0.9, "reason": "alike"}
    )
    address = world.calloway.get_absolute_url()
    assert "May be the same as" not in page(client, address)
    assert "May be the same as" in page(admin_client, address)
    text = page(admin_client, "/merge-suggestions/")
    assert "8 July 2021" in text and "in The Northern Dial" in text
