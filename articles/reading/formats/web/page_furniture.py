"""Page furniture: what a page shows that is no part of its report, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from articles.reading.cleaning.boilerplate import reason_by_words
from articles.reading.formats.web.markup import Line, Page
from articles.reading.formats.web.visible_text import letters_of
from articles.reading.report import Block, BlockKind, Removed

LINES_MAX = 3_000
CAPTION_MAX_CHARACTERS = 600
NAVIGATION_MAX_CHARACTERS = 60
HEADING_MAX_DISTANCE_CHARACTERS = 60
_MENUS = frozenset(("nav", "header", "button"))


def rest_of(
    page: Page, blocks: tuple[Block, ...], fields: set[str]
) -> tuple[tuple[Block, ...], tuple[Removed, ...]]:
    """The captions of a page and, as removed, every other line that is neither in the report nor states a field.

    ``fields`` are the letters of what the page states (headline, byline, …): a line that only prints one is no junk.
    """
    captions: list[Block] = []
    removed: list[Removed] = []
    taken = min((block.start for block in blocks if block.end > block.start), default=0)
    seen = {letters_of(block.text) for block in blocks}
    for line, text in _outside(page, blocks):
        key = letters_of(text)
        if not key or key in seen or key in fields:
            continue
        if line.zone == "figcaption" and len(text) <= CAPTION_MAX_CHARACTERS:
            captions.append(Block(text, line.start, line.end, BlockKind.CAPTION))
            continue
        above = bool(taken) and line.start < taken and len(text) <= NAVIGATION_MAX_CHARACTERS
        reason = _reason(line, text, above=above)
        removed.append(Removed(page.source[line.start : line.end], line.start, line.end, reason))
    return tuple(captions), tuple(_with_headings(removed))


def _with_headings(removed: list[Removed]) -> Iterator[Removed]:
    """A short line right above a box is its heading, and goes for the box's reason."""
    for part, following in zip_longest(removed, removed[1:]):
        near = following is not None and following.start - part.end <= HEADING_MAX_DISTANCE_CHARACTERS
        if near and part.reason == "around the report" and len(part.text) <= NAVIGATION_MAX_CHARACTERS:
            yield replace(part, reason=following.reason)
        else:
            yield part


def _reason(line: Line, text: str, *, above: bool) -> str:
    """By its words where they tell; a menu's words ("World", "Home") only say that it is a menu."""
    said = reason_by_words(text)
    if said in ("", "section label", "page control") and (above or line.zone in _MENUS):
        return "navigation"
    if not said and line.zone == "footer":
        return "legal footer" if "©" in text or "copyright" in text.lower() else "page footer"
    return said or "around the report"


def _outside(page: Page, blocks: tuple[Block, ...]) -> Iterator[tuple[Line, str]]:
    """The lines that lie in no block, in order; both lists are walked once."""
    taken = sorted((block.start, block.end) for block in blocks if block.end > block.start)
    at = 0
    for line in page.lines[:LINES_MAX]:
        while at < len(taken) and taken[at][1] <= line.start:
            at += 1
        if at < len(taken) and taken[at][0] < line.end:
            continue
        shown = page.source[line.start : line.end]
        start = line.start + len(shown) - len(shown.lstrip())
        end = line.start + len(shown.rstrip())
        if text := page.shown(start, end):
            yield Line(start, end, line.zone), text
