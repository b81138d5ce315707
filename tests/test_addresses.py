"""Every address of the room is named in docs/addresses.md, so that the page cannot fall behind."""

from __future__ import annotations

import pytest

from articles.search.facets import FACET_NAMES
from articles.urls import urlpatterns
from tests.conftest import PROJECT

DOCUMENT = (PROJECT / "docs" / "addresses.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [pattern.name for pattern in urlpatterns])
def test_every_address_is_documented_by_its_name(name: str) -> None:
    assert f"`{name}`" in DOCUMENT


@pytest.mark.parametrize("facet", FACET_NAMES)
def test_every_facet_is_documented_as_a_parameter(facet: str) -> None:
    assert f"`{facet}`" in DOCUMENT
