"""Pages are compressed, with padding of random length, and not sent again to a browser that has them."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_page_is_compressed_for_a_browser_that_can_read_it(client: Client, world: World) -> None:
    address = world.bridge.get_absolute_url()
    plain = client.get(address)
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip" and len(packed.content) < len(plain.content) / 2
    assert "Content-Encoding" not in plain


def test_the_size_of_a_compressed_page_varies(client: Client, world: World) -> None:
    address = world.bridge.get_absolute_url()
    sizes = {len(client.get(address, headers={"accept-encoding": "gzip"}).content) for _ in range(12)}
    assert len(sizes) > 1


def test_a_page_that_a_browser_has_is_not_sent_again(client: Client, world: World) -> None:
    address = f"/articles/{world.bridge.pk}/source/"
    first = client.get(address)
    assert first["ETag"]
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content
