"""Where does the time go when articles come in? Processor milliseconds an article by step, while the room fills.

    NEWSROOM_DATA_DIR=… python -m tests.benchmarks.ingest [ARTICLES] [WINDOW]

Brings articles of the news sample into the room that is there (made if it is not), in one process, through the same line
as an upload: read, recognise, link, relate, quotes, store, index. After each window of articles it prints a row, so growth
shows as the rows go on. The last rows set the language model alone on the same texts beside it.
"""

from __future__ import annotations

import functools
import itertools
import json
import lzma
import os
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import django

from tests.conftest import SHARED

SEED = 20261127
ARTICLES = 800
WINDOW = 200
STEPS = {
    "read": [("articles.ingest.pipeline", "read_file"), ("articles.ingest.pipeline", "article_row")],
    "model": [("articles.entities.recognition.recogniser", "SpacyRecogniser.spans")],
    "names": [("articles.ingest.pipeline", "read_entities")],
    "link": [("articles.ingest.recognition.recognise", "link_reading")],
    "relate": [("articles.ingest.recognition.recognise", "relate")],
    "quotes": [("articles.ingest.recognition.recognise", "store_quotes")],
    "index": [("articles.ingest.worker", "drain_outbox")],
    "relink": [("articles.ingest.worker", "relink_some"), ("articles.ingest.worker", "recognise_stale")],
}
REST = "rest"


class Clock:
    """Processor time by step; a step within another counts for itself alone."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._open = [REST]
        self._since = time.process_time()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count what happens meanwhile for a step."""
        self._turn()
        self._open.append(name)
        try:
            yield
        finally:
            self._turn()
            self._open.pop()

    def taken(self) -> dict[str, float]:
        """The seconds of each step since this was asked last."""
        self._turn()
        spent, self.spent = dict(self.spent), defaultdict(float)
        return spent

    def _turn(self) -> None:
        now = time.process_time()
        self.spent[self._open[-1]] += now - self._since
        self._since = now


def main(articles: int, window: int) -> None:
    os.environ["NEWSROOM_RECOGNITION_PROCESSES"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("load_entities", verbosity=0)
    clock, statements = Clock(), Counter[str]()
    _watch(clock)
    files = list(itertools.islice(_files(), articles))
    _said("| articles | " + " | ".join([*STEPS, REST]) + " | all, ms | an article a CPU second | SQL |")
    _said("| --- |" + " --- |" * (len(STEPS) + 4))
    with connection.execute_wrapper(functools.partial(_counted, statements)):
        _bring(files[:8], clock)  # the model, the gazetteer and the word lists are loaded
        clock.taken()
        for start in range(8, len(files), window):
            statements.clear()
            _row(files[start : start + window], clock, statements)
    _said(f"\nHighest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB.")
    _model_alone([data.decode() for _, data in files[-window:]])


def _row(files: list[tuple[str, bytes]], clock: Clock, statements: Counter[str]) -> None:
    from articles.models import Article

    _bring(files, clock)
    spent = {step: seconds * 1000 / len(files) for step, seconds in clock.taken().items()}
    total = sum(spent.values())
    shown = " | ".join(f"{spent.get(step, 0):.1f}" for step in [*STEPS, REST])
    asked = statements.total() / len(files)
    _said(f"| {Article.objects.count():,} | {shown} | {total:.0f} | {1000 / total:.1f} | {asked:.0f} |")


def _bring(files: list[tuple[str, bytes]], clock: Clock) -> None:
    """Bring files in and do all that the worker does until it has nothing left to do."""
    import threading

    from articles.ingest import worker
    from articles.ingest.intake import accept_upload

    accept_upload(files)
    worker.work(threading.Event(), until_empty=True)


def _files() -> Iterator[tuple[str, bytes]]:
    """The articles of the sample, shuffled by a fixed seed, as text files: what was copied from a page."""
    sample = SHARED / "corpora/news_sample.jsonl.xz"
    if not sample.exists():
        sys.exit(
            "This benchmark needs the news sample beside the project (../shared/corpora/news_sample.jsonl.xz)."
        )
    with lzma.open(sample, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(SEED).shuffle(rows)
    for row in rows:
        yield f"{row['id']}.txt", f"{row['title']}\n\n{row['text']}".encode()


def _watch(clock: Clock) -> None:
    """Put the clock around each step, where its caller looks it up."""
    import importlib

    for step, places in STEPS.items():
        for module, name in places:
            owner: Any = importlib.import_module(module)
            *path, last = name.split(".")
            for one in path:
                owner = getattr(owner, one)
            setattr(owner, last, _clocked(clock, step, getattr(owner, last)))


def _clocked(clock: Clock, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with its time counted; what it yields is made within it too."""

    @functools.wraps(function)
    def clocked(*args: Any, **named: Any) -> Any:
        with clock.step(step):
            given = function(*args, **named)
        return _drawn(clock, step, given) if isinstance(given, Iterator) else given

    return clocked


def _drawn(clock: Clock, step: str, given: Iterator[Any]) -> Iterator[Any]:
    while True:
        with clock.step(step):
            try:
                one = next(given)
            except StopIteration:
                return
        yield one


def _counted(statements: Counter[str], execute: Any, sql: str, *rest: Any) -> Any:
    statements[sql[:6]] += 1
    return execute(sql, *rest)


def _model_alone(texts: list[str]) -> None:
    from articles.entities.recognition.recogniser import SpacyRecogniser

    recogniser = SpacyRecogniser()
    started = time.process_time()
    for _ in recogniser.spans(texts):
        pass
    spent = (time.process_time() - started) * 1000 / len(texts)
    _said(f"The language model alone on the last {len(texts)} texts: {spent:.1f} ms an article.")


def _said(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*(int(word) for word in [*sys.argv[1:], *map(str, (ARTICLES, WINDOW)[len(sys.argv) - 1 :])]))
