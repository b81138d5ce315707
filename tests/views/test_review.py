"""Putting articles right: the queue, one article with its source beside it, who may, and what is said when it fails."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import html

from articles.ingest.intake import accept_upload
from articles.ingest.worker import work_off
from articles.models import Article, FieldReview, Import
from articles.pages.shared import dates
from articles.reading.field_overrides import checked_value, iso_of

pytestmark = pytest.mark.django_db

BRIDGE = b"""Lorries cross the Panj again

DUSHANBE: Lorries crossed the bridge over the Panj again on Thursday after three weeks, the guards said.

The bridge had been closed because of fighting on the far bank, and drivers had been waiting on both sides.

Leave a Reply

Your email address will not be published.
"""
PUMPS = b"""Pumps for the flooded fields

Northern Ledger Northern Ledger

9 Jul 2021

KUNDUZ: Farmers around Kunduz got forty pumps from the ministry on Friday, the council said, a week after the rain.
"""


SHARED = b"""Market day moved

The market of Aqtepe moves to Sunday.

Share this: Facebook Twitter WhatsApp Telegram

Leave a Reply
"""


@pytest.fixture
def bridge(db: None) -> Article:
    """An article without outlet and date, brought before another with both; both are doubtful for being short."""
    accept_upload([("bridge.txt", BRIDGE), ("pumps.txt", PUMPS)], recognise=False)
    work_off()
    return Article.objects.get(title__startswith="Lorries")


@pytest.fixture
def pumps(bridge: Article) -> Article:
    return Article.objects.get(title__startswith="Pumps")


def text_of(response: object) -> str:
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def send(desk: Client, article: Article, **fields: object) -> object:
    return desk.post(f"/review/{article.pk}/", fields)


def test_the_queue_says_what_is_in_doubt_and_why_worst_first(desk: Client, bridge: Article) -> None:
    accept_upload([("market.txt", SHARED)], recognise=False)
    work_off()
    text = text_of(desk.get("/review/"))
    assert "3 articles in which something is doubtful, the worst first" in text
    assert text.index("Market day") < text.index("Lorries cross") < text.index("Pumps for")
    assert "Text More was removed than was kept." in text
    market = Article.objects.get(title="Market day moved")
    page = desk.get(f"/review/{market.pk}/")
    assert "article 1 of 3 in the queue" in text_of(page)
    assert f'rel="next" href="/review/{bridge.pk}/"' in page.content.decode()


def test_what_a_source_does_not_state_is_a_filter_and_no_doubt(desk: Client, bridge: Article) -> None:
    assert {doubt["field"] for doubt in bridge.doubts} == {"body"}
    text = text_of(desk.get("/review/"))
    assert "no outlet" not in text and "No date of publication 1" in text and "No outlet 1" in text
    listed = desk.get("/review/?field=no-outlet")
    text = text_of(listed)
    assert "1 article whose source does not state this" in text
    assert "Lorries cross" in text and "Pumps for" not in text
    assert f'href="/review/{bridge.pk}/?field=no-outlet#value-outlet"' in listed.content.decode()


def test_a_room_of_before_keeps_its_doubts_and_drops_what_was_merely_absent(bridge: Article) -> None:
    absent = {"field": "outlet", "reason": "The source names no outlet."}
    worst = {"field": "body", "reason": "More was removed than was kept."}
    other = Article.objects.exclude(pk=bridge.pk).get()
    Article.objects.filter(pk=bridge.pk).update(doubts=[absent], needs_review=True)
    Article.objects.filter(pk=other.pk).update(doubts=[absent, worst], needs_review=True)
    import_module("articles.migrations.0018_absence_is_no_doubt").forwards(apps, None)
    kept = {row.pk: (row.doubts, row.needs_review) for row in Article.objects.all()}
    assert kept == {bridge.pk: ([], False), other.pk: ([{**worst, "weight": 3}], True)}


def test_an_absence_that_an_editor_has_settled_is_listed_no_more(desk: Client, bridge: Article) -> None:
    desk.post(f"/review/{bridge.pk}/?field=no-date", {"act": "save", "right": "published"})
    assert "No date of publication" not in text_of(desk.get("/review/"))
    assert "No article waits because of this." in text_of(desk.get("/review/?field=no-date"))
    assert "in the queue (" not in text_of(desk.get(f"/review/{bridge.pk}/?field=no-date"))


def test_the_queue_can_be_held_to_one_field_and_counts_each(
    desk: Client, bridge: Article, pumps: Article
) -> None:
    Article.objects.filter(pk=pumps.pk).update(
        doubts=[{"field": "published", "reason": "It lies in the future.", "weight": 3}]
    )
    text = text_of(desk.get("/review/?field=published"))
    assert "Everything 2" in text and "Published 1" in text and "Text 1" in text
    assert "Pumps for" in text and "Lorries cross" not in text


def test_a_field_that_nobody_knows_leaves_the_queue_whole(desk: Client, bridge: Article) -> None:
    assert "Pumps for" in text_of(desk.get("/review/?field=nonsense"))


def test_an_empty_queue_says_so(desk: Client, db: None) -> None:
    assert "Nothing is waiting" in text_of(desk.get("/review/"))


def test_a_page_past_the_end_of_the_queue_is_not_found(desk: Client, bridge: Article) -> None:
    assert desk.get("/review/?page=2").status_code == 404


def test_the_frame_of_every_page_counts_what_waits_for_editors_only(
    desk: Client, client: Client, bridge: Article
) -> None:
    assert "Review 2 waiting" in text_of(desk.get("/upload/"))
    client.logout()
    assert "waiting" not in text_of(client.get("/"))


def test_one_article_shows_its_source_marked_and_its_fields(desk: Client, bridge: Article) -> None:
    page = desk.get(f"/review/{bridge.pk}/")
    source = page.content.decode()
    assert '<mark class="field" id="field-title">Lorries cross the Panj again</mark>' in source
    assert "<del>Leave a Reply</del>" in source
    assert 'href="#field-dateline"' in source
    assert "article 1 of 2 in the queue" in text_of(page)
    assert f'rel="next" href="/review/{bridge.pk + 1}/"' in source


def whole_form(desk: Client, article: Article, **changed: str) -> dict[str, str]:
    """What a browser sends of the one form: every field as it is shown, or as it was changed."""
    tree = html.fromstring(desk.get(f"/review/{article.pk}/").content.decode())
    fields = tree.xpath("//form[@id='review']//input[starts-with(@name, 'value-')]")
    shown = {field.get("name"): field.get("value") for field in fields}
    assert set(shown) == {
        f"value-{name}"
        for name in ("title", "outlet", "agency", "published", "dateline", "byline", "language")
    }
    return shown | {f"value-{name}": value for name, value in changed.items()}


def test_one_form_saves_every_field_that_was_changed_and_no_other(
    desk: Client, bridge: Article, editor: User
) -> None:
    sent = whole_form(desk, bridge, outlet="Northern Ledger", published="8 July 2021")
    response = send(desk, bridge, act="save", right="body", **sent)
    assert response["Location"] == f"/review/{bridge.pk}/#done"
    bridge.refresh_from_db()
    assert (bridge.outlet.name, bridge.published, bridge.needs_review) == (
        "Northern Ledger",
        "2021-07-08",
        False,
    )
    settled = {row.field: row.accepted for row in FieldReview.objects.all()}
    assert settled == {"outlet": False, "published": False, "body": True}
    assert {row.reviewed_by for row in FieldReview.objects.all()} == {editor}


def test_save_and_next_goes_on_from_where_the_article_stood(
    desk: Client, bridge: Article, pumps: Article
) -> None:
    response = send(desk, bridge, act="save_next", **whole_form(desk, bridge, outlet="Northern Ledger"))
    assert response["Location"] == f"/review/{pumps.pk}/"
    bridge.refresh_from_db()
    # Nobody confirmed the text, so it still waits.
    assert bridge.outlet.name == "Northern Ledger" and bridge.needs_review
    last = desk.post(f"/review/{bridge.pk}/?field=no-date", {"act": "save_next", "value-published": "2021"})
    assert last["Location"] == "/review/?field=no-date"


def test_nothing_typed_is_lost_when_one_field_cannot_be_read(desk: Client, bridge: Article) -> None:
    sent = whole_form(desk, bridge, outlet="Northern Ledger", published="someday")
    response = send(desk, bridge, act="save_next", **sent)
    assert response.status_code == 400 and not FieldReview.objects.exists()
    tree = html.fromstring(response.content.decode())
    assert tree.xpath("//input[@id='value-outlet']/@value") == ["Northern Ledger"]
    assert tree.xpath("//input[@id='value-published']/@value") == ["someday"]
    assert len(tree.xpath("//*[@role='alert']")) == 1


def test_nothing_typed_is_lost_when_another_button_is_pressed(desk: Client, bridge: Article) -> None:
    part = bridge.removed[0]
    sent = whole_form(desk, bridge, outlet="Northern Ledger")
    response = send(desk, bridge, act=f"restore:{part['start']}:{part['end']}", **sent)
    tree = html.fromstring(response.content.decode())
    assert response.status_code == 200 and "The text is back in the report." in text_of(response)
    assert tree.xpath("//input[@id='value-outlet']/@value") == ["Northern Ledger"]
    assert not FieldReview.objects.filter(field="outlet").exists()
    untouched = send(desk, bridge, act=f"take_out:{part['start']}:{part['end']}")
    assert untouched["Location"] == f"/review/{bridge.pk}/#left-out"


@pytest.mark.parametrize(
    ("typed", "published", "precision"),
    [
        ("2021", "2021", "year"),
        ("2021-07", "2021-07", "month"),
        ("July 2021", "2021-07", "month"),
        ("2021-07-08", "2021-07-08", "day"),
        ("8 July 2021", "2021-07-08", "day"),
        ("8 Jul 2021", "2021-07-08", "day"),
        ("July 8, 2021", "2021-07-08", "day"),
        ("8 July 2021, 14:05", "2021-07-08T14:05", "minute"),
        ("8 July 1865", "1865-07-08", "day"),
        ("Thursday, 8 July 2021", "2021-07-08", "day"),
        ("Published: 8 Jul 2021 14:05 GMT", "2021-07-08T14:05+00:00", "minute"),
        ("8 de julio de 2021", "2021-07-08", "day"),
        ("2021年7月8日", "2021-07-08", "day"),
        ("13.07.2021", "2021-07-13", "day"),
        ("2021-07-08T14:05:00+00:00", "2021-07-08T14:05:00+00:00", "minute"),
    ],
)
def test_every_form_of_a_date_that_the_room_or_a_source_prints_is_read(
    desk: Client, bridge: Article, typed: str, published: str, precision: str
) -> None:
    send(desk, bridge, act="save", **whole_form(desk, bridge, published=typed))
    bridge.refresh_from_db()
    assert (bridge.published, bridge.published_precision) == (published, precision)
    shown = dates.shown(published, precision)
    assert dates.shown(iso_of(shown), precision) == shown


@pytest.mark.parametrize("typed", ["31 February 2021", "8 Octember 2021", "8 July 2021, 25:00", "8/7/2021"])
def test_a_date_that_is_none_is_refused(desk: Client, bridge: Article, typed: str) -> None:
    response = send(desk, bridge, act="save", **whole_form(desk, bridge, published=typed))
    assert response.status_code == 400 and not FieldReview.objects.exists()


def test_figures_that_may_be_two_days_are_refused_with_both(desk: Client, bridge: Article) -> None:
    response = send(desk, bridge, act="save", **whole_form(desk, bridge, published="8/7/2021"))
    assert "may be 2021-07-08 or 2021-08-07" in text_of(response)


@given(
    st.one_of(
        st.dates().map(lambda day: (day.isoformat(), "day")),
        st.dates().map(lambda day: (day.isoformat()[:7], "month")),
        st.datetimes().map(lambda moment: (moment.isoformat()[:16], "minute")),
    )
)
def test_whatever_date_the_room_shows_is_read_back_as_itself(date: tuple[str, str]) -> None:
    iso, precision = date
    assume(iso >= "1000")  # A year of three figures is printed without its zero.
    assert checked_value("published", dates.shown(iso, precision)) == iso


def test_a_correction_leads_to_the_next_field_in_doubt(desk: Client, bridge: Article, editor: User) -> None:
    response = send(desk, bridge, act="correct", field="outlet", value="Northern Ledger")
    assert response["Location"] == f"/review/{bridge.pk}/#value-body"
    bridge.refresh_from_db()
    assert bridge.outlet.name == "Northern Ledger"
    assert FieldReview.objects.get().reviewed_by == editor


def test_the_last_doubt_leads_to_what_comes_next(desk: Client, bridge: Article, pumps: Article) -> None:
    response = send(desk, bridge, act="accept", field="body")
    assert response["Location"] == f"/review/{bridge.pk}/#done"
    text = desk.get(f"/review/{bridge.pk}/").content.decode()
    assert "Nothing is in doubt here." in text
    assert f'href="/review/{pumps.pk}/"' in text
    bridge.refresh_from_db()
    assert (bridge.needs_review, bridge.doubts) == (False, [])


def test_what_cannot_be_read_is_said_beside_its_field_and_kept(desk: Client, bridge: Article) -> None:
    response = send(desk, bridge, act="correct", field="published", value="8 July")
    tree = html.fromstring(response.content.decode())
    (box,) = tree.xpath("//input[@id='value-published']")
    (said,) = tree.xpath("//*[@id='error-published']")
    assert response.status_code == 400
    assert (box.get("value"), box.get("aria-invalid")) == ("8 July", "true")
    assert "error-published" in box.get("aria-describedby").split()
    assert "write 2021, 2021-07, 2021-07-08, July 2021 or 8 July 2021" in said.text_content()
    assert not FieldReview.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"act": "explode"},
        {"act": "correct", "field": "slug", "value": "x"},
        {"act": "correct", "field": "body", "value": "another text"},
        {"act": "restore", "start": "-1", "end": "five"},
        {"act": "restore", "start": "0", "end": "3"},
        {"act": "restore:0"},
        {"act": "restore:0:3"},
        {"act": "undo:slug"},
        {"act": "save:x:y", "value-published": "never"},
    ],
)
def test_what_no_button_sends_changes_nothing_and_is_said(desk: Client, bridge: Article, sent) -> None:
    response = send(desk, bridge, **sent)
    assert response.status_code == 400
    assert html.fromstring(response.content.decode()).xpath("//*[@role='alert']")
    assert not FieldReview.objects.exists()


def test_an_editors_word_can_be_taken_back(desk: Client, bridge: Article) -> None:
    send(desk, bridge, act="correct", field="title", value="Traffic resumes")
    assert "Corrected by editor on" in text_of(desk.get(f"/review/{bridge.pk}/"))
    send(desk, bridge, act="undo", field="title")
    bridge.refresh_from_db()
    assert bridge.title == "Lorries cross the Panj again"


def test_a_corrected_field_says_on_the_articles_page_by_whom_and_leads_nowhere_wrong(
    desk: Client, client: Client, bridge: Article
) -> None:
    send(desk, bridge, act="correct", field="outlet", value="Northern Ledger")
    bridge.refresh_from_db()
    page = client.get(bridge.get_absolute_url())
    assert "Northern Ledger Corrected by editor on" in text_of(page)
    assert "#field-outlet" not in page.content.decode()
    assert "no characters: corrected by hand" in text_of(client.get(f"/articles/{bridge.pk}/source/"))


def test_text_left_out_is_put_back_from_the_articles_page_by_staff(desk: Client, bridge: Article) -> None:
    part = bridge.removed[0]
    assert "Put back" in text_of(desk.get(bridge.get_absolute_url()))
    response = send(desk, bridge, act="restore", start=part["start"], end=part["end"], back="article")
    assert response["Location"] == bridge.get_absolute_url()
    bridge.refresh_from_db()
    assert part["text"] in bridge.body
    assert "Leave out again" in text_of(desk.get(f"/review/{bridge.pk}/"))
    send(desk, bridge, act="take_out", start=part["start"], end=part["end"])
    bridge.refresh_from_db()
    assert part["text"] not in bridge.body


def test_readers_are_not_offered_what_they_may_not_do(client: Client, bridge: Article) -> None:
    text = text_of(client.get(bridge.get_absolute_url()))
    assert "Put back" not in text and "Correct this" not in text


def test_everything_in_doubt_is_accepted_in_one_move_and_the_next_article_comes(
    desk: Client, bridge: Article, pumps: Article
) -> None:
    response = desk.post(f"/review/{bridge.pk}/", {"act": "accept_all"}, follow=True)
    assert response.redirect_chain == [(f"/review/{pumps.pk}/", 302)]
    assert "is no longer in doubt" in text_of(response)
    bridge.refresh_from_db()
    assert not bridge.needs_review


def test_the_walk_through_one_fields_queue_stays_in_it(desk: Client, bridge: Article, pumps: Article) -> None:
    source = desk.get(f"/review/{bridge.pk}/?field=body").content.decode()
    assert f'href="/review/{pumps.pk}/?field=body"' in source
    response = desk.post(f"/review/{bridge.pk}/?field=body", {"act": "accept", "field": "outlet"})
    assert response["Location"].startswith(f"/review/{bridge.pk}/?field=body#")


def test_markup_in_what_is_typed_stays_text(desk: Client, bridge: Article) -> None:
    send(desk, bridge, act="correct", field="title", value="<script>alert(1)</script>")
    assert "<script>alert" not in desk.get(f"/review/{bridge.pk}/").content.decode()


def test_a_form_without_its_token_is_refused(editor: User, bridge: Article) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert send(strict, bridge, act="accept_all").status_code == 403


def test_the_pages_ask_the_database_a_fixed_number_of_times(
    desk: Client, bridge: Article, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(6):
        desk.get("/review/")
    with django_assert_max_num_queries(6):
        desk.get("/review/?field=no-date")
    with django_assert_max_num_queries(14):
        desk.get(f"/review/{bridge.pk}/")


def test_a_file_that_needs_review_leads_there_from_its_imports_page(desk: Client, bridge: Article) -> None:
    assert (
        f'href="/review/{bridge.pk}/"' in desk.get(Import.objects.get().get_absolute_url()).content.decode()
    )


def test_an_editor_chooses_the_encoding_of_a_file_and_every_report_of_it_is_read_again(
    desk: Client, db: None
) -> None:
    russian = (
        "Паром остаётся\n\nСовет Порт-Линдена решил сохранить ночной паром ещё на один год, сообщила газета."
    )
    accept_upload([("ferry.txt", russian.encode("cp1251"))], recognise=False)
    work_off()
    article = Article.objects.get()
    assert article.title == "Паром остаётся" and article.source.encoding == "cp1251"
    send(desk, article, act="encoding", encoding="koi8-r")
    article.refresh_from_db()
    assert article.title != "Паром остаётся"
    assert "option selected>koi8-r" in desk.get(f"/review/{article.pk}/").content.decode()
    send(desk, article, act="encoding", encoding="")
    article.refresh_from_db()
    assert article.title == "Паром остаётся"


def test_an_encoding_that_is_not_offered_is_refused_in_words(desk: Client, bridge: Article) -> None:
    answer = send(desk, bridge, act="encoding", encoding="rot13")
    assert answer.status_code == 400 and "There is no encoding “rot13” to choose" in text_of(answer)
    bridge.source.refresh_from_db()
    assert bridge.source.chosen_encoding == ""
