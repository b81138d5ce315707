"""The benchmark itself: the engines that need nothing installed find and count the same on a small corpus."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from tests.benchmarks.engines.corpus import reports
from tests.benchmarks.engines.engine import Engine
from tests.benchmarks.engines.fts5 import Fts5
from tests.benchmarks.engines.ours import Ours
from tests.benchmarks.engines.questions import questions
from tests.benchmarks.engines.run import Measured, ask, disagreements, ready
from tests.benchmarks.engines.stock import Stock

SIZE = 120


def test_engines_agree_and_an_index_that_is_there_is_opened_again(tmp_path: Path) -> None:
    asked = list(islice(questions(reports(SIZE)), 40))
    engines: list[Engine] = [kind(tmp_path / kind.__name__) for kind in (Ours, Fts5, Stock)]
    measured = {
        engine: Measured(engine.name, ready(engine, tmp_path / type(engine).__name__, SIZE))
        for engine in engines
    }
    ask(measured, asked, rounds=1)
    assert disagreements(list(measured.values()), asked) == []
    assert sum(answer.total for answer in measured[engines[0]].answers.values()) > len(asked)
    again = Ours(tmp_path / "Ours")
    assert ready(again, tmp_path / "Ours", SIZE) == measured[engines[0]].indexed_per_cpu_second
    assert again.ask(asked[0]) == measured[engines[0]].answers[0]
    for engine in engines:
        engine.close()
