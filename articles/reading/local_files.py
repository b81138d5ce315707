"""Files for an import from paths on this machine: files, folders, zips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from articles.reading.report import BadRecord

FILE_MAX_BYTES = 50 * 1024 * 1024


def files_below(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that paths name, folders walked in order of name, hidden files left out.

    Raises BadRecord for a path that is not there: better to stop before the first file than to miss one unseen.
    """
    for path in paths:
        if not path.exists():
            raise BadRecord(f"{path}: there is no such file or folder.")
        if path.is_dir():
            yield from (
                p for p in sorted(path.rglob("*")) if p.is_file() and not _hidden(p.relative_to(path))
            )
        else:
            yield path


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises BadRecord when it is too large or may not be read."""
    try:
        size = path.stat().st_size
        if size > FILE_MAX_BYTES:
            limit = FILE_MAX_BYTES // 1024 // 1024
            raise BadRecord(
                f"{path.name}: {size:,} bytes are more than the {limit} MB a file may have. Split it."
            )
        return path.read_bytes()
    except OSError as error:
        raise BadRecord(f"{path.name}: it cannot be read ({error.strerror}).") from error


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
