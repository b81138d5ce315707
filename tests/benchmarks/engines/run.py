"""`make bench`: every engine on the same corpus and questions in one run; writes docs/benchmarks.md and its plot."""

from __future__ import annotations

import importlib.util
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from tests.benchmarks.engines.corpus import Report, reports
from tests.benchmarks.engines.engine import Engine
from tests.benchmarks.engines.fts5 import Fts5
from tests.benchmarks.engines.memory import said
from tests.benchmarks.engines.ours import Ours, parameters
from tests.benchmarks.engines.page import written
from tests.benchmarks.engines.questions import Answer, Question, questions
from tests.benchmarks.engines.stock import Stock

SIZE_DEFAULT = 10_000
STOCK_MAX_ARTICLES = int(os.environ.get("BENCH_STOCK_MAX", 10_000))
SAMPLE_ARTICLES = 2_000
ROUNDS = 7
SLOW_SECONDS = 0.3
SLOW_ROUNDS = 1


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine: articles a CPU second when building, milliseconds of each question by kind, and its answers."""

    name: str
    indexed_per_cpu_second: float
    of_kind: dict[str, list[float]] = field(default_factory=dict)
    answers: dict[int, Answer] = field(default_factory=dict)

    @property
    def milliseconds(self) -> dict[str, float]:
        """The median over a kind's questions."""
        return {kind: statistics.median(times) for kind, times in self.of_kind.items()}


class Metered(Iterator[Report]):
    """The corpus, and how much of the processor's time it took to make: that is no engine's."""

    def __init__(self, corpus: Iterator[Report]) -> None:
        self.seconds, self._corpus = 0.0, corpus

    def __next__(self) -> Report:
        started = time.process_time()
        try:
            return next(self._corpus)
        finally:
            self.seconds += time.process_time() - started


def engines(size: int) -> tuple[list[type[Engine]], list[str]]:
    """Those that can be measured here, ours first, and why others cannot."""
    found: list[type[Engine]] = [Ours]
    absent = []
    if importlib.util.find_spec("tantivy"):
        from tests.benchmarks.engines.tantivy_engine import Tantivy

        found.append(Tantivy)
    else:
        absent.append("tantivy is not installed")
    found.append(Fts5)
    if importlib.util.find_spec("psycopg"):
        from tests.benchmarks.engines import postgres_engine

        if reason := postgres_engine.missing():
            absent.append(f"PostgreSQL: {reason}")
        else:
            found.append(postgres_engine.Postgres)
    else:
        absent.append("PostgreSQL: its Python driver is not installed")
    if size <= STOCK_MAX_ARTICLES:
        found.append(Stock)
    else:
        absent.append(
            f"stock Whoosh is measured up to {STOCK_MAX_ARTICLES:,} articles: it takes seconds a question"
        )
    return found, absent


def ready(engine: Engine, folder: Path, size: int) -> float:
    """Build the engine's index, or open the one that an earlier run left; articles a CPU second when it was built."""
    note = folder / "built.json"
    if note.exists():
        engine.open()
        return float(json.loads(note.read_text())["articles a CPU second"])
    sys.stderr.write(f"{engine.name} …\n")
    corpus, before = Metered(reports(size)), engine.cpu_seconds()
    engine.build(corpus)
    rate = size / (engine.cpu_seconds() - before - corpus.seconds)
    note.write_text(json.dumps({"articles a CPU second": rate}))
    return rate


def ask(engines: dict[Engine, Measured], asked: Iterable[Question], rounds: int = ROUNDS) -> None:
    """Every question to each engine in turn, several times round, so that what else the machine does falls on all."""
    for number, question in enumerate(asked):
        times: dict[Engine, list[float]] = {}
        for engine, measured in engines.items():
            if question.kind not in engine.kinds_left_out:
                measured.answers[number], first = _timed(engine, question)
                times[engine] = [first] if first > SLOW_SECONDS else []
        for _ in range(rounds):
            for engine, of_engine in times.items():
                if len(of_engine) < SLOW_ROUNDS or of_engine[0] <= SLOW_SECONDS:
                    of_engine.append(_timed(engine, question)[1])
        for engine, of_engine in times.items():
            engines[engine].of_kind.setdefault(question.kind, []).append(statistics.median(of_engine) * 1000)


def _timed(engine: Engine, question: Question) -> tuple[Answer, float]:
    # The processor's time: what else this machine does at the moment does not count.
    started = engine.cpu_seconds()
    answer = engine.ask(question)
    return answer, engine.cpu_seconds() - started


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


@contextmanager
def folder_of_this_run() -> Iterator[Path]:
    """Where the indexes lie: a folder to keep (``BENCH_FOLDER``), or one for this run."""
    if kept := os.environ.get("BENCH_FOLDER"):
        yield Path(kept)
    else:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            Path(name).chmod(0o755)
            yield Path(name)


def main() -> None:
    size = int(os.environ.get("BENCH_SIZE", SIZE_DEFAULT))
    asked = questions(islice(reports(size), SAMPLE_ARTICLES))
    kinds, absent = engines(size)
    with folder_of_this_run() as root:
        measured: dict[Engine, Measured] = {}
        try:
            for kind in kinds:
                folder = root / f"{kind.__name__.lower()}-{size}"
                engine = kind(folder)
                measured[engine] = Measured(engine.name, ready(engine, folder, size))
            ask(measured, asked)
        finally:
            for engine in measured:
                engine.close()
        own, shared = said(root / f"ours-{size}", map(parameters, asked))
        memory = (
            f"A process that answers from this index takes {own} MB of its own for it, and {shared} MB with the pages "
            "of the index file, which all processes share."
        )
        found = list(measured.values())
        lines = written(size, found, disagreements(found, asked), len(asked), [memory, *absent])
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
