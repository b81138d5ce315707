"""Deliveries saved as plain text as lines; offsets count in the decoded file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from articles.reading.formats.deliveries.lines import Line, Sheet
from articles.reading.report import BadRecord, Decoded

PAGE_WIDTH = 79
WRAPPED_MAX_CHARACTERS = 100
LONG_LINES_MAX_SHARE = 0.02
FULL_LINES_MIN_SHARE = 0.25
LINES_MAX = 2_000_000
CENTRED_MIN_INDENT = 5
CENTRED_SLACK = 8

_LINE = re.compile(r"[^\n]+")
_ENDS_SENTENCE = (".", "!", "?", "”", '"', "''", ":", "…", ")", "。", "」")


def sheet_of(decoded: Decoded) -> Sheet:
    """The sheet of a text. Whether its lines were broken to a width is told from their lengths."""
    source = decoded.text
    spans = [match.span() for match in _LINE.finditer(source) if not match.group().isspace()]
    if len(spans) > LINES_MAX:
        raise BadRecord(f"a text of more than {LINES_MAX:,} lines. Bring the delivery in parts.")
    lines = tuple(_lines(source, spans))
    return Sheet(source, lines, "text", _is_wrapped(lines), decoded.encoding, decoded.warnings)


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether lines were broken to a width: of those that go on below hardly one is longer than a page is wide, and
    many nearly fill it."""
    inner = [len(line.text) for line, below in pairwise(lines) if not below.after_gap]
    too_long = sum(length > WRAPPED_MAX_CHARACTERS for length in inner)
    full = sum(0.7 * PAGE_WIDTH < length <= WRAPPED_MAX_CHARACTERS for length in inner)
    return too_long <= LONG_LINES_MAX_SHARE * len(inner) and full > FULL_LINES_MIN_SHARE * len(inner)


def _lines(source: str, spans: list[tuple[int, int]]) -> Iterator[Line]:
    before = 0
    indent_before = 0
    ended = True
    for start, end in spans:
        raw = source[start:end]
        text = " ".join(raw.split())
        indent = len(raw.expandtabs(8)) - len(raw.expandtabs(8).lstrip())
        first = end - len(raw.lstrip())
        last = first + len(raw.strip())
        gap = source.count("\n", before, start) > 1 or not before
        # Old deliveries begin a paragraph with an indent and no blank line.
        gap = gap or (2 <= indent <= 8 and indent > indent_before and ended)
        yield Line(text, first, last, gap, centred=_is_centred(indent, len(text)), indent=indent)
        before, indent_before, ended = end, indent, text.endswith(_ENDS_SENTENCE)


def _is_centred(indent: int, length: int) -> bool:
    """Whether the room on both sides of a line on a page of the usual width is the same.

    >>> _is_centred(31, 16), _is_centred(3, 70), _is_centred(0, 12)
    (True, False, False)
    """
    right = PAGE_WIDTH - indent - length
    return indent >= CENTRED_MIN_INDENT and abs(indent - right) <= CENTRED_SLACK
