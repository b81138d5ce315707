"""The write line, from bytes to rows and outcomes; recognition is left out here, tests/entities and the browser have it."""

from __future__ import annotations

import io
import json
import re
import threading
import zipfile
from collections.abc import Iterable, Iterator

import pytest
from django.db import IntegrityError

from articles.entities.recognition.entity_reader import Reading
from articles.ingest import pipeline
from articles.ingest.intake import accept_upload
from articles.ingest.queue import claim, release_all
from articles.ingest.recognition.article_parts import parts_of
from articles.ingest.worker import work_off
from articles.models import Article, Import, ImportItem, IndexJob, SourceFile

pytestmark = pytest.mark.django_db

REPORT = b"""Bridge over the Panj opens to lorries

Northern Ledger Northern Ledger

8 Jul 2021

DUSHANBE, July 8 (Steppe) - Lorries crossed the bridge over the Panj again on Thursday, the border guards said.

The bridge had been closed for three weeks. Drivers waited on both banks, and some of them had slept in their cabs.
"""
OTHER = b"""Rain delays the harvest around Kunduz

Northern Ledger Northern Ledger

9 Jul 2021

KUNDUZ: Farmers around Kunduz began the harvest a week late because of heavy rain, the provincial council said.

About 1,200 hectares of wheat were under water on Monday, and the council
has asked the ministry for pumps, for seed and for another week.
"""


def brought(*files: tuple[str, bytes]) -> Import:
    batch = accept_upload(files, recognise=False)
    work_off(batch)
    return batch


def outcomes(batch: Import) -> list[tuple[str, str]]:
    return list(batch.items.values_list("name", "outcome"))


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.txt", data)
    return packed.getvalue()


def test_a_file_becomes_an_article_with_its_source_and_an_outbox_row():
    batch = brought(("bridge.txt", REPORT))
    article = Article.objects.get()
    assert outcomes(batch) == [("bridge.txt", "added")]
    assert batch.items.get().article == article
    assert bytes(article.source.data) == REPORT
    assert article.dateline["place"] == "Dushanbe"
    assert IndexJob.objects.get().article_id == article.pk


def test_the_same_file_twice_is_a_duplicate_that_names_the_first():
    batch = brought(("a.txt", REPORT), ("b.txt", REPORT))
    assert [outcome for _, outcome in outcomes(batch)] == ["added", "duplicate"]
    assert "Bridge over the Panj" in batch.items.last().detail
    assert Article.objects.count() == SourceFile.objects.count() == 1


def test_the_same_text_in_another_file_is_a_duplicate_too():
    batch = brought(("a.txt", REPORT), ("b.txt", REPORT.replace(b"\n", b"\r\n")))
    assert [outcome for _, outcome in outcomes(batch)] == ["added", "duplicate"]


def test_an_archive_becomes_items_of_the_same_import():
    batch = brought(("clippings.zip", zipped(bridge=REPORT, rain=OTHER)))
    assert outcomes(batch) == [("clippings.zip", "unpacked"), ("bridge.txt", "added"), ("rain.txt", "added")]


def test_an_archive_inside_an_archive_is_refused_and_the_rest_is_read():
    batch = brought(("outer.zip", zipped(rain=OTHER, inner=zipped(bridge=REPORT))))
    assert Article.objects.get().title.startswith("Rain delays")
    assert batch.items.filter(outcome="failed").count() == 1


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "empty"), (b" \n\t", "empty"), (b"PK\x03\x04 cut", "archive|zip|damaged")]
)
def test_a_file_without_a_report_fails_in_words_and_stops_nothing(data, said):
    batch = brought(("bad.txt", data), ("good.txt", REPORT))
    assert [outcome for _, outcome in outcomes(batch)] == ["failed", "added"]
    assert re.search(said, batch.items.first().detail, re.IGNORECASE)


def test_a_fault_of_ours_ends_as_the_items_outcome_and_keeps_its_bytes(monkeypatch, caplog):
    def faulty(raw: object) -> object:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(pipeline, "read_file", faulty)
    item = brought(("a.txt", REPORT)).items.get()
    assert item.outcome == "failed"
    assert "ZeroDivisionError" in item.detail
    assert bytes(item.data) == REPORT
    assert "a.txt" in caplog.text


