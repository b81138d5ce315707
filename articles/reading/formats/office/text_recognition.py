"""Text recognition (OCR) of scans and pictures by Tesseract, where it is installed.

The room ships no recogniser: Tesseract and, for PDFs, Poppler's pdftoppm are programs of the system. They run as processes
of their own with limits of time and memory, a page at a time. What they read is marked with its mean confidence.
"""

from __future__ import annotations

import csv
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from articles.reading import external_program
from articles.reading.decode import tidy
from articles.reading.formats import plain_text
from articles.reading.report import BadRecord, Document, Evidence, Stated

NAME = "ocr"
MEDIA_TYPE = "image/png"
PROGRAMS = ("tesseract", "pdftoppm")

PAGES_MAX = 100
PAGE_MAX_SECONDS = 90
MEMORY_MAX_BYTES = 2 * 1024 * 1024 * 1024
DOTS_PER_INCH = 200
LANGUAGES_MAX = 4
# Below this a page says more about stains than about the news; Tesseract's scale is 0 to 100.
WORD_MIN_CONFIDENCE = 30
CONFIDENCE_DOUBTED_BELOW = 75
WORDS_MIN = 5
DOUBT = "The text was recognised from a scan with a confidence of {} of 100; check names and figures."

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that was read, with the paragraph and line it stands in and how sure the recogniser is of it (0 to 100)."""

    text: str
    paragraph: tuple[int, ...]
    line: tuple[int, ...]
    confidence: float


def recognises(data: bytes) -> bool:
    """Whether a file is a picture that can be read: PNG, JPEG or TIFF. A PDF of pictures comes here from its own format."""
    return data.startswith(_PICTURES)


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """The scan as one document. Raises BadRecord where nothing can be read on it or a program is missing."""
    _check_programs(data)
    with tempfile.TemporaryDirectory(prefix="scan-") as folder:
        pages = _pages(data, Path(folder))
        languages = _languages()
        words = [word for number, page in enumerate(pages) for word in _words(page, number, languages)]
    kept = [word for word in words if word.confidence >= WORD_MIN_CONFIDENCE]
    if len(kept) < WORDS_MIN:
        raise BadRecord("text recognition found no text on it. Bring a clearer scan, or its text.")
    confidence = round(statistics.fmean(word.confidence for word in kept))
    document = plain_text.from_text(tidy(_text(kept)), "utf-8")
    doubts = (DOUBT.format(confidence),) if confidence < CONFIDENCE_DOUBTED_BELOW else ()
    told = Stated(str(confidence), Evidence(0, 0, "", "text recognition"))
    yield replace(
        document,
        format=NAME,
        stated={**document.stated, "ocr_confidence": (told,)},
        warnings=(*document.warnings, *doubts),
    )


def _check_programs(data: bytes) -> None:
    """Raise BadRecord, naming the programs, where one is missing."""
    picture = recognises(data)
    missing = [program for program in PROGRAMS[: 1 if picture else 2] if shutil.which(program) is None]
    if missing:
        kind = (
            "a picture" if picture else "a PDF whose pages are pictures, a scan most likely: it holds no text"
        )
        raise BadRecord(
            f"it is {kind}. Install {' and '.join(missing)} to have its text recognised here (OCR), or bring its text."
        )


def _pages(data: bytes, folder: Path) -> list[Path]:
    """The pages of a scan as pictures in a folder."""
    if recognises(data):
        path = folder / "page"
        path.write_bytes(data)
        return [path]
    path = folder / "scan.pdf"
    path.write_bytes(data)
    options = ("-r", str(DOTS_PER_INCH), "-gray", "-png", "-l", str(PAGES_MAX))
    _run("pdftoppm", *options, str(path), str(folder / "p"))
    return sorted(folder.glob("p*.png"))


def _words(page: Path, number: int, languages: str) -> Iterator[_Word]:
    """The words of a page in the order of reading."""
    told = _run("tesseract", str(page), "stdout", "-l", languages, "--psm", "1", "tsv")
    rows = csv.DictReader(told.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        paragraph = (number, int(row["block_num"]), int(row["par_num"]))
        yield _Word(text, paragraph, (*paragraph, int(row["line_num"])), float(row["conf"]))


def _languages() -> str:
    """The languages that are installed for the recogniser, English first, as it takes them ("eng+fra")."""
    told = _run("tesseract", "--list-langs").splitlines()[1:]
    found = sorted(
        (name.strip() for name in told if name.strip() not in ("", "osd", "equ")),
        key=lambda name: (name != "eng", name),
    )
    return "+".join(found[:LANGUAGES_MAX]) or "eng"


def _text(words: Sequence[_Word]) -> str:
    """The words as paragraphs; a word that the page breaks at the end of a line is joined again."""
    parts: list[str] = []
    last: _Word | None = None
    for word in words:
        if last is None or word.paragraph != last.paragraph:
            parts.append(("\n\n" if last else "") + word.text)
        elif (
            word.line != last.line
            and last.text.endswith("-")
            and len(last.text) > 2
            and word.text[:1].islower()
        ):
            parts[-1] = parts[-1].removesuffix("-")
            parts.append(word.text)
        else:
            parts.append(" " + word.text)
        last = word
    return "".join(parts)


def _run(*command: str) -> str:
    """What a program prints. Raises BadRecord where it fails or overruns its limits."""
    try:
        told = external_program.run(
            command,
            seconds=PAGE_MAX_SECONDS,
            memory_max_bytes=MEMORY_MAX_BYTES,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as fault:
        raise BadRecord(
            f"its text recognition takes more than {PAGE_MAX_SECONDS} seconds. Bring fewer pages, or its text."
        ) from fault
    if told.returncode:
        said = told.stderr.decode("utf-8", "replace").strip().splitlines()
        raise BadRecord(
            f"{command[0]} could not read it ({said[-1][:160] if said else told.returncode}). Save it anew."
        )
    return told.stdout.decode("utf-8", "replace")
