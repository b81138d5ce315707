"""A real Chromium for the pages, against a live server with the small world in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from playwright.sync_api import BrowserContext

from articles.ingest.indexing.outbox import rebuild_index
from tests.browser.chromium import CHROMIUM, LAUNCH
from tests.world import World, make_world

# Playwright runs its own event loop in this thread; Django would refuse to touch the database next to it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium these tests are skipped, unless NEWSROOM_REQUIRE_BROWSER=1 says that they must run."""
    if CHROMIUM.exists() or os.environ.get("NEWSROOM_REQUIRE_BROWSER") == "1":
        return
    skip = pytest.mark.skip(reason=f"there is no Chromium at {CHROMIUM}: install it or set CHROMIUM")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def base_url() -> str:
    """None: tests name the live server themselves."""
    return ""


@pytest.fixture(scope="session", autouse=True)
def collected_static(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An empty folder of collected files, there before the live server starts: whitenoise warns when there is none."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": list(LAUNCH)}


@pytest.fixture
def world(transactional_db: None) -> World:
    made = make_world()
    rebuild_index()
    return made


@pytest.fixture
def signed_in(context: BrowserContext, client: Any, live_server: Any, transactional_db: None) -> User:
    """The editor, signed in in the browser by her session's cookie."""
    user = User.objects.create_superuser("editor", password="a long enough word")
    client.force_login(user)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return user
