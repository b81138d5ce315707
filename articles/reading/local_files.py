"""Files for an import from paths on this machine: files, folders, zips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from articles.reading.report import BadRecord

FILE_MAX_BYTES = 50 * 1024 * 1024
# A longer file of JSON lines is taken in pieces of about this size, each of whole lines.
PIECE_BYTES = 8 * 1024 * 1024


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


def pieces(path: Path) -> Iterator[tuple[str, bytes | BadRecord]]:
    """The file as (name, bytes): whole, or, where JSON lines are too long for that, in pieces of whole lines.

    A piece is named for the line it begins with. Only one piece is in memory at a time. What cannot be read comes as a
    BadRecord in its place.
    """
    try:
        long = path.stat().st_size > FILE_MAX_BYTES and _holds_json_lines(path)
    except OSError:
        long = False
    if not long:
        try:
            yield path.name, read_bytes(path)
        except BadRecord as refusal:
            yield path.name, refusal
        return
    with path.open("rb") as file:
        first = 1
        while lines := file.readlines(PIECE_BYTES):
            data = b"".join(lines)
            name = f"{path.stem} (from line {first}){path.suffix}"
            yield (
                name,
                data if len(data) <= FILE_MAX_BYTES else BadRecord(f"{name}: a line is over the limit."),
            )
            first += len(lines)


def _holds_json_lines(path: Path) -> bool:
    """Whether the first two lines are JSON objects, each whole within a piece."""
    with path.open("rb") as file:
        lines = [file.readline(PIECE_BYTES).strip() for _ in range(2)]
    return all(line.startswith(b"{") and line.endswith(b"}") for line in lines)


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
