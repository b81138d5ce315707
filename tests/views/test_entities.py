"""People, places and organisations: their pages and their indexes."""

from __future__ import annotations

import pytest
from django.test import Client

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
    assert "1 dated articles, 8 July 2021" in text or "8 July 2021" in text
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
    with django_assert_max_num_queries(16):
        page(client, world.port_ellery.get_absolute_url())
