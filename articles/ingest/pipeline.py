"""The write line, items from their bytes to their rows: unpack, read, recognise, store, relate, index."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice

from django.db import transaction
from django.db.models import Count

from articles.entities.recognition.entity_reader import Reading
from articles.ingest import queue
from articles.ingest.article_store import article_row, find_duplicate, keep_source, store_row
from articles.ingest.article_versions import describe_version
from articles.ingest.condition.room_faults import room_fault
from articles.ingest.intake import plain_name
from articles.ingest.outcome import ROOM_FAILED, Outcome, summarised_counts
from articles.ingest.recognition.reader_pool import read_entities
from articles.ingest.recognition.recognise import store_reading
from articles.ingest.reviewing.many_articles import (
    change_of,
    settle_new_article,
    with_values_of_import,
)
from articles.ingest.write_pacing import again_when_crossed
from articles.models import Article, ImportItem, ItemReport, ManyChange, SourceFile
from articles.reading.doubts import doubts_about, in_words
from articles.reading.reader import read_file
from articles.reading.report import BadRecord, RawFile, Report
from articles.reading.unpack import is_archive, unpack

log = logging.getLogger(__name__)
RECORDS_AT_ONCE = 32
OPEN_MAX_BYTES = 4 * 1024 * 1024

Done = Callable[[ImportItem], None]
Between = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Draft:
    """A report on its way into the database: which part of its source it is, and its unsaved row.

    ``settled`` are the fields that have the values which ``change`` gives to all that its import brings.
    """

    part: int
    report: Report
    row: Article
    change: ManyChange | None = None
    settled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of one record, read and not yet stored."""

    item: ImportItem
    raw: RawFile
    draft: Draft


def process(item: ImportItem) -> None:
    """Take one claimed item to its outcome. Doing it twice, after a kill at any point, adds nothing twice."""
    process_many([item])


def process_many(
    items: Sequence[ImportItem],
    stop: threading.Event | None = None,
    done: Done | None = None,
    between: Between | None = None,
) -> None:
    """Take claimed items to their outcomes; files of one record go through the language model together.

    When stopped, it releases what it has not stored. It calls ``done`` for each item with an outcome, and ``between`` after
    each chunk of a long file, so that other duties do not wait for the file's end.
    """
    left = deque(items)
    with queue.heartbeat(items):
        while left and not _told(stop):
            opened = _open_some(left, stop, done, between)
            readings = _readings_together(opened)
            while opened and not _told(stop):
                one = opened.popleft()
                with _ends_as_outcome(one.item):
                    _store_opened(one, readings.get(one.item.pk))
                _tell(done, one.item)
            left.extendleft(one.item for one in reversed(opened))
        queue.give_back(left)


def _open_some(
    left: deque[ImportItem], stop: threading.Event | None, done: Done | None, between: Between | None
) -> deque[Opened]:
    """Read files until a batch for the model is complete; files of several records are finished here."""
    opened: deque[Opened] = deque()
    size = 0
    while left and size < OPEN_MAX_BYTES and not _told(stop):
        item = left.popleft()
        with _ends_as_outcome(item):
            if one := _open(item, stop, between):
                opened.append(one)
                size += len(one.raw.data)
        if item.state == "working" and not (opened and opened[-1].item is item):
            left.appendleft(item)
            break
        if not (opened and opened[-1].item is item):
            _tell(done, item)
    return opened


def _open(item: ImportItem, stop: threading.Event | None, between: Between | None) -> Opened | None:
    """Open a file of one record; archives and files of many are finished here. Raises BadRecord."""
    raw = RawFile(item.name, bytes(item.data))
    if is_archive(raw.data):
        _unpack_into_batch(item)
        return None
    records = enumerate(read_file(raw))
    first = list(islice(records, 2))
    if not first:
        raise BadRecord(f"{item.name}: there is no report in this file.")
    if len(first) > 1:
        _read_into_articles(item, raw, chain(first, records), stop, between)
        return None
    draft = _drafted(*first[0], change_of(item.batch))
    if isinstance(draft, BadRecord):
        raise draft
    return Opened(item, raw, draft)


def _readings_together(opened: Sequence[Opened]) -> dict[int, Reading]:
    """The mentions of the new reports among open files, by item. After a fault: none, and each is read by itself."""
    fresh = [one for one in opened if one.item.batch.recognise and not find_duplicate(one.draft.report)]
    readings: dict[int, Reading] = {}
    if not fresh:
        return readings
    with _ends_as_outcome(None):
        found = read_entities(one.draft.row for one in fresh)
        readings = {one.item.pk: reading for one, reading in zip(fresh, found, strict=True)}
    return readings


def _store_opened(one: Opened, reading: Reading | None) -> None:
    """Source, article, mentions and outcome in one transaction."""
    item = one.item
    if reading is None and item.batch.recognise and not find_duplicate(one.draft.report):
        reading = next(read_entities([one.draft.row]))

    def store() -> None:
        source = keep_source(one.raw, one.draft.report.encoding, item.batch.brought_by_id)
        outcome = _store_one(item, source, one.draft, reading)
        queue.finish(item, outcome.word, outcome.detail, outcome.article_id, source.pk)

    again_when_crossed(store)


@contextmanager
def _ends_as_outcome(item: ImportItem | None) -> Iterator[None]:
    """A refusal or an internal error becomes the item's outcome. With many items in hand, an error is only logged."""
    try:
        yield
    except BadRecord as refusal:
        if item is None:
            raise
        queue.finish(item, "failed", str(refusal))
    except Exception as fault:
        if room_fault(fault):
            # The machine's and not the file's: the worker waits until it has passed.
            raise
        # The one place that catches everything: a fault of ours must end as this item's outcome, with its
        # traceback in the log, and not as a queue that stands still behind one odd file.
        log.exception("reading %s", item.name if item else "several files together")
        if item is not None:
            said = f"{ROOM_FAILED} ({type(fault).__name__}: {fault})."
            queue.finish(item, "failed", said)


