"""OpenSearch keeps the contract of every engine; these tests need a cluster (`make test-cluster`)."""

from __future__ import annotations

import pytest

from articles.search.opensearch.backend import OpenSearchBackend
from tests.search.contract import Contract


class TestOpenSearch(Contract):
    # Three nodes share one machine with whatever else it does; it is answered at all that counts.
    hostile_max_ms = 30_000

    @pytest.fixture
    def backend(self, backend: OpenSearchBackend) -> OpenSearchBackend:
        return backend

    @pytest.fixture
    def room(self, shared_room: OpenSearchBackend) -> OpenSearchBackend:
        return shared_room
