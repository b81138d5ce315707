"""How much memory does a process take that answers from an index? A process of its own, after all the questions."""

from __future__ import annotations

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


def main() -> None:
    folder, size = Path(sys.argv[1]), int(sys.argv[2])
    asked = questions(islice(reports(size), SAMPLE_ARTICLES))
    before = now()
    engine = Ours(folder)
    for question in asked:
        engine.ask(question)
    after = now()
    own, shared = after["Anonymous"] - before["Anonymous"], after["Rss"] - before["Rss"]
    sys.stdout.write(
        f"A process that answers from this index takes {own} MB of its own for it, and with the pages of the "
        f"index file that it shares with all others {shared} MB."
    )


if __name__ == "__main__":
    main()
