"""A result says by which other name it was found."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.ingest.indexing.outbox import rebuild_index
from articles.models import Alias
from tests.world import World

pytestmark = pytest.mark.django_db


def found(client: Client, words: str) -> str:
    return client.get("/search/", {"q": words}).content.decode()


def test_an_article_found_by_an_alias_says_what_the_one_is_called_in_it(client: Client, world: World) -> None:
    Alias.objects.create(entity=world.tarn_line, surface="Grey Funnel", folded="grey funnel", source="text")
    rebuild_index()
    text = found(client, "grey funnel")
    assert "“Grey Funnel” is called Tarn Line here." in text and "Grain dearer" in text
    assert "is called" not in found(client, "Tarn Line")


def test_a_name_of_one_merged_into_her_counts_too(client: Client, world: World) -> None:
    Alias.objects.create(entity=world.merged, surface="Iris Moe", folded="iris moe")
    rebuild_index()
    assert "“Iris Moe” is called Ines Calloway here." in found(client, "Iris Moe")


def test_a_word_that_is_also_a_short_form_is_not_taken_for_it(client: Client, world: World) -> None:
    Alias.objects.create(
        entity=world.tarn_line, surface="IS", folded="is", source="editor", case_sensitive=True
    )
    rebuild_index()
    assert "is called" not in found(client, "harbour is")
