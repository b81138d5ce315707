"""How much memory does a process take that answers from an index? A process of its own, after all the questions."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from articles.search.query.query import Query
from articles.search.whoosh.backend import WhooshBackend

Parameters = list[tuple[str, str]]


def said(folder: Path, asked: Iterable[Parameters]) -> tuple[int, int]:
    """MB that a fresh process takes for an index: of its own, and with the pages of the file that it shares."""
    command = [sys.executable, "-m", __name__, str(folder)]
    questions = json.dumps(list(asked))
    answer = subprocess.run(command, check=True, capture_output=True, text=True, input=questions).stdout
    own, shared = map(int, answer.split())
    return own, shared


def now() -> dict[str, int]:
    """This process's memory by kind, in MB, as the kernel counts it."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]
    fields = (line.split() for line in lines)
    return {name.rstrip(":"): int(kilobytes) // 1024 for name, kilobytes, *_ in fields}


def main() -> None:
    asked = [Query.from_params([(name, value) for name, value in pairs]) for pairs in json.load(sys.stdin)]
    before = now()
    backend = WhooshBackend(Path(sys.argv[1]))
    for query in asked:
        backend.search(query)
    after = now()
    sys.stdout.write(f"{after['Anonymous'] - before['Anonymous']} {after['Rss'] - before['Rss']}\n")


if __name__ == "__main__":
    main()
