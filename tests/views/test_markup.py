"""The HTML of the pages follows the standard where templates once did not."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from articles.models import Article, MergeSuggestion
from tests.world import World

pytestmark = pytest.mark.django_db


def test_no_form_has_an_empty_address_and_no_figure_holds_details(desk: Client, indexed: World) -> None:
    for address in ("/", "/people/", "/places/", "/organisations/", indexed.port_ellery.get_absolute_url()):
        tree = html.fromstring(desk.get(address).content.decode())
        assert not tree.xpath("//form[@action='']"), address
        assert not tree.xpath("//figure//details"), address


def test_a_name_in_two_possible_duplicates_makes_no_two_landmarks_of_one_name(
    desk: Client, world: World
) -> None:
    MergeSuggestion.objects.create(first=world.calloway, second=world.merged, score=0.7, reason="Alike.")
    tree = html.fromstring(desk.get("/merge-suggestions/").content.decode())
    assert len(tree.xpath("//ol[@class='pairs']/li")) == 2
    named = tree.xpath("//section/@aria-label | //section/@aria-labelledby")
    assert len(named) == len(set(named))


def test_a_list_of_terms_names_each_term_once(client: Client, world: World) -> None:
    cuts = [
        {"text": f"{reason} {number}", "start": 0, "end": 0, "reason": reason}
        for number, reason in enumerate(("navigation", "comment form", "navigation"))
    ]
    Article.objects.filter(pk=world.harbour.pk).update(removed=cuts)
    tree = html.fromstring(client.get(world.harbour.get_absolute_url()).content.decode())
    for terms in tree.xpath("//dl"):
        names = [term.text_content() for term in terms.xpath(".//dt")]
        assert len(names) == len(set(names)), names
    assert [cut.text for cut in tree.xpath("//dd/del")] == ["comment form 1", "navigation 0", "navigation 2"]
