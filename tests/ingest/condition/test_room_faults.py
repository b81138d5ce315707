"""Which errors are the machine's, what is said of them, and how often."""

from __future__ import annotations

import errno
import logging
import sqlite3
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import DatabaseError, IntegrityError, OperationalError

from articles.ingest.condition.room_faults import SaidOnce, room_fault
from articles.management.room_command import RoomCommand


def test_what_the_system_refuses_is_told_with_its_place_and_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as refused:
        tmp_path.read_text()
    told = room_fault(refused.value)
    assert told and told.said == f"There is a folder where a file should be ({tmp_path})."
    full = room_fault(OSError(errno.ENOSPC, "No space left on device"))
    assert full and full.said == "The disk is full." and "Free some space" in full.remedy


def test_what_the_database_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "none").write_bytes(b"no database, however long " * 400)
    with pytest.raises(sqlite3.DatabaseError) as refused:
        sqlite3.connect(tmp_path / "none").execute("SELECT * FROM sqlite_master")
    told = room_fault(DatabaseError(*refused.value.args))
    assert told and told.said == "What should be the database is none." and "restore" in told.remedy
    other = room_fault(OperationalError("connection refused"))
    assert other and other.said == "The database does not answer."


@pytest.mark.parametrize(
    "error", [ValueError("x"), IntegrityError("UNIQUE"), FileNotFoundError(2, "no"), BrokenPipeError(), None]
)
def test_a_mistake_of_ours_is_none_of_the_machine(error: Exception | None) -> None:
    assert room_fault(error) is None


def test_a_sentence_is_logged_once_in_an_interval(caplog: pytest.LogCaptureFixture) -> None:
    often, seldom = SaidOnce(seconds=0), SaidOnce(seconds=3600)
    with caplog.at_level(logging.ERROR):
        assert [seldom("The disk is full.") for _ in range(50)] == [True] + [False] * 49
        assert seldom("The database is damaged.")
        assert often("Again.") and often("Again.")
    assert [record.message for record in caplog.records] == [
        "The disk is full.", "The database is damaged.", "Again.", "Again.",
    ]  # fmt: skip


class Refused(RoomCommand):
    requires_migrations_checks = False
    requires_system_checks = ()

    def handle(self, *, error: Exception, **options: object) -> None:
        raise error


def test_a_command_ends_with_the_sentence_and_no_traceback() -> None:
    with pytest.raises(CommandError, match=r"The disk is full\. Free some space"):
        Refused().execute(
            error=OSError(errno.ENOSPC, "no"), force_color=False, no_color=True, skip_checks=True
        )
    with pytest.raises(ZeroDivisionError):
        Refused().execute(error=ZeroDivisionError(), force_color=False, no_color=True, skip_checks=True)
