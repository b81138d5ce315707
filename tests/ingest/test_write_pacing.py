"""A long run of transactions lets others in."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from articles.ingest import write_pacing
from articles.models import Outlet

needs_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="only SQLite keeps no queue of writers"
)


@pytest.fixture
def pauses(monkeypatch) -> list[float]:
    """The pauses made, by a clock that goes on by a fifth of a second each time it is read."""
    made: list[float] = []
    clock = (number / 5 for number in range(100))
    monkeypatch.setattr(
        write_pacing, "time", SimpleNamespace(monotonic=lambda: next(clock), sleep=made.append)
    )
    monkeypatch.setattr(write_pacing._run, "held", 0.0, raising=False)
    return made


@needs_sqlite
@pytest.mark.django_db(transaction=True)
def test_after_a_second_of_writing_others_get_a_turn(pauses):
    for number in range(6):
        with write_pacing.paced_transaction():
            Outlet.objects.create(name=f"Outlet {number}", slug=f"outlet-{number}")
    assert Outlet.objects.count() == 6
    assert pauses == [write_pacing.PAUSE_SECONDS]


@pytest.mark.django_db
def test_inside_a_larger_transaction_nothing_is_waited_for(pauses, monkeypatch):
    monkeypatch.setattr(write_pacing, "HELD_SECONDS", 0)
    with transaction.atomic(), write_pacing.paced_transaction():
        Outlet.objects.create(name="Fjord Post", slug="fjord-post")
    assert not pauses
