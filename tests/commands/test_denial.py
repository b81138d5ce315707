"""What the machine denies the room: one sentence on the page and in the log, never a bare 500, back by itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.served import Served, served

REQUESTS = 30


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("denied")
    with served(folder, folder / "log") as found:
        yield found


def said_on(room: Served, path: str, sentence: str) -> None:
    """Every answer is 503 with the sentence; many requests are no flood in the log."""
    for _ in range(REQUESTS):
        status, content = room.ask(path)
        assert status == 503 and sentence in content, (status, content[:2000])
    assert 1 <= room.log.count(sentence) <= 4, room.log[-3000:]
    assert "Traceback" not in room.log and "Internal Server Error" not in room.log, room.log[-3000:]


def test_a_folder_in_place_of_the_pointer_of_the_index(room: Served) -> None:
    pointer = room.folder / "index" / "current"
    pointer.unlink()
    pointer.mkdir()
    (pointer / "kept").write_text("")
    said_on(room, "/search.csv", "The search index cannot be read")
    status, page = room.ask("/search/?q=harbour")
    assert status == 200 and "plain search of the database" in page
    assert "cannot be read" in room.health()["index"]
    shutil.rmtree(pointer)
    room.wait_until_well()
    assert room.ask("/search.csv")[0] == 200


def test_static_files_without_their_manifest_or_gone_altogether(room: Served) -> None:
    static = room.folder / "static"
    (static / "staticfiles.json").unlink()
    assert room.ask("/")[0] == 200
    room.wait_until_well()
    # In one step: the worker collects them anew while a folder is still being emptied.
    static.rename(room.folder / "static-away")
    status, page = room.ask("/")
    assert status == 200
    style = re.search(r'href="(/static/css/base[^"]*\.css)"', page)
    assert style and room.ask(style[1])[0] in {200, 503}
    room.wait_until_well()
    assert room.ask(style[1])[0] == 200
    assert "Traceback" not in room.log, room.log[-3000:]


def test_a_folder_in_place_of_the_database(room: Served) -> None:
    database, away = room.folder / "newsroom.sqlite3", room.folder / "away.sqlite3"
    database.rename(away)
    database.mkdir()
    said_on(room, "/", "The database cannot be opened.")
    assert "cannot be opened" in room.ask("/articles/1.json")[1]
    assert "does not answer" in room.health()["database"]
    database.rmdir()
    away.rename(database)
    room.wait_until_well()
    assert room.ask("/")[0] == 200


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of a few megabytes; skips where this user may not mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting a disk is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill_up(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(65536))
        except OSError:
            return


def test_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    with served(small_disk, tmp_path / "log") as room:
        shutil.rmtree(small_disk / "index")
        fill_up(small_disk / "filler")
        room.wait(lambda: "The worker waits: The disk is full." in room.log)
        assert room.ask("/")[0] == 200 and room.ask("/search/?q=harbour")[0] == 200
        assert "No space left" in room.health()["disk"]
        (small_disk / "filler").unlink()
        room.wait_until_well()
        assert room.ask("/search.csv")[0] == 200
        assert "Traceback" not in room.log and room.log.count("The disk is full.") <= 4, room.log[-3000:]
