"""Offsets: where in the source the n-th character of a block's text stands."""

from __future__ import annotations

import html
import re

from articles.reading.report import Block

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


def source_span(source: str, block: Block, start: int, end: int) -> tuple[int, int]:
    """The source characters of ``block.text[start:end]``.

    Where a block's text is its slice of the source, offsets map one to one. Elsewhere both are walked side by side:
    what a reader does not see (line breaks and indents, tags, comments) is passed over, character references count
    as what they stand for. One pass, so linear.

    >>> source = "<p>Peace\\n   <b>talks</b> &amp; war</p>"
    >>> a, b = source_span(source, Block("Peace talks & war", 3, 36), 6, 13)
    >>> source[a:b]
    'talks</b> &amp;'
    """
    if source.startswith(block.text[:end], block.start):
        return block.start + start, block.start + end
    first = last = block.start
    place = block.start
    for number, character in enumerate(block.text[:end]):
        place = _unseen(source, place, block.end, character)
        if place >= block.end:
            break
        if number == start:
            first = place
        place = _after(source, place, character)
        last = place
    return first, max(first, last)


def _unseen(source: str, place: int, end: int, wanted: str) -> int:
    """The next place at or after this one at which the wanted character can stand."""
    while place < end:
        here = source[place]
        if here == wanted:
            return place
        if here == "<":
            closing = "-->" if source.startswith("<!--", place) else ">"
            found = source.find(closing, place, end)
            place = found + len(closing) if found >= 0 else place + 1
        elif (here == "&" and _reference(source, place) is not None) or (here.isspace() and wanted == " "):
            return place
        else:
            place += 1
    return place


def _after(source: str, place: int, wanted: str) -> int:
    reference = _reference(source, place) if source[place] == "&" else None
    if (reference is not None and source[place] != wanted) or (reference is not None and wanted == "&"):
        return place + len(reference)
    place += 1
    if wanted == " ":
        while place < len(source) and source[place].isspace():
            place += 1
    return place


def _reference(source: str, place: int) -> str | None:
    match = _ENTITY.match(source, place)
    if match is None or html.unescape(match.group()) == match.group():
        return None
    return match.group()
