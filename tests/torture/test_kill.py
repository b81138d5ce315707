"""Web processes and workers killed hard while an upload is read and others read on: nothing is lost, nothing doubled."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.served.clippings import Rows, clippings, zipped
from tests.served.editor import Editor
from tests.served.readers import Reading, read
from tests.served.room import ServedRoom, manage, served, wait_until

pytestmark = pytest.mark.torture

FILES, KILLS = 160, 8
# A worker that is started again loads the language model first: a while, where others keep the processors busy.
PATIENCE_SECONDS = 600
# What a client sees when the process that it talks to is killed; everything else is a fault.
CUT_OFF = ("ConnectionResetError", "RemoteDisconnected", "IncompleteRead", "BrokenPipeError")
PAGES = {"search": ["/search/?q=tonnes", "/search/?q=herring+ice"], "other": ["/people/", "/sign-in/"]}


def test_no_kill_of_a_process_loses_or_doubles_what_was_acknowledged(folder: Path) -> None:
    rows, chance = Rows(folder), random.Random(6)
    with served(folder, WEB_PROCESSES=2) as room:
        Editor(room).upload("ledgers.zip", zipped(clippings(FILES)))
        readers = _Readers(room)
        for number, due in enumerate(sorted(chance.sample(range(4, FILES - 40), KILLS))):
            wait_until(lambda due=due: rows.count("importitem", "state = 'done'") >= due, PATIENCE_SECONDS)
            _kill_one(room, "web" if number % 2 else "work")
        wait_until(lambda: rows.waiting() == 0 and rows.count("indexjob") == 0, PATIENCE_SECONDS)
        found = readers.stop()
        assert room.fetch("/search/?q=tonnes")[0] == 200
    faults = [error for error in found.errors if not any(reason in error for reason in CUT_OFF)]
    sys.stdout.write(
        f"\n{KILLS} kills during an upload of {FILES} files: {found.pages} pages read, "
        f"{len(found.errors)} cut off by a kill, {len(faults)} faults\n"
    )
    assert faults == []
    # All of them came in one zip, which is an item of its own.
    rows.assert_each_is_there_once(FILES)
    environment = {**os.environ, "NEWSROOM_DATA_DIR": str(folder)}
    assert subprocess.run(manage("check_index"), env=environment, check=False).returncode == 0


def _kill_one(room: ServedRoom, command: str) -> None:
    """Kill a process and wait until another stands in its place."""
    wait_until(lambda: bool(room.children(command)))
    victim = room.children(command)[0]
    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: victim not in room.children(command) and bool(room.children(command)))


class _Readers:
    """Some readers who read until they are told to stop."""

    def __init__(self, room: ServedRoom) -> None:
        self._done = threading.Event()
        self._found: list[Reading] = []
        self._thread = threading.Thread(target=self._read, args=(room.port,), daemon=True)
        self._thread.start()

    def stop(self) -> Reading:
        self._done.set()
        self._thread.join()
        return self._found[0]

    def _read(self, port: int) -> None:
        self._found.append(read(port, PAGES, readers=4, until=self._done.is_set))
