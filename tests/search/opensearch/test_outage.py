"""A cluster that does not answer: pages say so, reading goes on, changes wait; none of it needs a cluster."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles.ingest.indexing.outbox import drain_outbox, get_backend, rebuild_damaged_index, reconcile
from articles.management.room_checks import index
from articles.models import Article, IndexJob
from articles.search.backend import EngineUnavailable
from articles.search.query.query import Query
from tests.search.opensearch.cluster import free_ports
from tests.world import World

pytest.importorskip("opensearchpy", reason="opensearch-py is not installed: run `make test-cluster`.")


@pytest.fixture
def gone(settings) -> None:
    """The room is told of a cluster where nobody listens."""
    settings.SEARCH = "opensearch"
    settings.OPENSEARCH = settings.OPENSEARCH | {"urls": (f"http://127.0.0.1:{free_ports(1)[0]}",)}


def test_a_search_says_that_the_cluster_cannot_be_reached(gone: None) -> None:
    with pytest.raises(EngineUnavailable, match=r"cannot be reached"):
        get_backend().search(Query(text="ferry"))


def test_the_database_alone_is_searched_and_all_other_pages_open(
    client: Client, world: World, gone: None
) -> None:
    article = Article.objects.first()
    answer = client.get("/search/", {"q": article.title})
    assert answer.status_code == 200 and article.get_absolute_url() in answer.content.decode()
    assert "cannot be reached" in answer.content.decode() and "reindex" not in answer.content.decode()
    for address in ("/", article.get_absolute_url(), "/people/", "/places/"):
        assert client.get(address).status_code == 200, address
    health = client.get("/healthz")
    assert health.status_code == 503 and "cannot be reached" in health.json()["index"]


def test_changes_wait_and_nothing_is_built(world: World, gone: None) -> None:
    IndexJob.objects.create(article_id=Article.objects.first().pk)
    waiting = IndexJob.objects.count()
    assert (drain_outbox(), reconcile(), rebuild_damaged_index()) == (0, 0, 0)
    assert IndexJob.objects.count() == waiting


def test_commands_end_with_a_sentence(world: World, gone: None) -> None:
    for command in ("reindex", "check_index"):
        with pytest.raises(CommandError, match=r"cannot be reached"):
            call_command(command)
    assert index().state == "fault" and "nothing is lost" in index().remedy
