"""The queue of rows: one worker gets an item, a dead worker's item is taken up, a deadly item is set aside."""

import datetime as dt
import threading

import pytest
from django.db import OperationalError
from django.db.models import QuerySet
from django.utils import timezone

from articles.ingest.intake import accept_upload
from articles.ingest.queue import ATTEMPTS_MAX, claim, claim_many, finish, give_back, heartbeat, release_all
from articles.models import ImportItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> ImportItem:
    return accept_upload([("a.txt", b"text")]).items.get()


def test_an_item_is_claimed_once(item):
    assert claim() == item
    assert claim() is None


def test_items_are_taken_in_the_order_they_came(item):
    accept_upload([("b.txt", b"text")])
    assert [claim().name, claim().name] == ["a.txt", "b.txt"]


def test_a_claim_can_be_held_to_one_import(item):
    other = accept_upload([("b.txt", b"text")])
    assert claim(other).name == "b.txt"
    assert claim(other) is None


def test_an_item_whose_lease_ran_out_is_claimed_again(item):
    claim()
    ImportItem.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    again = claim()
    assert again == item
    assert again.attempts == 2


def test_a_worker_that_starts_takes_up_what_the_killed_one_held(item):
    claim()
    release_all()
    assert claim() == item


def test_an_item_that_ended_the_worker_each_time_is_set_aside_with_its_bytes(item):
    for _ in range(ATTEMPTS_MAX):
        assert claim() == item
        release_all()
    assert claim() is None
    item.refresh_from_db()
    assert item.outcome == "failed"
    assert "set aside" in item.detail
    assert bytes(item.data) == b"text"


def test_a_finished_item_gives_up_its_bytes_and_is_not_claimed(item):
    finish(claim(), "added")
    item.refresh_from_db()
    assert bytes(item.data) == b""
    assert claim() is None


def names(items: list[ImportItem]) -> list[str]:
    return [item.name for item in items]


def test_many_items_are_claimed_at_once_in_their_order(item):
    accept_upload([("b.txt", b"text"), ("c.txt", b"text")])
    assert names(claim_many(2)) == ["a.txt", "b.txt"]
    assert names(claim_many(2)) == ["c.txt"]
    assert claim_many(2) == []


def test_after_a_death_each_item_is_taken_alone_so_that_a_deadly_one_spares_its_neighbours(item):
    accept_upload([("deadly.txt", b"text"), ("c.txt", b"text")])
    assert names(claim_many(3)) == ["a.txt", "deadly.txt", "c.txt"]
    release_all()
    accept_upload([("fresh.txt", b"text"), ("fresher.txt", b"text")])
    for _ in range(ATTEMPTS_MAX - 1):
        while (taken := claim_many(32)) and names(taken) != ["deadly.txt"]:
            assert len(taken) == 1
            finish(taken[0], "added")
        release_all()
    assert names(claim_many(32)) == ["c.txt"]
    assert names(claim_many(32)) == ["fresh.txt", "fresher.txt"]
    assert ImportItem.objects.get(name="deadly.txt").outcome == "failed"


def test_what_is_given_back_was_never_taken(item):
    give_back(claim_many(32))
    item.refresh_from_db()
    assert (item.state, item.attempts) == ("waiting", 0)


def test_giving_back_leaves_alone_what_has_its_outcome(item):
    taken = claim_many(32)
    finish(taken[0], "added")
    give_back(taken)
    item.refresh_from_db()
    assert (item.state, item.outcome) == ("done", "added")


def test_a_database_that_is_locked_for_once_does_not_end_the_renewing_of_a_lease(item, monkeypatch, settings):
    settings.LEASE_SECONDS = 0.03
    tries = []

    def update(rows: QuerySet, **values: object) -> int:
        tries.append(values)
        if len(tries) == 1:
            raise OperationalError("database is locked")
        again.set()
        return 1

    again = threading.Event()
    monkeypatch.setattr(QuerySet, "update", update)
    with heartbeat([item]):
        assert again.wait(10)
