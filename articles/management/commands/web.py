"""`manage.py web`: one web process of `serve`, on the sockets that it was given."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from articles.management.room_command import RoomCommand
from newsroom.serving.process_group import end_without
from newsroom.serving.web_server import Limits, serve


class Command(RoomCommand):
    requires_system_checks = ()  # `serve` has made them, and starts this again whenever it ends.
    help = "Answer requests on listening sockets that `serve` has opened. Ends cleanly on Ctrl-C and SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sockets", type=int, nargs="+", help="Numbers of inherited listening sockets.")
        parser.add_argument("--parent", type=int, help="End when this process is no longer the parent.")

    def handle(self, *, sockets: list[int], parent: int | None, **options: Any) -> None:
        # The application reads the collected files when it is imported.
        from newsroom.wsgi import application

        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        if parent:
            end_without(parent, lambda: os.kill(os.getpid(), signal.SIGTERM))
        # What is loaded now stays: the collector need not look at it again.
        gc.collect()
        gc.freeze()
        serve(
            application,
            [socket.socket(fileno=number) for number in sockets],
            limits=Limits(
                header_seconds=settings.HEADER_SECONDS,
                body_bytes_a_second=settings.BODY_BYTES_PER_SECOND,
                connections=settings.CONNECTIONS,
                connections_of_address=settings.CONNECTIONS_PER_ADDRESS,
            ),
            threads=settings.SERVER_THREADS,
            body_max_bytes=settings.UPLOAD_MAX_BYTES + 1024 * 1024,
            clear_proxy_headers=not settings.HTTPS,
        )
