"""A served room of 3,000 articles whose live index is damaged: searching goes on, and the index comes back by itself.

    make torture

Prints how long each damage lasted. The times are of the machine at hand; the answers are asserted.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.served.room import free_port, opened

pytestmark = pytest.mark.torture

ARTICLES = 3_000
BACK_WITHIN_SECONDS = 300
ASKED_EVERY_SECONDS = 0.2


@dataclass(frozen=True)
class Room:
    port: int
    index: Path

    @property
    def build(self) -> Path:
        return self.index / (self.index / "current").read_text().split()[0]

    @property
    def segment(self) -> Path:
        return max(self.build.glob("*.arrays"), key=lambda path: path.stat().st_size)

    def asked(self) -> dict:
        """What a search answers; anything but an answer fails."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", "/search.json?outlet=outlet-1&page_size=5")
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        assert answer.status == 200, (answer.status, content[:500])
        return json.loads(content)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder, port = tmp_path_factory.mktemp("damage"), free_port()
    own = {"NEWSROOM_DATA_DIR": str(folder), "NEWSROOM_PORT": str(port)}
    environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    fill = [sys.executable, "-m", "tests.benchmarks.engines.room", str(ARTICLES)]
    subprocess.run(fill, env=environment, check=True, cwd=PROJECT)
    manage = [sys.executable, str(PROJECT / "manage.py")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*manage, "serve"], env=environment, stdout=log, stderr=log)
        try:
            assert opened(f"http://127.0.0.1:{port}/search/", server) == 200
            # The worker's first look at everything lies behind it.
            time.sleep(5)
            yield Room(port, folder / "index")
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)
    assert "Traceback" not in (folder / "log").read_text()


def flip(path: Path, place: int, *, times_stay: bool) -> None:
    known = path.stat()
    with path.open("r+b") as file:
        file.seek(place, os.SEEK_END if place < 0 else os.SEEK_SET)
        (byte,) = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))
    if times_stay:
        os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))


def _middle(path: Path) -> int:
    return path.stat().st_size // 2


DAMAGES: dict[str, Callable[[Room], object]] = {
    "a bit, size and time kept": lambda r: flip(r.segment, _middle(r.segment), times_stay=True),
    "a bit": lambda r: flip(r.segment, _middle(r.segment), times_stay=False),
    "the last byte": lambda r: flip(r.segment, -1, times_stay=False),
    "the last byte of the contents": lambda r: flip(next(r.build.glob("*.toc")), -1, times_stay=False),
    "the segment gone": lambda r: r.segment.unlink(),
    "the folder gone": lambda r: shutil.rmtree(r.build),
    "the pointer emptied": lambda r: (r.index / "current").write_text(""),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_live_index_comes_back_and_searching_goes_on(room: Room, damage: str, capsys) -> None:
    before, whole = room.build.name, room.asked()
    assert not whole["degraded"]
    DAMAGES[damage](room)
    begun, plain, answers = time.monotonic(), 0, 0
    while time.monotonic() - begun < BACK_WITHIN_SECONDS:
        told = room.asked()
        assert told["total"] == whole["total"]
        plain, answers = plain + bool(told["degraded"]), answers + 1
        pointer = (room.index / "current").read_text().split()
        if pointer and pointer[0] != before and not told["degraded"]:
            break
        time.sleep(ASKED_EVERY_SECONDS)
    taken = time.monotonic() - begun
    with capsys.disabled():
        print(f"\n{damage}: back after {taken:.1f} s; {answers} searches answered, {plain} of them plain")  # noqa: T201
    assert pointer and pointer[0] != before and not told["degraded"]
