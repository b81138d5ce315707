"""A room whose collected files went missing opens its pages all the same."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.conftest import PROJECT

STARTS_WITHIN_SECONDS = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def opened(address: str, process: subprocess.Popen[bytes]) -> int:
    """The status of a page once the server answers."""
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            time.sleep(0.3)
    raise AssertionError("the server did not start")


def test_a_room_without_its_collected_files_opens_its_pages(tmp_path: Path) -> None:
    port = free_port()
    environment = {**os.environ, "NEWSROOM_DATA_DIR": str(tmp_path), "NEWSROOM_PORT": str(port)}
    manage = [sys.executable, str(PROJECT / "manage.py")]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
    shutil.rmtree(tmp_path / "static", ignore_errors=True)
    process = subprocess.Popen(
        [*manage, "serve"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        assert opened(f"http://127.0.0.1:{port}/sign-in/", process) == 200
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
