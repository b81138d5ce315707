"""An editor puts people, places and organisations right on the pages; each change is said, logged, and undone there."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import Alias, Correction, Entity, IndexJob, Mention, MergeSuggestion, NameGroup, NotSame
from tests.world import World

pytestmark = pytest.mark.django_db


def correct(desk: Client, entity: Entity, **fields: object) -> str:
    """Post a correction from the entity's page, and what the page that follows says."""
    response = desk.post(f"/entities/{entity.pk}/correct/", fields, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_a_person_is_renamed_and_the_page_says_so(desk: Client, world: World) -> None:
    text = correct(desk, world.calloway, act="rename", name="Ines Calloway-Moe")
    assert "“Ines Calloway” renamed “Ines Calloway-Moe”. It applies from now on" in text
    assert set(IndexJob.objects.values_list("article_id", flat=True)) == {world.harbour.pk, world.rewrite.pk}
    row = Correction.objects.get(action="rename")
    assert row.made_by.get_username() == "editor"
    assert "Ines Calloway-Moe</h1>" in desk.get(world.calloway.get_absolute_url()).content.decode()


def test_an_organisation_that_is_a_place_moves_and_its_old_address_leads_on(
    desk: Client, world: World
) -> None:
    old = world.board.get_absolute_url()
    assert "Maritime Board: place, not organisation" in correct(desk, world.board, act="kind", kind="place")
    response = desk.get(old)
    assert response.status_code == 302 and response["Location"].startswith("/places/")
    assert desk.get(response["Location"]).status_code == 200


def test_two_people_are_found_merged_and_taken_apart(desk: Client, world: World) -> None:
    text = desk.get(f"/entities/{world.calloway.pk}/correct/?find=brandt").content.decode()
    assert "Merge into Ines Calloway" in text and "Ole Brandt" in text
    text = correct(desk, world.calloway, act="merge", other=world.brandt.pk)
    assert "Ole Brandt merged into Ines Calloway" in text
    assert desk.get(world.brandt.get_absolute_url())["Location"] == world.calloway.get_absolute_url()
    assert world.bridge.mentions.filter(entity=world.calloway).exists()
    correction = Correction.objects.get(action="merge", entity=world.brandt)
    response = desk.post(f"/corrections/{correction.pk}/undo/", {"from": "entity"}, follow=True)
    assert "Undone: Ole Brandt merged into Ines Calloway." in response.content.decode()
    assert response.redirect_chain[-1][0] == f"/entities/{world.calloway.pk}/correct/"
    assert not world.bridge.mentions.filter(entity=world.calloway).exists()


def test_chosen_mentions_become_another_person(desk: Client, world: World) -> None:
    theirs = world.rewrite.mentions.filter(entity=world.calloway)
    count = theirs.count()
    fields = {"act": "split", "name": "Inga Calloway", "mention": [row.pk for row in theirs]}
    assert "Inga Calloway split off Ines Calloway" in correct(desk, world.calloway, **fields)
    other = Entity.objects.get(name="Inga Calloway")
    assert Mention.objects.filter(entity=other, article=world.rewrite).count() == count
    assert NotSame.objects.filter(first=world.calloway, second=other).exists()
    assert Correction.objects.filter(action="assign", part_of__action="split").count() == count


def test_a_wrong_mention_is_rejected_and_comes_back(desk: Client, world: World) -> None:
    mention = world.harbour.mentions.get(surface="Maritime Board")
    address = f"/articles/{world.harbour.pk}/mentions/"
    response = desk.post(address, {"act": "reject", "mention": mention.pk}, follow=True)
    assert "“Maritime Board” is no mention of Maritime Board" in response.content.decode()
    assert not world.harbour.mentions.filter(surface="Maritime Board").exists()
    desk.post(f"/corrections/{Correction.objects.get(action='reject').pk}/undo/")
    assert world.harbour.mentions.get(surface="Maritime Board").entity == world.board


def test_a_missed_name_is_added_by_typing_it_without_scripts(desk: Client, world: World) -> None:
    address = f"/articles/{world.harbour.pk}/mentions/"
    fields = {
        "act": "add",
        "quote": "barge",
        "number": "2",
        "kind": "org",
        "name": "Tarn Line",
        "from": "article",
    }
    response = desk.post(address, fields, follow=True)
    assert response.redirect_chain[-1][0] == world.harbour.get_absolute_url()
    row = world.harbour.mentions.get(surface="barge")
    assert row.entity == world.tarn_line and row.source == "editor"
    assert row.start == world.harbour.body.index("barge", world.harbour.body.index("barge") + 1)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"act": "rename", "name": ""}, "at least two letters"),
        ({"act": "kind", "kind": "ship"}, "Say whether it is a person"),
        ({"act": "merge", "other": "x"}, "Choose who is the same"),
        ({"act": "split", "name": "Somebody"}, "Choose the mentions"),
        ({"act": "fly"}, "did not say what to do"),
        ({"act": "drop", "alias": "99999999999999999999"}, "not known by that name"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_changed(
    desk: Client, world: World, fields: dict[str, str], said: str
) -> None:
    before = Correction.objects.count()
    assert said in correct(desk, world.calloway, **fields)
    assert Correction.objects.count() == before


def test_a_suggestion_shows_both_contexts_and_is_answered(desk: Client, world: World) -> None:
    text = desk.get("/merge-suggestions/").content.decode()
    assert "81 % alike" in text and "harbour master" in text and "The new bridge" in text
    response = desk.post(f"/merge-suggestions/{world.suggestion.pk}/", {"keep": "two"}, follow=True)
    assert "Ines Calloway and Ole Brandt are not the same" in response.content.decode()
    assert not MergeSuggestion.objects.exists() and NotSame.objects.exists()


def test_a_suggestion_that_is_accepted_merges_and_is_gone(desk: Client, world: World) -> None:
    desk.post(f"/merge-suggestions/{world.suggestion.pk}/", {"keep": "second"})
    world.calloway.refresh_from_db()
    assert world.calloway.merged_into == world.brandt and not MergeSuggestion.objects.exists()


def test_what_could_not_be_placed_is_listed_with_its_surroundings(desk: Client, world: World) -> None:
    mention = world.harbour.mentions.get(surface="Maritime Board")
    desk.post(f"/articles/{world.harbour.pk}/mentions/", {"act": "reject", "mention": mention.pk})
    Correction.objects.filter(action="reject").update(placed=False)
    text = desk.get("/corrections/?show=unplaced").content.decode()
    assert "told a meeting at the <b>Maritime Board</b> that nine ships" in text
    assert "1 without a place" in desk.get("/corrections/").content.decode()


def test_a_change_needs_the_token_of_the_form(world: World, editor: object) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)  # type: ignore[arg-type]
    assert strict.post(f"/entities/{world.calloway.pk}/correct/", {"act": "rename"}).status_code == 403
    page = strict.get(f"/entities/{world.calloway.pk}/correct/").content.decode()
    assert page.count('method="post"') == page.count("csrfmiddlewaretoken") > 5


