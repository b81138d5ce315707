"""Several processes read what one reads, and one that dies takes neither the room nor the others' articles with it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from django.core.management import call_command

from articles.entities.recognition.entity_reader import Part
from articles.ingest.intake import accept_upload
from articles.ingest.recognition import reader_pool
from articles.ingest.recognition.reader_pool import entity_reader, gazetteer, read_entities, release_processes
from articles.ingest.recognition.reader_process import ReaderDied, ReaderProcesses
from articles.ingest.worker import work_off
from articles.models import Article, Import, ImportItem

pytestmark = pytest.mark.django_db
TEXTS = (
    "Mary Robinson opened the clinic in Galway, Ireland. Robinson thanked the Irish Red Cross.",
    "Kofi Annan flew from Accra to Geneva, where the United Nations has an office.",
    "The ferry from Piraeus was late again, Greek port police said on Monday.",
)


class Deadly:
    """What ends the process that unpacks it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (1,)


@pytest.fixture
def names() -> None:
    call_command("load_entities", verbosity=0)


@pytest.fixture
def bulk(monkeypatch: pytest.MonkeyPatch, settings) -> Iterator[reader_pool._Bulk]:
    """A room in which the first article is a bulk already."""
    settings.RECOGNITION_PROCESSES = 2
    monkeypatch.setattr(reader_pool, "BULK_ARTICLES", 0)
    yield reader_pool._bulk
    release_processes()


def articles() -> list[Article]:
    return [Article(paragraphs=[{"text": text}]) for text in TEXTS]


def kill(processes: ReaderProcesses | None) -> None:
    assert processes is not None
    for pid in processes._pool._processes:
        os.kill(pid, signal.SIGKILL)


def test_processes_read_what_one_reads_and_a_dead_one_is_told_of(names: None, settings) -> None:
    texts = [[Part(text)] for text in TEXTS]
    gazetteer()
    processes = ReaderProcesses(1, reader_pool.knowledge_from_database(), settings.DATA_DIR)
    assert processes.read(texts) == [entity_reader().read(parts) for parts in texts]
    with pytest.raises(ReaderDied):
        processes.read([[Part(Deadly())]])  # type: ignore[arg-type]
    processes.close()


def test_an_import_whose_readers_are_killed_loses_nothing(names: None, bulk: reader_pool._Bulk) -> None:
    before = list(read_entities(articles()))
    kill(bulk._processes)
    with pytest.raises(ReaderDied):
        read_entities(articles())
    assert list(read_entities(articles())) == before
    batch = accept_upload([], recognise=True)
    for number, text in enumerate(TEXTS):
        ImportItem.objects.create(
            batch=batch, name=f"{number}.txt", data=f"Report {number}\n\n{text}".encode()
        )
    kill(bulk._processes)
    work_off(Import.objects.get())
    assert list(batch.items.values_list("state", flat=True)) == ["done"] * 3
    assert Article.objects.filter(recognised=True, mentions__isnull=False).distinct().count() == 3


def test_a_few_articles_start_no_processes(names: None, settings) -> None:
    settings.RECOGNITION_PROCESSES = 2
    list(read_entities(articles()))
    assert reader_pool._bulk._processes is None
    release_processes()
