"""The whole mission once through, in a real browser: sign in, upload real articles, watch, search, narrow, read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.ingest.indexing.outbox import rebuild_index
from articles.ingest.worker import work_off
from articles.models import Article, Import

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(transactional_db: None) -> User:
    return User.objects.create_user("editor", password="a long enough word", is_staff=True)


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/upload/")
    page.get_by_label("User name").fill("editor")
    page.get_by_label("Password").fill("a long enough word")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Upload articles")).to_be_visible()


def test_from_five_files_to_reading_one_of_them(
    page: Page, live_server: Any, editor: User, seeds: Path
) -> None:
    sign_in(page, live_server.url)
    page.get_by_label("Files, as many as you like").set_input_files(sorted(seeds.glob("*.txt")))
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("0 of 5 files read")).to_be_visible()

    assert work_off(Import.objects.get()) == 5
    assert rebuild_index() == Article.objects.count() == 5
    expect(page.get_by_text("All 5 files read")).to_be_visible(timeout=10_000)
    files = page.get_by_role("region", name="Files of this import").locator("tbody tr")
    expect(files.filter(has=page.locator("a[href^='/articles/']"))).to_have_count(5)
    expect(files.filter(has_text="new version of")).to_have_count(1)

    page.get_by_label("Search the articles").fill("Sergei Lavrov")
    page.get_by_role("banner").get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name=re.compile("^4 articles"))).to_be_visible()

    page.goto(f"{live_server.url}/search/")
    page.get_by_role("region", name="Reported from").get_by_role("link", name="Tashkent", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("^2 articles"))).to_be_visible()
    expect(page.get_by_role("group", name="Filters applied")).to_contain_text("Tashkent")

    report = page.get_by_role("article").get_by_role("link", name=re.compile("^Russia: Afghan Instability"))
    if not report.is_visible():
        page.get_by_text("2 versions of this story").click()
    report.click()
    expect(page.locator("mark.ent-person").filter(has_text="Sergey Lavrov").first).to_be_visible()
    first = page.get_by_role("region", name="Related articles").get_by_role("listitem").first
    expect(first).to_contain_text("same report")
    expect(first).to_contain_text("in the same order")

    page.locator("mark.ent-person a").filter(has_text="Sergey Lavrov").first.click()
    expect(page.get_by_text(re.compile(r"in 4 articles\."))).to_be_visible()
