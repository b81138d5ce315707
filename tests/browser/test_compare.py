"""Two reports side by side in a real browser: wide, at 320 px, without JavaScript, in light and dark."""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from articles.ingest.relations.quote_store import store_quotes
from articles.ingest.relations.story_assignment import recluster
from articles.models import Article, Relation
from tests.world import World

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def address(world: World, live_server: Any) -> str:
    Relation.objects.filter(second=world.grain).update(relation="same_story", score=0.8)
    recluster([world.grain.pk])
    for article in (world.harbour, world.rewrite, world.bridge):
        store_quotes(article)
    story = Article.objects.get(pk=world.harbour.pk).story_id
    return f"{live_server.url}/stories/{story}/"


def test_sides_stand_beside_each_other_on_a_wide_screen(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}compare/")
    left, right = (page.locator(".passage.reworded .side").nth(at).bounding_box() for at in (0, 1))
    assert left and right
    assert left["y"] == right["y"]
    assert right["x"] > left["x"] + left["width"]


def test_sides_stand_under_each_other_at_320_px_and_nothing_sticks_out(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    for path in ("", "compare/"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    left, right = (page.locator(".passage.reworded .side").nth(at).bounding_box() for at in (0, 1))
    assert left and right
    assert right["y"] >= left["y"] + left["height"]
    assert page.locator(".side-name").first.is_visible()


def test_sides_are_chosen_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Compare two of them side by side").click()
    before = page.locator(".side-name").all_text_contents()[:2]
    page.get_by_role("link", name="Swap sides").click()
    assert page.locator(".state").count() > 0
    assert page.locator(".side-name").all_text_contents()[:2] == before[::-1]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_story_comparison_and_quotes_break_no_rule_of_wcag(
    page: Page, address: str, scheme: Any, live_server: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    for url in (address, f"{address}compare/", f"{live_server.url}/quotes/"):
        page.goto(url)
        found = Axe().run(page, options=RULES).response["violations"]
        assert found == [], json.dumps([(one["id"], one["nodes"][0]["html"]) for one in found], indent=1)
