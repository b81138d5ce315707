"""Fields of outlet, agency and language offer what the room knows, at the same cost however large it is."""

from __future__ import annotations

import shutil

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from articles.ingest.indexing.outbox import get_backend, rebuild_index
from articles.models import Agency, Article, Outlet
from articles.pages.review import known_names as module
from articles.pages.review.known_names import known_names, names_like
from tests.world import World

pytestmark = pytest.mark.django_db


def crowd(world: World, number: int) -> None:
    """Many more outlets, each with one article."""
    made = Outlet.objects.bulk_create(
        Outlet(name=f"Gazette {n:03d}", slug=f"gazette-{n:03d}") for n in range(number)
    )
    Article.objects.bulk_create(
        Article(
            source=world.bridge.source,
            source_part=100 + n,
            body_sha256=f"{n:064d}",
            content_sha256=f"{n:064d}",
            title=f"Number {n}",
            slug=f"number-{n}",
            outlet=outlet,
        )
        for n, outlet in enumerate(made)
    )


@pytest.mark.parametrize("page", ["review", "upload", "change"])
def test_outlets_that_the_room_knows_are_offered_while_one_types(
    desk: Client, indexed: World, page: str
) -> None:
    address = {
        "review": f"/review/{indexed.harbour.pk}/",
        "upload": "/upload/",
        "change": "/articles/change/?q=harbour",
    }[page]
    tree = html.fromstring(desk.get(address).content.decode())
    assert "The Northern Dial" in tree.xpath("//datalist[@id='known-outlet']/option/@value")
    assert tree.xpath("//datalist[@id='known-language']/option[@value='fr']/text()") == ["French"]
    assert tree.xpath("//input[@list='known-outlet']")
    assert tree.xpath("//datalist[@id='known-outlet']/@data-names") == ["/names/outlet.json"]
    assert tree.xpath("//script[contains(@src, 'known-names')]")


def test_what_it_asks_of_the_database_does_not_grow_with_the_room(
    indexed: World, django_assert_num_queries
) -> None:
    with django_assert_num_queries(2), CaptureQueriesContext(connection) as asked:
        known_names(get_backend())
    assert not any("articles_article" in row["sql"] for row in asked)
    crowd(indexed, 250)
    rebuild_index()
    with django_assert_num_queries(2), CaptureQueriesContext(connection) as asked:
        known = known_names(get_backend())
    assert not any("articles_article" in row["sql"] for row in asked)
    assert len(known.kinds[0].names) == module.NAMES_MAX < known.kinds[0].total


def test_a_list_that_is_cut_holds_what_most_articles_carry_and_says_how_many_there_are(
    desk: Client, indexed: World, monkeypatch
) -> None:
    crowd(indexed, 3)
    Article.objects.filter(pk__in=(indexed.bridge.pk, indexed.hostile.pk)).update(
        outlet=Outlet.objects.get(slug="gazette-002")
    )
    rebuild_index()
    monkeypatch.setattr(module, "NAMES_MAX", 1)
    tree = html.fromstring(desk.get("/upload/").content.decode())
    assert tree.xpath("//datalist[@id='known-outlet']/option/@value") == ["Gazette 002"]
    assert "the field offers the 1 that most articles name" in tree.xpath("string(//noscript)")


def test_without_an_index_the_first_names_are_offered(world: World) -> None:
    shutil.rmtree(settings.INDEX_DIR, ignore_errors=True)
    assert "The Northern Dial" in known_names(get_backend()).kinds[0].names


def test_names_are_looked_up_as_they_are_typed(desk: Client, world: World, django_assert_num_queries) -> None:
    Outlet.objects.create(name="Dial Weekly", slug="dial-weekly")
    assert desk.get("/names/outlet.json?q=DIAL").json() == {"names": ["Dial Weekly", "The Northern Dial"]}
    assert desk.get("/names/outlet.json?q=+").json() == {"names": []}
    assert desk.get("/names/language.json?q=e").status_code == 404
    Agency.objects.bulk_create(Agency(name=f"Wire {n}", slug=f"wire-{n}") for n in range(50))
    with django_assert_num_queries(1):
        assert len(names_like("agency", "wire")) == module.FOUND_MAX


def test_readers_look_up_no_names(client: Client, world: World) -> None:
    assert client.get("/names/outlet.json?q=dial").status_code == 302