def _told(stop: threading.Event | None) -> bool:
    return stop is not None and stop.is_set()


def _tell(done: Done | None, item: ImportItem) -> None:
    if done is not None:
        done(item)


def _unpack_into_batch(item: ImportItem) -> None:
    """Turn an archive into items of its import in one transaction, so that a kill leaves none or all."""
    with transaction.atomic():
        good = bad = 0
        for member in unpack(item.name, bytes(item.data)):
            if isinstance(member, BadRecord):
                bad += 1
                refused = ImportItem.objects.create(
                    batch=item.batch, name=item.name, data=b"", state="working"
                )
                queue.finish(refused, "failed", str(member))
            else:
                good += 1
                ImportItem.objects.create(batch=item.batch, name=plain_name(member.name), data=member.data)
        if not good and not bad:
            raise BadRecord(f"{item.name}: there is no file in this archive.")
        refusals = f", {bad} refused" if bad else ""
        queue.finish(
            item, "unpacked", f"{good} {'file' if good == 1 else 'files'} taken out of the archive{refusals}"
        )


def _read_into_articles(
    item: ImportItem,
    raw: RawFile,
    records: Iterator[tuple[int, Report | BadRecord]],
    stop: threading.Event | None,
    between: Between | None,
) -> None:
    """Store a file's reports in chunks, each with its own outcome; resume where an earlier attempt ended.

    When stopped, it leaves the item claimed and unfinished; the caller releases it.
    """
    stored = set(item.reports.values_list("part", flat=True))
    left = ((part, record) for part, record in records if part not in stored)
    source = keep_source(raw, user_id=item.batch.brought_by_id)
    while chunk := list(islice(left, RECORDS_AT_ONCE)):
        _store_chunk(item, source, chunk)
        if between:
            between()
        if _told(stop):
            return
    outcome = summarised_counts(*_counted_outcomes(item))
    queue.finish(item, outcome.word, outcome.detail, outcome.article_id, source.pk)


def _counted_outcomes(item: ImportItem) -> tuple[dict[str, int], str]:
    """How many of a file's reports ended in each way, and the first refusal in words."""
    counts = dict(item.reports.order_by().values_list("outcome").annotate(Count("pk")))
    refused = item.reports.filter(outcome="failed").order_by("part").first()
    return counts, refused.detail if refused else ""


def _store_chunk(item: ImportItem, source: SourceFile, chunk: list[tuple[int, Report | BadRecord]]) -> None:
    """Recognise a chunk's new reports together, outside any transaction, then store each in its own."""
    change = change_of(item.batch)
    records = [(part, _drafted(part, record, change)) for part, record in chunk]
    fresh = [one for _, one in records if isinstance(one, Draft) and not find_duplicate(one.report)]
    readings: dict[int, Reading] = {}
    if item.batch.recognise:
        found = read_entities(draft.row for draft in fresh)
        readings = {draft.part: reading for draft, reading in zip(fresh, found, strict=True)}
    for part, record in records:
        again_when_crossed(partial(_store_part, item, source, part, record, readings.get(part)))


def _store_part(
    item: ImportItem, source: SourceFile, part: int, record: Draft | BadRecord, reading: Reading | None
) -> None:
    """Store one report of many with its outcome. The caller holds the transaction."""
    refused = isinstance(record, BadRecord)
    outcome = Outcome("failed", str(record)) if refused else _store_one(item, source, record, reading)
    ItemReport.objects.create(
        item=item, part=part, outcome=outcome.word, detail=outcome.detail, article_id=outcome.article_id
    )


def _drafted(part: int, record: Report | BadRecord, change: ManyChange | None) -> Draft | BadRecord:
    if isinstance(record, BadRecord):
        return record
    report, settled = with_values_of_import(record, change)
    try:
        return Draft(part, report, article_row(report, settled), change, settled)
    except BadRecord as refusal:
        return refusal


def _store_one(item: ImportItem, source: SourceFile, draft: Draft, reading: Reading | None) -> Outcome:
    """Store one report, unless the room has it. The caller holds the transaction."""
    again = Article.objects.filter(source=source, source_part=draft.part).first()
    if again is not None and not _stored_before_a_kill(item, again):
        return Outcome("duplicate", f"the same file as “{again.title}”", again.pk)
    # Asked again inside the transaction: another worker, or this chunk, may have stored the same text meanwhile.
    if again is None and (twin := find_duplicate(draft.report)):
        return Outcome("duplicate", f"{twin.sense} as “{twin.article.title}”", twin.article.pk)
    article = again or store_row(draft.row, draft.report, source, draft.part)
    if again is None and draft.change is not None and draft.settled:
        settle_new_article(article, draft.change, draft.settled)
    if again is None and reading is not None:
        store_reading(article, reading)
    return _outcome(article, draft.report)


def _outcome(article: Article, report: Report) -> Outcome:
    # Without recognition nothing is known yet of what it has to do with others.
    version = describe_version(article) if article.recognised else ""
    doubts = in_words(doubts_about(report))
    word = "new_version" if version else "needs_review" if doubts else "added"
    return Outcome(word, ". ".join(filter(None, (version, doubts))), article.pk)


def _stored_before_a_kill(item: ImportItem, article: Article) -> bool:
    """Whether an earlier attempt at this very item stored the article and died before it could say so."""
    return item.attempts > 1 and not ImportItem.objects.filter(article=article, state="done").exists()
