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
# A place, a writer or a section before the day, parted from it by a mark ("Bonn, 11.10.2021").
_BEFORE_DAY = re.compile(r"[^\W\d_][\w .’'()/&-]{1,30}?\s?[,|–—·•]\s{0,2}")
# Since when somebody has been a member of a forum, beside each of his posts.
_MEMBERSHIP = re.compile(
    r"(?:registriert|registered|joined|mitglied|member since|beigetreten|dabei seit|inscrit|membre depuis|"
    r"registrado|miembro|iscritto|lid sinds|geregistreerd|зарегистрирован|регистрация|born|geboren)\b",
    re.IGNORECASE,
)
# The sentence with which publishing systems sign an entry, wherever on the page it stands.
_POSTED = re.compile(
    r"(?:this (?:entry|post|article|story) was (?:posted|published|written)|dieser (?:beitrag|eintrag|artikel) wurde|"
    r"(?:cet article|ce billet|cette entrée) a été (?:publiée?|postée?)|esta (?:entrada|noticia) fue publicada|"
    r"este (?:artículo|artigo|post) foi publicado|este artículo fue publicado|"
    r"questo (?:articolo|post) è stato (?:pubblicato|scritto)|"
    r"dit (?:bericht|artikel) (?:werd|is) (?:geplaatst|gepubliceerd)|эта (?:запись|статья) была опубликована)",
    re.IGNORECASE,
)
POSTED_MAX_CHARACTERS = 400


def posted_day(page: Page, language: str = "", order: str = "") -> tuple[Stated, ...]:
    """The day in the sentence with which a publishing system signs an entry ("This entry was posted on …")."""
    for line in page.lines[:LINES_SEARCHED_MAX]:
        text = page.shown(line.start, line.end)
        match = _POSTED.search(text[:POSTED_MAX_CHARACTERS])
        found = find_date(text[match.end() : POSTED_MAX_CHARACTERS], language, order) if match else None
        if found and len(found.iso) >= 10:
            evidence = Evidence(
                line.start, line.end, page.source[line.start : line.end], "sentence that signs the entry"
            )
            return (Stated(found.iso, evidence),)
    return ()


def tells_membership(text: str) -> bool:
    """Whether a line announces since when somebody has been a member, so that the day below it is not the report's."""
    return bool(_MEMBERSHIP.match(text))


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
        if place and tells_membership(shown[place - 1]):
            continue
        if day := _announced(shown[place], language, order):
            evidence = Evidence(
                line.start, line.end, page.source[line.start : line.end], "day beside the headline"
            )
            yield shown[place], Stated(day.iso, evidence)


def _announced(text: str, language: str, order: str) -> FoundDate | None:
    """The day of a line that states when the report was published, alone or behind who wrote it."""
    if len(text) > SHOWN_MAX_CHARACTERS:
        return None
    if alone := publication_line(text, language, order):
        return alone
    found = find_date(text, language, order)
    if found and (announces_a_day(text) or _BEFORE_DAY.fullmatch(text[: found.start])):
        return found
    return None
