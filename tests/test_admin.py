"""The admin: adding leads to the upload page, and what is put right reaches the index."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.ingest.article_store import name_slug
from articles.models import Alias, Article, Correction, Entity, IndexJob, Outlet
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    """The small world, with nothing left to tell the index."""
    made = make_world()
    IndexJob.objects.all().delete()
    return made


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("editor"))
    return client


def queued() -> set[int]:
    return set(IndexJob.objects.values_list("article_id", flat=True))


def stale() -> set[int]:
    return set(Article.objects.exclude(stale_since=None).values_list("pk", flat=True))


def entity_form(entity: Entity, **changes: object) -> dict[str, object]:
    aliases = list(entity.aliases.order_by("pk"))
    form: dict[str, object] = {
        "name": entity.name,
        "country_code": entity.country_code,
        "gazetteer_id": entity.gazetteer_id,
        "aliases-TOTAL_FORMS": len(aliases) + 1,
        "aliases-INITIAL_FORMS": len(aliases),
        f"aliases-{len(aliases)}-entity": entity.pk,
        f"aliases-{len(aliases)}-surface": "",
        f"aliases-{len(aliases)}-role": "mention",
        f"aliases-{len(aliases)}-source": "editor",
    }
    for number, alias in enumerate(aliases):
        form[f"aliases-{number}-id"] = alias.pk
        form[f"aliases-{number}-entity"] = entity.pk
        form[f"aliases-{number}-surface"] = alias.surface
        form[f"aliases-{number}-role"] = alias.role
        form[f"aliases-{number}-source"] = alias.source
    return form | changes


def test_the_index_page_leads_to_the_upload(desk: Client) -> None:
    assert 'href="/upload/"' in desk.get("/admin/").content.decode()


@pytest.mark.parametrize("model", ["article", "sourcefile", "import"])
def test_adding_leads_to_the_upload_page(desk: Client, model: str) -> None:
    response = desk.get(f"/admin/articles/{model}/add/")
    assert (response.status_code, response["Location"]) == (302, "/upload/")


@pytest.mark.parametrize("model", ["article", "outlet", "agency", "entity", "alias", "sourcefile", "import"])
def test_every_list_opens_and_can_be_searched_where_it_has_a_box(
    desk: Client, world: World, model: str
) -> None:
    assert desk.get(f"/admin/articles/{model}/").status_code == 200
    assert desk.get(f"/admin/articles/{model}/?q=a").status_code in {200, 302}


def test_every_kind_of_row_opens(desk: Client, world: World) -> None:
    rows = [
        world.harbour,
        world.harbour.outlet,
        world.harbour.agency,
        world.calloway,
        world.harbour.source,
        world.batch,
    ]
    for row in rows:
        address = f"/admin/articles/{row._meta.model_name}/{row.pk}/change/"
        assert desk.get(address).status_code == 200, address


def test_a_renamed_person_sends_the_articles_that_name_her_to_the_index(desk: Client, world: World) -> None:
    form = entity_form(world.calloway, name="Inés Calloway")
    response = desk.post(f"/admin/articles/entity/{world.calloway.pk}/change/", form)
    assert response.status_code == 302, response.context and response.context["errors"]
    world.calloway.refresh_from_db()
    assert (world.calloway.name, world.calloway.slug, world.calloway.curated) == (
        "Inés Calloway",
        "ines-calloway",
        True,
    )
    assert queued() == {world.harbour.pk, world.rewrite.pk}


def test_a_new_alias_is_folded_and_sends_its_articles_to_the_index(desk: Client, world: World) -> None:
    form = entity_form(world.brandt, **{"aliases-2-surface": "O. Brandt"})
    assert desk.post(f"/admin/articles/entity/{world.brandt.pk}/change/", form).status_code == 302
    assert Alias.objects.get(surface="O. Brandt").folded == "o brandt"
    assert queued() == {world.bridge.pk}


def test_names_added_and_deleted_in_the_admin_are_corrections_and_their_articles_are_read_anew(
    desk: Client, world: World
) -> None:
    Article.objects.update(recognised=True)
    address = f"/admin/articles/entity/{world.brandt.pk}/change/"
    assert (
        desk.post(address, entity_form(world.brandt, **{"aliases-2-surface": "engineer"})).status_code == 302
    )
    assert stale() == {world.bridge.pk}
    Article.objects.update(stale_since=None)
    known = list(world.brandt.aliases.order_by("pk"))
    gone = {"aliases-1-DELETE": "on"}
    assert known[1].surface == "Brandt"
    assert desk.post(address, entity_form(world.brandt, **gone)).status_code == 302
    assert stale() == {world.bridge.pk}
    assert Alias.objects.get(pk=known[1].pk).source == "dropped"
    said = list(
        Correction.objects.filter(entity=world.brandt)
        .order_by("pk")
        .values_list("action", "made_by__username")
    )
    assert said == [("alias", "editor"), ("drop", "editor")]


def test_a_short_form_that_is_told_from_a_word_has_its_articles_read_anew(desk: Client, world: World) -> None:
    Article.objects.update(recognised=True)
    alias = Alias.objects.get(surface="Maritime Board")
    form = {"role": "mention", "case_sensitive": "on"}
    assert desk.post(f"/admin/articles/alias/{alias.pk}/change/", form).status_code == 302
    assert stale() == {world.harbour.pk, world.rewrite.pk}


def test_a_name_that_another_has_is_refused_with_the_reason(desk: Client, world: World) -> None:
    form = entity_form(world.brandt, **{"aliases-2-surface": "Calloway"})
    page = desk.post(f"/admin/articles/entity/{world.brandt.pk}/change/", form, follow=True)
    assert "is a name of Ines Calloway" in page.content.decode()
    assert not world.brandt.aliases.filter(surface="Calloway").exists()


def test_those_chosen_in_the_list_are_merged_into_the_one_named_most_and_come_apart_again(
    desk: Client, world: World
) -> None:
    form = {"action": "merge_chosen", "_selected_action": [world.brandt.pk, world.calloway.pk]}
    assert desk.post("/admin/articles/entity/", form).status_code == 302
    world.brandt.refresh_from_db()
    assert world.brandt.merged_into == world.calloway
    apart = entity_form(world.brandt, merged_into="")
    assert desk.post(f"/admin/articles/entity/{world.brandt.pk}/change/", apart).status_code == 302
    world.brandt.refresh_from_db()
    assert world.brandt.merged_into is None
    assert Correction.objects.get(entity=world.brandt, action="merge").undone_at is not None


def test_articles_can_be_read_anew_from_their_list(desk: Client, world: World) -> None:
    Article.objects.update(recognised=True)
    form = {"action": "read_anew", "_selected_action": [world.bridge.pk]}
    assert desk.post("/admin/articles/article/", form).status_code == 302
    assert stale() == {world.bridge.pk}


def test_entities_are_merged_and_never_deleted(desk: Client, world: World) -> None:
    address = f"/admin/articles/entity/{world.brandt.pk}/delete/"
    assert desk.post(address, {"post": "yes"}).status_code == 403


def test_a_second_person_of_one_name_gets_an_address_of_her_own(desk: Client, world: World) -> None:
    form = {"kind": "person", "name": "Ole Brandt", "aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    assert desk.post("/admin/articles/entity/add/", form).status_code == 302
    assert set(Entity.objects.filter(name="Ole Brandt").values_list("slug", flat=True)) == {
        "ole-brandt",
        "ole-brandt-2",
    }


def test_an_entity_merged_in_the_admin_sends_the_articles_of_both(desk: Client, world: World) -> None:
    form = entity_form(world.brandt, merged_into=world.calloway.pk)
    assert desk.post(f"/admin/articles/entity/{world.brandt.pk}/change/", form).status_code == 302
    assert queued() == {world.bridge.pk, world.harbour.pk, world.rewrite.pk}


def test_a_deleted_article_is_sent_to_the_index_too(desk: Client, world: World) -> None:
    pk = world.bridge.pk
    assert desk.post(f"/admin/articles/article/{pk}/delete/", {"post": "yes"}).status_code == 302
    assert queued() == {pk}


@pytest.mark.parametrize("change", [{"published": "1999-01-01"}, {"title": "Another"}, {}])
def test_what_was_read_of_an_article_is_looked_up_and_put_right_in_review(
    desk: Client, world: World, change: dict[str, str]
) -> None:
    address = f"/admin/articles/article/{world.harbour.pk}/change/"
    page = desk.get(address).content.decode()
    assert f'href="/review/{world.harbour.pk}/"' in page
    assert 'name="published"' not in page and 'name="_save"' not in page
    before = Article.objects.filter(pk=world.harbour.pk).values().get()
    assert desk.post(address, change).status_code == 403
    assert Article.objects.filter(pk=world.harbour.pk).values().get() == before
    assert queued() == set()


def test_a_renamed_outlet_keeps_its_slug_so_that_its_next_article_finds_it(
    desk: Client, world: World
) -> None:
    outlet = world.harbour.outlet
    form = {"name": "The  Northern Dial and Post", "slug": "another"}
    assert desk.post(f"/admin/articles/outlet/{outlet.pk}/change/", form).status_code == 302
    assert Outlet.objects.get(pk=outlet.pk).name == "The Northern Dial and Post"
    assert Outlet.objects.get(pk=outlet.pk).slug == outlet.slug
    assert queued() == set(outlet.articles.values_list("pk", flat=True)) != set()


def test_an_outlet_added_by_hand_is_the_one_that_articles_find_by_its_name(
    desk: Client, world: World
) -> None:
    assert desk.post("/admin/articles/outlet/add/", {"name": "Aqtepe Herald"}).status_code == 302
    assert Outlet.objects.get(name="Aqtepe Herald").slug == name_slug("Aqtepe Herald")
    again = desk.post("/admin/articles/outlet/add/", {"name": "Aqtepe herald"})
    assert "That is “Aqtepe Herald”, which is here already." in again.content.decode()


def test_an_outlet_is_deleted_only_while_no_article_names_it(desk: Client, world: World) -> None:
    empty = Outlet.objects.create(name="Nobody", slug="nobody")
    gone = desk.post(f"/admin/articles/outlet/{empty.pk}/delete/", {"post": "yes"})
    kept = desk.post(f"/admin/articles/outlet/{world.harbour.outlet_id}/delete/", {"post": "yes"})
    assert (gone.status_code, kept.status_code) == (302, 403)
    assert "delete_selected" not in desk.get("/admin/articles/outlet/").content.decode()


@pytest.mark.parametrize("page", ["change", "delete"])
def test_imports_and_source_files_can_only_be_looked_up(desk: Client, world: World, page: str) -> None:
    for kind, row in (("import", world.batch), ("sourcefile", world.harbour.source)):
        assert desk.post(f"/admin/articles/{kind}/{row.pk}/{page}/", {"post": "yes"}).status_code == 403


def test_source_files_are_kept_for_ever(desk: Client, world: World) -> None:
    address = f"/admin/articles/sourcefile/{world.harbour.source.pk}/delete/"
    assert desk.post(address, {"post": "yes"}).status_code == 403
