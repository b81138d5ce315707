"""The first page: what came last, day by day, and what waits for an editor."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from lxml import html

from articles.models import Article, Import, ImportItem
from tests.world import World

pytestmark = pytest.mark.django_db
QUERIES_MAX = 16


def room(client: Client) -> html.HtmlElement:
    response = client.get("/")
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_articles_added_last_come_first_whenever_they_were_published(
    client: Client, world: World
) -> None:
    Article.objects.filter(pk=world.hostile.pk).update(published_day=dt.date(1999, 1, 1))
    (heading,) = room(client).xpath("//h2[@id='added-h']")
    links = heading.xpath("following-sibling::ol[1]//h3/a/@href")
    assert links[0] == world.hostile.get_absolute_url()
    assert heading.xpath("following-sibling::p//a/@href") == ["/search/?sort=added"]


def test_each_day_with_articles_is_a_bar_that_leads_to_them(client: Client, indexed: World) -> None:
    bars = room(client).xpath("//table[@class='days-drawn']//a")
    assert [(text_of(bar), bar.get("href")) for bar in bars] == [
        ("8 July 2021: 1 article8", "/search/?from=2021-07-08&to=2021-07-08"),
        ("10 July 2021: 1 article10", "/search/?from=2021-07-10&to=2021-07-10"),
    ]
    found = html.fromstring(client.get(bars[0].get("href")).content.decode())
    assert indexed.harbour.get_absolute_url() in "".join(found.xpath("//h3/a/@href"))


def test_a_day_to_come_does_not_move_the_weeks(client: Client, world: World) -> None:
    later = timezone.localdate() + dt.timedelta(days=400)
    Article.objects.filter(pk=world.bridge.pk).update(published_day=later)
    (table,) = room(client).xpath("//table[@class='days-drawn']")
    assert "31 May 2021 to 10 July 2021" in text_of(table)


def test_a_room_without_a_day_draws_none(client: Client, world: World) -> None:
    Article.objects.update(published_day=None)
    assert not room(client).xpath("//table[@class='days-drawn']")


def test_what_waits_is_shown_to_editors_only(client: Client, desk: Client, world: World) -> None:
    Article.objects.filter(pk=world.grain.pk).update(needs_review=True)
    (section,) = room(desk).xpath("//section[@class='desk']")
    assert f"Import {world.batch.pk}: 1 file still to be read" in text_of(section)
    assert f"/review/{world.grain.pk}/" in section.xpath(".//a/@href")
    assert not room(Client()).xpath("//section[@class='desk']")


def test_nothing_is_said_to_wait_where_nothing_does(desk: Client, world: World) -> None:
    ImportItem.objects.update(state="done", outcome="added")
    Article.objects.update(needs_review=False)
    assert not room(desk).xpath("//section[@class='desk']")


def test_the_first_page_asks_the_database_no_more_often_in_a_fuller_room(
    desk: Client, indexed: World, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(QUERIES_MAX):
        room(desk)
    for _ in range(12):
        batch = Import.objects.create()
        ImportItem.objects.create(batch=batch, name="a.txt", data=b"a")
        row = Article.objects.get(pk=indexed.grain.pk)
        row.pk, row.source_part, row.content_sha256 = None, batch.pk, f"{batch.pk:064d}"
        row.needs_review = True
        row.save()
    with django_assert_max_num_queries(QUERIES_MAX):
        room(desk)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is read as SQLite words it")
def test_the_undated_are_counted_by_an_index(world: World) -> None:
    assert "SEARCH" in Article.objects.filter(published="").order_by().explain()
