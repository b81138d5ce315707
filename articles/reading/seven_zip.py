"""7z archives, unpacked by the 7-Zip program where it is installed, with limits of time, memory and size."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from articles.reading import external_program
from articles.reading.report import BadRecord

MARK = b"7z\xbc\xaf\x27\x1c"
PROGRAMS = ("7zz", "7z", "7za", "7zr")
UNPACK_MAX_SECONDS = 120
MEMORY_MAX_BYTES = 1024 * 1024 * 1024


def recognises(data: bytes) -> bool:
    """Whether the bytes are a 7z archive."""
    return data.startswith(MARK)


def members(
    data: bytes, *, members_max: int, total_max_bytes: int, member_max_bytes: int
) -> Iterator[tuple[str, bytes]]:
    """The plain files of an archive with their names; links and folders are passed over.

    Raises BadRecord where no program is installed, the archive cannot be read, or it holds more than the limits.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise BadRecord(
            "it is a 7z archive. Install 7-Zip (7z) to have it read here, or zip the files instead."
        )
    with tempfile.TemporaryDirectory(prefix="7z-") as folder:
        archive = Path(folder, "archive.7z")
        archive.write_bytes(data)
        _check_listed(
            _run(program, ["l", "-slt", "-p", str(archive)], member_max_bytes), members_max, total_max_bytes
        )
        target = Path(folder, "files")
        target.mkdir()
        # Without the folders of the archive no name can point outside; of equal names the second gets a number.
        _run(program, ["e", "-y", "-aou", "-p", f"-o{target}", str(archive)], member_max_bytes)
        for path in sorted(target.iterdir()):
            if path.is_file() and not path.is_symlink():
                yield path.name, path.read_bytes()


def _check_listed(listed: str, members_max: int, total_max_bytes: int) -> None:
    """Refuse what the archive's own list says is too much; the limits of the process hold whatever it says."""
    sizes = [
        int(line[7:]) for line in listed.splitlines() if line.startswith("Size = ") and line[7:].isdigit()
    ]
    if len(sizes) > members_max:
        raise BadRecord(f"over {members_max:,} files. Split the archive and bring the parts.")
    if sum(sizes) > total_max_bytes:
        raise BadRecord(
            f"over {total_max_bytes // 1024 // 1024} MB unpacked. Split the archive and bring the parts."
        )


def _run(program: str, arguments: list[str], file_max_bytes: int) -> str:
    try:
        told = external_program.run(
            [program, *arguments],
            seconds=UNPACK_MAX_SECONDS,
            memory_max_bytes=MEMORY_MAX_BYTES,
            file_max_bytes=file_max_bytes,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as fault:
        raise BadRecord(
            f"it takes more than {UNPACK_MAX_SECONDS} seconds to unpack. Bring the files themselves."
        ) from fault
    said = (told.stdout + told.stderr).decode("utf-8", "replace")
    if any(sign in said for sign in ("Wrong password", "Encrypted = +", "encrypted archive")):
        raise BadRecord("it is encrypted. Unlock it and pack it without a password.")
    if told.returncode:
        last = next(
            (line for line in said.splitlines() if "rror" in line), "a file in it is too large or damaged"
        )
        raise BadRecord(f"no readable 7z archive ({last.strip()[:160]}). Pack the files anew.")
    return said
