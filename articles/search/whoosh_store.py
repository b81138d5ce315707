"""Where does the Whoosh index lie? A folder per build, and a pointer file that names the one in use."""

from __future__ import annotations

import os
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from articles.search import segment_file
from articles.search.backend import IndexMissing
from articles.search.segment import Segment, from_arrays
from articles.search.whoosh_codec import NumpySegment
from articles.search.whoosh_schema import SCHEMA_VERSION, schema
from articles.search.whoosh_toc import read_toc, toc_path, write_toc

REMEDY = "run `python manage.py reindex`"
NAME = "MAIN"
BUILD_PREFIX = "build-"

# What a file is known by: its number on the disk, its size, when it was last written.
Signature = tuple[int, int, int]


def signature(path: Path) -> Signature:
    """What changes whenever the file does. Raises FileNotFoundError."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


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
        if not name.startswith(BUILD_PREFIX) or not (self.root / name).is_dir():
            raise IndexMissing(f"The search index is damaged (its folder is gone): {REMEDY}.")
        return self.root / name

    def create(self) -> Path:
        """An empty build beside the one in use."""
        folder = self.root / f"{BUILD_PREFIX}{uuid.uuid4().hex[:12]}"
        folder.mkdir(parents=True)
        write_toc(folder, NAME, TOC(schema(), [], 0))
        return folder

    def publish(self, folder: Path) -> None:
        """Make a build the one in use, at once for every process; the one before stays for those still reading it."""
        before = self.root / "current"
        previous = before.read_text(errors="replace").split()[:1] if before.exists() else []
        fresh = self.root / f"current.{uuid.uuid4().hex[:8]}"
        with fresh.open("w") as file:
            file.write(f"{folder.name} {SCHEMA_VERSION}\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(before)
        for old in self.root.glob(f"{BUILD_PREFIX}*"):
            if old.name not in (folder.name, *previous):
                shutil.rmtree(old, ignore_errors=True)


def open_index(folder: Path) -> FileIndex:
    """A build as Whoosh knows it. Raises Damaged where its table of contents cannot be trusted."""
    read_toc(folder, NAME)
    return FileIndex(FileStorage(str(folder), supports_mmap=True))


def toc_of(folder: Path) -> Path:
    """The table of contents that is in force in a build."""
    generation = TOC._latest_generation(FileStorage(str(folder), supports_mmap=False), NAME)
    return toc_path(folder, NAME, generation)


def segments_of(folder: Path) -> list[NumpySegment]:
    """The segments of a build. Raises Damaged, or FileNotFoundError where a writer was quicker."""
    return list(read_toc(folder, NAME).segments)


def read_segment(path: Path) -> Segment:
    """A segment from its file. Raises Damaged."""
    return from_arrays(segment_file.read(path))
