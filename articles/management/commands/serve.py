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

from articles.management.room_command import RoomCommand

WORKER_STOPS_WITHIN_SECONDS = 20


class Command(RoomCommand):
    help = "Serve the reading room on NEWSROOM_HOST:NEWSROOM_PORT, with its worker beside it."

    def handle(self, **options: Any) -> None:
        # Without their manifest every page would fail; it is made anew here, however it went missing.
        call_command("collectstatic", verbosity=0, interactive=False)
        # The application reads the collected files when it is imported.
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
    """The worker process, started again whenever it ends by itself."""

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
        while not self.closing.wait(1):
            if self.process.poll() is not None and not self.closing.is_set():
                self.process = self._start()
