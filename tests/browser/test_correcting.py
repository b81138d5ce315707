"""An editor at work in a real browser: two people made one and two again, a missed name added by selecting it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.models import Correction, Entity, Mention
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PLACE_OF_WORDS = """words => {
  const walker = document.createTreeWalker(document.querySelector(".report .text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    node.parentElement.scrollIntoView({ block: "center" });
    const { left, right, top, height } = range.getBoundingClientRect();
    return { left, right, middle: top + height / 2 };
  }
}"""


def select(page: Page, words: str) -> None:
    """Draw the mouse over words of the article, as a reader does."""
    place = page.evaluate(PLACE_OF_WORDS, words)
    page.mouse.move(place["left"] + 1, place["middle"])
    page.mouse.down()
    page.mouse.move(place["right"] - 1, place["middle"], steps=8)
    page.mouse.up()


def test_two_people_are_merged_and_split_again_and_a_missed_name_is_added_by_selecting_it(
    page: Page, live_server: Any, world: World, signed_in: User
) -> None:
    page.goto(live_server.url + world.calloway.get_absolute_url())
    page.get_by_role("link", name="Correct this").click()

    page.get_by_label("Name of the other", exact=True).fill("Brandt")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("button", name=re.compile("^Merge into Ines Calloway.*Ole Brandt")).click()
    expect(page.get_by_role("status")).to_contain_text("Ole Brandt merged into Ines Calloway")
    page.goto(live_server.url + world.brandt.get_absolute_url())
    expect(page.get_by_role("heading", name="Ines Calloway", level=1)).to_be_visible()
    expect(page.get_by_text("in 3 articles")).to_be_visible()

    page.get_by_role("link", name="Correct this").click()
    page.get_by_role("checkbox", name="engineer Ole Brandt said").check()
    page.get_by_label("Name of the other one").fill("Ole Brandt of Sandmouth")
    page.get_by_role("button", name="Split off as a new entity").click()
    expect(page.get_by_role("status")).to_contain_text("Ole Brandt of Sandmouth split off Ines Calloway")
    assert Mention.objects.get(entity__name="Ole Brandt of Sandmouth").article == world.bridge

    undo = page.get_by_role("button", name=re.compile("^Undo.*Ole Brandt merged into"))
    undo.click()
    expect(page.get_by_role("status")).to_contain_text("Undone")
    assert Entity.objects.get(pk=world.brandt.pk).merged_into is None

    page.goto(live_server.url + world.harbour.get_absolute_url())
    select(page, "fishermen")
    page.get_by_role("button", name="Add “fishermen” as a name").click()
    page.get_by_label("It is a").select_option("organisation")
    page.get_by_label("Called").fill("Fishermen of Port Ellery")
    page.get_by_role("button", name="Add the mention").click()
    expect(page.get_by_role("status")).to_contain_text("“fishermen” is Fishermen of Port Ellery")
    added = world.harbour.mentions.get(source="editor")
    assert world.harbour.body[added.start : added.end] == added.surface == "fishermen"
    expect(page.locator("mark.ent-org", has_text="fishermen")).to_be_visible()


def test_a_selection_after_marked_names_and_astral_letters_is_placed_by_code_points(
    page: Page, live_server: Any, world: World, signed_in: User
) -> None:
    blocks = world.harbour.paragraphs
    blocks[1] = {**blocks[1], "text": "𝔊𝔯𝔞𝔦𝔫 " + blocks[1]["text"]}
    world.harbour.mentions.filter(start__gte=len(blocks[0]["text"])).delete()
    world.harbour.save()
    page.goto(live_server.url + world.harbour.get_absolute_url())
    select(page, "fishermen")
    page.get_by_role("button", name="Add “fishermen” as a name").click()
    page.get_by_role("button", name="Add the mention").click()
    expect(page.get_by_role("status")).to_contain_text("“fishermen” is fishermen")
    row = Correction.objects.get(action="add")
    assert world.harbour.body[row.start : row.end] == "fishermen"
    assert row.start == world.harbour.body.index("fishermen")


def test_mentions_are_moved_and_rejected_at_once_and_an_entity_is_said_to_be_no_name(
    page: Page, live_server: Any, world: World, signed_in: User
) -> None:
    correct = f"{live_server.url}/entities/{world.calloway.pk}/correct/"
    page.goto(correct)
    page.get_by_label("As printed").select_option("Calloway")
    page.get_by_role("button", name="Show these").click()
    expect(page).to_have_url(re.compile("form=Calloway"))
    shown = page.get_by_role("group", name="Mentions", exact=True).get_by_role("checkbox")
    for number in range(shown.count()):
        shown.nth(number).check()
    page.get_by_label("Name of the other one").fill("Iris Calloway")
    page.get_by_role("button", name="Move to the entity with that name").click()
    expect(page.get_by_role("status")).to_contain_text("of Ines Calloway moved to Iris Calloway")
    page.get_by_role("button", name=re.compile("^Undo.*moved to Iris Calloway")).click()
    expect(page.get_by_role("status")).to_contain_text("Undone")

    page.goto(correct)
    page.get_by_role("button", name="is not a name").click()
    expect(page.get_by_role("status")).to_contain_text("“Ines Calloway” is not a name")
    expect(page.get_by_text("An editor marked “Ines Calloway” as not a name")).to_be_visible()
    page.goto(f"{live_server.url}/people/")
    expect(page.get_by_role("link", name="Ines Calloway")).to_have_count(0)
    page.goto(correct)
    page.get_by_role("button", name=re.compile("^Undo.*is not a name")).click()
    expect(page.get_by_role("status")).to_contain_text("Undone")


@pytest.mark.parametrize(
    ("media", "width"),
    [({"color_scheme": "light"}, 1280), ({"color_scheme": "dark"}, 1280), ({"color_scheme": "dark"}, 320)],
    ids=["light", "dark", "dark-320px"],
)
def test_axe_finds_nothing_on_the_pages_of_corrections_and_none_scrolls_sideways(
    page: Page, live_server: Any, world: World, signed_in: User, media: Any, width: int
) -> None:
    page.emulate_media(**media)
    page.set_viewport_size({"width": width, "height": 800})
    found: dict[str, object] = {}
    for address in (
        f"/entities/{world.calloway.pk}/correct/?find=brandt",
        f"/articles/{world.harbour.pk}/mentions/",
        "/corrections/",
        "/corrections/?show=unplaced",
        "/merge-suggestions/",
        world.harbour.get_absolute_url(),
        world.calloway.get_absolute_url(),
        world.port_ellery.get_absolute_url(),
    ):
        page.goto(live_server.url + address)
        if violations := Axe().run(page, options=RULES).response["violations"]:
            found[address] = [f"{row['id']}: {row['nodes'][0]['html'][:120]}" for row in violations]
        if (content := page.evaluate("document.documentElement.scrollWidth")) > width:
            found[address] = f"{content} wide"
    assert not found
