"""Without an index a search goes on in the database, and says what is missing."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.ingest.indexing.outbox import get_backend, rebuild_index
from articles.pages.search.plain_search import (
    LOOKED_AT_MAX,
    SAID,
    UNUSABLE,
    plain_search_page,
    search_or_plain,
)
from articles.pages.shared.paging import NoSuchPage
from articles.search.query.query import Query
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def found(**parameters: str) -> list[int]:
    return [hit.article.pk for hit in plain_search_page(Query.from_params(parameters)).hits]


def test_the_words_stand_in_headline_or_text_and_the_newest_come_first(world: World) -> None:
    pks = found(q="port ellery")
    assert set(pks) >= {world.harbour.pk, world.rewrite.pk} and world.bridge.pk not in pks
    days = [hit.article.published_day for hit in plain_search_page(Query()).hits if hit.article.published_day]
    assert days == sorted(days, reverse=True)
    assert found(q="fortnight storm") == []
    assert set(found(q="fortnight harbour", match="any")) > set(found(q="fortnight harbour"))


def test_letters_beyond_ascii_are_found(world: World) -> None:
    world.bridge.paragraphs = [
        {"text": "The café of Ærø is open.", "kind": "paragraph", "start": 0, "end": 24}
    ]
    world.bridge.save()
    assert found(q="café") == found(q="CAFÉ") == found(q="Ærø") == [world.bridge.pk]


def test_outlet_days_and_names_narrow_and_the_rest_is_said_to_be_left_out(world: World) -> None:
    outlet = world.harbour.outlet
    assert set(found(outlet=outlet.slug)) == {
        pk for pk in found() if pk in set(outlet.articles.values_list("pk", flat=True))
    }
    assert world.harbour.pk in found(person=world.calloway.slug)
    assert world.bridge.pk not in found(person=world.calloway.slug)
    day = world.harbour.published_day.isoformat()
    assert world.harbour.pk in found(**{"from": day, "to": day})
    assert world.harbour.pk in found(month=day[:7]) and world.harbour.pk not in found(month="1999")
    page = plain_search_page(Query.from_params({"q": "barge -storm", "story": "1", "-outlet": "x"}))
    assert "Left out for now: Stories." in page.problems
    assert "Left out for now: Outlet." in plain_search_page(Query.from_params({"outlet": "_none"})).problems
    assert any("is not, for now" in said for said in page.problems)
    assert "Read as plain words for now: barge." in page.problems


def test_a_page_past_the_end_is_none(world: World) -> None:
    with pytest.raises(NoSuchPage):
        plain_search_page(Query.from_params({"page": "900"}))


def test_the_page_and_the_json_say_so_until_the_index_is_back(client: Client, world: World) -> None:
    page = client.get("/search/?q=barge")
    text = page.content.decode()
    assert page.status_code == 200 and SAID in text and "<mark" in text
    assert "/search.csv" not in text
    told = client.get("/search.json?q=barge").json()
    assert (
        told["degraded"] == f"{UNUSABLE} {SAID}"
        and told["total"] == len(told["hits"]) > 0
        and told["facets"] == {}
    )
    rebuild_index()
    assert SAID not in client.get("/search/?q=barge").content.decode()
    assert client.get("/search.json?q=barge").json()["degraded"] == ""
    assert not search_or_plain(Query(), get_backend()).degraded


def test_it_costs_the_same_few_queries_and_looks_at_the_newest_only(
    world: World, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(14) as asked:
        plain_search_page(Query.from_params({"q": "barge harbour"}))
    assert f"LIMIT {LOOKED_AT_MAX}" in asked[0]["sql"]


@pytest.mark.parametrize("text", ["'", '"', "%", "_", "\\", "a%' OR 1=1 --", "((((", "-", "NOT", "\x00"])
def test_no_text_makes_it_fail(world: World, text: str) -> None:
    plain_search_page(Query.from_params({"q": text}))
