"""Kikuzo (聞蔵), the archive of the Asahi Shimbun: a saved page of results with their text.

Source: pages that the database shows and libraries publish. A small table with the heads 発行日, 朝夕刊, 面名, ページ and
文字数 stands above each report's headline and text; the heads are the frame, whatever the page around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.reading.formats.deliveries.delivery import CUT_SHORT, Draft, drafts_between
from articles.reading.formats.deliveries.lines import Line, Sheet, row_at
from articles.reading.formats.deliveries.national.japanese_credits import take_text
from articles.reading.formats.deliveries.printed_dates import printed_date

NAME = "kikuzo"
HINT = re.compile(b"|".join(re.escape("発行日".encode(code)) for code in ("utf-8", "shift_jis", "euc_jp")))

PUBLISHER = "朝日新聞"
LANGUAGE = "ja"
_HEADS = {
    "発行日": "published",
    "朝夕刊": "edition",
    "面名": "section",
    "ページ": "page",
    "文字数": "length",
}
HEADS_MIN = 4
_EDITIONS = frozenset(("朝刊", "夕刊", "号外"))
_FOOT = re.compile(r"このページの(?:ＴＯＰ|TOP|トップ)へ")
_HEADLINE, _TEXT = "font002", "detail001"


def recognises(sheet: Sheet) -> bool:
    """A row of at least four of the heads, with a day below 発行日."""
    return bool(_starts(sheet.lines))


def drafts(sheet: Sheet) -> Iterator[Draft]:
    """The reports in order: each begins with the row of heads."""
    for draft in drafts_between(sheet, _starts(sheet.lines)):
        _read(draft)
        yield draft


def _starts(lines: tuple[Line, ...]) -> list[int]:
    """Where the rows of heads begin."""
    found = []
    place = 0
    while place < len(lines):
        row = row_at(lines, place)
        if sum(line.text in _HEADS for line in row) >= HEADS_MIN:
            day = _below(row, row_at(lines, place + len(row))).get("published")
            if day and printed_date(day.text):
                found.append(place)
        place += len(row)
    return found


def _below(heads: list[Line], values: list[Line]) -> dict[str, Line]:
    """What stands below each head, by the field that the head means."""
    columns = {line.column: _HEADS[line.text] for line in heads if line.text in _HEADS}
    return {columns[line.column]: line for line in values if line.column in columns}


def _read(draft: Draft) -> None:
    lines = draft.lines
    start = next(place for place, line in enumerate(lines) if line.text in _HEADS)
    heads = row_at(lines, start)
    values = row_at(lines, start + len(heads))
    below = _below(heads, values)
    for name, line in below.items():
        day = printed_date(line.text) if name == "published" else None
        if day:
            draft.state(name, line, "発行日", day.iso, line.text[day.start : day.end])
        elif name != "published":
            draft.state(name, line, "header row")
    if edition := below.get("edition"):
        # The archive also holds the house's magazines, which stand in the place of the edition.
        draft.state("outlet", edition, "Kikuzo", PUBLISHER if edition.text in _EDITIONS else edition.text)
    rest = list(lines[start + len(heads) + len(values) :])
    foot = next((place for place, line in enumerate(rest) if _FOOT.match(line.text)), len(rest))
    rest = rest[:foot]
    headline = [line for line in rest if _HEADLINE in line.marks] or rest[:1]
    draft.state("title", headline, "headline")
    draft.state("language", headline[0], "Kikuzo", LANGUAGE)
    text = [line for line in rest if _TEXT in line.marks] or rest[len(headline) :]
    take_text(draft, text)
    if foot == len(rest) and draft.end == len(draft.sheet.lines) and not text:
        draft.warnings.append(CUT_SHORT)
