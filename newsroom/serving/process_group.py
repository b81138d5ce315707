"""The processes of an open room: each is started again when it ends by itself, and all end together."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence

log = logging.getLogger(__name__)
LOOK_EVERY_SECONDS = 0.5
ENDS_WITHIN_SECONDS = 20
# One that dies sooner than this after its start is started again ever more slowly.
SOON_SECONDS = 10
PAUSE_MAX_SECONDS = 30
PENDING_CONNECTIONS = 1024


class KeptProcess:
    """A command of manage.py as a child process, started again whenever it ends by itself."""

    def __init__(self, name: str, command: Sequence[str], listeners: Sequence[socket.socket] = ()) -> None:
        self.name, self.command = name, [*command, "--parent", str(os.getpid())]
        self.inherited = [listener.fileno() for listener in listeners]
        self.early_deaths = 0
        self.started_at = self.start_at = time.monotonic()
        self.process: subprocess.Popen[bytes] | None = None
        self.look_after()

    def look_after(self) -> None:
        """Notice whether it has ended, and start it when it is time."""
        now = time.monotonic()
        if self.process and self.process.poll() is not None:
            self.early_deaths = self.early_deaths + 1 if now < self.started_at + SOON_SECONDS else 0
            pause = min(PAUSE_MAX_SECONDS, 2**self.early_deaths - 1)
            log.warning("%s ended by itself (%d); it is started again.", self.name, self.process.returncode)
            self.process, self.start_at = None, now + pause
        if self.process is None and now >= self.start_at:
            self.started_at = now
            self.process = subprocess.Popen([sys.executable, *self.command], pass_fds=self.inherited)

    def ask_to_end(self) -> None:
        if self.process:
            self.process.terminate()

    def end(self) -> None:
        """Wait until it has finished what it has in hand; after a while, make it end."""
        if not self.process:
            return
        try:
            self.process.wait(ENDS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def keep_going(processes: Sequence[KeptProcess]) -> None:
    """Look after the processes until SystemExit or KeyboardInterrupt; then all end."""
    try:
        while True:
            for process in processes:
                process.look_after()
            time.sleep(LOOK_EVERY_SECONDS)
    finally:
        for process in processes:
            process.ask_to_end()
        for process in processes:
            process.end()


def listening_sockets(host: str, port: int) -> list[socket.socket]:
    """A socket for each address of a host name, listening. Raises OSError where the port is taken."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    opened: list[socket.socket] = []
    for family, address in dict.fromkeys((family, address) for family, _, _, _, address in found):
        opened.append(socket.create_server(address[:2], family=family, backlog=PENDING_CONNECTIONS))
    return opened


def end_without(parent: int, end: Callable[[], object]) -> None:
    """Call ``end`` when the parent is gone: one that is killed hard cannot tell its children."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        end()

    threading.Thread(target=watch, daemon=True).start()
