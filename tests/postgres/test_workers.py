"""Several workers on one PostgreSQL database: every file is read once, also when one of them is killed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.served.clippings import report

psycopg = pytest.importorskip(
    "psycopg", reason="run by `make test-postgres`, which brings PostgreSQL's driver"
)
pytestmark = pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="run by `make test-postgres`"
)
FILES = 120
WORKERS = 3
WITHIN_SECONDS = 240


@pytest.fixture
def room(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a room in an empty schema of the server's database."""
    url = os.environ["DATABASE_URL"]
    schema = f"room_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as database:
        database.execute(f"CREATE SCHEMA {schema}")
    environment = os.environ | {
        "DATABASE_URL": f"{url}?options=-c%20search_path%3D{schema}",
        "NEWSROOM_DATA_DIR": str(tmp_path / "room"),
        "NEWSROOM_LEASE_SECONDS": "5",
        "NEWSROOM_RECOGNITION_PROCESSES": "1",
    }
    run(environment, "migrate", "-v0")
    run(environment, "load_entities", "-v0")
    yield environment
    with psycopg.connect(url, autocommit=True) as database:
        database.execute(f"DROP SCHEMA {schema} CASCADE")


def run(environment: dict[str, str], *words: str) -> None:
    subprocess.run(command(*words), cwd=PROJECT, env=environment, check=True, stdout=subprocess.DEVNULL)


def command(*words: str) -> list[str]:
    return [sys.executable, "-W", "ignore", "manage.py", *words]


def asked(environment: dict[str, str], question: str) -> int:
    with psycopg.connect(environment["DATABASE_URL"]) as database:
        row = database.execute(question).fetchone()
    assert row is not None
    return int(row[0])


def test_three_workers_of_whom_one_is_killed_lose_and_double_nothing(
    room: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "clippings"
    folder.mkdir()
    chance = random.Random(20261127)
    for number in range(FILES):
        (folder / f"{number}.txt").write_text(report(number, chance))
    bring = subprocess.Popen(command("ingest", str(folder)), cwd=PROJECT, env=room, stdout=subprocess.DEVNULL)
    workers = [subprocess.Popen(command("work"), cwd=PROJECT, env=room) for _ in range(WORKERS)]
    try:
        until(room, "SELECT count(*) FROM articles_article", 20)
        workers[0].kill()
        until(room, "SELECT count(*) FROM articles_importitem WHERE state = 'done'", FILES)
        until(room, "SELECT CASE WHEN EXISTS (SELECT 1 FROM articles_indexjob) THEN 0 ELSE 1 END", 1)
    finally:
        for process in (bring, *workers):
            process.terminate()
            process.wait(60)
    assert asked(room, "SELECT count(*) FROM articles_article") == FILES
    assert (
        asked(room, "SELECT count(*) FROM articles_importitem WHERE outcome IN ('failed', 'duplicate')") == 0
    )
    run(room, "check_counts")
    run(room, "check_index")


def until(environment: dict[str, str], question: str, least: int) -> None:
    deadline = time.monotonic() + WITHIN_SECONDS
    while (found := asked(environment, question)) < least:
        assert time.monotonic() < deadline, f"{question}: {found} of {least}"
        time.sleep(0.5)
