"""The web server of one process: waitress, with deadlines and limits under which slow clients cost nobody else anything.

Waitress reads requests in one loop and hands them to threads only when they are complete, so a slow client never holds a
thread. What it lacks is a time by which a request must be there, and a bound on what one address may hold open.
"""

from __future__ import annotations

import contextlib
import ipaddress
import resource
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

# A connection that has been answered may wait so long for the next request: longer than proxies keep theirs.
IDLE_SECONDS = 75
# A body may begin so slowly before its rate counts.
BODY_GRACE_SECONDS = 20
# A client that takes nothing of its answer for so long is gone.
STALLED_SECONDS = 30
LOOK_EVERY_SECONDS = 1
HEADER_MAX_BYTES = 64 * 1024
# An answer that its reader is slow to take waits on disk up to this size, so that no thread waits with it.
UNSENT_MAX_BYTES = 256 * 1024 * 1024
# Beside connections a process opens the database, the index and temporary files.
OTHER_FILES = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """What one web process takes from its clients.

    ``header_seconds`` for the head of a request; ``body_bytes_a_second`` on average after a grace; connections of all and
    of one address (one /64 network of IPv6, which is what one customer gets).
    """

    header_seconds: float
    body_bytes_a_second: int
    connections: int
    connections_of_address: int


class Connection(HTTPChannel):
    """A connection that knows since when its client has owed something."""

    server: Server

    def __init__(self, server: Server, sock: socket.socket, addr: Any, *rest: Any, **options: Any) -> None:
        self.waiting_since = self.progress_at = time.time()
        self.answered = False
        self.sent = self.sent_before = 0
        self.of = network_of(addr[0])
        super().__init__(server, sock, addr, *rest, **options)
        server.by_address.setdefault(self.of, {})[self] = None

    def received(self, data: bytes) -> bool:
        """Take what came. A first request's time begins with the connection, a later one's with its first byte."""
        if self.request is None and self.answered:
            self.waiting_since = time.time()
        return bool(super().received(data))

    def service(self) -> None:
        """Answer a request; what follows is waited for anew."""
        super().service()
        self.answered, self.waiting_since = True, time.time()

    def send(self, data: bytes, do_close: bool = True) -> int:
        count = int(super().send(data, do_close))
        self.sent += count
        return count

    def is_overdue(self, now: float, limits: Limits) -> bool:
        """Whether the client has had its time: to send its request, or to take its answer."""
        if not self.total_outbufs_len or self.sent != self.sent_before:
            self.sent_before, self.progress_at = self.sent, now
        if self.requests or self.total_outbufs_len:
            return now - self.progress_at > STALLED_SECONDS
        waited = now - self.waiting_since
        if self.request is None:
            return waited > (IDLE_SECONDS if self.answered else limits.header_seconds)
        if not self.request.headers_finished:
            return waited > limits.header_seconds
        earned = self.request.body_bytes_received / limits.body_bytes_a_second
        return waited > limits.header_seconds + BODY_GRACE_SECONDS + earned

    def end(self) -> None:
        """Close at the next turn of the loop; counted no more from now on."""
        self.will_close = True
        self._forget()
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def del_channel(self, map: Any = None) -> None:
        super().del_channel(map)
        self._forget()

    def _forget(self) -> None:
        own = self.server.by_address.get(self.of, {})
        own.pop(self, None)
        if not own:
            self.server.by_address.pop(self.of, None)


class Server(TcpWSGIServer):
    """Accepts connections of a shared socket; where there are too many, the one that has waited longest makes room."""

    channel_class = Connection

    def __init__(self, application: Any, limits: Limits, **options: Any) -> None:
        self.limits = limits
        self.by_address: dict[str, dict[Connection, None]] = {}
        super().__init__(application, **options)

    def handle_accept(self) -> None:
        super().handle_accept()
        for own in list(self.by_address.values()):
            if len(own) > self.limits.connections_of_address:
                _make_room(own)
        if sum(map(len, self.by_address.values())) > self.limits.connections:
            _make_room(max(self.by_address.values(), key=len))

    def maintenance(self, now: float) -> None:
        """End what is overdue; the loop calls it every second."""
        for connection in list(self.active_channels.values()):
            if not connection.will_close and connection.is_overdue(now, self.limits):
                connection.end()


def _make_room(connections: dict[Connection, None]) -> None:
    """End the connection that has waited longest for its client; the newest where all are being answered."""
    waiting = [one for one in connections if not one.requests and not one.total_outbufs_len]
    ended = min(waiting, key=lambda one: one.waiting_since) if waiting else list(connections)[-1]
    ended.end()


def network_of(address: str) -> str:
    """What counts as one address.

    >>> network_of("192.0.2.7"), network_of("2001:db8::1:2")
    ('192.0.2.7', '2001:db8::/64')
    """
    plain = address.partition("%")[0]
    if ":" not in plain:
        return plain
    six = ipaddress.IPv6Address(plain)
    return str(six.ipv4_mapped or ipaddress.ip_network((int(six), 64), strict=False))


def serve(
    application: Callable[..., Any],
    listeners: Sequence[socket.socket],
    *,
    limits: Limits,
    threads: int,
    body_max_bytes: int,
    clear_proxy_headers: bool,
) -> None:
    """Answer requests that come in on these sockets until SystemExit or KeyboardInterrupt."""
    adjustments = Adjustments(
        sockets=list(listeners),
        threads=threads,
        ident=None,
        max_request_body_size=body_max_bytes,
        max_request_header_size=HEADER_MAX_BYTES,
        clear_untrusted_proxy_headers=clear_proxy_headers,
        # Ours make room before waitress stops accepting.
        connection_limit=_with_files_for(limits.connections) + len(listeners) + 10,
        cleanup_interval=LOOK_EVERY_SECONDS,
        outbuf_high_watermark=UNSENT_MAX_BYTES,
        asyncore_use_poll=True,
    )
    dispatcher, sockets = ThreadedTaskDispatcher(), {}
    dispatcher.set_thread_count(threads)
    for listener in listeners:
        about = (listener.family, listener.type, listener.proto, listener.getsockname())
        Server(
            application, limits, map=sockets, _sock=listener, dispatcher=dispatcher,
            adj=adjustments, sockinfo=about, bind_socket=False,
        )  # fmt: skip
    try:
        wasyncore.loop(timeout=LOOK_EVERY_SECONDS, use_poll=True, map=sockets)
    except (SystemExit, KeyboardInterrupt):
        # Requests in hand are finished; waitress gives them five seconds.
        dispatcher.shutdown()


def _with_files_for(connections: int) -> int:
    """Let the process open as many files as so many connections need, or as the system allows; the connections possible."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + OTHER_FILES
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return min(connections, max(soft, allowed) - OTHER_FILES)
