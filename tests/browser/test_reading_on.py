"""From the results into the text and on to the next article: by mouse without scripts, by keys, on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import RULES
from tests.views.test_facets import crowd
from tests.world import World

__all__ = ["crowd"]

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/search/?q=harbour+OR+grain+OR+bridge&group=off&page_size=2"


@pytest.mark.parametrize("width", [1400, 320])
def test_results_are_read_one_after_the_other_without_scripts(
    browser: Browser, live_server: Any, world: World, width: int
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(f"{live_server.url}{LIST}")
    page.locator(".hits h3 a").nth(1).click()
    above = page.get_by_role("navigation", name="Your search, above the text")
    expect(above).to_contain_text("2 of 4")
    above.get_by_role("link", name="Next ›").click()
    expect(above).to_contain_text("3 of 4")
    above.get_by_role("link", name="Go to hit 1").click()
    expect(page.locator("#hit-1")).to_be_in_viewport()
    page.get_by_role("navigation", name="Your search, below the text").get_by_role(
        "link", name="← Back to the results"
    ).click()
    expect(page.locator("#result-3")).to_be_in_viewport()
    expect(page.locator(".paging")).to_contain_text("Page 2 of 2")
    context.close()


@pytest.mark.parametrize("width", [1400, 900, 320])
def test_dates_of_results_stand_under_each_other_and_over_nothing(
    page: Page, live_server: Any, world: World, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{live_server.url}/search/?q=harbour+OR+grain+OR+bridge&group=off")
    dates = [date.bounding_box() for date in page.locator(".hits .dated").all()]
    assert len(dates) > 1
    assert len({date["x"] for date in dates}) == 1
    if width == 1400:
        headlines = [one.bounding_box()["x"] for one in page.locator(".hits h3").all()]
        assert all(date["x"] + date["width"] < min(headlines) for date in dates)


def test_a_comparison_is_large_enough_to_be_touched(page: Page, live_server: Any, world: World) -> None:
    page.goto(live_server.url + world.harbour.get_absolute_url())
    assert page.get_by_role("link", name="Compare").first.bounding_box()["height"] >= 24


def test_on_a_phone_filters_are_folded_above_the_results_and_a_choice_stays_at_its_place(
    browser: Browser, live_server: Any, world: World
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{live_server.url}/search/?q=harbour+OR+grain")
    folded = page.locator("#filters summary").first
    expect(folded).to_have_text("Filters")
    results_top = page.locator("#results-h").bounding_box()["y"]
    assert folded.bounding_box()["y"] < results_top < 700
    folded.click()
    page.get_by_role("link", name="Tarn Line", exact=True).click()
    expect(page.get_by_role("heading", name="Organisations")).to_be_in_viewport()
    expect(folded).to_have_text("Filters (1)")
    context.close()


def test_axe_finds_nothing_in_filters_that_are_unfolded_and_searched(
    page: Page, live_server: Any, crowd: World
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    for address in ("/search/?q=harbour&-place=sandmouth", "/search/person/?order=name"):
        page.goto(f"{live_server.url}{address}")
        if address.startswith("/search/?"):
            page.locator("#filters summary").first.click()
            expect(page.get_by_role("search", name="Find in People")).to_be_visible()
        assert Axe().run(page, options=RULES).response["violations"] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_on_a_wide_screen_filters_stand_open_and_a_choice_shows_the_results_from_the_top(
    page: Page, live_server: Any, world: World
) -> None:
    page.set_viewport_size({"width": 1400, "height": 700})
    page.goto(f"{live_server.url}/search/?q=harbour+OR+grain")
    expect(page.locator("#filters summary").first).to_be_hidden()
    page.locator("#filters").get_by_role("link", name="Tarn Line", exact=True).click()
    expect(page.locator("#results-h")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0


def test_a_hit_is_a_link_to_the_next_one(page: Page, live_server: Any, world: World) -> None:
    page.goto(f"{live_server.url}{world.harbour.get_absolute_url()}?q=barge&at=1")
    page.locator("#hit-1 a").click()
    expect(page.locator("#hit-2")).to_be_in_viewport()
    assert page.url.endswith("#hit-2")


def press(page: Page, key: str) -> None:
    """Press a key once the page and its scripts are there."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def test_keys_lead_through_results_articles_and_hits(page: Page, live_server: Any, world: World) -> None:
    page.goto(f"{live_server.url}{LIST}")
    press(page, "j")
    press(page, "j")
    expect(page.locator(".hits h3 a").nth(1)).to_be_focused()
    press(page, "k")
    expect(page.locator(".hits h3 a").nth(0)).to_be_focused()
    press(page, "o")
    above = page.get_by_role("navigation", name="Your search, above the text")
    expect(above).to_contain_text("1 of 4")
    press(page, "j")
    expect(above).to_contain_text("2 of 4")
    press(page, "n")
    assert page.url.endswith("#hit-1")
    press(page, "p")
    assert "#hit-" in page.url and not page.url.endswith("#hit-1")
    press(page, "k")
    expect(above).to_contain_text("1 of 4")
    press(page, "g")
    expect(page.locator("#result-1")).to_be_in_viewport()
    press(page, "n")
    expect(page.locator(".paging")).to_contain_text("Page 2 of 2")
    press(page, "h")
    expect(page).to_have_url(f"{live_server.url}/")


def test_keys_are_listed_and_can_be_switched_off(page: Page, live_server: Any, world: World) -> None:
    page.goto(f"{live_server.url}{LIST}")
    press(page, "?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("next or previous hit in the text")
    dialog.get_by_role("button", name="Switch the keys off").click()
    page.reload()
    press(page, "h")
    press(page, "?")
    expect(dialog).to_be_hidden()
    assert page.url.endswith(LIST)
    page.get_by_role("button", name="Keys").click()
    dialog.get_by_role("button", name="Switch the keys on").click()
    press(page, "h")
    expect(page).to_have_url(f"{live_server.url}/")


def test_no_key_acts_while_one_types(page: Page, live_server: Any, world: World) -> None:
    page.goto(f"{live_server.url}{LIST}")
    press(page, "/")
    page.keyboard.type("high")
    expect(page.locator("#q")).to_have_value("high")
