"""The index and the database count the same appearances; a fresh correction is never shown as it was."""

from __future__ import annotations

import pytest

from articles.ingest.corrections.merges import merge
from articles.ingest.indexing.outbox import drain_outbox, get_backend, rebuild_index
from articles.models import Entity, IndexJob
from articles.pages.entities.appearances import _from_database, _from_index, appearances
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(world: World) -> World:
    rebuild_index()
    IndexJob.objects.all().delete()
    return world


def test_both_ways_of_counting_agree(indexed: World) -> None:
    for entity in Entity.objects.filter(merged_into=None):
        index = _from_index(entity, get_backend(), 1, False)
        database = _from_database(entity, 1, False)
        assert (index.total, set(index.article_ids)) == (database.total, set(database.article_ids)), entity
        assert index.outlets == database.outlets
        assert index.timeline == database.timeline
        assert dict(index.companions) == dict(database.companions)
        assert {frozenset(pair): n for pair, n in index.together.items()} == {
            frozenset(pair): n for pair, n in database.together.items()
        }


def test_after_a_correction_the_database_counts_until_the_index_has_followed(indexed: World) -> None:
    before = appearances(indexed.brandt, get_backend(), 1, False).total
    other = appearances(indexed.calloway, get_backend(), 1, False)
    merge(indexed.calloway, indexed.brandt, None)
    after = appearances(indexed.brandt, get_backend(), 1, False)
    assert set(other.article_ids) <= set(after.article_ids) and after.total >= before
    while drain_outbox():
        pass
    assert appearances(indexed.brandt, get_backend(), 1, False).total == after.total


def test_without_an_index_the_page_still_counts(world: World) -> None:
    assert appearances(world.calloway, get_backend(), 1, False).total > 0
