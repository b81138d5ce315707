"""`manage.py serve`: several web processes on one port and the worker, kept alive, and ended together."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from articles.management.commands import serve
from tests.served.room import ServedRoom, is_alive, manage, served, start, wait_until


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database and no collected files."""
    made = tmp_path_factory.mktemp("room")
    environment = {**os.environ, "NEWSROOM_DATA_DIR": str(made)}
    subprocess.run(manage("migrate", "--verbosity", "0"), env=environment, check=True)
    shutil.rmtree(made / "static", ignore_errors=True)
    return made


@pytest.fixture(scope="module")
def room(folder: Path) -> Iterator[ServedRoom]:
    with served(folder, WEB_PROCESSES=2) as opened:
        yield opened


def test_a_room_without_its_collected_files_opens_its_pages(room: ServedRoom) -> None:
    assert room.fetch("/sign-in/")[0] == 200


def test_a_killed_web_process_is_started_again_and_pages_go_on(room: ServedRoom) -> None:
    first, second = room.children("web")
    os.kill(first, signal.SIGKILL)
    assert room.fetch("/sign-in/")[0] == 200
    wait_until(lambda: first not in room.children("web") and len(room.children("web")) == 2)
    assert second in room.children("web")
    assert room.fetch("/sign-in/")[0] == 200


def test_a_killed_worker_is_started_again(room: ServedRoom) -> None:
    wait_until(lambda: len(room.children("work")) == 1)
    (worker,) = room.children("work")
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: room.children("work") not in ([], [worker]))


def test_a_port_in_use_is_one_clear_sentence(room: ServedRoom, folder: Path) -> None:
    second = start(folder, PORT=room.port)
    _, said = second.parent.communicate(timeout=60)
    assert second.parent.returncode == 1
    assert f"Port {room.port} on 127.0.0.1 cannot be used (Address already in use)." in said
    assert "Traceback" not in said


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_all_processes_end_with_the_one_that_started_them(folder: Path, how: signal.Signals) -> None:
    with served(folder, WEB_PROCESSES=2) as room:
        wait_until(lambda: len(room.children("web")) == 2 and len(room.children("work")) == 1)
        children = [*room.children("web"), *room.children("work")]
        room.parent.send_signal(how)
        room.parent.wait(60)
        wait_until(lambda: not any(is_alive(pid) for pid in children))


@pytest.mark.django_db
@pytest.mark.parametrize(("options", "started"), [([], ["web", "work"]), (["--no-worker"], ["web"])])
def test_without_its_worker_a_room_opens_web_processes_alone(
    monkeypatch: pytest.MonkeyPatch, settings: LazySettings, options: list[str], started: list[str]
) -> None:
    kept: list[str] = []
    monkeypatch.setattr(serve, "KeptProcess", lambda name, command, *rest: command[1])
    monkeypatch.setattr(serve, "keep_going", kept.extend)
    monkeypatch.setattr(serve, "call_command", lambda *args, **options: None)
    monkeypatch.setattr(serve, "listening_sockets", lambda *args: [])
    monkeypatch.setattr(signal, "signal", lambda *args: None)
    settings.WEB_PROCESSES = 1
    call_command(serve.Command(), *options, skip_checks=True)
    assert kept == started
