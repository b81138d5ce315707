"""A folder or file that the room's user may not read or write is said in words, and works again when it is allowed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.db.backends.sqlite3.base import DatabaseWrapper

from articles.ingest.condition.disk import why_unwritable
from articles.ingest.condition.room_faults import room_fault
from articles.search.backend import IndexUnreadable
from articles.search.query.query import Query
from articles.search.whoosh.backend import WhooshBackend
from tests.search.world import WORLD

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of a user to whom permissions apply; for root, who is above them, this test is somebody else."""
    own = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    # Loads what is loaded on first use, from where only root may read it.
    warm = WhooshBackend(own / "warm")
    warm.rebuild(WORLD)
    warm.search(Query())
    if root:
        os.chown(own, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield own
    finally:
        if root:
            os.seteuid(0)
        shutil.rmtree(own)


def test_an_index_without_permission_is_said_and_comes_back(folder: Path) -> None:
    room = WhooshBackend(folder / "index")
    room.rebuild(WORLD)
    (build,) = (folder / "index").glob("build-*")
    (segment,) = build.glob("*.arrays")
    for path in (folder / "index", build, folder / "index" / "current", segment):
        mode = path.stat().st_mode
        path.chmod(0)
        with pytest.raises(IndexUnreadable, match=f"Permission denied at {path}"):
            WhooshBackend(folder / "index").search(Query())
        path.chmod(mode)
        assert WhooshBackend(folder / "index").search(Query()).total == 12
    segment.chmod(0)
    room.rebuild(WORLD)
    assert room.search(Query()).total == 12


def test_a_data_folder_without_permission_is_said(folder: Path) -> None:
    assert why_unwritable(folder) == ""
    folder.chmod(0o500)
    assert why_unwritable(folder) == "Permission denied"
    folder.chmod(0o700)
    assert why_unwritable(folder) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mode", "said"), [(0, "The database cannot be opened."), (0o400, "The database cannot be written.")]
)
def test_a_database_without_permission_is_said(folder: Path, mode: int, said: str) -> None:
    path = folder / "room.sqlite3"
    made = DatabaseWrapper({**connection.settings_dict, "NAME": path, "OPTIONS": {}})
    with made.cursor() as cursor:
        cursor.execute("CREATE TABLE sheet (words TEXT)")
    made.close()
    path.chmod(mode)
    asked = DatabaseWrapper({**connection.settings_dict, "NAME": path, "OPTIONS": {}})
    with pytest.raises(OperationalError) as refused, asked.cursor() as cursor:
        cursor.execute("INSERT INTO sheet VALUES ('x')")
    asked.close()
    fault = room_fault(refused.value)
    assert fault and fault.said == said and "room's user" in fault.remedy
