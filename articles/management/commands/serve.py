"""`manage.py serve`: the server and its worker, one group, ended together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import Any

import waitress
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.ingest.condition.room_faults import room_fault, say_once
from articles.management.room_command import RoomCommand

WORKER_STOPS_WITHIN_SECONDS = 20
RESTART_SECONDS = 1
RESTART_MAX_SECONDS = 30


class Command(RoomCommand):
    help = "Serve the reading room on NEWSROOM_HOST:NEWSROOM_PORT, with its worker beside it."

    def handle(self, **options: Any) -> None:
        try:
            call_command("collectstatic", verbosity=0, interactive=False)
        except OSError as error:
            say_once(f"The static files cannot be collected: {room_fault(error) or error}")
        # The application reads the collected files when it is imported, and goes on without.
        from newsroom.wsgi import application

        try:
            server = waitress.create_server(
                application,
                host=settings.HOST,
                port=settings.PORT,
                threads=settings.SERVER_THREADS,
                max_request_body_size=settings.UPLOAD_MAX_BYTES + 1024 * 1024,
                clear_untrusted_proxy_headers=not settings.HTTPS,
                ident=None,
            )
        except OSError as error:
            raise CommandError(
                f"Port {settings.PORT} on {settings.HOST} cannot be used ({error.strerror}). "
                "Stop what uses it, or set NEWSROOM_PORT to another number."
            ) from error
        worker = Worker()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        self.stdout.write(
            f"The reading room is open: http://{settings.HOST}:{settings.PORT}/  (Ctrl-C closes it)"
        )
        try:
            server.run()
        finally:
            worker.close()
            server.close()


class Worker:
    """The worker process, started again whenever it ends by itself; after ever longer pauses where it ends at once."""

    def __init__(self) -> None:
        self.closing = threading.Event()
        self.process = self._start()
        self.watch = threading.Thread(target=self._keep_going, daemon=True)
        self.watch.start()

    def close(self) -> None:
        """Ask it to finish the file in hand; after a while, make it."""
        self.closing.set()
        self.process.terminate()
        try:
            self.process.wait(WORKER_STOPS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "--parent", str(os.getpid())]
        return subprocess.Popen(command, start_new_session=False)

    def _keep_going(self) -> None:
        pause = RESTART_SECONDS
        while not self.closing.wait(pause):
            if self.process.poll() is None:
                pause = RESTART_SECONDS
            elif not self.closing.is_set():
                pause = min(pause * 2, RESTART_MAX_SECONDS)
                self.process = self._start()
