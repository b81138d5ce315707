"""Twenty readers while editors upload and the worker reads: every page comes, and every report is there once."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from tests.served.clippings import Rows, clippings, zipped
from tests.served.editor import Editor
from tests.served.readers import Reading, read
from tests.served.room import ServedRoom, served, wait_until

pytestmark = pytest.mark.torture

BEFORE, MEANWHILE, UPLOADS = 40, 20, 4
READERS = 20


def test_twenty_readers_get_every_page_while_imports_go_on(folder: Path) -> None:
    rows = Rows(folder)
    with served(folder, WEB_PROCESSES=2) as room:
        editor = Editor(room)
        editor.upload("before.zip", zipped(clippings(BEFORE)))
        wait_until(lambda: rows.waiting() == 0 and rows.count("indexjob") == 0, within_seconds=300)
        done = threading.Event()
        writing = threading.Thread(target=_upload, args=(editor, rows, done), daemon=True)
        writing.start()
        found = read(room.port, _pages(rows), readers=READERS, until=done.is_set)
        writing.join()
        health, _ = room.fetch("/healthz")
    _tell(found, room)
    assert found.errors == []
    assert health == 200
    rows.assert_each_is_there_once(BEFORE + UPLOADS * MEANWHILE)


def _upload(editor: Editor, rows: Rows, done: threading.Event) -> None:
    """Bring some uploads and wait until all of them are read and searchable."""
    try:
        for number in range(UPLOADS):
            first = BEFORE + number * MEANWHILE
            editor.upload(f"ledgers-{number}.zip", zipped(clippings(MEANWHILE, first)))
        wait_until(lambda: rows.waiting() == 0 and rows.count("indexjob") == 0, within_seconds=400)
    finally:
        done.set()


def _pages(rows: Rows) -> dict[str, list[str]]:
    addresses = [f"/articles/{pk}/{slug}/" for pk, slug in rows.ask("SELECT id, slug FROM articles_article")]
    searches = ["/search/", "/search/?q=herring", "/search/?q=ice+OR+bond&sort=newest", "/search.json?q=wool"]
    return {"search": searches, "article": addresses, "other": ["/", "/people/", "/places/"]}


def _tell(found: Reading, room: ServedRoom) -> None:
    times = ", ".join(f"{kind} {found.median(kind):.0f} and {found.p95(kind):.0f} ms" for kind in found.times)
    sys.stdout.write(
        f"\n{READERS} readers while {UPLOADS} uploads were read: {found.pages_a_second:.0f} pages a second, "
        f"{len(found.errors)} errors; median and p95: {times}; load {os.getloadavg()[0]:.1f}\n"
    )
