"""Reading many articles for entities on several cores: processes that only read, each with a reader of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from articles.entities.knowledge_base import AliasRecord, KnowledgeBase
from articles.entities.languages.recognisers import recognisers
from articles.entities.places.gazetteer import Gazetteer
from articles.entities.recognition.entity_reader import EntityReader, Part, Reading
from articles.entities.recognition.recogniser import SpacyRecogniser

ARTICLES_A_TURN = 8
ORPHAN_CHECK_SECONDS = 2.0


class ReaderDied(RuntimeError):
    """A process ended while it read: killed, or out of memory."""


class ReaderProcesses:
    """Some processes, each of which loads the model once. They have no database: texts go in, mentions come out.

    They are started afresh, not forked: a fork would copy the locks that other threads hold at that moment.
    """

    def __init__(
        self, count: int, known: KnowledgeBase, gazetteer_folder: Path, languages: Collection[str] = ()
    ) -> None:
        self._pool = ProcessPoolExecutor(
            count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(known.records, gazetteer_folder, frozenset(languages), os.getpid()),
        )

    def read(self, articles: Sequence[Sequence[Part]]) -> list[Reading]:
        """The readings in the order of the articles. Raises ReaderDied; the processes are of no more use then."""
        turns = [
            articles[start : start + ARTICLES_A_TURN] for start in range(0, len(articles), ARTICLES_A_TURN)
        ]
        try:
            waiting = [self._pool.submit(_read, turn) for turn in turns]
            return [reading for turn in waiting for reading in turn.result()]
        except BrokenProcessPool as death:
            raise ReaderDied("a process that looks for people and places ended while it read") from death

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(cancel_futures=True)


_readers: list[EntityReader] = []
"""In each of the processes: its reader."""


def _begin(
    records: tuple[AliasRecord, ...], gazetteer_folder: Path, languages: frozenset[str], parent: int
) -> None:
    # Ctrl-C goes to every process of the terminal; the parent says when it is over.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_without, args=(parent,), daemon=True).start()
    gazetteer = Gazetteer.open(gazetteer_folder)
    known = KnowledgeBase(records)
    _readers.append(EntityReader(SpacyRecogniser(), known, gazetteer, recognisers(languages)))


def _read(articles: Sequence[Sequence[Part]]) -> list[Reading]:
    return list(_readers[0].read_many(articles))


def _end_without(parent: int) -> None:
    """A parent that was killed hard cannot tell; its processes notice that they have another one."""
    while os.getppid() == parent:
        time.sleep(ORPHAN_CHECK_SECONDS)
    os._exit(1)
