"""SQLite FTS5 with a table a facet, asked as a careful developer would: one match set, then a count a facet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.engines.corpus import FACETS as VALUES
from tests.benchmarks.engines.corpus import Report
from tests.benchmarks.engines.engine import Engine
from tests.benchmarks.engines.questions import FACETS, Answer, Question

# Between headline and text, so that no phrase crosses from one to the other.
GAP = " zzgapzz "


class Fts5(Engine):
    name = "SQLite FTS5"
    kinds_left_out = frozenset({"fuzzy"})

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "fts5.sqlite"

    def open(self) -> None:
        self.db = sqlite3.connect(self.path)
        self.db.execute("PRAGMA cache_size = -200000")
        self.db.execute("PRAGMA mmap_size = 2000000000")

    def close(self) -> None:
        self.db.close()

    def build(self, reports: Iterable[Report]) -> None:
        self.open()
        self.db.execute("CREATE VIRTUAL TABLE text USING fts5(body, tokenize = 'unicode61')")
        self.db.execute("CREATE TABLE report (id INTEGER PRIMARY KEY, month TEXT, published TEXT)")
        for name in VALUES:
            self.db.execute(f"CREATE TABLE {name} (report INTEGER, value TEXT)")
        for r in reports:
            self.db.execute(
                "INSERT INTO text (rowid, body) VALUES (?, ?)", (r.number, r.title + GAP + r.body)
            )
            self.db.execute(
                "INSERT INTO report VALUES (?, ?, ?)",
                (r.number, f"{r.published:%Y-%m}", r.published.isoformat()),
            )
            for name, values in r.facets.items():
                self.db.executemany(f"INSERT INTO {name} VALUES (?, ?)", [(r.number, v) for v in values])
        for name in VALUES:
            self.db.execute(f"CREATE INDEX by_report_{name} ON {name} (report, value)")
        self.db.execute("ANALYZE")
        self.db.commit()

    def ask(self, question: Question) -> Answer:
        self.db.execute("DROP TABLE IF EXISTS temp.found")
        self.db.execute(
            "CREATE TEMP TABLE found AS SELECT rowid AS id FROM text WHERE text MATCH ?", (said(question),)
        )
        order = "published DESC" if question.newest else "rank"
        self.db.execute(
            f"SELECT text.rowid FROM text JOIN report ON report.id = text.rowid WHERE text MATCH ?"
            f" {inside(question, 'text.rowid')} ORDER BY {order} LIMIT 20",
            (said(question),),
        ).fetchall()
        total = self.db.execute(f"SELECT count(*) FROM found WHERE 1 {inside(question, 'id')}").fetchone()[0]
        return Answer(total, {name: self._counts(question, name) for name in FACETS})

    def _counts(self, question: Question, facet: str) -> dict[str, int]:
        where = inside(question, "found.id", but=facet)
        if facet == "month":
            rows = self.db.execute(
                f"SELECT month, count(*) FROM found CROSS JOIN report USING (id) WHERE 1 {where} GROUP BY 1"
            ).fetchall()
            years: dict[str, int] = {}
            for month, count in rows:
                years[month[:4]] = years.get(month[:4], 0) + count
            return dict(rows) | years
        return dict(
            self.db.execute(
                f"SELECT value, count(*) FROM found CROSS JOIN {facet} ON report = found.id WHERE 1 {where} GROUP BY 1"
            )
        )


def said(question: Question) -> str:
    """The question in FTS5's language."""
    if question.how == "phrase":
        return f'"{" ".join(question.words)}"'
    if question.how == "prefix":
        return f"{question.words[0]}*"
    return (" OR " if question.how == "any" else " AND ").join(question.words)


def inside(question: Question, column: str, but: str = "") -> str:
    """The chosen values as conditions; they are slugs of our own making."""
    chosen = {name: values for name, values in question.chosen.items() if name != but}
    return "".join(
        f" AND EXISTS (SELECT 1 FROM {name} WHERE report = {column} AND value IN ({_quoted(values)}))"
        for name, values in chosen.items()
    )


def _quoted(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)
