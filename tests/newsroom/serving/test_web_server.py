"""The web server's deadlines and limits, against clients that send or take next to nothing."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from newsroom.serving.web_server import network_of
from tests.conftest import PROJECT
from tests.served.room import wait_until

HOST = "127.0.0.1"
PATIENCE_SECONDS = 60
# Answers what it was sent; "/large" answers more than the system takes for a client that does not read.
PROGRAM = """
import signal, socket, sys
from newsroom.serving import web_server

def application(environ, start_response):
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/large":
        return (b"x" * 1_000_000 for _ in range(40))
    return [f"{environ.get('HTTP_X_FORWARDED_FOR', 'nobody')} {len(body)}".encode()]

web_server.IDLE_SECONDS = float(sys.argv[4])
web_server.BODY_GRACE_SECONDS = 0
web_server.STALLED_SECONDS = float(sys.argv[4])
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
limits = web_server.Limits(float(sys.argv[2]), 1000, 40, int(sys.argv[3]))
web_server.serve(
    application, [socket.socket(fileno=int(sys.argv[1]))], limits=limits, threads=1, body_max_bytes=10_000,
    clear_proxy_headers=True,
)
"""


@contextmanager
def server(header_seconds: float = 60, of_address: int = 20, idle_seconds: float = 60) -> Iterator[int]:
    """A web server of a process of its own: its port."""
    with socket.create_server((HOST, 0)) as listener:
        number = listener.fileno()
        words = [sys.executable, "-c", PROGRAM, *map(str, (number, header_seconds, of_address, idle_seconds))]
        process = subprocess.Popen(words, cwd=PROJECT, pass_fds=[number], env=os.environ)
        try:
            yield listener.getsockname()[1]
        finally:
            process.terminate()
            assert process.wait(PATIENCE_SECONDS) == 0


def opened(port: int, sent: bytes = b"", address: str = HOST) -> socket.socket:
    """A connection from one of loopback's addresses on which a client has sent something."""
    client = socket.create_connection((HOST, port), PATIENCE_SECONDS, source_address=(address, 0))
    client.sendall(sent)
    return client


def is_ended(client: socket.socket) -> bool:
    """Whether the server has ended a connection on which it owes nothing."""
    client.setblocking(False)
    try:
        return client.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True


def answer(port: int, method: str = "GET", path: str = "/", body: bytes = b"", **headers: str) -> tuple:
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    given = connection.getresponse()
    with contextlib.closing(connection):
        return given.status, given.read(), given.headers


def trickle(client: socket.socket, part: bytes) -> Callable[[], bool]:
    """Send a little at each look, as long as the server listens."""

    def ended() -> bool:
        with contextlib.suppress(OSError):
            client.setblocking(False)
            client.send(part)
        return is_ended(client)

    return ended


def test_it_does_not_say_what_it_is_and_clears_what_proxies_say() -> None:
    with server() as port:
        status, body, headers = answer(port, X_Forwarded_For="192.0.2.1")
        assert (status, body) == (200, b"nobody 0")
        assert "Server" not in headers


def test_a_body_over_the_limit_is_refused() -> None:
    with server() as port:
        assert answer(port, "POST", body=b"x" * 9_000)[1] == b"nobody 9000"
        assert answer(port, "POST", body=b"x" * 11_000)[0] == 413


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nX-Slow: "])
def test_half_a_head_is_ended_after_its_time(sent: bytes) -> None:
    with server(header_seconds=1) as port, opened(port, sent) as client:
        wait_until(lambda: is_ended(client))


def test_a_head_that_trickles_is_ended_after_its_time() -> None:
    with server(header_seconds=1) as port, opened(port, b"GET / HTTP/1.1\r\nX-Slow: ") as client:
        wait_until(trickle(client, b"a"))


def test_a_body_that_trickles_is_ended_after_its_time() -> None:
    head = b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9000\r\n\r\n"
    with server(header_seconds=1) as port, opened(port, head) as client:
        wait_until(trickle(client, b"a"))


def test_a_slow_body_may_take_its_time_while_its_rate_is_kept() -> None:
    head = b"POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 9000\r\n\r\n"
    # Nine seconds' worth of bytes in three, with a header's time of one: late for a head, in time for a body.
    with server(header_seconds=1) as port, opened(port, head) as client:
        for _ in range(3):
            client.sendall(b"x" * 3_000)
            time.sleep(1)
        assert client.makefile("rb").read().endswith(b"nobody 9000")


def test_a_connection_that_was_answered_may_wait_longer_than_a_new_one() -> None:
    with server(header_seconds=1) as port:
        kept = http.client.HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
        kept.request("GET", "/")
        kept.getresponse().read()
        with opened(port) as silent:
            wait_until(lambda: is_ended(silent))
        own = kept.sock
        kept.request("GET", "/")
        assert kept.getresponse().read() == b"nobody 0"
        assert kept.sock is own
        kept.close()


def test_a_client_that_takes_nothing_of_its_answer_is_ended_and_keeps_no_thread() -> None:
    with server(idle_seconds=1) as port, opened(port, b"GET /large HTTP/1.1\r\nHost: h\r\n\r\n") as client:
        # The only thread is free again while forty megabytes wait for their reader.
        assert answer(port)[0] == 200
        time.sleep(4)
        client.settimeout(PATIENCE_SECONDS)
        taken = 0
        with contextlib.suppress(ConnectionResetError):
            while part := client.recv(1_000_000):
                taken += len(part)
        assert taken < 40_000_000


def test_the_connection_that_has_waited_longest_makes_room_for_another_of_its_address() -> None:
    with server(of_address=3) as port, contextlib.ExitStack() as clients:
        first, *others = [clients.enter_context(opened(port, b"GET / HTTP")) for _ in range(4)]
        wait_until(lambda: is_ended(first))
        assert answer(port)[0] == 200
        assert [is_ended(client) for client in others] == [True, False, False]


def test_other_addresses_are_not_touched_and_the_largest_gives_way_when_all_are_too_many() -> None:
    with server(of_address=30) as port, contextlib.ExitStack() as clients:
        few = [clients.enter_context(opened(port, address="127.0.0.2")) for _ in range(15)]
        many = [clients.enter_context(opened(port, address="127.0.0.3")) for _ in range(30)]
        wait_until(lambda: sum(is_ended(client) for client in many) == 5)
        assert not any(is_ended(client) for client in few)


def test_one_network_of_ipv6_counts_as_one_address() -> None:
    assert network_of("2001:db8:1:2::7") == network_of("2001:db8:1:2:ffff::1")
    assert network_of("2001:db8:1:2::7") != network_of("2001:db8:1:3::7")
    assert network_of("::ffff:192.0.2.7") == network_of("192.0.2.7")
