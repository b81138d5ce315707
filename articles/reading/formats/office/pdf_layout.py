"""PDF layout analysis: printed lines become paragraphs again.

Running heads and page numbers are told by their coming back on page after page; a word broken at the end of a line is
joined; a paragraph ends where a sentence ends on a short line, where the gap to the next line grows, or at an indent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from articles.reading.report import Block, Removed

GAP_FACTOR = 1.3
SHORT_LINE_SHARE = 0.8
EDGE_LINES = 2
SIZE_STEP = 1.12
_ENDS_SENTENCE = re.compile(r"[.!?…:][”\"’')\]]{0,3}$")
_BROKEN_WORD = re.compile(r"(?<![^\W\d_])(?P<head>[^\W\d_]++)-$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s)?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as it is printed: its text, its left edge, its height on the page from below, its letters' size, its weight."""

    text: str
    x: float
    y: float
    size: float
    page: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """The lines put together: the source that evidence counts in, its blocks, and what runs over every page."""

    source: str
    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...]


def put_together(lines: Sequence[PrintedLine]) -> Printed:
    """The lines of all pages as paragraphs, with what runs over the pages told apart."""
    running = running_lines(lines)
    known = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    paragraphs = [_joined(group, known) for group in _paragraphs([ln for ln in lines if ln not in running])]
    source = ""
    blocks: list[Block] = []
    for text in paragraphs:
        blocks.append(Block(text, len(source), len(source) + len(text)))
        source += text + "\n\n"
    removed: list[Removed] = []
    for line in lines:
        if line in running:
            removed.append(
                Removed(line.text, len(source), len(source) + len(line.text), "running head or page number")
            )
            source += line.text + "\n"
    return Printed(source, tuple(blocks), tuple(removed))


def running_lines(lines: Sequence[PrintedLine]) -> set[PrintedLine]:
    """The first and last lines of pages that come back on most pages, whatever their figures, and page numbers."""
    pages: dict[int, list[PrintedLine]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges = []
    for page in pages.values():
        ordered = sorted(page, key=lambda line: -line.y)
        edges += [*ordered[:EDGE_LINES], *ordered[EDGE_LINES:][-EDGE_LINES:]]
    seen = Counter(key for key, _ in {(_key(line), line.page) for line in edges})
    often = max(2, (len(pages) + 1) // 2)
    return {line for line in edges if seen[_key(line)] >= often or _PAGE_NUMBER.fullmatch(line.text)}


def _key(line: PrintedLine) -> str:
    return _NUMBERS.sub("#", line.text)


def _paragraphs(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    starts = starts_of_paragraphs(lines)
    group: list[PrintedLine] = []
    for place, line in enumerate(lines):
        if group and place in starts:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def starts_of_paragraphs(lines: Sequence[PrintedLine], usual: float = 0.0) -> set[int]:
    """At which of the lines a paragraph begins, by their place in the sequence.

    ``usual`` is the distance of two lines of one paragraph, in heights of their letters, where the caller knows it.
    """
    if not lines:
        return set()
    usual, widest = usual or _usual_gap(lines), _widths(lines)
    return {0} | {
        place
        for place, (before, line) in enumerate(pairwise(lines), 1)
        if _parts(before, line, usual, widest)
    }


def _usual_gap(lines: Sequence[PrintedLine]) -> float:
    """The usual distance of two lines, in heights of their letters."""
    gaps = line_gaps(lines)
    return median(gaps) if gaps else 0.0


def line_gaps(lines: Sequence[PrintedLine]) -> list[float]:
    """The distances of lines that follow each other on a page, in heights of their letters."""
    return [
        (a.y - b.y) / max(b.size, 1)
        for a, b in pairwise(lines)
        if a.page == b.page and 0 < a.y - b.y < 4 * max(a.size, 1)
    ]


def _widths(lines: Sequence[PrintedLine]) -> dict[int, int]:
    """How many characters a full line has, page by page."""
    widths: dict[int, list[int]] = {}
    for line in lines:
        widths.setdefault(line.page, []).append(len(line.text))
    return {page: sorted(counts)[int(0.8 * (len(counts) - 1))] for page, counts in widths.items()}


def _parts(before: PrintedLine, line: PrintedLine, usual: float, widest: dict[int, int]) -> bool:
    """Whether a paragraph ends between two lines."""
    ended = bool(_ENDS_SENTENCE.search(before.text[-4:]))
    if max(before.size, line.size) > SIZE_STEP * min(before.size, line.size) > 0:
        return True
    gap = before.y - line.y
    same_column = before.page == line.page and gap > 0
    if same_column and usual and gap / max(line.size, 1) > GAP_FACTOR * usual:
        return True
    if ended and same_column and line.x > before.x + 0.8 * line.size:
        return True
    return ended and len(before.text) < SHORT_LINE_SHARE * widest[before.page]


def _joined(group: Sequence[PrintedLine], known: Counter[str]) -> str:
    text = ""
    for line in group:
        broken = _BROKEN_WORD.search(text)
        if broken and line.text[:1].islower():
            text = _mended(text, broken["head"], line.text, known)
        else:
            text = f"{text} {line.text}" if text else line.text
    return " ".join(text.split())


def _mended(text: str, head: str, following: str, known: Counter[str]) -> str:
    """A word broken at a line's end is joined, unless the file elsewhere prints it with its hyphen and never without."""
    rest = _WORD.match(following)
    tail = rest.group() if rest else ""
    hyphened, whole = known[f"{head}-{tail}".lower()], known[f"{head}{tail}".lower()]
    return text + following if hyphened > whole else text[:-1] + following
