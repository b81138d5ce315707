"""`manage.py parse PATH…`: reads without storing, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.entities.recognition.entity_reader import Reading
from articles.ingest.article_json import by_part, mention_fields, own_fields
from articles.ingest.article_store import article_row
from articles.ingest.recognition.article_parts import parts_of
from articles.ingest.recognition.reader_pool import read_entities, room_is_there
from articles.reading.local_files import files_below, read_bytes
from articles.reading.reader import read_file, read_record
from articles.reading.report import BadRecord, RawFile, Report
from articles.reading.unpack import is_archive, unpack

AT_ONCE = 32
Read = tuple[dict[str, Any], Report | BadRecord]


class Command(BaseCommand):
    help = "Read files without storing anything. A .jsonl file is read as one record a line: {id, text} or {id, html}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--no-entities", action="store_true", help="Leave out the mentions; much faster.")

    def handle(self, *, paths: list[Path], no_entities: bool, **options: Any) -> None:
        failed = False
        if not no_entities and not room_is_there():
            self.stderr.write(
                "There is no room in this data folder: people, places and organisations are found with the names of the "
                "data files alone. `manage.py prepare` makes a room."
            )
        reads = _reads(paths)
        try:
            while chunk := list(islice(reads, AT_ONCE)):
                for line in _lines(chunk, entities=not no_entities):
                    failed = failed or "error" in line
                    self.stdout.write(json.dumps(line, ensure_ascii=False))
        except BadRecord as refusal:
            raise CommandError(str(refusal)) from refusal
        if failed:
            raise SystemExit(1)


def _reads(paths: Sequence[Path]) -> Iterator[Read]:
    """Each record of each file, with what identifies it."""
    for path in files_below(paths):
        if path.suffix == ".jsonl":
            yield from _jsonl(path)
            continue
        try:
            data = read_bytes(path)
            members = unpack(path.name, data) if is_archive(data) else [RawFile(path.name, data)]
            for raw in members:
                yield from _read(path, raw)
        except BadRecord as refusal:
            yield {"file": path.name}, refusal


def _read(path: Path, raw: RawFile | BadRecord) -> Iterator[Read]:
    if isinstance(raw, BadRecord):
        yield {"file": path.name}, raw
        return
    try:
        for report in read_file(raw):
            yield {"file": raw.name}, report
    except BadRecord as refusal:
        yield {"file": raw.name}, refusal


def _jsonl(path: Path) -> Iterator[Read]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            known: dict[str, Any] = {"file": path.name}
            try:
                record = json.loads(line)
                if not isinstance(record, dict):
                    raise BadRecord("a line must hold an object with id and text or html.")
                known["id"] = record.get("id")
                yield known, read_record(record)
            except (BadRecord, json.JSONDecodeError) as refusal:
                yield known, BadRecord(f"{path.name}, line {number}: {refusal}")


def _lines(chunk: Sequence[Read], *, entities: bool) -> Iterator[dict[str, Any]]:
    rows = {}
    for position, (_, record) in enumerate(chunk):
        if isinstance(record, Report) and record.body.strip():
            rows[position] = article_row(record)
    readings: dict[int, Reading] = {}
    if entities:
        readings = dict(zip(rows, read_entities(rows.values()), strict=True))
    for position, (known, record) in enumerate(chunk):
        if isinstance(record, BadRecord):
            yield {**known, "error": str(record)}
        elif position not in rows:
            yield {**known, "error": "no report was found in it."}
        else:
            said = {
                **known,
                "format": record.format,
                "encoding": record.encoding,
                "warnings": list(record.warnings),
            }
            yield (
                said
                | own_fields(rows[position], record.outlet, record.agency)
                | _mentions(rows[position], readings.get(position))
            )


def _mentions(row: Any, reading: Reading | None) -> dict[str, Any]:
    if reading is None:
        return {"mentions": []}
    return by_part(
        (part, index, mention_fields(mention, None, mention.name))
        for ((part, index), _), mentions in zip(parts_of(row), reading.mentions, strict=True)
        for mention in mentions
    )
