"""Scans: read where the programs are installed, said plainly where they are not."""

from __future__ import annotations

import shutil
import stat
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

from articles.reading.formats.office import text_recognition
from articles.reading.reader import read_file
from articles.reading.report import BadRecord, RawFile, Report
from tests.reading.formats.test_hostile import a_pdf

SCAN = a_pdf(b"q 400 0 0 600 0 0 cm Q")
ROWS = [
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
    *(
        f"5\t1\t1\t{paragraph}\t{line}\t{word}\t0\t0\t1\t1\t{confidence}\t{text}"
        for paragraph, line, word, confidence, text in [
            (1, 1, 1, 96.0, "Ferry"), (1, 1, 2, 95.0, "returns"), (1, 1, 3, 94.5, "to"), (1, 1, 4, 91.0, "the"),
            (1, 1, 5, 90.0, "islands"), (2, 1, 1, 92.0, "The"), (2, 1, 2, 91.0, "coun-"), (2, 2, 1, 90.0, "cil"),
            (2, 2, 2, 12.0, "~~"), (2, 2, 3, 93.0, "voted"), (2, 2, 4, 93.0, "on"), (2, 2, 5, 93.0, "Monday."),
        ]
    ),
]  # fmt: skip


def png() -> bytes:
    """A white pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\xff"))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that alone is searched for programs, with the shell in it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for program in ("sh", "cat", "touch", "sleep"):
        found = shutil.which(program)
        assert found
        (folder / program).symlink_to(found)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def install(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!{folder / 'sh'}\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def install_all(folder: Path, rows: list[str] = ROWS) -> None:
    (folder / "rows.tsv").write_text("\n".join(rows))
    install(folder, "pdftoppm", 'for last; do :; done; touch "$last-1.png"')
    install(
        folder, "tesseract",
        f'if [ "$1" = --list-langs ]; then echo List; echo osd; echo fra; echo eng; else cat {folder}/rows.tsv; fi',
    )  # fmt: skip


@pytest.mark.parametrize("data", [SCAN, png()], ids=["PDF", "picture"])
def test_a_scan_is_read_and_marked_with_its_confidence(programs: Path, data: bytes) -> None:
    install_all(programs)
    (report,) = read_file(RawFile("scan", data))
    assert isinstance(report, Report)
    assert report.title == "Ferry returns to the islands"
    assert [block.text for block in report.paragraphs] == ["The council voted on Monday."]
    assert report.details["ocr_confidence"] == ("93",)


def test_the_languages_are_asked_for_once_a_file(programs: Path) -> None:
    install_all(programs)
    install(programs, "pdftoppm", 'for last; do :; done; touch "$last-1.png" "$last-2.png"')
    log = programs / "log"
    install(
        programs, "tesseract",
        f'if [ "$1" = --list-langs ]; then echo languages >>{log}; echo List; echo fra; echo eng; '
        f'else echo "$4" >>{log}; cat {programs}/rows.tsv; fi',
    )  # fmt: skip
    (report,) = read_file(RawFile("scan", SCAN))
    assert isinstance(report, Report)
    assert log.read_text().split() == ["languages", "eng+fra", "eng+fra"]


def test_a_poor_scan_is_doubted(programs: Path) -> None:
    install_all(programs, [row.replace("\t9", "\t5") for row in ROWS])
    (report,) = read_file(RawFile("scan", SCAN))
    assert isinstance(report, Report)
    assert any("confidence of 53 of 100" in warning for warning in report.warnings)


@pytest.mark.parametrize(
    ("data", "said"),
    [(SCAN, "holds no text. Install tesseract and pdftoppm"), (png(), "a picture. Install tesseract to")],
    ids=["PDF", "picture"],
)
def test_a_missing_program_is_named(programs: Path, data: bytes, said: str) -> None:
    with pytest.raises(BadRecord, match=said):
        list(read_file(RawFile("scan", data)))


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'no such language' >&2; exit 1", "tesseract could not read it .no such language."),
        ("sleep 30", "takes more than 1 seconds"),
        ("echo", "found no text"),
    ],
)
def test_a_program_that_fails_is_told_in_words(
    programs: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    monkeypatch.setattr(text_recognition, "PAGE_MAX_SECONDS", 1)
    install(programs, "tesseract", script)
    with pytest.raises(BadRecord, match=said):
        list(read_file(RawFile("scan.png", png())))


@pytest.mark.skipif(
    not all(shutil.which(program) for program in text_recognition.PROGRAMS),
    reason="tesseract or pdftoppm is not installed",
)
def test_a_real_scan_is_read(tmp_path: Path) -> None:
    """A printed page made to a picture and read again by the real programs."""
    words = b"The council voted on Monday to keep the night ferry."
    page = tmp_path / "page.pdf"
    page.write_bytes(a_pdf(b"BT /F 14 Tf 20 500 Td (" + words + b") Tj ET"))
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", str(page), str(tmp_path / "p")], check=True)
    (picture,) = tmp_path.glob("p*.png")
    (report,) = read_file(RawFile("scan.png", picture.read_bytes()))
    assert isinstance(report, Report)
    shown = " ".join([report.title, *(block.text for block in report.paragraphs)])
    assert "night ferry" in shown and int(report.details["ocr_confidence"][0]) > 80
