"""Every page in a real browser: nothing axe objects to in light and dark, no sideways scroll, readable without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from articles.ingest.relations.quote_store import store_quotes
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

REQUESTS_MAX = 6
PAGE_MAX_BYTES = 14 * 1024
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def addresses(world: World) -> dict[str, str]:
    """One address of every kind of page."""
    return {
        "room": "/",
        "everything": "/search/",
        "results": "/search/?q=harbour&outlet=the-northern-dial&-place=sandmouth",
        "all values of a filter": "/search/person/?q=harbour&find=o",
        "nothing found": "/search/?q=barge&outlet=sandmouth-courier",
        "article": world.harbour.get_absolute_url(),
        "article out of a search": f"{world.harbour.get_absolute_url()}?q=harbour+calloway&at=1",
        "article without marks": f"{world.grain.get_absolute_url()}?marks=0",
        "hostile article": world.hostile.get_absolute_url(),
        "source": f"/articles/{world.harbour.pk}/source/",
        "person": world.calloway.get_absolute_url(),
        "place": world.port_ellery.get_absolute_url(),
        "people": "/people/",
        "organisations": "/organisations/?q=nobody",
        "upload": "/upload/",
        "tokens": "/upload/tokens/",
        "imports": "/imports/",
        "import": world.batch.get_absolute_url(),
        "file of an import": f"/imports/{world.batch.pk}/files/{world.batch_file.pk}/",
        "taking an import back": f"/imports/{world.batch.pk}/take-back/",
        "change of many": "/articles/change/?q=harbour&set-outlet=Northern+Ledger&set-published=soon",
        "preview of many": "/articles/change/?set-outlet=Northern+Ledger&everywhere=on",
        "changes of many": "/changes/",
        "a change of many": world.many_change.get_absolute_url(),
        "not found": "/nowhere/",
    }


@pytest.mark.parametrize("width", [1280, 320])
def test_the_days_that_a_text_names_open_to_a_table_that_leads_to_their_places(
    page: Page, live_server: Any, world: World, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + world.harbour.get_absolute_url())
    page.get_by_text("Days the text names").first.click()
    assert Axe().run(page, options=RULES).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("rowheader", name="Thursday").get_by_role("link").click()
    expect(page.locator("#day-1")).to_have_text("Thursday")
    expect(page.locator("#day-1")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("media", "width"),
    [
        ({"color_scheme": "light"}, 1280),
        ({"color_scheme": "dark"}, 1280),
        ({"color_scheme": "dark"}, 320),
        ({"forced_colors": "active"}, 1280),
    ],
    ids=["light", "dark", "dark-320px", "forced-colours"],
)
def test_axe_finds_nothing_on_any_page(
    page: Page, live_server: Any, world: World, signed_in: User, media: Any, width: int
) -> None:
    page.emulate_media(**media)
    page.set_viewport_size({"width": width, "height": 800})
    found: dict[str, list[str]] = {}
    for name, address in addresses(world).items():
        page.goto(live_server.url + address)
        if violations := Axe().run(page, options=RULES).response["violations"]:
            found[name] = [f"{row['id']}: {row['nodes'][0]['html'][:120]}" for row in violations]
    assert not found


def test_axe_finds_nothing_where_something_is_wrong(
    page: Page, live_server: Any, transactional_db: None
) -> None:
    page.goto(f"{live_server.url}/search/")
    expect(page.get_by_role("status").filter(has_text="plain search of the database")).to_be_visible()
    assert Axe().run(page, options=RULES).response["violations"] == []
    page.goto(f"{live_server.url}/search/person/")
    expect(page.get_by_role("heading", name="Search is not ready")).to_be_visible()
    assert Axe().run(page, options=RULES).response["violations"] == []
    page.goto(f"{live_server.url}/sign-in/")
    page.get_by_label("User name").fill("nobody")
    page.get_by_label("Password").fill("nothing")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert Axe().run(page, options=RULES).response["violations"] == []


@pytest.mark.parametrize("width", [320, 800, 1400])
def test_no_page_scrolls_sideways(
    page: Page, live_server: Any, world: World, signed_in: User, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    wide: dict[str, int] = {}
    for name, address in addresses(world).items():
        page.goto(live_server.url + address)
        if (content := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[name] = content
    assert not wide


def test_no_page_breaks_the_content_security_policy_or_faults_in_a_script(
    page: Page, live_server: Any, world: World, signed_in: User
) -> None:
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # Two of the addresses are meant to be refused.
        meant = ("404 (Not Found)" in message.text, "400 (Bad Request)" in message.text)
        if message.type == "error" and not any(meant):
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda fault: said.append(str(fault)))
    for address in addresses(world).values():
        page.goto(live_server.url + address)
    assert not said


def test_everything_can_be_read_and_searched_without_scripts(
    browser: Browser, live_server: Any, world: World
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_label("Search the articles").fill("harbour")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="The Northern Dial").first.click()
    expect(page.get_by_role("heading", name="1 article")).to_be_visible()
    page.get_by_role("link", name="Barge shuts harbour").click()
    page.get_by_role("link", name="Ines Calloway").first.click()
    expect(page.get_by_role("heading", name="Ines Calloway", level=1)).to_be_visible()
    context.close()


def test_the_skip_link_is_the_first_stop_and_leads_past_the_masthead(
    page: Page, live_server: Any, world: World
) -> None:
    page.goto(live_server.url + world.harbour.get_absolute_url())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_slash_goes_to_the_search_box_which_suggests_names(
    page: Page, live_server: Any, world: World
) -> None:
    page.goto(live_server.url)
    page.locator("body").press("/")
    page.keyboard.type("call", delay=20)
    suggestion = page.get_by_role("option", name="Ines Calloway person")
    expect(suggestion).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(live_server.url + world.calloway.get_absolute_url())


def test_an_import_page_follows_the_reading_by_itself(
    page: Page, live_server: Any, world: World, signed_in: User
) -> None:
    page.goto(live_server.url + world.batch.get_absolute_url())
    expect(page.get_by_text("2 of 3 files read")).to_be_visible()
    world.batch.items.filter(state="waiting").update(state="done", outcome="added")
    ours = "Reading it ended the worker 3 times, so it was set aside."
    world.batch.items.filter(outcome="failed").update(data=b"x", detail=ours)
    expect(page.get_by_text("All 3 files read")).to_be_visible(timeout=8000)
    expect(page.get_by_role("button", name="Try 1 file again")).to_be_visible()


def test_an_article_prints_with_its_source_and_address_and_without_the_room(
    page: Page, live_server: Any, world: World
) -> None:
    store_quotes(world.bridge)
    page.goto(live_server.url + world.bridge.get_absolute_url())
    page.locator(".article-quotes summary").click()
    page.emulate_media(media="print")
    expect(page.locator(".article-quotes")).to_be_hidden()
    expect(page.locator(".permalink").first).to_be_hidden()
    page.goto(live_server.url + world.harbour.get_absolute_url())
    expect(page.locator(".print-only")).to_be_visible()
    assert live_server.url + world.harbour.get_absolute_url() in page.locator(".print-only").inner_text()
    expect(page.locator(".masthead")).to_be_hidden()
    expect(page.locator(".related")).to_be_hidden()


def test_links_to_what_comes_after_an_article_are_there_on_a_narrow_screen_only(
    page: Page, live_server: Any, world: World
) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(live_server.url + world.harbour.get_absolute_url())
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Related").click()
    expect(page.get_by_role("heading", name="Related articles")).to_be_in_viewport()
    page.set_viewport_size({"width": 1400, "height": 800})
    expect(page.locator(".jumps")).to_be_hidden()


def test_nothing_is_fetched_from_anywhere_else(page: Page, live_server: Any, world: World) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    for address in (
        "/",
        "/search/?q=harbour",
        world.hostile.get_absolute_url(),
        world.port_ellery.get_absolute_url(),
    ):
        page.goto(live_server.url + address)
    assert fetched and all(url.startswith(live_server.url) for url in fetched)


def test_a_page_of_results_and_an_article_come_in_six_requests_and_fourteen_kilobytes(
    page: Page, live_server: Any, world: World
) -> None:
    for address in ("/search/?q=harbour", world.harbour.get_absolute_url()):
        with page.expect_response(live_server.url + address) as answer:
            page.goto(live_server.url + address, wait_until="networkidle")
        asked = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
        assert len({address, *asked, f"{live_server.url}/static/icon.svg"}) <= REQUESTS_MAX, asked
        assert answer.value.request.sizes()["responseBodySize"] <= PAGE_MAX_BYTES, address
