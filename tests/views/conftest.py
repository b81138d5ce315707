"""The small world in the database, with and without an index, and an editor."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.ingest.indexing.outbox import rebuild_index
from articles.models import Article
from tests.world import World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def indexed(world: World) -> World:
    """The world, and an index of it."""
    assert rebuild_index() == Article.objects.count()
    return world


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("editor", password="a long enough word", is_staff=True, is_superuser=True)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """The editor's browser, signed in."""
    client.force_login(editor)
    return client
