"""PostgreSQL's full-text search with a table a facet: one match set, then a count a facet, in one statement."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import psycopg

from tests.benchmarks.engines.corpus import FACETS as VALUES
from tests.benchmarks.engines.corpus import Report
from tests.benchmarks.engines.engine import Engine
from tests.benchmarks.engines.fts5 import GAP, inside
from tests.benchmarks.engines.questions import FACETS, Answer, Question

INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
BATCH = 1_000
# One process does all the work, so that its time on the processor is the whole time; none of it waits for a disk.
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "1GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "512MB",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "jit": "off",
    "fsync": "off",
    "autovacuum": "off",
    "max_wal_size": "8GB",
}


def missing() -> str:
    """Why it cannot be measured here; empty where it can."""
    if not INSTALLED:
        return "no server is installed"
    if os.geteuid() == 0 and not _owner():
        return "its server does not run as root, and there is no user postgres"
    return ""


def _owner() -> str | None:
    """The user whom the server runs as where this process is root, which it refuses."""
    if os.geteuid() != 0:
        return None
    return next((user.pw_name for user in pwd.getpwall() if user.pw_name == "postgres"), None)


class Postgres(Engine):
    """A cluster of its own in a folder, reached through a socket there."""

    name = "PostgreSQL"
    kinds_left_out = frozenset({"fuzzy"})

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.data = folder / "data"
        if owner := _owner():
            shutil.chown(folder, owner)
        self._bin = INSTALLED[-1].parent

    def build(self, reports: Iterable[Report]) -> None:
        self._run("initdb", "-D", str(self.data), "-A", "trust", "-U", "bench", "-E", "UTF8", "--no-sync")
        self.open()
        self.db.execute("CREATE TABLE raw (id int, month text, published date, body text)")
        for name in VALUES:
            self.db.execute(f"CREATE TABLE {name} (report int, value text)")
        waiting = iter(reports)
        while batch := list(islice(waiting, BATCH)):
            self._copy(
                "raw",
                ((r.number, f"{r.published:%Y-%m}", r.published, r.title + GAP + r.body) for r in batch),
            )
            for name in VALUES:
                self._copy(name, ((r.number, value) for r in batch for value in r.facets[name]))
        words = "to_tsvector('simple', body) AS words"
        self.db.execute(f"CREATE TABLE report AS SELECT id, month, published, {words} FROM raw")
        self.db.execute("DROP TABLE raw")
        self.db.execute("ALTER TABLE report ADD PRIMARY KEY (id)")
        self.db.execute("CREATE INDEX ON report USING gin (words) WITH (fastupdate = off)")
        for name in VALUES:
            self.db.execute(f"CREATE INDEX ON {name} (report, value)")
        self.db.execute("VACUUM ANALYZE")

    def _copy(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self.db.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def open(self) -> None:
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        self._run(
            "pg_ctl",
            "-D",
            str(self.data),
            "-o",
            f"-k {self.data} {options}",
            "-w",
            "-l",
            "/dev/null",
            "start",
        )
        self.db = psycopg.connect(f"host={self.data} user=bench dbname=postgres", autocommit=True)
        self._pid = self.db.info.backend_pid

    def close(self) -> None:
        self.db.close()
        self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")

    def cpu_seconds(self) -> float:
        """This process's time on the processor and that of the server's process that answers it."""
        nanoseconds = (
            Path(f"/proc/{self._pid}/schedstat").read_text().split()[0] if hasattr(self, "_pid") else 0
        )
        return time.process_time() + int(nanoseconds) / 1e9

    def ask(self, question: Question) -> Answer:
        words = _said(question)
        order = "published DESC" if question.newest else "ts_rank(words, q) DESC"
        self.db.execute(
            f"SELECT id FROM report, {words} q WHERE words @@ q {inside(question, 'id')} ORDER BY {order} LIMIT 20"
        ).fetchall()
        parts = [f"SELECT 'total', '', count(*) FROM found WHERE true {inside(question, 'id')}"]
        parts += [_counted(question, name) for name in FACETS]
        found = f"WITH found AS MATERIALIZED (SELECT id, month FROM report, {words} q WHERE words @@ q)"
        rows = self.db.execute(f"{found} {' UNION ALL '.join(parts)}").fetchall()
        facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        total = 0
        for name, value, count in rows:
            if name == "total":
                total = count
            else:
                facets[name][value] = count
        months = facets["month"]
        years: dict[str, int] = {}
        for month, count in months.items():
            years[month[:4]] = years.get(month[:4], 0) + count
        return Answer(total, facets | {"month": months | years})

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._bin / program), *arguments],
            check=True,
            user=_owner(),
            stdout=subprocess.DEVNULL,
            cwd="/",
        )


def _counted(question: Question, facet: str) -> str:
    condition = inside(question, "id", but=facet)
    if facet == "month":
        return f"SELECT 'month', month, count(*) FROM found WHERE true {condition} GROUP BY 2"
    joined = f"found JOIN {facet} ON {facet}.report = found.id"
    return f"SELECT '{facet}', value, count(*) FROM {joined} WHERE true {condition} GROUP BY 2"


def _said(question: Question) -> str:
    """The question in its query language; the words are of our own making."""
    if question.how == "phrase":
        return f"phraseto_tsquery('simple', '{' '.join(question.words)}')"
    if question.how == "prefix":
        return f"to_tsquery('simple', '{question.words[0]}:*')"
    return f"to_tsquery('simple', '{(' | ' if question.how == 'any' else ' & ').join(question.words)}')"
