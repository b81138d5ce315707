"""Factiva's articles without field codes: section, headline, byline, word count, day, source, code, page, language, text.

The word count with the day below it is the anchor, and the accession number ends the report. Neither depends on the
language of the reader who saved it. Saved pages name their parts by class; RTF, PDF and text are read by order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.reading.formats.deliveries.delivery import COPYRIGHT, COVER, CUT_SHORT, Draft
from articles.reading.formats.deliveries.factiva import signs
from articles.reading.formats.deliveries.languages import language_code
from articles.reading.formats.deliveries.lines import Line, Sheet
from articles.reading.formats.deliveries.names import names_of
from articles.reading.formats.deliveries.printed_dates import date_line
from articles.reading.metadata.agency import agency_name
from articles.reading.report import BlockKind

NAME = "factiva"
HINT = signs.BYTE_HINT
HEAD_MAX_LINES = 6
META_MAX_LINES = 14
META_MAX_CHARACTERS = 70
LANGUAGE_MAX_CHARACTERS = 30
PUBLISHER_MAX_CHARACTERS = 160
SECTION_MAX_CHARACTERS = 30

_PARAGRAPH = "articleparagraph"
_HEADLINE = re.compile(r"(?:[a-z]{2}(?:-?[a-z]{2,4})?)?headline")
_ARTICLE = re.compile(r"(?:[a-z]{2}(?:-?[a-z]{2,4})?)?article")
_CARRIED = frozenset(("carryover", "carryoverheadlines"))
_PAGE = re.compile(r"(?:[A-Z]{0,3}\s?-?\d{1,4}[A-Z]?|[Pp]\.?\s?\d{1,4})(?:[,;–-]\s?[A-Z]{0,2}\d{1,4}){0,5}")
_BY = re.compile(r"(?:by|von|par|por|di|door|av|af|od|от|przez)\s", re.IGNORECASE)


def recognises(sheet: Sheet) -> bool:
    """At least one accession number on a line of its own with a word count and a day above it."""
    waiting = False
    for place, line in enumerate(sheet.lines):
        if signs.is_word_count(line.text) and signs.is_anchor(sheet.lines, place):
            waiting = True
        elif waiting and signs.accession(line.text):
            return True
    return False


def drafts(sheet: Sheet) -> Iterator[Draft]:
    """The reports in order. What stands behind the last accession number is the page's foot, or a report cut short."""
    lines = sheet.lines
    anchors = [place for place in range(len(lines)) if signs.is_anchor(lines, place)]
    ends = _ends(lines, anchors)
    first = 0
    for number, anchor in enumerate(anchors):
        last = number + 1 == len(anchors)
        end = len(lines) if last else max(ends[number] + 1, anchor + 1)
        if not last and ends[number] < 0:
            end = _head_start(lines, anchor + 1, anchors[number + 1])
        draft = Draft(sheet, first, end)
        _read(draft, anchor - first, (ends[number] if ends[number] >= 0 else end) - first)
        if ends[number] < 0:
            draft.warnings.append(CUT_SHORT)
        yield draft
        first = end


def _ends(lines: tuple[Line, ...], anchors: list[int]) -> list[int]:
    """For each anchor the line of the accession number that ends its report, -1 where there is none."""
    found = []
    for number, anchor in enumerate(anchors):
        until = anchors[number + 1] if number + 1 < len(anchors) else len(lines)
        found.append(
            next((place for place in range(anchor + 1, until) if signs.accession(lines[place].text)), -1)
        )
    return found


def _head_start(lines: tuple[Line, ...], start: int, anchor: int) -> int:
    """Where the head of the report with this anchor begins, when no accession number parts it from the one above."""
    place = anchor
    while place > max(start, anchor - HEAD_MAX_LINES):
        place -= 1
        if lines[place].new_page:
            return place
    return next((at for at in range(place, anchor) if lines[at].bold), max(start, anchor - 2))


def _read(draft: Draft, anchor: int, end: int) -> None:
    lines = draft.lines
    if end < len(lines):
        draft.state("accession", lines[end], "accession number", signs.accession(lines[end].text))
    _read_head(draft, lines[:anchor])
    draft.state("length", lines[anchor], "word count")
    body = _read_meta(draft, lines[anchor + 1 : end]) + anchor + 1
    _read_body(draft, lines[body:end])


def _read_head(draft: Draft, lines: tuple[Line, ...]) -> None:
    """Section, headline, byline and credit above the word count."""
    head = _head(lines, below_cover=draft.first == 0)
    chosen = {line.start for line in head}
    above = [line for line in lines if line.start not in chosen]
    draft.remove(
        (line for line in above if _CARRIED.intersection(line.marks)), "headline that came without its text"
    )
    draft.remove(above, COVER)
    title = _title(head)
    at = {line.start for line in title}
    if title:
        draft.state("title", title, "headline")
    seen = False
    signed = any("author" in line.marks for line in head)
    for line in head:
        if line.start in at:
            seen = True
        elif not seen and title:
            draft.state("section", line, "section above the headline")
        elif "author" in line.marks or not signed:
            _state_byline(draft, line)
        elif agency := agency_name(line.text):
            draft.state("agency", line, "credit line", agency, line.text)


