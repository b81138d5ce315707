"""An editor puts articles right in a real browser: fast, without scripts too, on a narrow screen, in light and dark."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect

from articles.ingest.intake import accept_upload
from articles.ingest.worker import work_off
from articles.models import Article, Outlet
from tests.browser.test_pages import RULES
from tests.views.test_review import BRIDGE, PUMPS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bridge(transactional_db: None) -> Article:
    accept_upload([("bridge.txt", BRIDGE), ("pumps.txt", PUMPS)], recognise=False)
    work_off()
    return Article.objects.get(title__startswith="Lorries")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    page: Page, live_server: Any, signed_in: User, bridge: Article, scheme: Any, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    there = f"{live_server.url}/review/{bridge.pk}/"
    for address in (f"{live_server.url}/review/", f"{live_server.url}/review/?field=no-outlet", there):
        page.goto(address)
        assert Axe().run(page, options=RULES).response["violations"] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.get_by_role("textbox", name="Published").fill("last week")
    page.get_by_role("button", name="Save and next").first.click()
    expect(page.get_by_role("alert")).to_contain_text("is not read as a date")
    assert Axe().run(page, options=RULES).response["violations"] == []


def test_a_field_offers_names_beyond_those_of_its_page(
    page: Page, live_server: Any, signed_in: User, bridge: Article
) -> None:
    page.goto(f"{live_server.url}/review/{bridge.pk}/")
    offered = page.locator("#known-outlet option")
    at_first = offered.count()
    Outlet.objects.create(name="Zeppelin Times", slug="zeppelin-times")
    page.locator("#value-outlet").press_sequentially("zep")
    expect(offered).to_have_attribute("value", "Zeppelin Times")
    page.locator("#value-outlet").fill("")
    expect(offered).to_have_count(at_first)


def test_an_editor_works_through_an_article_with_the_keyboard(
    page: Page, live_server: Any, signed_in: User, bridge: Article
) -> None:
    page.goto(f"{live_server.url}/review/")
    page.get_by_role("link", name="Start with the worst").click()
    page.get_by_role("combobox", name="Outlet").fill("Northern Ledger")
    page.get_by_role("textbox", name="Published").fill("8 July 2021")
    page.keyboard.press("Enter")
    # The field in doubt has the focus: one key says that it is right.
    expect(page.get_by_role("checkbox", name="Right as read (Text)")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing is in doubt here.")).to_be_visible()
    page.get_by_role("link", name="Next article in the queue").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pumps for the flooded fields")
    bridge.refresh_from_db()
    assert (bridge.outlet.name, bridge.published, bridge.needs_review) == (
        "Northern Ledger",
        "2021-07-08",
        False,
    )


def test_a_field_leads_to_its_characters_inside_the_source(
    page: Page, live_server: Any, signed_in: User, bridge: Article
) -> None:
    page.goto(f"{live_server.url}/review/{bridge.pk}/")
    page.get_by_role("link", name="Show in the source (Reported from)").click()
    expect(page.locator("mark#field-dateline")).to_be_in_viewport()
    expect(page.locator("mark#field-dateline")).to_have_css("outline-style", "solid")


def test_it_all_works_without_scripts(
    browser: Browser, live_server: Any, client: Any, transactional_db: None, bridge: Article
) -> None:
    client.force_login(User.objects.create_superuser("editor", password="a long enough word"))
    context = browser.new_context(java_script_enabled=False)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(live_server.url + bridge.get_absolute_url())
    page.locator(".removed summary").click()
    page.get_by_role("button", name="Put back into the report: Leave a Reply").click()
    expect(page.locator(".text")).to_contain_text("Leave a Reply")
    page.get_by_role("link", name="Correct this").click()
    page.get_by_role("button", name="Leave out again").click()
    expect(page.locator(".messages")).to_contain_text("left out again")
    page.get_by_role("button", name="All is right as read").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pumps for the flooded fields")
    context.close()
