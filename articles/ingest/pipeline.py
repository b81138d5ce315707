"""The write line, one item from its bytes to its rows: unpack, read, recognise, store, relate, index."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from articles.entities.mentions import Reading
from articles.ingest import queue
from articles.ingest.accept import plain_name
from articles.ingest.doubts import doubts_about, in_words
from articles.ingest.outcome import Outcome, summarised
from articles.ingest.reading import read_file
from articles.ingest.recognise import keep_reading, read_entities
from articles.ingest.report import BadRecord, RawFile, Report
from articles.ingest.store import article_row, keep_source, known, store_row
from articles.ingest.unpack import is_archive, unpack
from articles.ingest.versions import version_said
from articles.models import Article, ImportItem, SourceFile

log = logging.getLogger(__name__)
RECORDS_AT_ONCE = 32


def process(item: ImportItem) -> None:
    """Take one claimed item to its outcome. Doing it twice, after a kill at any point, adds nothing twice."""
    with queue.heartbeat(item):
        try:
            if is_archive(bytes(item.data)):
                _unpack_into_batch(item)
            else:
                _read_into_articles(item)
        except BadRecord as refusal:
            queue.finish(item, "failed", str(refusal))
        except Exception as fault:
            # The one place that catches everything: a fault of ours must end as this item's outcome, with its
            # traceback in the log, and not as a queue that stands still behind one odd file.
            log.exception("reading %s", item.name)
            queue.finish(
                item, "failed", f"The reading room itself failed on it ({type(fault).__name__}: {fault})."
            )


def _unpack_into_batch(item: ImportItem) -> None:
    """Turn an archive into items of the same import, all in one transaction, so that a kill leaves none or all."""
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
        queue.finish(item, "unpacked", f"{good} files taken out of the archive{refusals}")


def _read_into_articles(item: ImportItem) -> None:
    raw = RawFile(item.name, bytes(item.data))
    records = enumerate(read_file(raw))
    outcomes: list[Outcome] = []
    while chunk := list(islice(records, RECORDS_AT_ONCE)):
        outcomes.extend(_store_chunk(item, raw, chunk))
    if not outcomes:
        raise BadRecord(f"{item.name}: there is no report in this file.")
    outcome = summarised(outcomes)
    queue.finish(item, outcome.word, outcome.detail, outcome.article_id)


def _store_chunk(
    item: ImportItem, raw: RawFile, chunk: list[tuple[int, Report | BadRecord]]
) -> list[Outcome]:
    """Recognise a chunk's new reports together, outside any transaction, then store each in its own."""
    source = keep_source(raw, user_id=item.batch.brought_by_id)
    records = [_drafted(part, record) for part, record in chunk]
    fresh = [record for record in records if isinstance(record, Draft) and not known(record.report)]
    readings: dict[int, Reading] = {}
    if item.batch.recognise:
        found = read_entities(draft.row for draft in fresh)
        readings = {draft.part: reading for draft, reading in zip(fresh, found, strict=True)}
    return [
        Outcome("failed", str(record))
        if isinstance(record, BadRecord)
        else _store_one(item, source, record, readings.get(record.part))
        for record in records
    ]


@dataclass(frozen=True, slots=True)
class Draft:
    """A report on its way into the database: which part of its source it is, and its unsaved row."""

    part: int
    report: Report
    row: Article


def _drafted(part: int, record: Report | BadRecord) -> Draft | BadRecord:
    try:
        return record if isinstance(record, BadRecord) else Draft(part, record, article_row(record))
    except BadRecord as refusal:
        return refusal


def _store_one(item: ImportItem, source: SourceFile, draft: Draft, reading: Reading | None) -> Outcome:
    with transaction.atomic():
        again = Article.objects.filter(source=source, source_part=draft.part).first()
        if again is not None and not _stored_before_a_kill(item, again):
            return Outcome("duplicate", f"the same file as “{again.title}”", again.pk)
        # Asked again inside the transaction: another worker, or this chunk, may have stored the same text meanwhile.
        if again is None and (twin := known(draft.report)):
            return Outcome("duplicate", f"{twin.sense} as “{twin.article.title}”", twin.article.pk)
        article = again or store_row(draft.row, draft.report, source, draft.part)
        if again is None and reading is not None:
            keep_reading(article, reading)
        return _outcome(article, draft.report)


def _outcome(article: Article, report: Report) -> Outcome:
    version, doubts = version_said(article), in_words(doubts_about(report))
    word = "new_version" if version else "needs_review" if doubts else "added"
    return Outcome(word, ". ".join(filter(None, (version, doubts))), article.pk)


def _stored_before_a_kill(item: ImportItem, article: Article) -> bool:
    """Whether an earlier attempt at this very item stored the article and died before it could say so."""
    return item.attempts > 1 and not ImportItem.objects.filter(article=article, state="done").exists()
