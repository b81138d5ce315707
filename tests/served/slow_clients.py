"""Clients that hold connections open and send next to nothing: half of a request's head, or a body byte by byte."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

HOST = "127.0.0.1"
TRICKLE_SECONDS = 1.0
HALF_OPEN = b"GET /search/?q=ferry HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
# With a token, so that the form is read before anything is refused.
TRICKLING = (
    b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\nCookie: csrftoken="
    + b"a" * 32
    + b"\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nusername="
)


class SlowClients:
    """So many connections of one kind, each opened anew as soon as the server ends it, until they are closed.

    ``addresses`` are the loopback addresses from which they come in turn, as from so many machines.
    """

    def __init__(self, port: int, opening: bytes, count: int, addresses: int = 1) -> None:
        self.port, self.opening, self.count, self.addresses = port, opening, count, addresses
        self.ended_by_server = 0
        self._sockets: list[socket.socket | None] = [None] * count
        self._stop = threading.Event()
        self._round()
        self._thread = threading.Thread(target=self._go_on, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._thread.join()
        for one in self._sockets:
            if one:
                one.close()

    def _go_on(self) -> None:
        while not self._stop.wait(TRICKLE_SECONDS):
            self._round()

    def _round(self) -> None:
        for place, one in enumerate(self._sockets):
            if self._stop.is_set():
                return
            if one is None or not _sent(one, b"a"):
                self.ended_by_server += one is not None
                self._sockets[place] = self._opened(place)

    def _opened(self, place: int) -> socket.socket | None:
        one = socket.socket()
        one.settimeout(1)
        try:
            one.bind((f"127.0.0.{2 + place % self.addresses}", 0))
            one.connect((HOST, self.port))
            one.sendall(self.opening)
        except OSError:
            one.close()
            return None
        return one


def _sent(one: socket.socket, data: bytes) -> bool:
    """Send a little; False where the server has ended the connection."""
    try:
        one.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            if one.recv(1000) == b"":
                raise ConnectionResetError
        one.settimeout(1)
        one.sendall(data)
    except OSError:
        one.close()
        return False
    return True


@contextmanager
def slow_clients(port: int, opening: bytes, count: int, addresses: int = 1) -> Iterator[SlowClients]:
    """Slow clients while something else goes on."""
    slow = SlowClients(port, opening, count, addresses)
    try:
        yield slow
    finally:
        slow.close()
