"""One worker on SQLite: a second one stands by, a command leaves the reading to it, a dead one's post is free at once."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent
WITHIN_SECONDS = 60


@pytest.fixture
def room(tmp_path: Path) -> Path:
    folder = tmp_path / "room"
    subprocess.run(command("migrate", "-v0"), **within(folder), check=True)
    return folder


@pytest.fixture
def worker(room: Path) -> Iterator[subprocess.Popen[str]]:
    """A worker that has its post: it has said that it is alive."""
    process = subprocess.Popen(command("work"), **within(room))
    wait_for(room, "SELECT count(*) FROM articles_workerbeat")
    yield process
    process.kill()
    process.communicate()


def command(*words: str) -> list[str]:
    return [sys.executable, "-W", "ignore", "manage.py", *words]


def within(folder: Path) -> dict[str, object]:
    environment = {**os.environ, "NEWSROOM_DATA_DIR": str(folder)}
    return {
        "cwd": PROJECT,
        "env": environment,
        "text": True,
        "stderr": subprocess.PIPE,
        "stdout": subprocess.PIPE,
    }


def wait_for(room: Path, question: str) -> None:
    deadline = time.monotonic() + WITHIN_SECONDS
    with closing(sqlite3.connect(room / "newsroom.sqlite3", timeout=20)) as database:
        while database.execute(question).fetchone()[0] == 0:
            assert time.monotonic() < deadline, question
            time.sleep(0.05)


def test_a_second_worker_stands_by_and_takes_over_when_the_first_is_killed(
    room: Path, worker: subprocess.Popen[str], tmp_path: Path
) -> None:
    second = subprocess.Popen(command("work", "--until-empty"), **within(room))
    assert second.stderr is not None
    assert "Another worker is at work on this database" in second.stderr.readline()
    assert second.poll() is None
    worker.kill()
    assert second.wait(WITHIN_SECONDS) == 0
    second.communicate()


def test_while_the_rooms_worker_is_at_its_post_ingest_leaves_the_reading_to_it(
    room: Path, worker: subprocess.Popen[str], tmp_path: Path
) -> None:
    clipping = tmp_path / "clipping.txt"
    clipping.write_text(
        "Ferry runs again\n\nHOLM FERRY: The ferry over the sound runs again, the harbour office said."
    )
    run = subprocess.run(command("ingest", "--no-entities", str(clipping)), **within(room), check=False)
    assert (run.returncode, run.stdout.strip()) == (0, "1 file: 1 needs review"), run.stderr
    wait_for(room, "SELECT count(*) = 0 FROM articles_indexjob")