def test_only_editors_see_where_things_are_put_right(client: Client, desk: Client, world: World) -> None:
    for address in (world.harbour.get_absolute_url(), world.calloway.get_absolute_url()):
        assert "Correct this" in desk.get(address).content.decode()
        assert "correct/" not in Client().get(address).content.decode()
        assert "missed" not in Client().get(address).content.decode()


def test_a_name_that_was_taken_away_is_offered_nowhere(desk: Client, indexed: World) -> None:
    Alias.objects.filter(entity=indexed.calloway, surface="Calloway").update(
        surface="Ferrywoman", folded="ferrywoman"
    )
    Alias.objects.create(entity=indexed.merged, surface="Dockhand", folded="dockhand", source="editor")

    def offered(text: str) -> list[bool]:
        box = desk.get(f"/suggest.json?q={text}").json()["suggestions"]
        index = desk.get(f"/people/?q={text}").content.decode()
        page = desk.get(f"/entities/{indexed.brandt.pk}/correct/?find={text}").content.decode()
        return ["Ines Calloway" in str(box), "Ines Calloway" in index, "Ines Calloway" in page]

    assert offered("ferrywoman") == offered("dockhand") == [True, True, True]
    Alias.objects.filter(surface__in=("Ferrywoman", "Dockhand")).update(source="dropped")
    assert offered("ferrywoman") == offered("dockhand") == [False, False, False]


def short_name(world: World, certainty: str) -> Mention:
    """A "Calloway" in the article on the bridge, linked by the room to Ines Calloway, or left open."""
    short = Entity.objects.create(kind="person", name="Calloway", slug="calloway")
    people = [{"entity_id": world.calloway.pk, "name": world.calloway.name, "articles": 9, "variants": []}]
    NameGroup.objects.create(word="calloway", people=people, articles=9)
    meant = None if certainty == "open" else world.calloway
    mention = world.bridge.mentions.filter(part="body").order_by("start").first()
    assert mention is not None
    mention.entity, mention.linked, mention.meant = meant or short, short if meant else None, meant
    mention.kind, mention.certainty, mention.link_reason = (
        "person",
        certainty,
        "9 of the 9 articles name Ines Calloway",
    )
    mention.save()
    return mention


def test_a_likely_link_says_why_and_is_rejected_with_one_click(desk: Client, world: World) -> None:
    mention = short_name(world, "likely")
    assert "likely</span>" in desk.get(world.bridge.get_absolute_url()).content.decode()
    address = f"/articles/{world.bridge.pk}/mentions/"
    text = desk.get(address).content.decode()
    assert "9 of the 9 articles name Ines Calloway" in text and "Not Ines Calloway" in text
    desk.post(address, {"act": "unlink", "mention": mention.pk})
    row = world.bridge.mentions.get(start=mention.start, part=mention.part)
    assert (row.entity.name, row.source, row.meant) == ("Calloway", "editor", None)
    correction = Correction.objects.latest("pk")
    desk.post(f"/corrections/{correction.pk}/undo/")
    assert not world.bridge.mentions.filter(source="editor").exists()


def test_an_open_short_name_asks_which_one_with_its_candidates(desk: Client, world: World) -> None:
    short_name(world, "open")
    text = desk.get(world.bridge.get_absolute_url()).content.decode()
    assert "which Calloway?" in text and f'href="{world.calloway.get_absolute_url()}">Ines Calloway' in text


def test_a_mention_that_is_not_linked_cannot_be_unlinked(desk: Client, world: World) -> None:
    mention = world.bridge.mentions.first()
    assert mention is not None
    response = desk.post(
        f"/articles/{world.bridge.pk}/mentions/", {"act": "unlink", "mention": mention.pk}, follow=True
    )
    assert "links this name to nobody else" in response.content.decode()


def test_the_suggestion_that_would_join_most_articles_stands_first(desk: Client, world: World) -> None:
    pairs = []
    for number, articles in enumerate((2, 40)):
        first, second = (
            Entity.objects.create(kind="person", name=f"Ada Berg {number}{side}", slug=f"ada-{number}{side}")
            for side in "ab"
        )
        Entity.objects.filter(pk__in=[first.pk, second.pk]).update(article_count=articles)
        pairs.append(
            MergeSuggestion.objects.create(
                first=first, second=second, score=0.9 - number / 10, reason="alike"
            )
        )
    text = desk.get("/merge-suggestions/").content.decode()
    assert text.index("Ada Berg 1a") < text.index("Ada Berg 0a")
