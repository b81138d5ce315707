"""`manage.py work`: the worker alone."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import CommandParser

from articles.ingest.worker import work
from articles.management.room_command import RoomCommand
from newsroom.serving.process_group import end_without


class Command(RoomCommand):
    requires_system_checks = ()  # `serve` has made them, and starts this again whenever it ends.
    help = "Read waiting files, keep the index level with the database. Ends cleanly on Ctrl-C and SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--parent", type=int, help="End when this process is no longer the parent (`serve` uses it)."
        )
        parser.add_argument("--until-empty", action="store_true", help="End when nothing waits any more.")

    def handle(self, *, parent: int | None, until_empty: bool, **options: Any) -> None:
        stop = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stop.set())
        if parent:
            end_without(parent, stop.set)
        work(stop, until_empty=until_empty)
