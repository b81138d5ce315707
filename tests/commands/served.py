"""A room of its own, served with its worker in a folder that a test may spoil."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import PROJECT
from tests.served.room import free_port, opened

WITHIN_SECONDS = 60


@dataclass(frozen=True)
class Served:
    folder: Path
    port: int
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text(errors="replace")

    def ask(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        content = answer.read().decode(errors="replace")
        connection.close()
        return answer.status, content

    def health(self) -> dict:
        status, content = self.ask("/healthz")
        told = json.loads(content)
        assert told["well"] == (status == 200)
        return told

    def wait(self, for_what: Callable[[], bool]) -> None:
        until = time.monotonic() + WITHIN_SECONDS
        while not for_what():
            assert time.monotonic() < until, self.log[-3000:]
            time.sleep(0.2)

    def wait_until_well(self) -> None:
        self.wait(lambda: self.health()["well"])


@contextmanager
def served(folder: Path, log_file: Path) -> Iterator[Served]:
    """An empty room, well when this begins."""
    port = free_port()
    environment = {**os.environ, "NEWSROOM_DATA_DIR": str(folder), "NEWSROOM_PORT": str(port)}
    environment.pop("DATABASE_URL", None)
    manage = [sys.executable, str(PROJECT / "manage.py")]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
    with log_file.open("wb") as log:
        process = subprocess.Popen([*manage, "serve"], env=environment, stdout=log, stderr=log)
        try:
            assert opened(f"http://127.0.0.1:{port}/sign-in/", process) == 200
            room = Served(folder, port, log_file)
            room.wait_until_well()
            yield room
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