@pytest.mark.parametrize("step", ["keep_source", "article_row", "store_row"])
def test_a_worker_killed_at_any_step_leaves_an_item_that_is_read_once(monkeypatch, step):
    class Killed(BaseException):
        """As far as the pipeline can see, the end of the process."""

    real = getattr(pipeline, step)

    def dies(*args: object, **kwargs: object) -> object:
        raise Killed

    accept_upload([("a.txt", REPORT)], recognise=False)
    monkeypatch.setattr(pipeline, step, dies)
    with pytest.raises(Killed):
        pipeline.process(claim())
    monkeypatch.setattr(pipeline, step, real)
    assert ImportItem.objects.get().state == "working"

    release_all()
    assert work_off() == 1
    assert ImportItem.objects.get().outcome == "added"
    assert Article.objects.count() == SourceFile.objects.count() == IndexJob.objects.count() == 1


def test_killed_between_storing_and_the_outcome_nothing_is_doubled(monkeypatch):
    class Killed(BaseException):
        """As far as the pipeline can see, the end of the process."""

    def dies(*args: object, **kwargs: object) -> None:
        raise Killed

    accept_upload([("a.txt", REPORT)], recognise=False)
    with monkeypatch.context() as patch:
        patch.setattr(pipeline.queue, "finish", dies)
        with pytest.raises(Killed):
            pipeline.process(claim())
    assert ImportItem.objects.get().state == "working"
    release_all()
    work_off()
    assert ImportItem.objects.get().outcome == "added"
    assert Article.objects.count() == 1


def test_a_jsonl_file_gives_an_article_a_line_and_names_the_bad_ones():
    lines = [json.dumps({"id": n, "text": data.decode()}) for n, data in enumerate((REPORT, OTHER))]
    batch = brought(("many.jsonl", "\n".join([lines[0], "{broken", lines[1]]).encode()))
    item = batch.items.get()
    assert Article.objects.count() == 2
    assert item.outcome == "added"
    assert "2 added, 1 failed" in item.detail


def test_told_to_stop_a_worker_gives_back_what_it_has_not_stored():
    accept_upload([("a.txt", REPORT), ("b.txt", OTHER)], recognise=False)
    stop = threading.Event()
    work_off(stop=stop, done=lambda item: stop.set())
    assert [(item.state, item.attempts) for item in ImportItem.objects.all()] == [("done", 1), ("waiting", 0)]
    work_off()
    assert Article.objects.count() == 2


def test_a_fault_while_many_are_read_together_falls_on_the_guilty_alone(monkeypatch, caplog):
    def reads(rows: Iterable[Article]) -> Iterator[Reading]:
        for row in list(rows):
            if "Kunduz" in row.title:
                raise ZeroDivisionError("division by zero")
            yield Reading(tuple(() for _ in parts_of(row)))

    monkeypatch.setattr(pipeline, "read_entities", reads)
    batch = accept_upload([("bridge.txt", REPORT), ("rain.txt", OTHER)])
    work_off()
    assert outcomes(batch) == [("bridge.txt", "added"), ("rain.txt", "failed")]
    assert Article.objects.get().recognised
    assert "several files together" in caplog.text


def test_what_another_worker_wrote_in_between_is_met_by_storing_again(monkeypatch):
    real, crossed = pipeline.store_row, []

    def crosses(*args: object) -> Article:
        stored = real(*args)
        if not crossed:
            crossed.append(stored)
            raise IntegrityError("UNIQUE constraint failed: articles_outlet.slug")
        return stored

    monkeypatch.setattr(pipeline, "store_row", crosses)
    batch = brought(("a.txt", REPORT))
    assert outcomes(batch) == [("a.txt", "added")]
    assert crossed and Article.objects.count() == 1


def test_a_file_of_many_megabytes_does_not_hold_up_what_was_opened_before_it(monkeypatch):
    monkeypatch.setattr(pipeline, "OPEN_MAX_BYTES", 10)
    batch = brought(("a.txt", REPORT), ("b.txt", OTHER), ("c.txt", REPORT))
    assert [outcome for _, outcome in outcomes(batch)] == ["added", "added", "duplicate"]
