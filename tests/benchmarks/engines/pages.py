"""`make bench-pages`: a served room asked over HTTP; writes a section of docs/benchmarks.md."""

from __future__ import annotations

import http.client
import json
import os
import socket
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

SIZE_DEFAULT = 10_000
SAMPLE_ARTICLES = 2_000
ROUNDS = 5
HOST = "127.0.0.1"
SERVED = (
    "import waitress, newsroom.wsgi as w; from django.conf import settings as s; "
    "waitress.serve(w.application, host=s.HOST, port=s.PORT, threads=s.SERVER_THREADS)"
)
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@contextmanager
def served(size: int) -> Iterator[tuple[int, int]]:
    """A room of so many articles in a folder of its own, served as `manage.py serve` does: its port and process."""
    with tempfile.TemporaryDirectory(prefix="bench-room-") as folder, socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
        free.close()
        own = {"NEWSROOM_DATA_DIR": folder, "NEWSROOM_HOST": HOST, "NEWSROOM_PORT": str(port)}
        environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        fill = [sys.executable, "-m", "tests.benchmarks.engines.room", str(size)]
        subprocess.run(fill, env=environment, check=True)
        server = subprocess.Popen([sys.executable, "-c", SERVED], env=environment)
        try:
            _wait(port)
            yield port, server.pid
        finally:
            server.terminate()
            server.wait()


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not answer")


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


def ticks(pid: int) -> int:
    """The processor's time that a process has taken, in ticks."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


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
    with served(size) as (port, pid):
        rows = measured(port, pid, asked)
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
