"""Whoosh's table of contents with a trailing checksum: nothing is unpickled before it is verified."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from struct import Struct

from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC

from articles.search.index.segment_file import Damaged

# Whoosh reads a table of contents from its start and ignores what follows it.
_TRAILER = Struct("<4sI")
_MAGIC = b"RRTC"


def write_toc(folder: Path, name: str, toc: TOC) -> None:
    """Commit a generation: write it to the disk, then rename it, so that every reader sees it at once."""
    memory = RamStorage()
    toc.write(memory, name)
    path = toc_path(folder, name, toc.generation)
    content = bytes(memory.files[path.name])
    fresh = path.with_name(f"{path.name}.fresh")
    with fresh.open("wb") as file:
        file.write(content + _TRAILER.pack(_MAGIC, zlib.crc32(content)))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def read_toc(folder: Path, name: str) -> TOC:
    """The current generation. Raises Damaged where there is none or its checksum does not match."""
    storage = FileStorage(str(folder), supports_mmap=False)
    generation = TOC._latest_generation(storage, name)
    if generation < 0:
        raise Damaged("the table of contents is gone")
    content = toc_path(folder, name, generation).read_bytes()
    if len(content) < _TRAILER.size or _TRAILER.unpack(content[-_TRAILER.size :]) != (
        _MAGIC,
        zlib.crc32(content[: -_TRAILER.size]),
    ):
        raise Damaged("the table of contents is not what was written")
    return TOC.read(storage, name, gen=generation)


def toc_path(folder: Path, name: str, generation: int) -> Path:
    """The path of a generation's file."""
    return folder / str(TOC._filename(name, generation))
