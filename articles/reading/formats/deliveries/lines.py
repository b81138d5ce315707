"""One view of a delivery for every container: a sheet of lines with offsets and typographic cues.

A *sheet*: the lines that a reader sees, in order, each with the characters it stands at and the cues a layout can go by
(blank line or page break above it, bold, centred, table cell, class names and bookmarks). A layout (Factiva, Nexis, …)
is written once on sheets and so reads HTML, text, RTF, Word and PDF alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from articles.reading.offsets import source_span
from articles.reading.report import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet. ``text`` is what a reader sees, spaces folded; it stands at ``source[start:end]``.

    ``after_gap`` says that a paragraph ended above it, ``new_page`` that a page did. ``strong`` counts how many of its
    first characters are bold. ``row`` and ``column`` number its table cell through the whole sheet (-1 outside tables).
    ``marks`` are the class names, ids and bookmarks of the elements around it, in lower case, and the names of headings.
    """

    text: str
    start: int
    end: int
    after_gap: bool = True
    new_page: bool = False
    strong: int = 0
    centred: bool = False
    size: float = 0.0
    indent: int = 0
    row: int = -1
    column: int = -1
    marks: frozenset[str] = field(default_factory=frozenset)

    @property
    def bold(self) -> bool:
        """Whether the whole line is bold."""
        return 0 < len(self.text) <= self.strong


@dataclass(frozen=True, slots=True)
class Sheet:
    """A delivery as lines. ``wrapped``: a paragraph may span several lines, up to the next gap."""

    source: str
    lines: tuple[Line, ...]
    container: str
    wrapped: bool = False
    encoding: str = ""
    warnings: tuple[str, ...] = ()


def rest_of(source: str, line: Line, at: int) -> Line:
    """A line without its first ``at`` characters (a label), with its characters in the source.

    >>> rest = rest_of("<p>Text: One &amp; two</p>", Line("Text: One & two", 3, 22), 6)
    >>> rest.text, rest.start, rest.end
    ('One & two', 9, 22)
    """
    start, _ = source_span(source, Block(line.text, line.start, line.end), at, len(line.text))
    return replace(line, text=line.text[at:], start=start, strong=max(0, line.strong - at))


def groups(lines: Sequence[Line], *, wrapped: bool) -> Iterator[list[Line]]:
    """The lines that make a paragraph each: every line by itself, or, where lines are wrapped, up to the next gap."""
    return runs(lines, lambda line: not wrapped or line.after_gap)


def runs(lines: Iterable[Line], opens: Callable[[Line], bool]) -> Iterator[list[Line]]:
    """Lines that follow each other, in runs of which each begins with a line that ``opens`` one; so does the first line."""
    run: list[Line] = []
    for line in lines:
        if run and opens(line):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def row_at(lines: Sequence[Line], start: int) -> list[Line]:
    """The lines of the table row that begins at ``start``; a line outside tables by itself."""
    end = start + 1
    while end < len(lines) and lines[start].row >= 0 and lines[end].row == lines[start].row:
        end += 1
    return list(lines[start:end])


def joined_text(lines: Sequence[Line]) -> str:
    """The text of lines that belong together; a word broken at the end of a line stays as it is printed.

    >>> joined_text([Line("The ferry sails", 0, 15), Line("at ten.", 16, 23)])
    'The ferry sails at ten.'
    """
    return " ".join(line.text for line in lines)


def paragraphs(lines: Sequence[Line], *, wrapped: bool) -> Iterator[Block]:
    """The paragraphs that these lines print, with their characters in the sheet's source."""
    for group in groups(lines, wrapped=wrapped):
        yield Block(joined_text(group), group[0].start, group[-1].end, BlockKind.PARAGRAPH)
