"""The pool of entity readers: one in this process, several processes once many articles come in a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max

from articles.entities.knowledge_base import KnowledgeBase
from articles.entities.languages.recognisers import recognisers
from articles.entities.places.gazetteer import Gazetteer
from articles.entities.recognition.entity_reader import EntityReader, Reading
from articles.entities.recognition.recogniser import Recogniser, SpacyRecogniser
from articles.ingest.recognition.article_parts import parts_of
from articles.ingest.recognition.entity_candidates import KNOWN_ALIAS_SOURCES
from articles.ingest.recognition.mention_linking import knowledge_from_database
from articles.ingest.recognition.reader_process import ReaderDied, ReaderProcesses
from articles.models import Alias, Article

BULK_ARTICLES = 128
"""After so many in a row several processes take over: each needs some five seconds until it reads."""
NamesAsOf = tuple[int, dt.datetime | None]
NO_ROOM: NamesAsOf = (-1, None)


def read_entities(articles: Iterable[Article]) -> Iterator[Reading]:
    """The mentions of each article, in order; many articles go through the model together."""
    texts = [[part for _, part in parts_of(article)] for article in articles]
    processes = _bulk.processes_for(len(texts))
    if processes is None:
        return entity_reader().read_many(texts)
    try:
        return iter(processes.read(texts))
    except ReaderDied:
        _bulk.close()  # those of the next call are new ones
        raise


def release_processes() -> None:
    """Nothing waits any more: end the processes that a bulk of articles was read with."""
    _bulk.rest()


def entity_reader() -> EntityReader:
    """The reader with the names known now: an alias that an editor adds or changes counts from the next article on.

    Names learned from articles do not come here: they would have the reader made anew for nearly every article.
    """
    return _reader_with(_names_as_of())


class _Bulk:
    """Several processes to read with, once so many articles have come in a row that starting them is worth it."""

    def __init__(self) -> None:
        self._articles = 0
        self._names: NamesAsOf | None = None
        self._processes: ReaderProcesses | None = None

    def processes_for(self, articles: int) -> ReaderProcesses | None:
        """The processes, knowing the names known now; None while this one process is enough."""
        self._articles += articles
        if settings.RECOGNITION_PROCESSES < 2 or self._articles <= BULK_ARTICLES:
            return None
        names = _names_as_of()
        if self._processes is None or names != self._names:
            self.close()
            known = _known_names()
            gazetteer()  # unpacked once, not by each of them
            self._names = names
            self._processes = ReaderProcesses(
                settings.RECOGNITION_PROCESSES, known, settings.DATA_DIR, settings.RECOGNITION_LANGUAGES
            )
        return self._processes

    def rest(self) -> None:
        self._articles = 0
        self.close()

    def close(self) -> None:
        if self._processes is not None:
            self._processes.close()
        self._processes = None


_bulk = _Bulk()


@cache
def room_is_there() -> bool:
    """Whether the data folder holds a room; without one, only the names of the data files are known."""
    return Alias._meta.db_table in connection.introspection.table_names()


def _known_names() -> KnowledgeBase:
    return knowledge_from_database() if room_is_there() else KnowledgeBase.from_files()


def _names_as_of() -> NamesAsOf:
    """What changes when a name that recognition knows is added, changed or taken away."""
    if not room_is_there():
        return NO_ROOM
    known = Alias.objects.filter(source__in=KNOWN_ALIAS_SOURCES)
    state = known.aggregate(count=Count("pk"), changed=Max("changed_at"))
    return state["count"], state["changed"]


@lru_cache(maxsize=1)
def _reader_with(_names: NamesAsOf) -> EntityReader:
    return EntityReader(_recogniser(), _known_names(), gazetteer(), _other_recognisers())


@cache
def _recogniser() -> Recogniser:
    return SpacyRecogniser()


@cache
def _other_recognisers() -> dict[str, Recogniser]:
    return recognisers(settings.RECOGNITION_LANGUAGES)


@cache
def gazetteer() -> Gazetteer:
    """The place index, unpacked into the data folder the first time."""
    return Gazetteer.open(settings.DATA_DIR)
