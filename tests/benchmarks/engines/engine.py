"""What an engine does to be measured: it builds an index, opens one that is there, answers, and says what that took."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import ClassVar

from tests.benchmarks.engines.corpus import Report
from tests.benchmarks.engines.questions import Answer, Question


class Engine:
    """One engine over one folder; an index that was built there before only needs to be opened."""

    name: ClassVar[str]
    kinds_left_out: ClassVar[frozenset[str]] = frozenset()

    def build(self, reports: Iterable[Report]) -> None:
        """Put the reports in, and be ready to answer."""
        raise NotImplementedError

    def open(self) -> None:
        """Be ready to answer from the index that is there."""

    def ask(self, question: Question) -> Answer:
        """The first 20 articles (fetched, not given), the total, and every facet's counts."""
        raise NotImplementedError

    def cpu_seconds(self) -> float:
        """The processor's time that this engine has taken so far, with whatever else this process did."""
        return time.process_time()

    def close(self) -> None:
        """Leave nothing running."""
