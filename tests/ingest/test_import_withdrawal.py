"""A file of many reports keeps the outcome of each; an import can be taken back, and that can be undone."""

from __future__ import annotations

import json
import threading

import pytest

from articles.ingest import pipeline
from articles.ingest.import_withdrawal import (
    ARTICLES_AT_ONCE,
    brought_articles,
    request_withdrawal,
    restore_import,
    withdraw_some,
)
from articles.ingest.intake import accept_upload
from articles.ingest.queue import claim_many
from articles.ingest.worker import work_off
from articles.models import Article, Import, ImportItem, IndexJob, ItemReport

pytestmark = pytest.mark.django_db

PLACES = ("Kirkholm", "Port Linden", "Oldtown")


def report(number: int) -> str:
    words = f"The council of quarter {number} opened bridge {number} and closed ferry {number} for good. " * 8
    return f"{PLACES[number % 3]} opens bridge number {number}\n\n{words}"


def delivery(first: int, last: int) -> bytes:
    records = ({"text": report(number), "outlet": "Vessa Post"} for number in range(first, last))
    return "\n".join(json.dumps(record) for record in records).encode()


def bring(*files: tuple[str, bytes]) -> Import:
    batch = accept_upload(files, recognise=False)
    work_off()
    return batch


def withdraw(batch: Import) -> None:
    request_withdrawal(batch, None)
    while withdraw_some():
        pass


def test_each_report_of_a_file_has_its_own_outcome():
    bring(("known.txt", report(1).encode()))
    batch = bring(("many.jsonl", delivery(0, 3) + b'\n{"text": ""}'))
    item = batch.items.get()
    assert [row.outcome for row in item.reports.all()] == [
        "added",
        "duplicate",
        "added",
        "failed",
    ]
    assert item.detail.startswith("4 reports: 2 added, 1 duplicate, 1 failed")
    assert item.reports.get(part=0).article.title == "Kirkholm opens bridge number 0"


def test_a_file_that_was_left_in_the_middle_goes_on_where_it_stopped():
    batch = accept_upload([("many.jsonl", delivery(0, 70))], recognise=False)
    stop = threading.Event()
    pipeline.process_many(claim_many(1), stop, between=stop.set)
    item = batch.items.get()
    first = set(ItemReport.objects.values_list("pk", flat=True))
    assert (item.state, len(first)) == ("waiting", pipeline.RECORDS_AT_ONCE)
    work_off()
    item.refresh_from_db()
    assert (item.state, item.reports.count(), Article.objects.count()) == ("done", 70, 70)
    assert first < set(ItemReport.objects.values_list("pk", flat=True))


def test_other_duties_are_done_between_the_chunks_of_one_long_file():
    accept_upload([("many.jsonl", delivery(0, 70))], recognise=False)
    waiting: list[int] = []
    pipeline.process_many(claim_many(1), between=lambda: waiting.append(IndexJob.objects.count()))
    assert waiting == [32, 64, 70]


def test_taking_back_removes_what_only_this_import_brought():
    kept = bring(("first.txt", report(1).encode()))
    batch = bring(("many.jsonl", delivery(0, ARTICLES_AT_ONCE + 5)), ("one.txt", report(500).encode()))
    again = bring(("again.txt", report(2).encode()))
    assert brought_articles(batch).count() == ARTICLES_AT_ONCE + 5 - 2 + 1
    withdraw(batch)
    assert {row.title for row in Article.objects.all()} == {
        "Port Linden opens bridge number 1",
        "Oldtown opens bridge number 2",
    }
    assert set(batch.items.values_list("outcome", flat=True)) == {"withdrawn"}
    assert kept.items.get().article and again.items.get().article
    assert IndexJob.objects.filter(article_id__gt=0).count() >= ARTICLES_AT_ONCE


def test_a_taking_back_is_undone_by_reading_the_files_again():
    batch = bring(("many.jsonl", delivery(0, 4)), ("one.txt", report(500).encode()))
    titles = set(Article.objects.values_list("title", flat=True))
    withdraw(batch)
    assert not Article.objects.exists()
    assert restore_import(batch) == 2
    work_off()
    assert set(Article.objects.values_list("title", flat=True)) == titles
    assert batch.items.get(name="many.jsonl").reports.count() == 4


def test_a_file_that_waits_is_not_read_once_its_import_is_taken_back():
    batch = accept_upload([("one.txt", report(1).encode())], recognise=False)
    request_withdrawal(batch, None)
    assert work_off() == 0
    while withdraw_some():
        pass
    assert ImportItem.objects.get().outcome == "withdrawn"
    restore_import(batch)
    assert work_off() == 1
    assert Article.objects.count() == 1


def test_a_failed_file_stays_failed_and_can_be_tried_again():
    batch = bring(("empty.txt", b" "), ("one.txt", report(1).encode()))
    withdraw(batch)
    assert set(batch.items.values_list("name", "outcome")) == {
        ("empty.txt", "failed"),
        ("one.txt", "withdrawn"),
    }
