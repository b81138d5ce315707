"""Many readers at once against a served room: each asks for a page, reads it to its end, and asks for the next."""

from __future__ import annotations

import http.client
import random
import statistics
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

HOST = "127.0.0.1"
ANSWERS_WITHIN_SECONDS = 60
# What a browser sends, so that the server compresses what it would compress for one.
HEADERS = {"Accept-Encoding": "gzip", "Accept": "text/html"}


@dataclass
class Reading:
    """What readers saw: the milliseconds of each answer by kind of page, what went wrong, and how long it took."""

    seconds: float = 0.0
    times: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return sum(len(times) for times in self.times.values())

    @property
    def pages_a_second(self) -> float:
        return self.pages / self.seconds

    def median(self, kind: str) -> float:
        return statistics.median(self.times[kind])

    def p95(self, kind: str) -> float:
        """The time within which nineteen of twenty pages came."""
        ordered = sorted(self.times[kind])
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def read(
    port: int,
    pages: Mapping[str, Sequence[str]],
    *,
    readers: int = 20,
    until: Callable[[], bool],
    address: str = HOST,
) -> Reading:
    """Let so many readers read until told to stop. Each takes the kinds in turn and one page of a kind by chance.

    Every reader keeps its connection as a browser does, and has no pause between two pages.
    """
    found = Reading(times={kind: [] for kind in pages})
    threads = [
        threading.Thread(target=_one_reader, args=(number, port, pages, until, found, address), daemon=True)
        for number in range(readers)
    ]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.seconds = time.monotonic() - started
    return found


def for_seconds(seconds: float) -> Callable[[], bool]:
    """When so many seconds are over."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


def _one_reader(
    number: int,
    port: int,
    pages: Mapping[str, Sequence[str]],
    until: Callable[[], bool],
    found: Reading,
    address: str,
) -> None:
    chance, kinds = random.Random(number), list(pages)
    connection = _connected(port, address)
    turn = number
    while not until():
        kind = kinds[turn % len(kinds)]
        path, turn = chance.choice(pages[kind]), turn + 1
        began = time.perf_counter()
        try:
            connection.request("GET", path, headers=HEADERS)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            found.errors.append(f"{path}: {type(error).__name__} {error}")
            connection.close()
            connection = _connected(port, address)
            continue
        if answer.status != 200:
            found.errors.append(f"{path}: {answer.status}")
        found.times[kind].append((time.perf_counter() - began) * 1000)
    connection.close()


def _connected(port: int, address: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(HOST, port, timeout=ANSWERS_WITHIN_SECONDS, source_address=(address, 0))
