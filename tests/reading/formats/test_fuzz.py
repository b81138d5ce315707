"""Mutated files of every format, for a fixed time: each gives reports or a refusal in words, and none takes long."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from articles.reading.formats.registry import FORMATS
from articles.reading.reader import read_document
from articles.reading.report import BadRecord
from tests.conftest import PROJECT, SHARED

pytestmark = pytest.mark.evaluation

SECONDS = 60
FILE_MAX_BYTES = 200_000
SLOW_SECONDS = 10
PIECES = (b"\x00", b"\x01", b"\xff\xfe", b"<", b"^", b"{\\rtf1", b"WARC/1.0\r\n", b"\x1f\x8b", b"&#x110000;")


def seeds_of_files() -> list[bytes]:
    folders = [PROJECT / "fixtures" / "formats", SHARED / "deliveries"]
    files: list[Path] = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())]
    return [path.read_bytes() for path in files if path.stat().st_size < FILE_MAX_BYTES]


def mutated(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        if not found:
            break
        at, kind = chance.randrange(len(found)), chance.random()
        if kind < 0.35:
            found[at] = chance.randrange(256)
        elif kind < 0.6:
            del found[at : at + chance.randint(1, 60)]
        elif kind < 0.8:
            found[at:at] = found[chance.randrange(len(found)) :][: chance.randint(1, 200)]
        else:
            found[at:at] = chance.choice(PIECES)
    return bytes(found)


def test_no_mutated_file_ends_in_a_fault() -> None:
    chance, files = random.Random(), seeds_of_files()
    tried, slowest, until = 0, 0.0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        data = mutated(chance.choice(files), chance)
        began = time.process_time()
        chosen = next(one for one in FORMATS if one.recognises(data))
        try:
            for document in chosen.documents(data):
                if not isinstance(document, BadRecord):
                    read_document(document)
        except BadRecord:
            pass
        tried, slowest = tried + 1, max(slowest, time.process_time() - began)
    print(f"{tried} mutated files of {len(files)}, the slowest {slowest:.2f} s")  # noqa: T201
    assert tried > 100 and slowest < SLOW_SECONDS
