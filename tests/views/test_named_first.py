"""The words of a search offer who is called so, above the results and without touching them."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from articles.models import Alias, Entity, NameGroup
from tests.world import World

pytestmark = pytest.mark.django_db


def offered(client: Client, querystring: str) -> list[str]:
    response = client.get(f"/search/?{querystring}")
    assert response.status_code == 200
    tree = html.fromstring(response.content.decode())
    return [item.xpath("string(a[1])") for item in tree.xpath("//ul[@class='named-first']/li")]


@pytest.mark.parametrize(
    ("querystring", "names"),
    [
        ("q=ines+calloway", ["Ines Calloway"]),
        ("q=President+Ines+Calloway", ["Ines Calloway"]),
        ("q=port+ellery", ["Port Ellery"]),
        ("q=Ines+Calloway+ferry", []),
        ("q=%22Ines+Calloway%22", []),
        ("q=Ines+Calloway&person=ines-calloway", []),
        ("q=Ines+Calloway&page=2", []),
        ("q=", []),
    ],
)
def test_the_whole_of_a_plain_query_names_somebody(
    client: Client, indexed: World, querystring: str, names: list[str]
) -> None:
    if "page=2" in querystring:
        assert client.get(f"/search/?{querystring}").status_code == 404
        return
    assert offered(client, querystring) == names


def test_an_offer_leads_to_all_articles_about_him_and_to_his_page(client: Client, indexed: World) -> None:
    text = client.get("/search/?q=Ines+Calloway").content.decode()
    assert f'href="/search/?person={indexed.calloway.slug}"' in text
    assert indexed.calloway.get_absolute_url() in text and "2 articles in any form of the name" in text


def test_a_surname_offers_those_who_bear_it(client: Client, indexed: World) -> None:
    row = {"entity_id": indexed.calloway.pk, "name": "Ines Calloway", "articles": 2, "variants": []}
    NameGroup.objects.update_or_create(word="calloway", defaults={"people": [row]})
    hamlet = Entity.objects.create(kind="place", name="Calloway", slug="calloway")
    Alias.objects.create(entity=hamlet, surface="Calloway", folded="calloway")
    assert offered(client, "q=calloway") == ["Ines Calloway"]


def test_nobody_is_offered_whom_no_article_names_or_who_is_no_name(client: Client, indexed: World) -> None:
    unnamed = Entity.objects.create(kind="person", name="Ada Example", slug="ada-example")
    Alias.objects.create(entity=unnamed, surface="Ada Example", folded="ada example")
    assert offered(client, "q=ada+example") == []
    Entity.objects.filter(pk=indexed.calloway.pk).update(no_name=True)
    assert offered(client, "q=Ines+Calloway") == []
