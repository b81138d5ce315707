"""The health of database, index and worker."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.utils import timezone

from articles.models import WorkerBeat
from articles.search.backend import IndexMissing, SearchBackend

BEAT_MAX_SECONDS = 60
WELL = "well"


@dataclass(frozen=True, slots=True)
class Health:
    """The state of each part in a word: "well", or what is wrong."""

    database: str
    index: str
    worker: str

    @property
    def well(self) -> bool:
        return self.database == self.index == self.worker == WELL


def health(backend: SearchBackend) -> Health:
    """Check each part in turn; a failing part is reported, not raised."""
    database = _database()
    worker = worker_health() if database == WELL else "unknown: the database does not answer"
    return Health(database, _index(backend), worker)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as fault:
        return f"the database does not answer: {fault}"
    return WELL


def _index(backend: SearchBackend) -> str:
    try:
        backend.suggest("a", limit=1)
    except IndexMissing as missing:
        return str(missing)
    return WELL


def worker_health() -> str:
    """ "well" where a worker was heard of within the last minute, else since when there is none. Needs the database."""
    beat = WorkerBeat.objects.order_by("-beat_at").first()
    if beat is None:
        return "no worker has run yet: start it with `manage.py serve` or `manage.py work`"
    age = timezone.now() - beat.beat_at
    if age > dt.timedelta(seconds=BEAT_MAX_SECONDS):
        return f"the worker was last heard of {int(age.total_seconds())} seconds ago"
    return WELL
