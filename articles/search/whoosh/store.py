"""The store of index builds: a folder for each, and a pointer file that names the one in use."""

from __future__ import annotations

import os
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from articles.search.backend import IndexMissing, IndexUnreadable
from articles.search.index import segment_file
from articles.search.index.segment import Segment, from_arrays
from articles.search.whoosh.codec import NumpySegment
from articles.search.whoosh.schema import SCHEMA_VERSION, schema
from articles.search.whoosh.toc import read_toc, toc_path, write_toc

REMEDY = "run `python manage.py reindex`"
NAME = "MAIN"
BUILD_PREFIX = "build-"

# Inode, size in bytes, time of the last change in nanoseconds.
Signature = tuple[int, int, int]
# The coarsest resolution of change times: two changes within it may carry the same time.
CLOCK_TICK_NANOSECONDS = 100_000_000


def signature(path: Path | str) -> Signature:
    """A value that changes whenever the file does. Raises FileNotFoundError."""
    found = os.stat(path)  # noqa: PTH116 - asked several times before every search, and Path takes ten times as long.
    return found.st_ino, found.st_size, found.st_mtime_ns


@dataclass(frozen=True, slots=True)
class Watch:
    """The signatures of some files and folders at one moment. A folder changes when a file appears in it or disappears."""

    known: tuple[tuple[str, Signature], ...]
    looked_at: int

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Watch:
        """Their present signatures. Raises FileNotFoundError."""
        now = time.time_ns()
        return cls(tuple((str(path), signature(path)) for path in paths), now)

    def and_of(self, files: Mapping[Path, Signature]) -> Watch:
        """With the signatures of more files, taken since."""
        return replace(self, known=(*self.known, *((str(path), found) for path, found in files.items())))

    def holds(self) -> bool:
        """Whether nothing has changed. A file changed just before it was looked at may have changed again unseen."""
        try:
            return all(
                known[2] < self.looked_at - CLOCK_TICK_NANOSECONDS and signature(path) == known
                for path, known in self.known
            )
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Store:
    """The index folder. ``current`` holds a line with the name of the build in use and its schema version."""

    root: Path

    @property
    def pointer(self) -> Path:
        """The file that names the build in use."""
        return self.root / "current"

    def current(self) -> Path:
        """The folder of the build in use. Raises IndexMissing where there is none, or one of another version."""
        try:
            name, version = self.pointer.read_text().split()
        except FileNotFoundError:
            raise IndexMissing(f"There is no search index yet: {REMEDY}.") from None
        except ValueError:
            raise IndexMissing(
                f"The search index is damaged (its pointer is unreadable): {REMEDY}."
            ) from None
        except OSError as error:
            raise unreadable(error) from None
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

    @contextmanager
    def built(self) -> Iterator[Path]:
        """A new build, published at the end of the block. One that was not finished, as on a full disk, goes away again."""
        folder, done = self.create(), False
        try:
            yield folder
            self.publish(folder)
            done = True
        finally:
            if not done:
                shutil.rmtree(folder, ignore_errors=True)

    def publish(self, folder: Path) -> None:
        """Switch every process to a build at once. The previous build stays for those still reading it."""
        pointer = self.pointer
        previous = self._named()
        fresh = self.root / f"current.{uuid.uuid4().hex[:8]}"
        with fresh.open("w") as file:
            file.write(f"{folder.name} {SCHEMA_VERSION}\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(pointer)
        for old in self.root.glob(f"{BUILD_PREFIX}*"):
            if old.name not in (folder.name, *previous):
                shutil.rmtree(old, ignore_errors=True)

    def _named(self) -> list[str]:
        """The build that the pointer names, whatever else is wrong with it."""
        try:
            return self.pointer.read_text(errors="replace").split()[:1]
        except OSError:
            return []


def unreadable(error: OSError) -> IndexUnreadable:
    """What is said of an index that the machine does not let anybody read."""
    where = f" at {error.filename}" if error.filename else ""
    return IndexUnreadable(
        f"The search index cannot be read ({error.strerror}{where}): put that right, and the worker does the rest, "
        f"or {REMEDY}."
    )


def open_index(folder: Path) -> FileIndex:
    """Open a build with Whoosh. Raises Damaged where its table of contents fails its checksum."""
    read_toc(folder, NAME)
    return FileIndex(FileStorage(str(folder), supports_mmap=True))


def toc_of(folder: Path) -> Path:
    """The table of contents that is in force in a build."""
    generation = TOC._latest_generation(FileStorage(str(folder), supports_mmap=False), NAME)
    return toc_path(folder, NAME, generation)


def segments_of(folder: Path) -> list[NumpySegment]:
    """The segments of a build. Raises Damaged, or FileNotFoundError where a writer has just replaced them."""
    return list(read_toc(folder, NAME).segments)


def read_segment(path: Path) -> Segment:
    """A segment from its file. Raises Damaged."""
    return from_arrays(segment_file.read(path))
