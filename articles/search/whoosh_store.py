"""Where does the Whoosh index lie? A folder per build, and a pointer file that names the one in use."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex, IndexVersionError
from whoosh.writing import SegmentWriter

from articles.search.backend import IndexMissing
from articles.search.whoosh_schema import SCHEMA_VERSION, schema

REMEDY = "run `python manage.py reindex`"
WRITE_LOCK_TIMEOUT_SECONDS = 20
WRITER_MEMORY_MEGABYTES = 256


@dataclass(frozen=True, slots=True)
class Store:
    """The index folder. ``current`` holds a line with the name of the build in use and its schema version."""

    root: Path

    def current(self) -> Path:
        """The build in use. Raises IndexMissing where there is none, or another version's."""
        try:
            name, version = (self.root / "current").read_text().split()
        except FileNotFoundError:
            raise IndexMissing(f"There is no search index yet: {REMEDY}.") from None
        except ValueError:
            raise IndexMissing(
                f"The search index is damaged (its pointer is unreadable): {REMEDY}."
            ) from None
        if version != str(SCHEMA_VERSION):
            raise IndexMissing(f"The search index was made by another version: {REMEDY}.")
        if not (self.root / name).is_dir():
            raise IndexMissing(f"The search index is damaged (its folder is gone): {REMEDY}.")
        return self.root / name

    def open(self, folder: Path) -> FileIndex:
        """A build's index. Raises IndexMissing where it cannot be read."""
        try:
            return FileIndex(FileStorage(str(folder), supports_mmap=True))
        except (EmptyIndexError, IndexVersionError, OSError):
            raise IndexMissing(f"The search index is damaged: {REMEDY}.") from None

    def create(self) -> tuple[Path, FileIndex]:
        """An empty build beside the one in use."""
        folder = self.root / f"build-{uuid.uuid4().hex[:12]}"
        folder.mkdir(parents=True)
        return folder, FileIndex.create(FileStorage(str(folder), supports_mmap=True), schema())

    def publish(self, folder: Path) -> None:
        """Make a build the one in use, at once for every process; the one before stays for those still reading it."""
        before = self.root / "current"
        previous = before.read_text().split()[:1] if before.exists() else []
        fresh = self.root / f"current.{uuid.uuid4().hex[:8]}"
        with fresh.open("w") as file:
            file.write(f"{folder.name} {SCHEMA_VERSION}\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(before)
        for old in self.root.glob("build-*"):
            if old.name not in (folder.name, *previous):
                shutil.rmtree(old, ignore_errors=True)


@contextmanager
def writing(index: FileIndex, merge: bool = True) -> Iterator[SegmentWriter]:
    """A writer that commits at the end of the block, or cancels and frees the lock where anything fails."""
    writer = index.writer(limitmb=WRITER_MEMORY_MEGABYTES, compound=False, timeout=WRITE_LOCK_TIMEOUT_SECONDS)
    try:
        yield writer
        writer.commit(merge=merge)
    finally:
        if not writer.is_closed:
            writer.cancel()
