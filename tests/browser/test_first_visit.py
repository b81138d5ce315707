"""The whole mission once through, on real input: a server as `make run` starts it, an editor, the five seed articles."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

PROJECT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "rain over kunduz 31"
OPENS_WITHIN_SECONDS = 60
READ_WITHIN_MILLISECONDS = 120_000


@dataclass(frozen=True)
class Room:
    """A reading room that is being served."""

    address: str
    process: subprocess.Popen[bytes]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """`manage.py serve` on a data folder of its own: names loaded, an editor, no articles."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "NEWSROOM_DATA_DIR": str(tmp_path_factory.mktemp("room")),
        "NEWSROOM_PORT": str(port),
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
    }

    def manage(*words: str) -> None:
        subprocess.run([sys.executable, "manage.py", *words], cwd=PROJECT, env=environment, check=True)

    manage("migrate", "-v0")
    manage("load_entities", "-v0")
    manage("collectstatic", "-v0", "--noinput")
    manage("reindex", "-v0")
    manage("createsuperuser", "--noinput", "--username", "editor", "--email", "editor@room.example")
    process = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=PROJECT, env=environment)
    opened = Room(f"http://127.0.0.1:{port}", process)
    try:
        wait_until_open(opened)
        yield opened
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def wait_until_open(room: Room) -> None:
    deadline = time.monotonic() + OPENS_WITHIN_SECONDS
    while time.monotonic() < deadline:
        try:
            with urlopen(room.address + "/healthz") as answer:
                if answer.status == 200:
                    return
        except URLError:
            time.sleep(0.3)
    pytest.fail(f"the room did not open within {OPENS_WITHIN_SECONDS} seconds")


@pytest.fixture(scope="module")
def seed_paths(seeds: Path) -> list[Path]:
    return sorted(seeds.glob("*.txt"))


def search_for(page: Page, words: str) -> None:
    page.locator("search input[name=q]").first.fill(words)
    page.locator("search input[name=q]").first.press("Enter")


def found(page: Page) -> list[str]:
    """The source numbers (000 … 004) of the articles on a results page, told by their headlines, folded away or not."""
    titles = page.locator(".hits h2, .hits h3, .versions a").all_text_contents()
    return sorted(next(number for number, words in HEADLINES.items() if words in title) for title in titles)


HEADLINES = {
    "000": "Hasty Retreat",
    "001": "hasty withdrawal",
    "002": "Through Withdrawal",
    "003": "Separating Russia",
    "004": "attempts to paint",
}


def test_an_editor_brings_the_seeds_and_finds_who_and_where(room: Room, page: Page, seed_paths: list[Path]):
    page.goto(room.address + "/upload/")
    page.get_by_label("User name").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    page.get_by_label("Files, as many as you like").set_input_files(seed_paths)
    page.get_by_role("button", name="Upload").click()
    expect(page).to_have_url(re.compile(r"/imports/\d+/$"))
    # The page follows the reading by itself: nobody reloads it here.
    expect(page.get_by_text("All 5 files read")).to_be_visible(timeout=READ_WITHIN_MILLISECONDS)
    expect(page.locator("tr.outcome-failed")).to_have_count(0)

    for words in ("Lavrov", "Sergey Lavrov", "Sergei Lavrov"):
        wait_for_index(room, page, words)
        assert found(page) == ["000", "001", "002", "004"], words
        # 000 and 001 are one report in two wordings, so they are one line.
        expect(page.get_by_text("2 versions of this story")).to_be_visible()

    filters = page.get_by_role("complementary", name="Filters")
    facet = filters.get_by_role("link", name=re.compile(r"^Sergey Lavrov|^Sergei Lavrov"))
    facet.first.click()
    assert "person=" in page.url
    assert found(page) == ["000", "001", "002", "004"]
    page.get_by_role("link", name=re.compile(r"^Tashkent")).first.click()
    assert found(page) == ["000", "001"]


def test_searching_by_place_finds_the_reports_that_name_it(room: Room, page: Page, seed_paths: list[Path]):
    page.goto(room.address + "/search/?q=place:dushanbe")
    assert found(page) == ["002"]


def test_an_article_shows_its_entities_and_its_rewrite_first(room: Room, page: Page, seed_paths: list[Path]):
    page.goto(room.address + "/search/?q=Khalilzad")
    page.locator(".hits").get_by_role("link", name=re.compile("Hasty Retreat")).first.click()
    article = page.locator("article, main").first
    person = article.get_by_role("link", name=re.compile(r"^Sergey Lavrov")).first
    expect(person).to_have_attribute("href", re.compile(r"/people/\d+/"))
    expect(article.get_by_text("TASHKENT", exact=False).first).to_be_visible()
    first = page.locator("ol.related > li").first
    expect(first).to_contain_text("hasty withdrawal")
    expect(first).to_contain_text("order")
    expect(first).to_contain_text("figures")
    assert page.locator("ol.related > li.relation-same_report").count() == 1
    assert page.locator("ol.related > li").count() == 4

    person.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lavrov")
    expect(page.get_by_text("Sergei Lavrov").first).to_be_visible()


def test_two_of_the_seeds_are_one_report_and_all_others_only_related(
    room: Room, page: Page, seed_paths: list[Path]
):
    everything = page.request.get(room.address + "/search.json?page_size=100").json()
    assert everything["total"] == len(seed_paths)
    numbers = {
        hit["id"]: next(n for n, words in HEADLINES.items() if words in hit["title"])
        for hit in everything["hits"]
    }
    relations = {
        frozenset((numbers[pk], numbers[other["id"]])): other["relation"]
        for pk in numbers
        for other in page.request.get(f"{room.address}/articles/{pk}.json").json()["related"]
    }
    assert relations.pop(frozenset(("000", "001"))) == "same_report"
    assert set(relations.values()) == {"related"}
    assert len(relations) == 9


def test_removed_text_can_be_seen_with_its_reason(room: Room, page: Page, seed_paths: list[Path]):
    page.goto(room.address + "/search/?q=Amarkhail")
    page.locator(".hits").get_by_role("link", name=re.compile("Separating Russia")).first.click()
    page.goto(page.url.rsplit("/", 2)[0] + "/source/")
    struck = page.locator("del, s").all_inner_texts()
    assert any("dsf" in text for text in struck)
    assert any("Leave a Reply" in text for text in struck)


def wait_for_index(room: Room, page: Page, words: str) -> None:
    """The index follows the database within a moment."""
    deadline = time.monotonic() + 20
    while True:
        page.goto(room.address + "/search/")
        search_for(page, words)
        if len(page.locator("main h3, main h2").all()) and page.get_by_text("4 articles").count():
            return
        assert time.monotonic() < deadline, f"{words}: {page.inner_text('main')[:500]}"
        time.sleep(0.5)
