"""The cluster of these tests: one that is told of, or three nodes started here."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from articles.search.opensearch.backend import OpenSearchBackend
from articles.search.opensearch.client import Cluster as Reached
from tests.search.opensearch.cluster import Cluster, NoCluster, distribution
from tests.search.world import WORLD
from tests.views.conftest import world

__all__ = ["world"]

GIVEN = "NEWSROOM_TEST_OPENSEARCH_URL"
STARTED = "NEWSROOM_TEST_CLUSTER"


@pytest.fixture(scope="session")
def nodes() -> Iterator[Cluster]:
    """Three nodes of this test run. That they cannot be had is a skip; that they do not start is a failure."""
    if not os.environ.get(STARTED):
        pytest.skip("No OpenSearch cluster is started for these tests: run `make test-cluster`.")
    try:
        unpacked = distribution(Path(os.environ[STARTED]))
    except NoCluster as reason:
        pytest.skip(str(reason))
    with tempfile.TemporaryDirectory(prefix="newsroom-cluster-") as folder:
        # The nodes' own user goes through it.
        Path(folder).chmod(0o755)
        cluster = Cluster(unpacked, Path(folder) / "nodes")
        try:
            cluster.start(3)
            yield cluster
        finally:
            cluster.stop()


@pytest.fixture(scope="session")
def url(request: pytest.FixtureRequest) -> str:
    """The addresses of a cluster."""
    return os.environ.get(GIVEN) or request.getfixturevalue("nodes").url


@contextmanager
def corner(url: str) -> Iterator[Reached]:
    """A room's own corner of the cluster, removed afterwards."""
    cluster = Reached(tuple(url.split(",")), prefix=f"test-{uuid.uuid4().hex[:8]}", shards=2)
    try:
        yield cluster
    finally:
        cluster.client.indices.delete(index=f"{cluster.prefix}-*")


@pytest.fixture
def reached(url: str) -> Iterator[Reached]:
    """A corner for one test."""
    with corner(url) as cluster:
        yield cluster


@pytest.fixture
def backend(reached: Reached) -> OpenSearchBackend:
    """An engine with nothing in it."""
    return OpenSearchBackend(reached)


@pytest.fixture(scope="session")
def shared_room(url: str) -> Iterator[OpenSearchBackend]:
    """One room for all tests that only read: making an index takes the cluster a second or two."""
    with corner(url) as reached:
        backend = OpenSearchBackend(reached)
        backend.rebuild(WORLD)
        yield backend
