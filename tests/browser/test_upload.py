"""An editor brings files in a real browser: chosen, dropped, listed, taken off again; and changes many articles at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect

from articles.models import Import, ManyChange
from tests.browser.test_pages import RULES
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
DROP = """([name, text]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], name, {type: "text/plain"}));
    for (const kind of ["dragover", "drop"])
        document.querySelector("h1").dispatchEvent(
            new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: transfer}));
}"""


def names() -> list[str]:
    return sorted(Import.objects.latest("pk").items.values_list("name", flat=True))


@pytest.mark.parametrize("width", [320, 1280])
def test_files_are_dropped_anywhere_gathered_listed_and_taken_off(
    page: Page, live_server: Any, signed_in: User, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/upload/")
    for name, text in (("one.txt", "One."), ("two.txt", "Two, longer."), ("one.txt", "One.")):
        page.evaluate(DROP, [name, text])
    page.get_by_label("Files, as many as you like").set_input_files(
        {
            "name": "a-name-as-long-as-clippings-have-them-when-saved-2021-07-08.txt",
            "mimeType": "text/plain",
            "buffer": b"x" * 2048,
        }
    )
    files = page.get_by_role("list", name="Files to upload").get_by_role("listitem")
    expect(files).to_have_count(4)
    expect(files.nth(3)).to_contain_text("2.0 KB")
    assert Axe().run(page, options=RULES).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Remove one.txt").first.focus()
    page.keyboard.press("Enter")
    expect(files).to_have_count(3)
    expect(page.get_by_role("button", name="Remove two.txt")).to_be_focused()
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Import")
    assert names() == [
        "a-name-as-long-as-clippings-have-them-when-saved-2021-07-08.txt",
        "one.txt",
        "two.txt",
    ]


def test_the_bookmark_lists_the_page_at_hand_and_sends_it_only_when_told(
    page: Page, live_server: Any, signed_in: User
) -> None:
    page.goto(f"{live_server.url}/upload/tokens/")
    code = page.get_by_label("Address of the bookmark").input_value().removeprefix("javascript:")
    page.goto(f"{live_server.url}/healthz")
    page.evaluate("document.title = 'Market day / moved'")
    with page.expect_popup() as opened:
        page.evaluate(code)
    upload = opened.value
    expect(upload.get_by_role("list", name="Files to upload")).to_contain_text("Market day moved.html")
    assert upload.url == f"{live_server.url}/upload/" and not Import.objects.exists()
    upload.get_by_role("button", name="Upload").click()
    expect(upload.get_by_role("heading", level=1)).to_contain_text("Import")
    item = Import.objects.get().items.get()
    assert item.name == "Market day moved.html"
    assert bytes(item.data).startswith(f'<link rel="canonical" href="{live_server.url}/healthz">'.encode())


def test_what_no_bookmark_brings_is_let_be(page: Page, live_server: Any, signed_in: User) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{live_server.url}/upload/#page=%7Bcut")
    expect(page.get_by_role("button", name="Choose a folder")).to_be_visible()
    assert not faults and page.locator(".chosen li").count() == 0


def test_a_whole_folder_is_chosen(page: Page, live_server: Any, signed_in: User, tmp_path: Path) -> None:
    (tmp_path / "clippings" / "july").mkdir(parents=True)
    (tmp_path / "clippings" / "one.txt").write_text("One.")
    (tmp_path / "clippings" / "july" / "two.txt").write_text("Two.")
    page.goto(f"{live_server.url}/upload/")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a folder").click()
    chooser.value.set_files(tmp_path / "clippings")
    expect(page.get_by_text("clippings/july/two.txt")).to_be_visible()
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Import")
    assert names() == ["one.txt", "two.txt"]


def test_an_upload_gets_a_name_and_an_outlet_without_scripts(
    browser: Browser, live_server: Any, client: Any, world: World
) -> None:
    client.force_login(User.objects.create_superuser("editor", password="a long enough word"))
    context = browser.new_context(java_script_enabled=False)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{live_server.url}/upload/")
    page.get_by_label("Files, as many as you like").set_input_files(
        {"name": "one.txt", "mimeType": "text/plain", "buffer": b"One."}
    )
    page.get_by_text("The same for the whole upload").click()
    page.get_by_label("Name of this upload").fill("Border clippings")
    page.get_by_label("Outlet").fill("Pamir Post")
    page.get_by_label("Published").fill("soon")
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("alert")).to_contain_text("not read as a date")
    expect(page.get_by_label("Outlet")).to_have_value("Pamir Post")
    page.get_by_label("Published").fill("July 2021")
    page.get_by_label("Text to paste").fill("One.")
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Border clippings")
    assert ManyChange.objects.latest("pk").values == {"outlet": "Pamir Post", "published": "2021-07"}
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_many_articles_are_changed_by_keyboard_seen_first_and_undone(
    browser: Browser, live_server: Any, client: Any, world: World, scripts: bool
) -> None:
    client.force_login(User.objects.create_superuser("editor", password="a long enough word"))
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 320, "height": 800})
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{live_server.url}/search/?q=harbour")
    page.get_by_role("link", name="Change these").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Outlet").fill("Pamir Post")
    page.get_by_label("Also where the source states something else").press("Space")
    page.get_by_role("button", name="Show what would change").press("Enter")
    expect(page.get_by_role("heading", name="would change")).to_be_visible()
    page.get_by_role("button", name="Change").last.press("Enter")
    expect(page.get_by_text("Outlet “Pamir Post” for")).to_be_visible()
    page.get_by_role("button", name="Undo this change").press("Enter")
    expect(page.get_by_text("undone by editor")).to_be_visible()
    context.close()
