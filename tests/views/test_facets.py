"""Facets of many values: searched inside, all on a page, and the articles that carry none."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import html

from articles.ingest.indexing.outbox import rebuild_index
from articles.models import Alias, Entity, Mention
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(world: World) -> World:
    """The world with forty more people in the harbour's article, the last ten in another one as well."""
    for number in range(40):
        name = f"Crew Member {number:02d}"
        person = Entity.objects.create(kind="person", name=name, slug=f"crew-member-{number:02d}")
        Alias.objects.create(entity=person, surface=name, folded=name.lower())
        for article in (world.harbour, *((world.grain,) if number >= 30 else ())):
            Mention.objects.create(
                article=article,
                part="title",
                start=100 + number,
                end=101 + number,
                surface="C",
                kind="person",
                entity=person,
                source="alias",
                confidence=1.0,
            )
    rebuild_index()
    return world


def tree_of(client: Client, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.fromstring(response.content.decode())


def box(tree: html.HtmlElement, name: str) -> html.HtmlElement:
    return tree.xpath(f"//section[@aria-labelledby='facet-{name}']")[0]


def labels(tree: html.HtmlElement) -> list[str]:
    return [link.text_content() for link in tree.xpath(".//a[@class='value']")]


def listed(tree: html.HtmlElement) -> list[str]:
    return labels(tree.xpath("//div[contains(@class, 'facet-columns')]")[0])


def test_a_long_facet_is_searched_inside_and_says_how_many_there_are(client: Client, crowd: World) -> None:
    people = box(tree_of(client, "/search/?q=harbour"), "person")
    assert len(labels(people.xpath("./ul")[0])) == 8
    assert len(labels(people)) == 30
    every = people.xpath(".//p[@class='facet-all']/a")[0]
    assert every.text_content() == "Show all 41 under People"
    assert every.get("href") == "/search/person/?q=harbour"
    field = people.xpath(".//form//input[@type='search']")[0]
    assert field.get("placeholder") == "Find in 41"
    hidden = people.xpath(".//form/input[@type='hidden']")
    assert [(one.get("name"), one.get("value")) for one in hidden] == [("q", "harbour")]


def test_a_short_facet_has_neither(client: Client, crowd: World) -> None:
    outlets = box(tree_of(client, "/search/?q=harbour"), "outlet")
    assert not outlets.xpath(".//form | .//p[@class='facet-all']")


def test_the_page_of_a_facet_lists_all_by_number_or_name(client: Client, crowd: World) -> None:
    by_number = listed(tree_of(client, "/search/person/"))
    assert len(by_number) == 42
    assert set(by_number[:11]) == {"Ines Calloway", *(f"Crew Member {n}" for n in range(30, 40))}
    by_name = listed(tree_of(client, "/search/person/?order=name"))
    assert by_name == sorted(by_name)


def test_values_are_found_by_words_of_their_names_and_lead_back_to_the_results(
    client: Client, crowd: World
) -> None:
    tree = tree_of(client, "/search/person/?q=barge&find=member+3")
    assert listed(tree) == [f"Crew Member {n}" for n in range(30, 40)]
    link = tree.xpath("//a[@class='value']/@href")[0]
    assert link == "/search/?q=barge&person=crew-member-30"
    assert tree_of(client, link).xpath("//h2[@id='results-h']")[0].text_content().startswith("1 article")
    assert "None with “nobody”" in tree_of(client, "/search/person/?find=nobody").text_content()


def test_what_is_chosen_stands_first(client: Client, crowd: World) -> None:
    for order in ("number", "name"):
        tree = tree_of(client, f"/search/person/?person=crew-member-07&order={order}")
        assert listed(tree)[0] == "✓ Chosen, remove: Crew Member 07"


def test_a_page_past_the_end_and_a_facet_that_is_none_are_404(client: Client, indexed: World) -> None:
    for address in ("/search/person/?page=9", "/search/nonsense/", "/search/slug/"):
        assert client.get(address).status_code == 404


def test_articles_without_an_outlet_a_date_or_a_dateline_are_rows_to_choose(
    client: Client, indexed: World
) -> None:
    tree = tree_of(client, "/search/?group=off")
    rows = {
        name: " ".join(box(tree, name).xpath(".//ul[@class='facet-none']")[0].text_content().split())
        for name in ("outlet", "month", "dateline")
    }
    assert rows == {"outlet": "no outlet 2 −", "month": "undated 2 −", "dateline": "no dateline 2 −"}
    link = box(tree, "outlet").xpath(".//ul[@class='facet-none']//a[@class='value']/@href")[0]
    assert urlsplit(link).query == "outlet=_none&group=off"
    chosen = tree_of(client, f"/search/{link}")
    titles = {heading.text_content() for heading in chosen.xpath("//ol[@class='hits']//h3")}
    assert titles == {indexed.rewrite.title, indexed.hostile.title}
    assert "no outlet ✕" in " ".join(chosen.xpath("//div[@class='applied']")[0].text_content().split())


def test_those_with_an_outlet_are_called_so_when_those_without_are_left_out(
    client: Client, indexed: World
) -> None:
    tree = tree_of(client, "/search/?-outlet=_none&group=off")
    assert len(tree.xpath("//ol[@class='hits']/li")) == 3
    assert "any outlet ✕" in " ".join(tree.xpath("//div[@class='applied']")[0].text_content().split())


def test_programs_get_as_many_values_as_they_ask_for(client: Client, crowd: World) -> None:
    few, many = (client.get(f"/search.json?facet_size={size}").json() for size in (5, 500))
    assert len(few["facets"]["person"]) == 5 and few["facet_values"]["person"] == 42
    assert len(many["facets"]["person"]) == 42
    assert many["facets"]["outlet"][-1] == {
        "value": "_none",
        "label": "no outlet",
        "count": 2,
        "chosen": False,
        "excluded": False,
    }
    assert client.get("/search.json?facet_size=x").json()["query"]["problems"]


def test_the_page_of_a_facet_asks_the_database_a_fixed_number_of_times(
    client: Client, crowd: World, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(2):
        tree_of(client, "/search/person/?q=harbour")
