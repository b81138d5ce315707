"""A room served as `manage.py serve` does, in processes of its own on a free port of loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
WITHIN_SECONDS = 90
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class ServedRoom:
    """An open room: its port, its data folder and the process that keeps the others."""

    port: int
    folder: Path
    parent: subprocess.Popen[str]

    def fetch(self, path: str) -> tuple[int, bytes]:
        """The status and the body of an address."""
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.port}{path}", timeout=30) as answer:
                return int(answer.status), answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read()

    def children(self, command: str) -> list[int]:
        """The processes of the room that run this command of manage.py: "web" or "work"."""
        found = {pid: words for pid, parent, words in _processes() if parent == self.parent.pid}
        return sorted(pid for pid, words in found.items() if command in words)

    def cpu_seconds(self) -> float:
        """The processor's time that its living processes have taken."""
        pids = [self.parent.pid, *self.children("web"), *self.children("work")]
        return sum(ticks(pid) for pid in pids) / TICKS_A_SECOND


@contextmanager
def served(folder: Path, **settings: object) -> Iterator[ServedRoom]:
    """Open the room in a data folder whose database is up to date; close it at the end."""
    room = start(folder, **settings)
    try:
        wait_until(lambda: room.parent.poll() is not None or _answers(room.port))
        assert room.parent.poll() is None, "the server did not start"
        yield room
    finally:
        room.parent.send_signal(signal.SIGTERM)
        room.parent.communicate(timeout=WITHIN_SECONDS)


def start(folder: Path, **settings: object) -> ServedRoom:
    """Start `manage.py serve` and do not wait for it. ``settings`` are those of docs/settings.md without their prefix."""
    port = int(str(settings.pop("PORT", free_port())))
    own = {f"NEWSROOM_{name}": str(value) for name, value in settings.items()}
    environment = {**os.environ, "NEWSROOM_DATA_DIR": str(folder), "NEWSROOM_PORT": str(port), **own}
    parent = subprocess.Popen(
        manage("serve"), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    return ServedRoom(port, folder, parent)


def opened(address: str, process: subprocess.Popen[bytes]) -> int:
    """The status of a page once the server answers."""
    until = time.monotonic() + WITHIN_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            time.sleep(0.3)
    raise AssertionError("the server did not start")


def manage(*words: str) -> list[str]:
    return [sys.executable, str(PROJECT / "manage.py"), *words]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_until(so: Callable[[], bool], within_seconds: float = WITHIN_SECONDS) -> None:
    """Wait until something is so."""
    until = time.monotonic() + within_seconds
    while not so():
        assert time.monotonic() < until
        time.sleep(0.1)


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and is not yet taken note of does not."""
    return any(pid == one for one, _, words in _processes() if words)


def ticks(pid: int) -> int:
    """The processor's time that a process has taken, in ticks; none where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def private_megabytes(pid: int) -> float:
    """The memory that a process shares with no other."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def _processes() -> Iterator[tuple[int, int, list[str]]]:
    """The number, the parent and the words of each process."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")[:-1]
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        yield int(folder.name), parent, words


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/robots.txt", timeout=20):
            return True
    except OSError:
        return False
