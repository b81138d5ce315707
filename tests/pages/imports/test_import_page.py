"""An import's page: every outcome leads to its article, and thousands of files cost no more than a hundred."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from articles.models import Import, ImportItem, Outlet
from articles.pages.imports.import_page import ITEMS_A_PAGE, import_page
from articles.pages.shared.paging import NoSuchPage
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def shown(batch: Import) -> str:
    page = render_to_string("articles/partials/import_progress.html", {"page": import_page(batch)})
    return " ".join(page.split())


def test_a_duplicate_leads_to_the_article_that_was_here_before(world: World) -> None:
    ImportItem.objects.create(
        batch=world.batch, name="again.txt", data=b"", state="done", outcome="duplicate", article=world.grain
    )
    link = f'already here: <a href="{world.grain.get_absolute_url()}" lang="en" dir="ltr">{world.grain.title}</a>'
    assert link in shown(world.batch)


def test_a_new_version_leads_to_the_earlier_one_too(world: World) -> None:
    world.rewrite.outlet = Outlet.objects.get(slug="the-northern-dial")
    world.rewrite.save()
    ImportItem.objects.create(
        batch=world.batch,
        name="new.txt",
        data=b"",
        state="done",
        outcome="new_version",
        article=world.rewrite,
    )
    page = shown(world.batch)
    url = world.rewrite.get_absolute_url()
    assert f'<a href="{url}" lang="en" dir="ltr">{world.rewrite.title}</a>' in page
    assert f'<a href="{world.harbour.get_absolute_url()}">Earlier version' in page


def test_five_thousand_files_are_counted_and_paged_in_five_questions(
    world: World, django_assert_max_num_queries
) -> None:
    batch = Import.objects.create()
    ImportItem.objects.bulk_create(
        ImportItem(batch=batch, name=f"{number}.txt", data=b"x", state="done", outcome="failed")
        for number in range(5000)
    )
    with django_assert_max_num_queries(5):
        page = import_page(batch, page=50, outcome="failed")
        assert [row.item.name for row in page.items.rows][-1] == "4999.txt"
    assert (page.total, page.items.paging.pages, len(page.items.rows)) == (5000, 50, ITEMS_A_PAGE)
    with pytest.raises(NoSuchPage):
        import_page(batch, page=51)
