"""Publication days that a page prints where neither its metadata nor a `<time>` gives one.

What a reader sees beside the headline comes first, then what ends the window's title, then the day in the page's own
address, which publishing systems put there when an article is first filed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.reading.formats.web.markup import Page
from articles.reading.formats.web.visible_text import letters_of
from articles.reading.metadata.address import date_in_address
from articles.reading.metadata.days.printed_dates import (
    FoundDate,
    announces_a_day,
    find_date,
    iso_date,
    publication_line,
)
from articles.reading.report import Evidence, Stated

# How far from the headline a line that gives the day may stand, counted in lines that are shown.
LINES_ABOVE = 4
LINES_BELOW = 12
LINES_SEARCHED_MAX = 600
SHOWN_MAX_CHARACTERS = 120
_ELSEWHERE = frozenset(("nav", "aside", "footer", "figcaption"))
_CHANGED = re.compile(
    r"(?:last )?(?:updated|modified|aktualisiert|zuletzt|stand|mis à jour|actualizado|atualizado|aggiornato|bijgewerkt|"
    r"обновлено|更新)",
    re.IGNORECASE,
)


def shown_day(
    page: Page, titles: Sequence[Stated], language: str = "", order: str = ""
) -> tuple[Stated, ...]:
    """The day printed in a line of its own, or behind the byline, next to the headline; one of a change comes last.

    ``language`` and ``order`` are what the page's locale tells of words and figures (see `printed_days`).
    """
    lines = _dated_lines(page, titles, language, order)
    found = sorted(lines, key=lambda pair: bool(_CHANGED.match(pair[0])))
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
    """The day, or at least the month, in the path of the page's own address (see `date_in_address`).

    >>> at = Evidence(0, 0, "", "link canonical")
    >>> day_in_address([Stated("https://news.example/world/2021/jul/08/envoys-meet", at)])[0].value
    '2021-07-08'
    """
    for address in addresses:
        if iso := date_in_address(address.value):
            seen = address.evidence
            rule = "day in the address" if len(iso) == 10 else "month in the address"
            return (Stated(iso, Evidence(seen.start, seen.end, seen.text, rule)),)
    return ()


def _dated_lines(
    page: Page, titles: Sequence[Stated], language: str, order: str
) -> Iterator[tuple[str, Stated]]:
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
        if day := _announced(shown[place], language, order):
            evidence = Evidence(
                line.start, line.end, page.source[line.start : line.end], "day beside the headline"
            )
            yield shown[place], Stated(day.iso, evidence)


def _announced(text: str, language: str, order: str) -> FoundDate | None:
    """The day of a line that states when the report was published, alone or behind who wrote it."""
    if len(text) > SHOWN_MAX_CHARACTERS:
        return None
    alone = publication_line(text, language, order)
    return alone or (find_date(text, language, order) if announces_a_day(text) else None)
