"""The search box is a combobox: its suggestions are reached, said and chosen by keyboard and mouse."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_pages import RULES
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_suggestion_is_chosen_by_keyboard(page: Page, live_server: Any, world: World) -> None:
    page.goto(live_server.url)
    box = page.get_by_role("combobox", name="Search the articles")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("call")
    options = page.get_by_role("option")
    expect(options.first).to_have_text("Ines Calloway person")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert Axe().run(page, options=RULES).response["violations"] == []
    box.press("ArrowDown")
    expect(box).to_be_focused()
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("Enter")
    page.wait_for_url(f"**{world.calloway.get_absolute_url()}")


def test_escape_closes_the_list_and_enter_searches_for_what_was_typed(
    page: Page, live_server: Any, world: World
) -> None:
    page.goto(live_server.url)
    box = page.get_by_role("combobox", name="Search the articles")
    box.press_sequentially("harb")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("harb")
    box.press("Enter")
    page.wait_for_url("**/search/?q=harb*")


def test_a_suggestion_is_chosen_by_mouse(page: Page, live_server: Any, world: World) -> None:
    page.goto(live_server.url)
    page.get_by_role("combobox", name="Search the articles").press_sequentially("call")
    page.get_by_role("option", name="Ines Calloway").click()
    page.wait_for_url(f"**{world.calloway.get_absolute_url()}")
