"""7z archives: unpacked where the program is installed, refused in words where it is not."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from articles.reading import seven_zip, unpack
from articles.reading.report import BadRecord, RawFile

PROGRAM = next(filter(None, map(shutil.which, seven_zip.PROGRAMS)), None)
installed = pytest.mark.skipif(PROGRAM is None, reason="7-Zip is not installed")


def packed(folder: Path, files: dict[str, bytes], *options: str) -> bytes:
    source = folder / "source"
    for name, content in files.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    target = folder / "a.7z"
    assert PROGRAM
    subprocess.run([PROGRAM, "a", *options, str(target), "."], cwd=source, check=True, capture_output=True)
    return target.read_bytes()


@installed
def test_each_file_comes_with_its_own_name(tmp_path: Path) -> None:
    data = packed(tmp_path, {"a.txt": b"One report.", "deep/b.txt": b"Another.", "deep/.hidden": b"x"})
    assert list(unpack.unpack("a.7z", data)) == [
        RawFile("a.txt", b"One report."),
        RawFile("b.txt", b"Another."),
    ]


@installed
@pytest.mark.parametrize(
    ("files", "options", "said"),
    [
        ({"a.txt": b"x"}, ["-psecret"], "encrypted"),
        ({"big.txt": b"x" * (unpack.MEMBER_MAX_BYTES + 5_000)}, [], "too large or damaged|rror"),
        ({f"{n}.txt": b"x" for n in range(30)}, [], "over 20 files"),
    ],
)
def test_what_is_over_a_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, bytes], options: list[str], said: str
) -> None:
    monkeypatch.setattr(unpack, "MEMBERS_MAX", 20)
    with pytest.raises(BadRecord, match=said):
        list(unpack.unpack("a.7z", packed(tmp_path, files, *options)))


@installed
def test_a_damaged_archive_is_refused_in_words(tmp_path: Path) -> None:
    data = packed(tmp_path, {"a.txt": b"One report." * 100})
    with pytest.raises(BadRecord, match=r"a\.7z: no readable 7z archive"):
        list(unpack.unpack("a.7z", data[:-20]))


def test_a_missing_program_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert unpack.is_archive(seven_zip.MARK)
    with pytest.raises(BadRecord, match=r"a\.7z: it is a 7z archive. Install 7-Zip"):
        list(unpack.unpack("a.7z", seven_zip.MARK + b"\0" * 40))
