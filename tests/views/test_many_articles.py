"""Changing many articles: chosen by a search, a queue or an import, looked at first, done, logged and undone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import html

from articles.models import Article, FieldReview, ManyChange
from tests.world import World

pytestmark = pytest.mark.django_db
LEDGER = "set-outlet=Northern+Ledger"


def text_of(response: object) -> str:
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def test_results_and_queues_lead_to_the_change_with_their_address(
    desk: Client, client: Client, indexed: World
) -> None:
    page = desk.get("/search/?q=harbour").content.decode()
    assert 'href="/articles/change/?q=harbour"' in page
    assert 'href="/articles/change/?queue=no-outlet"' in desk.get("/review/?field=no-outlet").content.decode()
    client.logout()
    assert "/articles/change/" not in client.get("/search/?q=harbour").content.decode()


def test_what_would_change_is_counted_and_shown_before_anything_does(desk: Client, indexed: World) -> None:
    text = text_of(desk.get(f"/articles/change/?q=harbour&{LEDGER}&everywhere=on"))
    count = Article.objects.exclude(outlet__name="Northern Ledger").count()
    assert "articles would change" in text and "Outlet becomes “Northern Ledger” in" in text
    assert "The Northern Dial → Northern Ledger" in text
    assert count and not FieldReview.objects.exists()


def test_without_everywhere_what_a_source_states_stays(desk: Client, indexed: World) -> None:
    text = text_of(desk.get(f"/articles/change/?q=harbour&outlet=the-northern-dial&{LEDGER}"))
    assert "Nothing would change" in text and "1 stay as they are" in text


def test_a_change_is_made_once_seen_logged_and_undone(desk: Client, indexed: World, editor: User) -> None:
    address = f"/articles/change/?outlet=the-northern-dial&{LEDGER}&everywhere=on"
    tree = html.fromstring(desk.get(address).content.decode())
    (count,) = tree.xpath("//input[@name='count']/@value")
    made = desk.post(address, {"count": count})
    change = ManyChange.objects.latest("pk")
    assert (made.status_code, made["Location"]) == (302, f"/changes/{change.pk}/")
    assert change.made_by == editor and change.articles.count() == int(count)
    page = text_of(desk.get(made["Location"]))
    assert (
        "Outlet “Northern Ledger” for the search outlet the-northern-dial: 1 article, 1 still being applied"
        in page
    )
    assert "Outlet “Northern Ledger”" in text_of(desk.get("/changes/"))
    undone = desk.post(f"/changes/{change.pk}/undo/", follow=True)
    assert "Undone." in text_of(undone) and "undone by editor" in text_of(undone)
    again = desk.post(f"/changes/{change.pk}/undo/", follow=True)
    assert "It has been undone already." in text_of(again)
    assert not FieldReview.objects.exists()


def test_a_change_of_other_articles_than_were_seen_is_shown_again(desk: Client, indexed: World) -> None:
    response = desk.post(f"/articles/change/?{LEDGER}&everywhere=on", {"count": "1"})
    assert response.status_code == 400 and "Look again at what would change" in text_of(response)
    assert not FieldReview.objects.exists()


def test_what_cannot_be_read_is_said_beside_its_field(desk: Client, indexed: World) -> None:
    response = desk.get("/articles/change/?set-published=soon&set-language=english")
    tree = html.fromstring(response.content.decode())
    assert response.status_code == 400
    assert "not read as a date" in tree.xpath("string(//*[@id='error-published'])")
    assert "no code of a language" in tree.xpath("string(//*[@id='error-language'])")


def test_an_import_and_a_queue_can_be_chosen(desk: Client, indexed: World) -> None:
    assert "Change 1 article" in text_of(desk.get(f"/articles/change/?import={indexed.batch.pk}"))
    waiting = Article.objects.filter(outlet=None).count()
    assert f"Change {waiting} article" in text_of(desk.get("/articles/change/?queue=no-outlet"))
    assert "Change 0 articles" in text_of(desk.get("/articles/change/?import=999"))


def test_more_than_one_change_takes_is_refused_with_the_number(
    desk: Client, indexed: World, monkeypatch
) -> None:
    monkeypatch.setattr("articles.pages.review.chosen_articles.ARTICLES_MAX", 2)
    text = text_of(desk.get(f"/articles/change/?{LEDGER}&everywhere=on"))
    assert "Narrow the search first" in text and "would change" not in text
