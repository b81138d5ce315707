"""An editor's word on a field outlives every later reading; removed text comes back; what is settled is in doubt no more."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from articles.ingest.intake import accept_upload
from articles.ingest.recognition.recognise import recognise
from articles.ingest.reviewing import reparsing as rereading
from articles.ingest.reviewing.reparsing import accept, accept_all, correct, reread, restore, take_out, undo
from articles.ingest.worker import work_off
from articles.models import Alias, Article, Entity, FieldReview, IndexJob, Mention
from articles.reading.field_overrides import checked_value
from articles.reading.report import BadRecord

pytestmark = pytest.mark.django_db

REPORT = b"""Lorries cross the Panj again

DUSHANBE: Lorries crossed the bridge over the Panj again on Thursday after three weeks, the guards said.

The bridge had been closed because of fighting on the far bank, and drivers had been waiting on both sides.

Leave a Reply

Your email address will not be published.
"""


@pytest.fixture
def article() -> Article:
    accept_upload([("bridge.txt", REPORT)], recognise=False)
    work_off()
    IndexJob.objects.all().delete()
    return Article.objects.get()


def again(article: Article) -> Article:
    """The article as another reading of its source leaves it."""
    fresh = Article.objects.get(pk=article.pk)
    reread(fresh)
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize(
    ("field", "typed", "shown"),
    [
        ("title", "Traffic over the Panj resumes", "Traffic over the Panj resumes"),
        ("outlet", "Northern Ledger", "Northern Ledger"),
        ("agency", "Steppe", "Steppe"),
        ("published", "2021-07-08", "2021-07-08"),
        ("dateline", "Khorog", "Khorog"),
        ("byline", "Mina Sorel and Aidar Bekov", ["Mina Sorel", "Aidar Bekov"]),
    ],
)
def test_a_correction_outlives_two_readings(article, field, typed, shown):
    (change, *_) = [change for change in correct(article, field, typed, None) if change.field == field]
    assert shown in (change.after, change.after["place"] if field == "dateline" else change.after)
    for _ in range(2):
        assert rereading.current_value(again(article), field) == shown
    assert IndexJob.objects.filter(article_id=article.pk).exists()


def test_a_corrected_field_says_that_an_editor_settled_it(article):
    correct(article, "outlet", "Northern Ledger", None)
    assert again(article).evidence["outlet"]["rule"] == "an editor’s correction"


def test_what_looks_wrong_is_in_doubt_until_it_is_settled(article):
    assert [(doubt["field"], doubt["weight"]) for doubt in article.doubts] == [("body", 1)]
    accept(article, "published", None)
    accept(article, "body", None)
    article.refresh_from_db()
    assert article.doubts == [] and article.published == ""


def test_taking_a_correction_back_gives_what_the_source_says(article):
    correct(article, "title", "Another headline", None)
    undo(article, "title")
    assert again(article).title == "Lorries cross the Panj again"
    assert not FieldReview.objects.exists()


def test_removed_text_comes_back_where_it_stood_and_stays(article):
    first = article.removed[0]
    restore(article, first["start"], first["end"], None)
    fresh = again(article)
    assert fresh.paragraphs[-1]["text"] == first["text"] == "Leave a Reply"
    assert first["text"] not in [part["text"] for part in fresh.removed]
    second = fresh.removed[0]
    restore(fresh, second["start"], second["end"], None)
    assert [block["text"] for block in again(article).paragraphs][-2:] == [first["text"], second["text"]]


def test_restored_text_can_be_left_out_again(article):
    first, second = [(part["start"], part["end"]) for part in article.removed]
    before = article.body
    restore(article, *first, None)
    restore(article, *second, None)
    take_out(article, *first, None)
    assert "Leave a Reply" not in again(article).body
    assert "Your email address" in article.body
    take_out(article, *second, None)
    assert again(article).body == before
    assert not FieldReview.objects.exists()


def test_text_that_was_not_left_out_cannot_be_put_back(article):
    with pytest.raises(BadRecord, match="not among what was left out"):
        restore(article, 0, 10, None)


def test_typing_the_value_that_is_there_accepts_it(article):
    correct(article, "title", article.title, None)
    assert FieldReview.objects.get().accepted
    assert again(article).evidence["title"]["text"] == "Lorries cross the Panj again"


def test_all_that_is_in_doubt_can_be_accepted_in_one_move(article):
    accept_all(article, ["outlet", "published", "body"], None)
    article.refresh_from_db()
    assert (article.doubts, article.needs_review) == ([], False)


def test_what_is_typed_loses_characters_that_nobody_sees():
    assert checked_value("outlet", "Northern\u202e \x00Ledger\n") == "Northern Ledger"


def test_what_is_too_long_to_keep_is_refused_with_the_limit():
    with pytest.raises(BadRecord, match="200 can be kept"):
        checked_value("outlet", "x" * 201)


def a_mention(article: Article, surface: str) -> Mention:
    place, _ = Entity.objects.get_or_create(kind="place", name=surface, slug=surface.lower())
    start = article.body.index(surface)
    return Mention.objects.create(
        article=article,
        start=start,
        end=start + len(surface),
        surface=surface,
        kind="place",
        entity=place,
        source="model",
        confidence=0.9,
    )


def test_names_stay_on_their_words_when_text_comes_back_before_them():
    opening = b"Dry spell ends\n\nShare on Facebook\n\n"
    accept_upload([("dry.txt", opening + REPORT.split(b"\n\n", 1)[1])], recognise=False)
    work_off()
    article = Article.objects.get()
    removed = next(part for part in article.removed if part["text"].startswith("Share on"))
    Article.objects.update(recognised=True)
    article.refresh_from_db()
    a_mention(article, "Panj")
    restore(article, removed["start"], removed["end"], None)
    article.refresh_from_db()
    mention = article.mentions.get()
    assert article.body.startswith("Share on")
    assert article.body[mention.start : mention.end] == "Panj"
    assert article.stale_since is not None


def test_names_in_text_that_is_left_out_again_go_with_it(article):
    first = article.removed[0]
    restore(article, first["start"], first["end"], None)
    Article.objects.update(recognised=True)
    article.refresh_from_db()
    a_mention(article, "Reply")
    a_mention(article, "Panj")
    take_out(article, first["start"], first["end"], None)
    assert [mention.surface for mention in article.mentions.all()] == ["Panj"]


def test_a_corrected_dateline_files_the_article_under_that_place(article):
    khorog = Entity.objects.create(kind="place", name="Khorog", slug="khorog")
    Alias.objects.create(entity=khorog, surface="Khorog", folded="khorog")
    correct(article, "dateline", "Khorog", None)
    assert again(article).dateline_place == khorog
    correct(article, "dateline", "Murghab", None)
    assert again(article).dateline_place.name == "Murghab"
    undo(article, "dateline")
    assert again(article).dateline_place is None


@pytest.mark.parametrize("typed", ["8 July", "2021-13", "2021-02-30", "last week"])
def test_a_date_that_is_none_is_refused_with_the_form_that_is_wanted(article, typed):
    with pytest.raises(BadRecord, match=r"2021-07-08|calendar"):
        correct(article, "published", typed, None)
    assert not FieldReview.objects.exists()


def test_a_headline_cannot_be_emptied():
    with pytest.raises(BadRecord, match="cannot be empty"):
        checked_value("title", "  ")


def test_reparse_says_what_would_change_and_changes_nothing(article, capsys):
    Article.objects.update(title="What an older version read")
    call_command("reparse", "--dry-run")
    said = capsys.readouterr().out
    assert "'What an older version read' → 'Lorries cross the Panj again'" in said
    assert "1 would change" in said
    article.refresh_from_db()
    assert article.title == "What an older version read"


def test_reparse_reads_anew_and_the_second_time_changes_nothing(article, capsys):
    Article.objects.update(title="What an older version read")
    call_command("reparse")
    assert "1 changed" in capsys.readouterr().out
    call_command("reparse")
    assert "0 changed" in capsys.readouterr().out
    article.refresh_from_db()
    assert article.title == "Lorries cross the Panj again"


def test_text_put_back_before_the_dateline_leaves_the_article_filed_and_marked_where_it_was():
    opening = b"Dry spell ends\n\nShare on Facebook\n\n"
    accept_upload([("dry.txt", opening + REPORT.split(b"\n\n", 1)[1])], recognise=False)
    work_off()
    article = Article.objects.get()
    recognise([article])
    assert article.dateline_place.name == "Dushanbe"
    removed = next(part for part in article.removed if part["text"].startswith("Share on"))
    restore(article, removed["start"], removed["end"], None)
    recognise([article])
    fresh = Article.objects.get()
    assert fresh.dateline_place.name == "Dushanbe"
    (filed,) = fresh.mentions.filter(role="dateline")
    assert fresh.body[filed.start : filed.end] == "DUSHANBE"
