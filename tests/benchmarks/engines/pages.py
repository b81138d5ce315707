"""`make bench-pages`: a served room asked over HTTP; writes a section of docs/benchmarks.md."""

from __future__ import annotations

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks.engines.corpus import reports
from tests.benchmarks.engines.ours import parameters
from tests.benchmarks.engines.page import put
from tests.benchmarks.engines.questions import Question, questions
from tests.served.room import HOST, TICKS_A_SECOND, served, ticks

SIZE_DEFAULT = 10_000
SAMPLE_ARTICLES = 2_000
ROUNDS = 5


@contextmanager
def filled(size: int) -> Iterator[Path]:
    """A data folder of its own with a room of so many articles."""
    with tempfile.TemporaryDirectory(prefix="bench-room-") as folder:
        environment = os.environ | {
            "NEWSROOM_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        }
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.engines.room", str(size)], env=environment, check=True
        )
        yield Path(folder)


def fetched(port: int, path: str) -> tuple[bytes, float]:
    """What an address answers, and the milliseconds by the clock until its last byte."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    started = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    taken = (time.perf_counter() - started) * 1000
    connection.close()
    if response.status != 200:
        raise ValueError(f"{path} answered {response.status}")
    return body, taken


def measured(port: int, pid: int, asked: list[Question]) -> list[list[str]]:
    """A row a kind of question: the engine's time, the server's for the whole page, the whole answer's by the clock."""
    rows = []
    for kind in dict.fromkeys(question.kind for question in asked):
        engine, page, answers = [], [], 0
        paths = [urlencode(parameters(question)) for question in asked if question.kind == kind]
        for path in paths:
            fetched(port, f"/search/?{path}")
        before = ticks(pid)
        for _ in range(ROUNDS):
            page += [fetched(port, f"/search/?{path}")[1] for path in paths]
            answers += len(paths)
        busy = (ticks(pid) - before) / TICKS_A_SECOND / answers * 1000
        for _ in range(ROUNDS):
            engine += [json.loads(fetched(port, f"/search.json?{path}")[0])["took_ms"] for path in paths]
        rows.append(
            [kind, f"{statistics.median(engine):.1f}", f"{busy:.0f}", f"{statistics.median(page):.0f}"]
        )
    return rows


def main() -> None:
    size = int(os.environ.get("BENCH_PAGES_SIZE", SIZE_DEFAULT))
    asked = questions(islice(reports(size), SAMPLE_ARTICLES))
    with filled(size) as folder, served(folder, WEB_PROCESSES=1) as room:
        (pid,) = room.children("web")
        rows = measured(room.port, pid, asked)
        resident = next(
            line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if "VmRSS" in line
        )
    head = [
        "question",
        "`took_ms` (the engine)",
        "whole page, the server's CPU ms",
        "whole page, ms by the clock",
    ]
    lines = [
        f"## A results page over HTTP, {size:,} articles",
        "",
        "`make bench-pages` serves a room and asks it for the page of each question: 20 articles with snippets, the",
        "boxes of all facets with their names, the links. Medians; the database is SQLite.",
        "",
        *("| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows)),
        "",
        f"The server's process took {int(resident.split()[1]) // 1024} MB. Load: {os.getloadavg()[1]:.1f}.",
    ]
    put(f"pages of {size}", lines)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
