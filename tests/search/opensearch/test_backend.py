"""OpenSearch keeps the contract of every engine; these tests need a cluster (`make test-cluster`)."""

from __future__ import annotations

import pytest

from articles.search.opensearch.backend import OpenSearchBackend
from tests.search.contract import Contract


class TestOpenSearch(Contract):
    @pytest.fixture
    def backend(self, backend: OpenSearchBackend) -> OpenSearchBackend:
        return backend

    @pytest.fixture
    def room(self, shared_room: OpenSearchBackend) -> OpenSearchBackend:
        return shared_room
