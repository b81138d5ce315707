"""The page of a story that many outlets tell, in a real browser: calm, foldable, by keyboard, on paper, without scripts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect

from articles.ingest.indexing.outbox import rebuild_index
from articles.models import StoryDecision
from tests.large_story import COPIES, REPORTS, make_large_story

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def address(transactional_db: None, live_server: Any) -> str:
    story = make_large_story()
    rebuild_index()
    return f"{live_server.url}/stories/{story.pk}/"


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_long_story_breaks_no_rule_of_wcag_and_nothing_sticks_out(
    page: Page, address: str, signed_in: User, scheme: Any, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, options=RULES).response["violations"]
        assert found == [], json.dumps([(one["id"], one["nodes"][0]["html"]) for one in found], indent=1)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def test_what_is_folded_opens_by_keyboard_and_leads_on(page: Page, address: str) -> None:
    page.goto(address)
    versions = page.locator("#report-1 .versions")
    expect(versions).to_be_hidden()
    page.get_by_text(f"The same report in {COPIES} other articles").focus()
    page.keyboard.press("Enter")
    expect(versions.locator("li")).to_have_count(COPIES)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Two reports side by side")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(address)


def test_a_link_to_a_folded_report_unfolds_it(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#report-11")).to_be_hidden()
    page.get_by_role("link", name="report 11").click()
    expect(page.locator("#report-11")).to_be_in_viewport()


def test_a_name_that_only_one_report_gives_leads_to_where_it_is_said(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Ben Ruud", exact=True).click()
    expect(page.get_by_role("heading", name="1 article")).to_be_visible()
    expect(page.locator(".snippet")).to_contain_text("Ben Ruud saw it from the pier")


def test_a_story_reads_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_text("The other 4 independent reports").click()
    expect(page.get_by_role("heading", name="Report 12: 1 article")).to_be_visible()
    context.close()


def test_what_is_folded_is_told_on_paper_and_buttons_are_not(
    page: Page, address: str, signed_in: User
) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    expect(page.locator("#report-1 .versions > li > a").last).to_be_visible()
    expect(page.get_by_role("heading", name="Report 12: 1 article")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator(".print-only")).to_contain_text(address)


def test_a_button_pressed_twice_parts_once(page: Page, address: str, signed_in: User) -> None:
    page.goto(address)
    page.get_by_role("button", name="A different event: remove report 2 from the story").dblclick()
    expect(page.get_by_role("status")).to_contain_text("It is removed from the story.")
    assert StoryDecision.objects.filter(action="part").count() == COPIES + REPORTS - 1


def test_a_button_on_a_page_from_before_another_decision_says_what_became_of_it(
    page: Page, address: str, signed_in: User
) -> None:
    pressed = "A different event: remove report 3 from the story"
    stale = page.context.new_page()
    for one in (page, stale):
        one.goto(address)
    for one, said in (
        (page, "It is removed from the story."),
        (stale, "It is not in this story any more."),
    ):
        one.get_by_role("button", name=pressed).click()
        expect(one.get_by_role("status")).to_contain_text(said)
