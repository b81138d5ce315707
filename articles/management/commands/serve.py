"""`manage.py serve`: the web processes and the worker, one group, ended together."""

from __future__ import annotations

import signal
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser

from articles.ingest.condition.room_faults import room_fault, say_once
from articles.management.room_command import RoomCommand
from newsroom.serving.process_group import KeptProcess, keep_going, listening_sockets


class Command(RoomCommand):
    help = "Serve the reading room on NEWSROOM_HOST:NEWSROOM_PORT, with its worker beside it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--no-worker", action="store_true", help="the web processes alone: workers run elsewhere"
        )

    def handle(self, **options: Any) -> None:
        try:
            call_command("collectstatic", verbosity=0, interactive=False)
        except OSError as error:
            # The pages go on without their static files, and the worker collects them once it can.
            say_once(f"The static files cannot be collected: {room_fault(error) or error}")
        listeners = _listening()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        self.stdout.write(
            f"The reading room is open: http://{settings.HOST}:{settings.PORT}/  (Ctrl-C closes it)"
        )
        self.stdout.flush()
        keep_going(_processes(listeners, worker=not options["no_worker"]))


def _processes(listeners: list[socket.socket], worker: bool) -> list[KeptProcess]:
    """So many web processes that answer on the same sockets, and the worker if it is wanted."""
    manage = str(settings.BASE_DIR / "manage.py")
    web = [manage, "web", *(str(listener.fileno()) for listener in listeners)]
    return [
        *(KeptProcess("A web process", web, listeners) for _ in range(settings.WEB_PROCESSES)),
        *([KeptProcess("The worker", [manage, "work"])] if worker else []),
    ]


def _listening() -> list[socket.socket]:
    try:
        return listening_sockets(settings.HOST, settings.PORT)
    except OSError as error:
        # Python says again where it could not listen; the sentence says so already.
        reason = str(error.strerror).partition(" (while")[0]
        raise CommandError(
            f"Port {settings.PORT} on {settings.HOST} cannot be used ({reason}). "
            "Stop what uses it, or set NEWSROOM_PORT to another number."
        ) from error
