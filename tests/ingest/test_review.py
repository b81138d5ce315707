"""An editor's word on a field outlives every later reading; removed text comes back; what is settled is in doubt no more."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from articles.ingest import reread as rereading
from articles.ingest.accept import accept_upload
from articles.ingest.report import BadRecord
from articles.ingest.reread import accept, correct, reread, restore, undo
from articles.ingest.review import checked_value
from articles.ingest.worker import work_off
from articles.models import Article, FieldReview, IndexJob

pytestmark = pytest.mark.django_db

REPORT = b"""Lorries cross the Panj again

DUSHANBE: Lorries crossed the bridge over the Panj again on Thursday after three weeks, the guards said.

The bridge had been closed because of fighting on the far bank, and drivers had been waiting on both sides.

Leave a Reply

Your email address will not be published. Required fields are marked *
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


def test_what_is_missing_is_in_doubt_until_it_is_settled(article):
    assert {doubt["field"] for doubt in article.doubts} >= {"outlet", "published"}
    correct(article, "outlet", "Northern Ledger", None)
    accept(article, "published", None)
    article.refresh_from_db()
    assert not {"outlet", "published"} & {doubt["field"] for doubt in article.doubts}
    assert article.published == ""


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
