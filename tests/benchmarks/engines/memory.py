"""How much memory does a process take that answers from an index? A process of its own, after all the questions."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice
from pathlib import Path

from tests.benchmarks.engines.corpus import reports
from tests.benchmarks.engines.ours import Ours
from tests.benchmarks.engines.questions import questions

SAMPLE_ARTICLES = 2_000


def now() -> dict[str, int]:
    """This process's memory by kind, in MB, as the kernel counts it."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]
    fields = (line.split() for line in lines)
    return {name.rstrip(":"): int(kilobytes) // 1024 for name, kilobytes, *_ in fields}


def said(folder: Path, size: int) -> tuple[int, int]:
    """MB that a fresh process takes for an index: of its own, and with the pages of the file that it shares."""
    command = [sys.executable, "-m", __name__, str(folder), str(size)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    own, shared = map(int, answer.split())
    return own, shared


def main() -> None:
    folder, size = Path(sys.argv[1]), int(sys.argv[2])
    asked = questions(islice(reports(size), SAMPLE_ARTICLES))
    before = now()
    engine = Ours(folder)
    for question in asked:
        engine.ask(question)
    after = now()
    sys.stdout.write(f"{after['Anonymous'] - before['Anonymous']} {after['Rss'] - before['Rss']}\n")


if __name__ == "__main__":
    main()
