"""Invented reports of a harbour office, each like no other, so that nothing that is lost or doubled stays unseen."""

from __future__ import annotations

import io
import random
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

TOWNS = ("Sandmouth", "Port Ellery", "Tarnby", "Holm Ferry", "Oster Vale", "Kelds", "Northgate")
GOODS = ("grain", "timber", "copper", "wool", "salt", "slate", "herring", "barley", "coal")
EVENTS = ("held up by ice", "counted twice", "sold at a loss", "sent back", "kept in bond", "insured again")
SEED = 300


def report(number: int, chance: random.Random) -> str:
    """A report like no other: its figures, and their order, are its own."""
    lines = [
        f"About {chance.randrange(100, 9999)} tonnes of {chance.choice(GOODS)} were {chance.choice(EVENTS)} in "
        f"{chance.choice(TOWNS)} on day {chance.randrange(1, 365)}, the harbour office of {chance.choice(TOWNS)} said."
        for _ in range(5)
    ]
    return "\n\n".join([f"Ledger {number} of the harbour office is closed", *lines]) + "\n"


def clippings(count: int, first: int = 0) -> dict[str, str]:
    """So many files with a report each, by their names; other numbers are other reports."""
    return {
        f"ledger-{number:04}.txt": report(number, random.Random(SEED + number))
        for number in range(first, first + count)
    }


def zipped(files: dict[str, str]) -> bytes:
    """The files in one zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


@dataclass(frozen=True)
class Rows:
    """The rows of a room's database, read beside its processes."""

    folder: Path

    def ask(self, question: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.folder / "newsroom.sqlite3", timeout=20)) as database:
            return database.execute(question).fetchall()

    def count(self, table: str, where: str = "1") -> int:
        ((number,),) = self.ask(f"SELECT count(*) FROM articles_{table} WHERE {where}")
        assert isinstance(number, int)
        return number

    def waiting(self) -> int:
        """Files that are not read yet."""
        return self.count("importitem", "state <> 'done'")

    def assert_each_is_there_once(self, files: int) -> None:
        """Each of so many reports is an article once and in the index: none lost, none doubled, none failed."""
        assert self.ask("PRAGMA integrity_check") == [("ok",)]
        assert self.count("importitem", "state <> 'done' OR outcome = 'failed'") == 0
        assert self.count("article") == files
        assert self.ask("SELECT count(DISTINCT title) FROM articles_article") == [(files,)]
        assert self.count("indexjob") == 0
