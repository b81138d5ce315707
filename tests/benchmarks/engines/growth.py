"""How does the reading room's own engine grow? `BENCH_GROWTH=10000,30000 make bench-growth` adds to docs/benchmarks.md."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from articles.search.backend import SearchDocument
from tests.benchmarks.engines.corpus import reports
from tests.benchmarks.engines.memory import said
from tests.benchmarks.engines.ours import Ours, document, parameters
from tests.benchmarks.engines.page import put
from tests.benchmarks.engines.questions import questions
from tests.benchmarks.engines.run import SAMPLE_ARTICLES, Measured, ask, folder_of_this_run, ready

SIZES_DEFAULT = "10000,30000,100000"
CHANGES = 25


def changed(engine: Ours) -> float:
    """Milliseconds of the processor from a changed article until it is found, the median of some."""
    times = []
    for fresh in _changes():
        started = time.process_time()
        engine.backend.update([fresh])
        engine.backend.article_ids()
        times.append((time.process_time() - started) * 1000)
    return sorted(times)[len(times) // 2]


def _changes() -> Iterator[SearchDocument]:
    return (document(report) for report in islice(reports(CHANGES), CHANGES))


def main() -> None:
    sizes = [int(size) for size in os.environ.get("BENCH_GROWTH", SIZES_DEFAULT).split(",")]
    asked = questions(islice(reports(SAMPLE_ARTICLES), SAMPLE_ARTICLES))
    columns: list[dict[str, str]] = []
    with folder_of_this_run() as root:
        for size in sizes:
            folder = root / f"ours-{size}"
            engine = Ours(folder)
            measured = Measured(engine.name, ready(engine, folder, size))
            ask({engine: measured}, asked)
            column = {kind: f"{milliseconds:.2f}" for kind, milliseconds in measured.milliseconds.items()}
            column["a changed article, until it is found"] = f"{changed(engine):.0f}"
            column["articles indexed per CPU second"] = f"{measured.indexed_per_cpu_second:.0f}"
            column["index on the disk, MB"] = f"{_megabytes(folder)}"
            own, shared = said(folder, map(parameters, asked))
            column["memory of its own / with shared pages, MB"] = f"{own} / {shared}"
            columns.append(column)
    head = ["CPU ms by number of articles", *(f"{size:,}" for size in sizes)]
    rows = [[name, *(column[name] for column in columns)] for name in columns[0]]
    lines = ["## Growth", "", *("| " + " | ".join(c) + " |" for c in (head, ["---"] * len(head), *rows)), ""]
    lines.append(f"This engine alone, the same questions at every size. Load: {os.getloadavg()[1]:.1f}.")
    put("growth", lines)
    sys.stdout.write("\n".join(lines) + "\n")


def _megabytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) // 1_000_000


if __name__ == "__main__":
    main()
