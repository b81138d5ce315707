"""Which of the first blocks are headline, byline, date and outlet, and where does the report itself begin?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.ingest.clean import is_prose
from articles.ingest.metadata.byline import Byline, find_byline
from articles.ingest.metadata.dateline import find_dateline
from articles.ingest.metadata.dates import FoundDate, find_date, publication_line
from articles.ingest.metadata.headline import label_length, looks_like_headline, same_headline
from articles.ingest.metadata.outlet import doubled_name, named_source
from articles.ingest.report import Block, BlockKind

FRONT_MAX_BLOCKS = 12
FRONT_LINE_MAX_CHARACTERS = 260
_PERSON = re.compile(r"[A-ZÀ-Þ][\w'’.-]{1,20}(?:\s[A-ZÀ-Þ][\w'’.-]{0,20}){1,3}")
_BY = re.compile(r"(?:^|[\s|•·–—-])by\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A field's value and the characters of one block's text it was read from."""

    value: str
    block: int
    start: int
    end: int
    rule: str


@dataclass(slots=True)
class Front:
    """What stands above a report: fields found there, blocks used up, and headlines printed again."""

    title: Span | None = None
    byline: Byline | None = None
    byline_at: Span | None = None
    published: FoundDate | None = None
    published_at: Span | None = None
    outlet: Span | None = None
    used: set[int] = field(default_factory=set)
    again: set[int] = field(default_factory=set)


def read_front(blocks: tuple[Block, ...], stated_title: str = "") -> Front:
    """Walk down from the top until the report begins (prose or a dateline), telling each line apart.

    ``stated_title`` is the headline that the format itself states; the blocks' own copy of it is then used up.
    """
    front = Front()
    lines = list(_top(blocks))
    for order, (place, block) in enumerate(lines):
        following = lines[order + 1][1].text if order + 1 < len(lines) else ""
        _read_line(
            front,
            place,
            block.text.strip(),
            following,
            stated_title,
            first=order == 0,
            alone=len(blocks) == 1,
        )
    return front


def _top(blocks: tuple[Block, ...]) -> Iterator[tuple[int, Block]]:
    for place, block in enumerate(blocks[:FRONT_MAX_BLOCKS]):
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.SUBHEAD):
            continue
        text = block.text
        if len(text) > FRONT_LINE_MAX_CHARACTERS or (is_prose(text) and not find_byline(text)):
            return
        if find_dateline(text) and (place or not looks_like_headline(text)):
            return
        yield place, block


def _read_line(
    front: Front, place: int, text: str, following: str, stated_title: str, *, first: bool, alone: bool
) -> None:
    if stated_title and same_headline(text, stated_title):
        front.used.add(place)
    elif front.title and same_headline(text, front.title.value):
        front.again.add(place)
    elif (
        _read_outlet(front, place, text)
        or _read_date(front, place, text)
        or _read_byline(front, place, text, following)
    ):
        front.used.add(place)
    elif (
        not front.title
        and not stated_title
        and not alone
        and looks_like_headline(text)
        and (first or not front.title)
    ):
        start = label_length(text)
        front.title = Span(text[start:], place, start, len(text), "first line")
        front.used.add(place)


def _read_outlet(front: Front, place: int, text: str) -> bool:
    if name := doubled_name(text):
        front.outlet = front.outlet or Span(name, place, 0, len(name), "name printed twice")
        return True
    if span := named_source(text):
        front.outlet = front.outlet or Span(text[span[0] : span[1]].strip(), place, *span, "source line")
        return True
    return False


def _read_date(front: Front, place: int, text: str) -> bool:
    found = publication_line(text)
    if found is None:
        return False
    if front.published is None:
        front.published, front.published_at = (
            found,
            Span(found.iso, place, found.start, found.end, "date line"),
        )
    return True


def _read_byline(front: Front, place: int, text: str, following: str) -> bool:
    byline, rest = find_byline(text), text
    date = find_date(text) if len(text) <= 160 else None
    if date is not None and (_BY.search(text) or byline):
        rest = (text[: date.start] + " " + text[date.end :]).strip(" |,•·–—-")
        byline = find_byline(rest[_by_at(rest) :]) or byline
    if byline is None and (front.title or place) and publication_line(following) and _PERSON.fullmatch(text):
        byline = Byline((text,), {})
    if byline is None:
        return False
    if date is not None and front.published is None:
        front.published, front.published_at = (
            date,
            Span(date.iso, place, date.start, date.end, "date in the byline"),
        )
    if front.byline is None:
        front.byline, front.byline_at = byline, Span(", ".join(byline.names), place, 0, len(text), "byline")
    return True


def _by_at(text: str) -> int:
    match = _BY.search(text)
    return match.end() - 3 if match else 0
