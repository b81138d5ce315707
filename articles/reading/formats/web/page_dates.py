"""When was a page published, where neither its metadata nor a `<time>` says so?

What a reader sees beside the headline comes first, then what ends the window's title, then the day in the page's own
address, which publishing systems put there when an article is first filed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.reading.formats.web.markup import Page
from articles.reading.formats.web.visible_text import letters_of
from articles.reading.metadata.dates import FoundDate, find_date, iso_date, month_number, publication_line
from articles.reading.report import Evidence, Stated

# How far from the headline a line that gives the day may stand, counted in lines that are shown.
LINES_ABOVE = 4
LINES_BELOW = 12
LINES_SEARCHED_MAX = 600
SHOWN_MAX_CHARACTERS = 120
_ELSEWHERE = frozenset(("nav", "aside", "footer", "figcaption"))
_ANNOUNCES = re.compile(
    r"^(?:by|published|posted|updated|last (?:updated|modified)|first published)\b", re.IGNORECASE
)
_CHANGED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
_DAY_IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?P<mark>[/-]?)(?P<month>\d\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?P=mark)(?P<day>[0-3]\d)(?=[/_-]|$)",
    re.IGNORECASE,
)


def shown_day(page: Page, titles: Sequence[Stated]) -> tuple[Stated, ...]:
    """The day printed in a line of its own, or behind the byline, next to the headline; one of a change comes last."""
    found = sorted(_dated_lines(page, titles), key=lambda pair: bool(_CHANGED.search(pair[0])))
    return tuple(stated for _, stated in found)


def day_behind_title(page: Page, titles: Sequence[Stated], marks: Sequence[str]) -> tuple[Stated, ...]:
    """The day that a page's title ends with, behind the site's name ("Envoys meet | Daily Planet | 8 July 2021")."""
    for title in titles:
        for mark in marks:
            _, found, tail = title.value.rpartition(mark)
            day = iso_date(tail) if found and len(tail) < 40 else None
            if day is not None and not (tail[: day.start] + tail[day.end :]).strip(" .,"):
                at = page.source.find(tail, title.evidence.start, title.evidence.end)
                span = (at, at + len(tail)) if at >= 0 else (title.evidence.start, title.evidence.end)
                return (Stated(tail, Evidence(*span, page.source[slice(*span)], "day behind the title")),)
    return ()


def day_in_address(addresses: Sequence[Stated]) -> tuple[Stated, ...]:
    """The day in the path of the page's own address ("/2021/07/08/envoys-meet", "/2021/jul/08/…", "/20210708-…").

    >>> at = Evidence(0, 0, "", "link canonical")
    >>> day_in_address([Stated("https://news.example/world/2021/jul/08/envoys-meet", at)])[0].value
    '2021-07-08'
    """
    for address in addresses:
        match = _DAY_IN_ADDRESS.search(address.value)
        if match is None:
            continue
        number = month_number(match["month"]) or int(match["month"])
        day = f"{match['year']}-{number:02}-{match['day']}"
        if iso_date(day):
            seen = address.evidence
            return (Stated(day, Evidence(seen.start, seen.end, seen.text, "day in the address")),)
    return ()


def _dated_lines(page: Page, titles: Sequence[Stated]) -> Iterator[tuple[str, Stated]]:
    headlines = {letters_of(title.value) for title in titles}
    lines = page.lines[:LINES_SEARCHED_MAX]
    shown = [page.shown(line.start, line.end) for line in lines]
    at = next((place for place, text in enumerate(shown) if letters_of(text) in headlines), None)
    if at is None:
        return
    for place in (*range(at + 1, at + LINES_BELOW), *range(at - 1, at - LINES_ABOVE, -1)):
        if not 0 <= place < len(lines) or lines[place].zone in _ELSEWHERE:
            continue
        line = lines[place]
        if day := _announced(shown[place]):
            evidence = Evidence(
                line.start, line.end, page.source[line.start : line.end], "day beside the headline"
            )
            yield shown[place], Stated(shown[place][day.start : day.end], evidence)


def _announced(text: str) -> FoundDate | None:
    """The day of a line that states when the report was published, alone or behind who wrote it."""
    if len(text) > SHOWN_MAX_CHARACTERS:
        return None
    return publication_line(text) or (find_date(text) if _ANNOUNCES.match(text) else None)
