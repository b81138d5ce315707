"""Plain text and Markdown, cut into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from articles.reading.decode import decode
from articles.reading.report import BadRecord, Block, Document

NAME = "text"
MEDIA_TYPE = "text/plain"

WRAPPED_LINE_MAX_CHARACTERS = 100
TEXT_MAX_LINES = 50_000
_LINE = re.compile(r"[^\n]+")
_SPACES = re.compile(r"\s+")
_ENDS_SENTENCE = (".", "!", "?", "”", '"', "''", ":", "…", ")")
_MARKDOWN_HEADING = re.compile(r"#{1,6} (?=\S)")

Line = tuple[int, int]


def recognises(data: bytes) -> bool:
    """Always true: plain text takes what no other format claims."""
    return True


def documents(data: bytes) -> Iterator[Document | BadRecord]:
    """The file as one document."""
    decoded = decode(data)
    yield from_text(decoded.text, decoded.encoding, decoded.warnings)


def from_text(source: str, encoding: str = "", warnings: tuple[str, ...] = ()) -> Document:
    """A text as a document. Three layouts are told apart by looking at the lines:

    blank lines between paragraphs; one paragraph a line; and the old wire layout, where a paragraph begins with an
    indent and its lines are broken at about 65 characters (as the agencies' teleprinters printed it).

    Raises BadRecord for more lines than any report has.

    >>> [block.text for block in from_text("One\\nTwo, one a line.").blocks]
    ['One', 'Two, one a line.']
    >>> [block.text for block in from_text("HEAD\\n    ROME, May 3 - It was said\\nhere today.\\n    More.").blocks]
    ['HEAD', 'ROME, May 3 - It was said here today.', 'More.']
    """
    lines = [match.span() for match in islice(_LINE.finditer(source), TEXT_MAX_LINES + 1)]
    if len(lines) > TEXT_MAX_LINES:
        raise BadRecord(f"a text of more than {TEXT_MAX_LINES:,} lines is no report. Bring it in parts.")
    shown = [line for line in (_trimmed(source, span) for span in lines) if line[0] < line[1]]
    joined = _wire(source, shown) if _is_wire(source, shown) else _chunks(source, shown)
    blocks = tuple(_block(source, group) for group in joined)
    return Document(source, NAME, blocks, encoding=encoding, warnings=warnings)


def _trimmed(source: str, span: Line) -> Line:
    start, end = span
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return start, end


def _indent(source: str, line: Line) -> int:
    start = source.rfind("\n", 0, line[0]) + 1
    return sum(4 if character == "\t" else 1 for character in source[start : line[0]])


def _is_wire(source: str, lines: list[Line]) -> bool:
    """Whether indents begin paragraphs: some lines are indented, others not, and none is longer than a page is wide."""
    if len(lines) < 3 or max(end - start for start, end in lines) > WRAPPED_LINE_MAX_CHARACTERS:
        return False
    indented = [_indent(source, line) >= 2 for line in lines]
    return any(indented) and any(a and not b for a, b in pairwise(indented))


def _wire(source: str, lines: list[Line]) -> Iterator[list[Line]]:
    """Paragraphs of the old wire layout; the lines above the first indent stand alone (headline, byline)."""
    group: list[Line] = []
    for line in lines:
        indent = _indent(source, line)
        if group and (indent >= 2 or _blank_before(source, group[-1], line)):
            yield group
            group = []
        if indent < 2 and not group:
            yield [line]
        elif indent == 1 and _is_end_mark(source, line):
            yield group
            yield [line]
            group = []
        else:
            group.append(line)
    if group:
        yield group


def _is_end_mark(source: str, line: Line) -> bool:
    return line[1] - line[0] <= 12 and source[line[0] : line[1]].isalpha()


def _chunks(source: str, lines: list[Line]) -> Iterator[list[Line]]:
    """Paragraphs between blank lines; inside them each line is one, unless the lines were broken to a width."""
    wrapped = _is_wrapped(source, lines)
    group: list[Line] = []
    for line in lines:
        if group and (not wrapped or _blank_before(source, group[-1], line)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _blank_before(source: str, previous: Line, line: Line) -> bool:
    return source.count("\n", previous[1], line[0]) > 1


def _is_wrapped(source: str, lines: list[Line]) -> bool:
    """Whether lines were broken to a width: those inside a chunk are nearly full and mostly end in mid-sentence."""
    inner = [a for a, b in pairwise(lines) if not _blank_before(source, a, b)]
    if len(inner) < 2:
        return False
    width = max(end - start for start, end in lines)
    if width > WRAPPED_LINE_MAX_CHARACTERS or width < 40:
        return False
    full = sum(end - start > 0.7 * width for start, end in inner)
    broken = sum(not source[start:end].endswith(_ENDS_SENTENCE) for start, end in inner)
    return full > 0.7 * len(inner) and broken > 0.6 * len(inner)


def _block(source: str, group: list[Line]) -> Block:
    start, end = group[0][0], group[-1][1]
    heading = _MARKDOWN_HEADING.match(source, start)
    if heading and len(group) == 1:
        start = heading.end()
    for mark in ("**", "*", "__", "_"):
        # Emphasis around a whole block is no part of it; a footnote's lone asterisk has no partner.
        inner = source[start + len(mark) : end - len(mark)]
        if (
            source.startswith(mark, start)
            and source.endswith(mark, start, end)
            and inner
            and mark not in inner
        ):
            start, end = start + len(mark), end - len(mark)
            break
    return Block(_SPACES.sub(" ", source[start:end]), start, end)
