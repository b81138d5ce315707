"""The bars of the time of publication are links, and dragging over some chooses all that lie between."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lxml import html
from playwright.sync_api import Page

from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_bar_leads_to_its_month_without_a_script(client: Client, world: World) -> None:
    tree = html.fromstring(client.get("/search/?q=the&sort=oldest").content.decode())
    bars = tree.xpath("//*[@class='histogram']/a")
    assert len(bars) > 1 and tree.xpath("//*[@class='histogram']/@aria-hidden") == ["true"]
    assert bars[0].get("href").startswith("?q=the&sort=oldest&from=2021-05-01&to=2021-05-31")
    month = html.fromstring(client.get(f"/search/{bars[0].get('href')}").content.decode())
    assert month.xpath("string(//h2[@id='results-h'])") == "1 article"
    days = html.fromstring(client.get("/search/?from=2021-07-01&to=2021-07-31").content.decode())
    links = days.xpath("//*[@class='histogram']/a/@href")
    assert len(links) > 1 and links[0].endswith("from=2021-07-08&to=2021-07-08")


def test_dragging_over_bars_chooses_the_days_between(page: Page, live_server: Any, world: World) -> None:
    page.goto(f"{live_server.url}/search/?sort=oldest")
    box = page.locator(".histogram").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 2, box["y"] + 30, steps=4)
    page.mouse.up()
    page.wait_for_url("**from=2021-05-01&to=2021-07-31**")
    assert "sort=oldest" in page.url
