"""A bulk import killed hard at random points, ten times: nothing acknowledged is lost, nothing is there twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.served.clippings import Rows, clippings

PROJECT = Path(__file__).resolve().parent.parent.parent
FILES = 300
KILLS = 10
WITHIN_SECONDS = 60


@dataclass(frozen=True)
class Room(Rows):
    """A data folder of its own, in which commands are run and killed."""

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command(*words), **self._within())

    def run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(self._command(*words), **self._within(), check=False)

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-W", "ignore", "manage.py", *words]

    def _within(self) -> dict[str, object]:
        environment = {**os.environ, "NEWSROOM_DATA_DIR": str(self.folder)}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return {"cwd": PROJECT, "env": environment, **quiet}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "clippings"
    folder.mkdir()
    for name, text in clippings(FILES).items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def room(tmp_path: Path) -> Room:
    made = Room(tmp_path / "room")
    assert made.run("migrate", "-v0").returncode == 0
    return made


def killed_when(process: subprocess.Popen[bytes], due: Callable[[], bool], pause: float) -> None:
    """Kill a process -9 a moment after something is so; it must not have ended by itself before."""
    deadline = time.monotonic() + WITHIN_SECONDS
    while not due():
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.005)
    time.sleep(pause)
    process.kill()
    process.wait()


def test_ten_kills_lose_nothing_and_double_nothing(room: Room, folder: Path) -> None:
    chance = random.Random(17)
    # The first kill hits the acceptance: what was not written yet was not acknowledged, and is brought again.
    taken = chance.randrange(60, 240)
    killed_when(
        room.start("ingest", "--no-entities", str(folder)), lambda: room.count("importitem") >= taken, 0
    )
    for number, due in enumerate(sorted(chance.sample(range(5, FILES - 40), KILLS - 1))):
        words = ("work", "--until-empty") if number else ("ingest", "--no-entities", str(folder))
        done = max(due, room.count("importitem", "state = 'done'") + 1)
        killed_when(
            room.start(*words),
            lambda done=done: room.count("importitem", "state = 'done'") >= done,
            chance.uniform(0, 0.05),
        )
    assert room.count("importitem", "state <> 'done'") > 0
    assert room.run("work", "--until-empty").returncode == 0

    room.assert_each_is_there_once(FILES)
    assert room.count("sourcefile") == FILES
    # Each file is new once; brought a second time, it is a duplicate of that one.
    assert room.count("importitem", "outcome <> 'duplicate'") == FILES
    assert room.run("check_index").returncode == 0
