"""Front matter: headline, byline, date and outlet above the report, and where the report begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.reading.cleaning.block_kinds import is_prose
from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.byline import Byline, find_byline
from articles.reading.metadata.dateline import find_dateline
from articles.reading.metadata.days.printed_dates import FoundDate, find_date, publication_line
from articles.reading.metadata.headline import (
    is_furniture,
    is_label,
    label_length,
    looks_like_headline,
    same_headline,
    stands_under_headline,
)
from articles.reading.metadata.outlet import doubled_name, house_beside_date, house_name, named_source
from articles.reading.report import Block, BlockKind

FRONT_MAX_BLOCKS = 12
FRONT_LINE_MAX_CHARACTERS = 260
HOUSE_AND_DATE_MAX_CHARACTERS = 100
_PERSON = re.compile(
    r"[A-ZÀ-Þ][a-zà-ÿ'’.][\w'’.-]{0,20}(?:\s[A-ZÀ-Þ][\w'’.-]{0,20}){0,2}"
    r"\s[A-ZÀ-Þ]['’]?[\w'’.-]?[a-zà-ÿ][\w'’.-]{0,20}"
)
_NAMES = re.compile(rf"{_PERSON.pattern}(?:(?:,\s|,?\sand\s){_PERSON.pattern}){{0,4}}")
_WORD = re.compile(r"[^\W\d_]+")
_FILING_LINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .’'-]{1,40}(?:,\s[A-Z][\w. ]{1,30})?)\s{1,3}(?P<day>(?:19|20)\d\d-\d\d-\d\d)"
)
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
    """The lines above a report: fields found there, blocks used up, headlines printed again, and labels."""

    title: Span | None = None
    byline: Byline | None = None
    byline_at: Span | None = None
    published: FoundDate | None = None
    published_at: Span | None = None
    outlet: Span | None = None
    agency: Span | None = None
    filed_at: Span | None = None
    lacks_headline: bool = False
    used: set[int] = field(default_factory=set)
    again: set[int] = field(default_factory=set)
    labels: set[int] = field(default_factory=set)


def read_front(blocks: tuple[Block, ...], stated_titles: tuple[str, ...] = ()) -> Front:
    """Classify the lines from the top until the report begins (prose or a dateline).

    ``stated_titles`` are the headlines that the format itself states; the blocks' own copies are then used up.
    """
    front = Front()
    lines = list(_top(blocks))
    for order, (place, block) in enumerate(lines):
        text = block.text.strip()
        following = lines[order + 1][1].text if order + 1 < len(lines) else ""
        if any(same_headline(text, title) for title in stated_titles):
            front.used.add(place)
        elif front.title and same_headline(text, front.title.value):
            front.again.add(place)
        elif (
            _read_filing_line(front, place, text)
            or _read_outlet(front, place, text, following)
            or _read_house_and_date(front, place, text)
            or _read_date(front, place, text)
            or _read_byline(front, place, text, following)
            or _read_names(front, place, text, blocks)
        ):
            front.used.add(place)
        elif not (front.title or stated_titles or len(blocks) == 1) and looks_like_headline(text):
            _read_headline(front, place, text, blocks[place + 1 :])
    return front


def _read_headline(front: Front, place: int, text: str, below: tuple[Block, ...]) -> None:
    """Take a line of a headline's shape for the headline, unless what it says or what stands below shows that it is none."""
    following = next((line for block in below if not same_headline(line := block.text.strip(), text)), "")
    announced = _announces(following)
    start = label_length(text)
    if front.lacks_headline:
        return
    if is_furniture(text[start:], announced):
        if is_label(text[start:]):
            front.labels.add(place)
        return
    if not announced and stands_under_headline(text[start:], following):
        front.lacks_headline = True
        return
    # The label is part of the evidence, so that no character of the line is lost.
    front.title = Span(text[start:], place, 0, len(text), "first line")
    front.used.add(place)


def _announces(line: str) -> bool:
    """Whether a line is one that stands under a headline: byline, day, outlet or dateline."""
    if (
        find_byline(line)
        or publication_line(line)
        or find_dateline(line)
        or doubled_name(line)
        or named_source(line)
    ):
        return True
    return len(line) <= HOUSE_AND_DATE_MAX_CHARACTERS and (find_date(line) is not None or house_name(line))


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


def _read_outlet(front: Front, place: int, text: str, following: str) -> bool:
    if name := doubled_name(text):
        front.outlet = front.outlet or Span(name, place, 0, len(name), "name printed twice")
        return True
    if found := named_source(text):
        front.outlet = front.outlet or Span(text[found[0] : found[1]].strip(), place, *found, "source line")
        return True
    announced = front.byline or find_byline(following) or publication_line(following)
    if front.outlet or (front.title and not announced) or not house_name(text):
        return False
    house = Span(agency_name(text) or text, place, 0, len(text), "line with the house's name")
    if agency_name(text):
        front.agency = house
    else:
        front.outlet = house
    return True


def _read_house_and_date(front: Front, place: int, text: str) -> bool:
    date = find_date(text) if len(text) <= HOUSE_AND_DATE_MAX_CHARACTERS else None
    name = house_beside_date(text, date.start, date.end) if date else None
    if date is None or name is None:
        return False
    front.outlet = front.outlet or Span(text[name[0] : name[1]], place, *name, "name beside the date")
    if front.published is None:
        front.published = date
        front.published_at = Span(date.iso, place, date.start, date.end, "date beside the outlet")
    return True


def _read_filing_line(front: Front, place: int, text: str) -> bool:
    """A place in capitals with a day in figures on a line of its own ("LONDON 1996-12-06"): where and when it was filed."""
    match = _FILING_LINE.fullmatch(text)
    day = find_date(match["day"]) if match else None
    if match is None or day is None:
        return False
    front.filed_at = front.filed_at or Span(
        match["place"].strip(" ,"), place, 0, match.end("place"), "filing line"
    )
    if front.published is None:
        front.published = day
        front.published_at = Span(
            day.iso, place, match.start("day"), match.end("day"), "day of the filing line"
        )
    return True


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
        if house_name(byline.outlet) and not agency_name(byline.outlet) and front.outlet is None:
            at = text.find(byline.outlet)
            front.outlet = Span(byline.outlet, place, at, at + len(byline.outlet), "house behind the byline")
    return True


def _read_names(front: Front, place: int, text: str, blocks: tuple[Block, ...]) -> bool:
    """A line of names and nothing else, none of which the report speaks of: a byline without its "By"."""
    if front.byline or not _NAMES.fullmatch(text):
        return False
    body = {word for block in blocks[place + 1 :] for word in _WORD.findall(block.text)}
    if any(word in body or word.lower() in body for word in _WORD.findall(text) if len(word) > 3):
        return False
    byline = find_byline(f"By {text}")
    if byline is None:
        return False
    front.byline, front.byline_at = (
        byline,
        Span(", ".join(byline.names), place, 0, len(text), "line of names"),
    )
    return True


def _by_at(text: str) -> int:
    match = _BY.search(text)
    return match.end() - 3 if match else 0
