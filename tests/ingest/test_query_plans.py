"""No statement of bringing an article in reads the whole of a table that grows with the room."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from articles.ingest.indexing.outbox import drain_outbox
from articles.ingest.intake import accept_upload
from articles.ingest.recognition.room_linking import relink_some
from articles.ingest.worker import work_off

pytestmark = pytest.mark.django_db

FIRST = b"""Envoys meet in Oslo

OSLO, July 8 (Reuters) - Ingrid Falkenberg, the foreign minister of Norway, met Tomas Berg of the Harbour Union in Oslo on
Thursday. "We shall not leave before the ships are counted," Falkenberg said. Berg said that 31 ships lay in Bergen.
"""
SECOND = b"""Ships counted in Bergen

BERGEN, July 9 (Reuters) - Tomas Berg of the Harbour Union counted 31 ships in Bergen on Friday, a day after Ingrid
Falkenberg, the foreign minister, met him in Oslo. "We shall not leave before the ships are counted," Falkenberg had
said. Berg agreed.
"""
# What holds few rows in any room: editors' own words, and one row for a surname.
STAYS_SMALL = {"articles_namegroup", "articles_notsame", "articles_correction", "articles_storydecision"}
# An index that finds few rows for some values and most of the table for others.
MOST_ROWS = {"alias_of_source_by_change": "learned"}
Execute = Callable[..., Any]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is read as SQLite words it")
def test_bringing_an_article_in_scans_no_table_that_grows() -> None:
    asked: dict[str, Any] = {}

    def noted(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not many and sql.startswith(("SELECT", "UPDATE", "DELETE")):
            asked.setdefault(sql, params)
        return execute(sql, params, many, context)

    accept_upload([("first.txt", FIRST)])
    work_off()
    drain_outbox()
    with connection.execute_wrapper(noted):
        accept_upload([("second.txt", SECOND)])
        work_off()
        relink_some()
        drain_outbox()
    scans = [scan for sql, params in asked.items() for scan in _scans(sql, params)]
    assert len(asked) > 50 and not scans, "\n".join(scans)


def _scans(sql: str, params: Any) -> list[str]:
    """The tables that a statement reads from end to end; one that stops at a limit and need not sort reads few rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        steps = [row[3] for row in cursor.fetchall()]
    sorts = any("TEMP B-TREE FOR ORDER BY" in step for step in steps)
    if "LIMIT" in sql and not sorts:
        return []
    scanned = [table for step in steps for table in re.findall(r"^SCAN (articles_\w+)", step)]
    scanned += [
        name for step in steps for name, value in MOST_ROWS.items() if name in step and value in params
    ]
    return [f"{table}: {sql}" for table in scanned if table not in STAYS_SMALL]
