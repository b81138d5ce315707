"""Five hundred clients that send half a request, or a body byte by byte: a reader notices nothing but a little work."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.served.readers import Reading, for_seconds, read
from tests.served.room import ServedRoom, served
from tests.served.slow_clients import HALF_OPEN, TRICKLING, slow_clients

pytestmark = pytest.mark.torture

SLOW_CLIENTS = 500
READS_SECONDS = 10
# The slow clients' own work is done by the same machine, in the same process as the reader's.
RATIO_MAX = 3
PAGES = {"sign-in": ["/sign-in/"]}


@pytest.mark.parametrize("addresses", [1, 100])
@pytest.mark.parametrize("opening", [HALF_OPEN, TRICKLING], ids=["half a head", "a trickling body"])
def test_a_reader_is_served_as_before(folder: Path, opening: bytes, addresses: int) -> None:
    with served(folder, WEB_PROCESSES=2) as room:
        _reading(room)
        alone = _reading(room)
        with slow_clients(room.port, opening, SLOW_CLIENTS, addresses) as slow:
            beside = _reading(room)
    ratio = beside.median("sign-in") / alone.median("sign-in")
    sys.stdout.write(
        f"\n{SLOW_CLIENTS} slow clients from {addresses} addresses ({opening.split()[0].decode()}): median "
        f"{alone.median('sign-in'):.1f} → {beside.median('sign-in'):.1f} ms (× {ratio:.1f}), "
        f"{beside.pages} pages, {len(beside.errors)} errors, {slow.ended_by_server} slow ones ended, "
        f"load {os.getloadavg()[0]:.1f}\n"
    )
    assert beside.errors == []
    assert ratio <= RATIO_MAX


def _reading(room: ServedRoom) -> Reading:
    return read(room.port, PAGES, readers=1, until=for_seconds(READS_SECONDS))
