"""`make bench`: every engine on the same corpus and questions in one run; writes docs/benchmarks.md and its plot."""

from __future__ import annotations

import importlib.util
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from tests.benchmarks.engines.corpus import reports
from tests.benchmarks.engines.fts5 import Fts5
from tests.benchmarks.engines.ours import Ours
from tests.benchmarks.engines.page import written
from tests.benchmarks.engines.questions import Answer, Question, questions
from tests.benchmarks.engines.stock import Stock

SIZE_DEFAULT = 10_000
STOCK_MAX_ARTICLES = int(os.environ.get("BENCH_STOCK_MAX", 10_000))
SAMPLE_ARTICLES = 2_000
ROUNDS = 5
SLOW_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine: articles a CPU second when building, and milliseconds by kind of question, the median."""

    name: str
    indexed_per_cpu_second: float
    milliseconds: dict[str, float]
    answers: dict[int, Answer]


def engines(size: int) -> list[type[Any]]:
    """Those that are installed here, ours first."""
    found: list[type[Any]] = [Ours, Fts5]
    if importlib.util.find_spec("tantivy"):
        from tests.benchmarks.engines.tantivy_engine import Tantivy

        found.insert(1, Tantivy)
    if size <= STOCK_MAX_ARTICLES:
        found.append(Stock)
    return found


def making(size: int) -> float:
    """Processor seconds that the corpus itself takes: they are no engine's."""
    started = time.process_time()
    for _ in reports(size):
        pass
    return time.process_time() - started


def measured(engine: Any, size: int, asked: Iterable[Question], made_in: float) -> Measured:
    """Build an engine's index and ask it everything."""
    started = time.process_time()
    engine.build(reports(size))
    built = max(0.001, time.process_time() - started - made_in)
    times: dict[str, list[float]] = {}
    answers = {}
    for number, question in enumerate(asked):
        if question.kind in engine.kinds_left_out:
            continue
        answers[number], first = _timed(engine, question)
        again = [] if first > SLOW_SECONDS else [_timed(engine, question)[1] for _ in range(ROUNDS)]
        times.setdefault(question.kind, []).append(statistics.median(again or [first]) * 1000)
    return Measured(
        engine.name, size / built, {kind: statistics.median(of) for kind, of in times.items()}, answers
    )


def _timed(engine: Any, question: Question) -> tuple[Answer, float]:
    # The processor's time: what else this machine does at the moment does not count.
    started = time.process_time()
    answer = engine.ask(question)
    return answer, time.process_time() - started


def disagreements(all_measured: list[Measured], asked: list[Question]) -> list[str]:
    """Questions on which an engine finds or counts other than the first does."""
    ours, found = all_measured[0].answers, []
    for other in all_measured[1:]:
        for number, answer in other.answers.items():
            if not agree(ours[number], answer):
                found.append(
                    f"{other.name}: {asked[number].kind} {' '.join(asked[number].words)}: "
                    f"{answer.total} against {ours[number].total}"
                )
    return found


def agree(one: Answer, other: Answer) -> bool:
    """Whether totals agree, and the counts of every value that both give: each may cut its list of values."""
    if one.total != other.total:
        return False
    return all(
        count == other.facets[name][value]
        for name, counts in one.facets.items()
        for value, count in counts.items()
        if value in other.facets[name]
    )


def main() -> None:
    size = int(os.environ.get("BENCH_SIZE", SIZE_DEFAULT))
    asked = questions(islice(reports(size), SAMPLE_ARTICLES))
    made_in = making(size)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        found = []
        for engine in engines(size):
            sys.stderr.write(f"{engine.name} …\n")
            found.append(measured(engine(Path(folder) / engine.__name__), size, asked, made_in))
            if engine is Ours:
                resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            # Written after every engine: the slowest comes last, and some will not wait for it.
            lines = written(size, found, disagreements(found, asked), len(asked), resident)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
