"""Storing a report: what is new, what is the same text, what the index must learn."""

import dataclasses

import pytest
from django.db import IntegrityError

from articles.ingest.article_store import article_row, find_duplicate, keep_source, store_row
from articles.ingest.article_versions import describe_version
from articles.models import Article, IndexJob, Relation
from articles.reading.report import BadRecord, Block, Dateline, Evidence, RawFile, Report

pytestmark = pytest.mark.django_db

REPORT = Report(
    format="text",
    title="Bridge over the Panj is open again",
    outlet="Northern Ledger",
    agency="Hindukush Press Agency",
    published="2021-07-08",
    published_precision="day",
    dateline=Dateline("DUSHANBE:", "Dushanbe", ("Dushanbe",), 40, 49),
    paragraphs=(Block("DUSHANBE: Lorries crossed the river on Thursday.", 40, 88),),
    evidence={"title": Evidence(0, 34, "Bridge over the Panj is open again", "first line")},
)


def stored(report: Report = REPORT, data: bytes = b"bytes", part: int = 0) -> Article:
    return store_row(article_row(report), report, keep_source(RawFile("a.txt", data)), part)


def test_a_stored_report_comes_back_as_it_was():
    article = Article.objects.get(pk=stored().pk)
    assert (article.title, article.outlet.name, article.agency.name) == (
        REPORT.title,
        "Northern Ledger",
        "Hindukush Press Agency",
    )
    assert article.body == REPORT.body
    assert article.dateline["place"] == "Dushanbe"
    assert article.evidence["title"]["rule"] == "first line"
    assert article.slug == "bridge-over-the-panj-is-open-again"


def test_storing_writes_the_outbox_row_for_the_index():
    article = stored()
    assert list(IndexJob.objects.values_list("article_id", flat=True)) == [article.pk]


def test_the_same_bytes_are_kept_once():
    assert keep_source(RawFile("a.txt", b"same")) == keep_source(RawFile("b.txt", b"same"))


def test_the_same_text_without_an_outlet_is_known():
    article = stored()
    assert find_duplicate(dataclasses.replace(REPORT, outlet="")).article == article


def test_the_same_text_from_another_outlet_is_a_copy_not_a_duplicate():
    stored()
    copy = dataclasses.replace(REPORT, outlet="Steppe Courier")
    assert find_duplicate(copy) is None
    stored(copy, data=b"other bytes")
    assert Article.objects.count() == 2


def test_white_space_does_not_make_a_text_new():
    stored()
    spaced = Block("DUSHANBE:  Lorries crossed\nthe river on Thursday.", 40, 90)
    assert find_duplicate(dataclasses.replace(REPORT, paragraphs=(spaced,))) is not None


def test_the_database_itself_refuses_a_second_row_for_one_outlets_text():
    stored()
    with pytest.raises(IntegrityError):
        stored(data=b"other bytes")


def test_a_report_without_a_body_is_refused_in_words():
    with pytest.raises(BadRecord, match="no report was found"):
        article_row(dataclasses.replace(REPORT, paragraphs=()))


def test_a_date_less_exact_than_a_day_does_not_sort_as_one():
    assert (
        article_row(dataclasses.replace(REPORT, published="2021", published_precision="year")).published_day
        is None
    )


def test_a_rewrite_by_its_own_outlet_is_a_new_version_and_says_what_it_changed():
    first = stored()
    text = (
        REPORT.body
        + " The governor of Khatlon, who came by helicopter, promised a second bridge for next year."
    )
    more = Block(text, 40, 40 + len(text))
    second = stored(dataclasses.replace(REPORT, paragraphs=(more,)), data=b"later bytes")
    Relation.objects.create(first=first, second=second, relation="same_report", score=0.9)
    assert describe_version(second) == f"new version of “{first.title}”: adds 1 sentence"


def test_a_rewrite_by_another_outlet_is_said_with_its_outlet():
    first = stored()
    second = stored(dataclasses.replace(REPORT, outlet="Steppe Courier"), data=b"other bytes")
    Relation.objects.create(first=first, second=second, relation="same_report", score=0.9)
    assert describe_version(second).startswith(f"new version of “{first.title}” ({first.outlet.name}): ")


def test_an_update_that_names_no_outlet_is_a_new_version_too():
    first = stored()
    text = REPORT.body + " The governor of Khatlon promised a second bridge for next year."
    more = Block(text, 40, 40 + len(text))
    second = stored(dataclasses.replace(REPORT, outlet="", paragraphs=(more,)), data=b"later bytes")
    Relation.objects.create(first=first, second=second, relation="same_report", score=0.9)
    assert describe_version(second) == f"new version of “{first.title}”: adds 1 sentence"


def test_reports_that_are_only_related_are_no_versions():
    first, second = (
        stored(),
        stored(dataclasses.replace(REPORT, outlet="Steppe Courier"), data=b"other bytes"),
    )
    Relation.objects.create(first=first, second=second, relation="same_story", score=0.7)
    assert describe_version(second) == ""
