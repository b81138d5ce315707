"""The health of database, index, worker, disk and static files."""

from __future__ import annotations

import datetime as dt
from dataclasses import astuple, dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from articles.ingest.condition.disk import why_unwritable
from articles.ingest.condition.room_faults import room_fault
from articles.ingest.condition.static_files import BadManifest, missing_static_files
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
    disk: str
    static_files: str

    @property
    def well(self) -> bool:
        return all(part == WELL for part in astuple(self))


def health(backend: SearchBackend) -> Health:
    """Check each part in turn; a failing part is reported, not raised."""
    database, worker = _database_and_worker()
    return Health(database, _index(backend), worker, disk_health(), static_health())


def _database_and_worker() -> tuple[str, str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return WELL, worker_health()
    except DatabaseError as error:
        said = f"the database does not answer: {room_fault(error) or error}"
        return said, "unknown: the database does not answer"


def disk_health() -> str:
    """ "well" where something can be written to the data folder, else why not."""
    why = why_unwritable(Path(settings.DATA_DIR))
    return f"nothing can be written to the data folder: {why}" if why else WELL


def static_health() -> str:
    """ "well" where the collected static files are there, else what is not; pages come all the same."""
    try:
        missing = missing_static_files(Path(settings.STATIC_ROOT))
    except BadManifest as bad:
        return str(bad)
    return f"static files are missing, {missing[0]} among them" if missing else WELL


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
