"""An article opened from a search: hits marked and led through, its place in the list, the neighbours, the way back."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from lxml import html

from tests.world import HARBOUR, World

pytestmark = pytest.mark.django_db

EVERYTHING = "group=off&page_size=2"


def opened(client: Client, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.fromstring(response.content.decode())


def first_link(tree: html.HtmlElement) -> str:
    return tree.xpath("//ol[@class='hits']/li[1]//h3/a/@href")[0]


def walk(tree: html.HtmlElement) -> str:
    shown = tree.xpath("//nav[contains(@class, 'above')]//span[@class='walk']")
    return " ".join(shown[0].text_content().split()) if shown else ""


def test_a_result_opens_with_the_search_and_its_place_in_the_address(client: Client, indexed: World) -> None:
    link = first_link(opened(client, "/search/?q=harbour&outlet=the-northern-dial"))
    assert urlsplit(link).path == indexed.harbour.get_absolute_url()
    assert dict(parse_qsl(urlsplit(link).query)) == {
        "q": "harbour",
        "outlet": "the-northern-dial",
        "at": "1",
    }


def test_hits_are_marked_in_headline_and_text_and_each_leads_to_the_next(
    client: Client, indexed: World
) -> None:
    tree = opened(client, first_link(opened(client, "/search/?q=barge&group=off")))
    assert tree.xpath("//h1/mark[@class='hit']/text()") == ["Barge"]
    marks = tree.xpath("//div[@class='text']//mark[@class='hit']")
    assert [(mark.get("id"), mark.text_content()) for mark in marks] == [
        ("hit-1", "barge"),
        ("hit-2", "barge"),
    ]
    assert [mark.xpath("a/@href") for mark in marks] == [["#hit-2"], ["#hit-1"]]
    assert tree.xpath("//p[@class='hit-numbers']/a/@href") == ["#hit-1", "#hit-2"]


def test_a_hit_in_a_name_leaves_the_name_one_link(client: Client, indexed: World) -> None:
    address = f"{indexed.harbour.get_absolute_url()}?q=calloway"
    name = opened(client, address).xpath("//div[@class='text']//mark[contains(@class, 'ent-person')]/a")[0]
    assert name.get("href") == indexed.calloway.get_absolute_url()
    assert name.text_content().startswith("Ines Calloway")
    assert [mark.text_content() for mark in name.xpath("mark[@class='hit']")] == ["Calloway"]
    assert not name.xpath(".//a")


@pytest.mark.parametrize("asked", ["org=tarn-line", "q=org%3A%22Tarn+Line%22"])
def test_where_the_text_names_whom_a_filter_chose_is_a_hit_too(
    client: Client, indexed: World, asked: str
) -> None:
    results = opened(client, f"/search/?{asked}&group=off")
    for link in results.xpath("//ol[@class='hits']//h3/a/@href"):
        tree = opened(client, link)
        marks = tree.xpath("//div[@class='text']//mark[@class='hit']")
        assert [(mark.get("id"), mark.text_content()) for mark in marks] == [("hit-1", "Tarn Line")], link
        assert tree.xpath("//p[@class='hit-numbers']/a/@href")[0] == "#hit-1"


def test_whom_a_filter_leaves_out_is_not_marked(client: Client, indexed: World) -> None:
    address = f"{indexed.harbour.get_absolute_url()}?q=harbour&-org=tarn-line"
    marks = opened(client, address).xpath("//div[@class='text']//mark[@class='hit']")
    assert {mark.text_content() for mark in marks} == {"harbour"}


def test_a_name_chosen_and_searched_for_is_one_hit(client: Client, indexed: World) -> None:
    address = f"{indexed.harbour.get_absolute_url()}?q=calloway&person={indexed.calloway.slug}"
    marks = opened(client, address).xpath("//div[@class='text']//mark[@class='hit'][@id]")
    assert [mark.text_content() for mark in marks] == ["Ines Calloway", "Calloway"]


def test_the_text_is_whole_under_its_marks(client: Client, indexed: World) -> None:
    address = f"{indexed.harbour.get_absolute_url()}?q=harbour+calloway+barge+tarn+july"
    tree = opened(client, address)
    for hidden in tree.xpath("//*[@class='hidden-label']"):
        hidden.drop_tree()
    assert [block.text_content() for block in tree.xpath("//div[@class='text']/*")] == list(HARBOUR)


def test_an_article_says_where_it_stands_and_leads_to_its_neighbours(client: Client, indexed: World) -> None:
    tree = opened(client, first_link(opened(client, f"/search/?{EVERYTHING}")))
    assert walk(tree) == f"‹ Previous 1 of 5 Next ›: {indexed.harbour.title}"
    seen = [tree.xpath("//h1")[0].text_content()]
    while following := tree.xpath("//nav[contains(@class, 'above')]//a[@rel='next']/@href"):
        tree = opened(client, following[0])
        seen.append(tree.xpath("//h1")[0].text_content())
    assert len(set(seen)) == 5 and seen[:2] == [indexed.grain.title, indexed.harbour.title]
    assert walk(tree).endswith("5 of 5 Next ›")
    back = tree.xpath("//nav[contains(@class, 'above')]//a[@rel='prev']/@href")[0]
    assert opened(client, back).xpath("//h1")[0].text_content() == seen[3]


def test_the_same_way_stands_above_and_below_the_text(client: Client, indexed: World) -> None:
    tree = opened(client, f"{indexed.harbour.get_absolute_url()}?q=harbour&group=off&at=1")
    above, below = tree.xpath("//nav[contains(@class, 'search-context')]")
    assert above.xpath(".//a[@rel='next']/@href") == below.xpath(".//a[@rel='next']/@href") != []
    assert above.getnext().tag == "header" and below.getnext() is None


def test_back_to_the_results_lands_at_the_same_place_of_the_same_page(client: Client, indexed: World) -> None:
    listed = opened(client, f"/search/?{EVERYTHING}&page=2")
    link = listed.xpath("//ol[@class='hits']/li[2]//h3/a/@href")[0]
    back = urlsplit(opened(client, link).xpath("//a[@aria-keyshortcuts='g']/@href")[0])
    assert dict(parse_qsl(back.query)) == {"group": "off", "page_size": "2", "page": "2"}
    there = opened(client, f"{back.path}?{back.query}").xpath(f"//li[@id='{back.fragment}']//h3/a/@href")
    assert there == [link]


def test_another_report_of_a_story_stands_at_the_storys_place(client: Client, indexed: World) -> None:
    tree = opened(client, f"{indexed.rewrite.get_absolute_url()}?q=barge&at=1")
    assert "1 of 1 (another version)" in walk(tree)


def test_an_article_that_no_longer_stands_there_still_leads_back(client: Client, indexed: World) -> None:
    tree = opened(client, f"{indexed.bridge.get_absolute_url()}?q=barge&at=2")
    assert walk(tree) == ""
    assert tree.xpath("//a[@aria-keyshortcuts='g']/@href") == ["/search/?q=barge#result-2"]


@pytest.mark.parametrize("place", ["0", "-3", "x", "9" * 30, "%00"])
def test_a_place_that_is_none_is_no_fault(client: Client, indexed: World, place: str) -> None:
    assert walk(opened(client, f"{indexed.harbour.get_absolute_url()}?at={place}")) == ""
    named = f"{indexed.harbour.get_absolute_url()}?q=barge"
    assert walk(opened(client, f"{named}&at={place}")) == walk(opened(client, named))


def test_the_switch_for_marks_and_a_new_slug_keep_the_search(client: Client, indexed: World) -> None:
    tree = opened(client, f"{indexed.harbour.get_absolute_url()}?q=barge&at=1")
    switch = tree.xpath("//div[@class='legend']/a/@href")[0]
    assert switch == "?q=barge&at=1&marks=0"
    moved = client.get(f"/articles/{indexed.harbour.pk}/old-slug/?q=barge&at=1")
    assert moved["Location"] == f"{indexed.harbour.get_absolute_url()}?q=barge&at=1"


def test_without_an_index_an_article_out_of_a_search_stays_readable(client: Client, world: World) -> None:
    tree = opened(client, f"{world.harbour.get_absolute_url()}?q=barge&at=1")
    assert tree.xpath("//a[@aria-keyshortcuts='g']") and walk(tree) == ""


def test_an_article_opened_on_its_own_has_nothing_of_a_search(client: Client, indexed: World) -> None:
    tree = opened(client, indexed.harbour.get_absolute_url())
    assert not tree.xpath("//nav[contains(@class, 'search-context')] | //mark[@class='hit']")


def test_markup_in_the_query_stays_text(client: Client, indexed: World) -> None:
    response = client.get(f"{indexed.harbour.get_absolute_url()}?q=%22%3E%3Cscript%3Ealert(1)&at=1")
    assert "<script>alert" not in response.content.decode()


def test_an_article_out_of_a_search_asks_the_database_once_more(
    client: Client, indexed: World, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(11):
        opened(client, f"{indexed.harbour.get_absolute_url()}?q=harbour&group=off&at=1")
