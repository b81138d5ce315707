"""Every page of the admin in a real browser: nothing axe objects to in light, dark and forced colours, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.test_pages import RULES
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
ENTRY = ("/admin/", "/admin/articles/", "/admin/auth/", "/admin/axes/", "/admin/password_change/")


def addresses(client: Client) -> Iterator[str]:
    """List, add, change, delete and history of every model, where the admin offers the page."""
    yield from ENTRY
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        offered = [reverse(f"{name}_add")]
        if row := model._default_manager.order_by("pk").first():
            offered += [reverse(f"{name}_{page}", args=(row.pk,)) for page in ("change", "delete", "history")]
        yield from (address for address in offered if client.get(address).status_code == 200)


# Colours do not depend on the width, nor sizes on the colours.
@pytest.mark.parametrize(
    ("media", "width"),
    [
        ({"color_scheme": "light"}, 1280),
        ({"color_scheme": "dark"}, 320),
        ({"forced_colors": "active"}, 1280),
    ],
    ids=["light", "dark-320px", "forced-colours"],
)
def test_axe_finds_nothing_on_any_admin_page(
    page: Page, live_server: Any, client: Client, world: World, signed_in: User, media: Any, width: int
) -> None:
    Group.objects.create(name="desk")
    page.emulate_media(**media)
    page.set_viewport_size({"width": width, "height": 800})
    found: dict[str, list[str]] = {}
    seen = list(addresses(client))
    for address in seen:
        page.goto(live_server.url + address)
        if violations := Axe().run(page, options=RULES).response["violations"]:
            found[address] = [
                f"{row['id']}: {node['html'][:160]}" for row in violations for node in row["nodes"]
            ]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.setdefault(address, []).append("scrolls sideways")
    assert len(seen) > 30
    assert not found, "\n".join(f"{where}\n  " + "\n  ".join(what) for where, what in found.items())
