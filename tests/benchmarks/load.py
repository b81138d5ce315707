"""`make bench-load`: twenty readers at once against a served room, with one web process and with several.

Each reader asks for a page of results and an article in turn, without a pause, over a connection that it keeps. What they
ask for are the benchmark's questions, and articles all over the room. The readers take a part of the same processors, which
is printed. Of several rounds the best is shown for each number of processes: others may be at work on the machine.

LOAD_SIZE is the number of articles (10,000), LOAD_PROCESSES the numbers of web processes ("1,2"), LOAD_ROUNDS and
LOAD_SECONDS the rounds and the length of each. Writes a section of docs/benchmarks.md.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks.engines.corpus import reports
from tests.benchmarks.engines.ours import parameters
from tests.benchmarks.engines.page import put
from tests.benchmarks.engines.pages import filled
from tests.benchmarks.engines.questions import questions
from tests.served.readers import Reading, for_seconds, read
from tests.served.room import ServedRoom, private_megabytes, served

READERS = 20
SIZE = int(os.environ.get("LOAD_SIZE", "10000"))
PROCESSES = [int(number) for number in os.environ.get("LOAD_PROCESSES", "1,2").split(",")]
ROUNDS, SECONDS = int(os.environ.get("LOAD_ROUNDS", "5")), float(os.environ.get("LOAD_SECONDS", "10"))
SAMPLE_ARTICLES = 2_000
WARM_UP_SECONDS = 5
ARTICLES_EVERY = 7
HEAD = (
    "web processes", "pages a second", "search p50, ms", "p95", "article p50, ms", "p95", "errors",
    "server's CPU ms a page", "readers' CPU ms a page", "private MB a process", "load",
)  # fmt: skip


@dataclass(frozen=True)
class Round:
    """What the readers saw, and what it took from the processor."""

    reading: Reading
    server_ms: float
    readers_ms: float
    megabytes: float
    load: float

    def row(self, processes: int) -> list[str]:
        found = self.reading
        times = [found.median("search"), found.p95("search"), found.median("article"), found.p95("article")]
        return [
            str(processes),
            f"{found.pages_a_second:.0f}",
            *(f"{one:.0f}" for one in times),
            str(len(found.errors)),
            f"{self.server_ms:.1f}",
            f"{self.readers_ms:.1f}",
            f"{self.megabytes:.0f}",
            f"{self.load:.1f}",
        ]


def main() -> None:
    pages, rows = asked(), []
    with filled(SIZE) as folder:
        for processes in PROCESSES:
            best = max(rounds(folder, processes, pages), key=lambda one: one.reading.pages_a_second)
            rows.append(best.row(processes))
    lines = [
        f"## {READERS} readers at once, {SIZE:,} articles",
        "",
        f"`make bench-load`: {READERS} readers ask for results and articles in turn, without a pause. The best of",
        f"{ROUNDS} rounds of {SECONDS:.0f} seconds; readers and server share the machine's {os.cpu_count()} cores.",
        "",
        *("| " + " | ".join(cells) + " |" for cells in (HEAD, ["---"] * len(HEAD), *rows)),
    ]
    put(f"load of {SIZE}", lines)
    sys.stdout.write("\n".join(lines) + "\n")


def asked() -> dict[str, list[str]]:
    """The addresses of the benchmark's questions, and articles all over the room."""
    found = questions(islice(reports(SAMPLE_ARTICLES), SAMPLE_ARTICLES))
    return {
        "search": [f"/search/?{urlencode(parameters(question))}" for question in found],
        "article": [f"/articles/{pk}/report-{pk}/" for pk in range(1, SIZE, ARTICLES_EVERY)],
    }


def rounds(folder: Path, processes: int, pages: dict[str, list[str]]) -> list[Round]:
    """Several rounds against one served room, after a warm-up."""
    with served(folder, WEB_PROCESSES=processes) as room:
        read(room.port, pages, readers=READERS, until=for_seconds(WARM_UP_SECONDS))
        return [one_round(room, pages) for _ in range(ROUNDS)]


def one_round(room: ServedRoom, pages: dict[str, list[str]]) -> Round:
    own, theirs = time.process_time(), room.cpu_seconds()
    reading = read(room.port, pages, readers=READERS, until=for_seconds(SECONDS))
    own, theirs = time.process_time() - own, room.cpu_seconds() - theirs
    return Round(
        reading,
        theirs / reading.pages * 1000,
        own / reading.pages * 1000,
        max(private_megabytes(pid) for pid in room.children("web")),
        os.getloadavg()[0],
    )


if __name__ == "__main__":
    main()
