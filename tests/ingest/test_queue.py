"""The queue of rows: one worker gets an item, a dead worker's item is taken up, a deadly item is set aside."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.ingest.accept import accept_upload
from articles.ingest.queue import ATTEMPTS_MAX, claim, finish, release_all
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