def _head(lines: tuple[Line, ...], *, below_cover: bool) -> tuple[Line, ...]:
    """The lines of the report's own head; above it stand the list of contents and the page's controls."""
    marked = tuple(line for line in lines if any(_ARTICLE.fullmatch(mark) for mark in line.marks))
    if marked:
        last = [line for line in marked if _is_headline(line)]
        return marked if len(marked) <= HEAD_MAX_LINES or not last else marked[marked.index(last[0]) - 1 :]
    near = tuple(line for line in lines if not _CARRIED.intersection(line.marks))[-HEAD_MAX_LINES:]
    breaks = [place for place, line in enumerate(near) if line.new_page]
    # A later report's head may run over the end of a page; the first one's begins below the cover.
    return near[breaks[-1] :] if breaks and below_cover else near


def _is_headline(line: Line) -> bool:
    return "hd" in line.marks or any(_HEADLINE.fullmatch(mark) for mark in line.marks)


def _title(head: tuple[Line, ...]) -> list[Line]:
    """The headline's lines: by class, else in bold, else the largest letters, else the one above the byline."""
    if marked := [line for line in head if _is_headline(line)]:
        return marked
    if bold := [line for line in head if line.bold]:
        return bold
    largest = max((line.size for line in head), default=0.0)
    if largest and any(line.size < largest for line in head):
        return [line for line in head if line.size == largest]
    plain = [line for line in head if not _BY.match(line.text) and "author" not in line.marks]
    enough = len(plain) > 2 or (len(plain) == 2 and len(plain[0].text) > SECTION_MAX_CHARACTERS)
    if enough and _is_only_names(plain[-1].text):
        plain.pop()
    # Without any sign, a short first line above others is the section.
    return (
        plain[1:]
        if len(plain) > 1 and len(plain[0].text) <= SECTION_MAX_CHARACTERS
        else plain or list(head[:1])
    )


def _is_only_names(text: str) -> bool:
    """Whether a line that nothing marks prints names of persons and nothing else."""
    names = names_of(text)
    return (
        bool(names)
        and all(
            2 <= len(name.split()) <= 4 and all(word[0].isupper() for word in name.split()) for name in names
        )
        and sum(map(len, names)) > 0.7 * len(text)
    )


def _state_byline(draft: Draft, line: Line) -> None:
    names = names_of(line.text)
    for name in names:
        draft.state("byline", line, "byline", name, name if name in line.text else line.text)
    if agency := next(filter(None, (agency_name(part) for part in (line.text, *names))), ""):
        draft.state("agency", line, "byline", agency, line.text)


def _read_meta(draft: Draft, lines: tuple[Line, ...]) -> int:
    """Day, time, source, code, page and language below the word count; how many lines they take."""
    place = 0
    found = None
    while place < len(lines) and (found := date_line(lines[place].text, beside_characters=16)) is None:
        place += 1
    if found is None:
        return 0
    draft.state(
        "published",
        lines[place],
        "day below the word count",
        found.iso,
        lines[place].text[found.start : found.end],
    )
    meta = _meta_lines(lines[place + 1 : place + META_MAX_LINES])
    _state_meta(draft, meta)
    return place + 1 + len(meta)


def _meta_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines below the day: up to the copyright line, else up to the language, else up to the first long line."""
    meta: list[Line] = []
    for place, line in enumerate(lines):
        if any(_PARAGRAPH in mark for mark in line.marks):
            break
        if signs.is_copyright(line.text):
            return [*meta, line]
        if len(line.text) > META_MAX_CHARACTERS:
            break
        meta.append(line)
        if place and len(line.text) < LANGUAGE_MAX_CHARACTERS and language_code(line.text):
            below = lines[place + 1 : place + 2]
            return [*meta, *(line for line in below if signs.mentions_rights(line.text))]
    return meta


def _state_meta(draft: Draft, meta: list[Line]) -> None:
    rest = list(meta)
    if len(rest) > 1 and signs.mentions_rights(rest[-1].text):
        draft.state("copyright", rest.pop(), COPYRIGHT)
    if rest and len(rest) > 1 and (code := language_code(rest[-1].text)):
        draft.state("language", rest[-1], "language of the article", code, rest.pop().text)
    if rest and signs.is_clock(rest[0].text):
        draft.remove([rest.pop(0)], "time of publication, zone unknown")
    if rest:
        source = rest.pop(0)
        draft.state("outlet", source, "source name")
        if agency := agency_name(source.text):
            draft.state("agency", source, "source name", agency, source.text)
    for line in rest:
        if signs.is_source_code(line.text) and not _PAGE.fullmatch(line.text):
            draft.remove([line], "the database's code of the source")
        elif _PAGE.fullmatch(line.text):
            draft.state("page", line, "page")
        else:
            draft.state("edition", line, "edition")


def _read_body(draft: Draft, lines: tuple[Line, ...]) -> None:
    """The paragraphs; behind them captions and notes, and the publisher's name above the accession number."""
    marked = [place for place, line in enumerate(lines) if any(_PARAGRAPH in mark for mark in line.marks)]
    if marked:
        tail = [line for line in lines[marked[-1] + 1 :] if line.text]
        if tail and len(tail[-1].text) <= PUBLISHER_MAX_CHARACTERS:
            draft.remove(tail[-1:], "publisher")
            tail = tail[:-1]
        draft.body([lines[place] for place in marked])
        draft.remove((line for line in tail if line.text.isdigit()), "the database's number")
        tail = [line for line in tail if not line.text.isdigit()]
        draft.body(tail, BlockKind.CAPTION)
    else:
        rights = next((part.value for part in draft.stated.get("copyright", ())), "")
        body = list(lines)
        if len(body) > 1 and signs.is_publisher(body[-1].text, rights):
            draft.remove([body.pop()], "publisher")
        draft.body(body)
