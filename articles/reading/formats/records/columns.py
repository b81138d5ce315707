"""The columns of a table of records: what each holds, by its name in several languages or, failing that, by its content."""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.reading.metadata.days.international_dates import day_of_short_year
from articles.reading.metadata.days.printed_dates import find_date
from articles.reading.report import BadRecord

COLUMNS_MAX = 2_000
COLUMNS_SHOWN_MAX = 8
# Of a column without a known name: how long its cells are where they are articles, and how much longer than all others.
TEXT_MIN_CHARACTERS = 150
TEXT_TIMES_LONGER = 3
SAMPLE_ROWS = 200
TITLE_MIN_CHARACTERS, TITLE_MAX_CHARACTERS = 12, 220
OUTLET_MAX_CHARACTERS = 60
MOST = 0.8

TEXT = (
    "text body content article full_text fulltext article_text maintext story texte contenu contenido texto testo tekst "
    "inhalt volltext artikeltext текст содержание 本文 記事 正文 内容 內容 全文".split()
)
PAGE = ("html",)
FIELDS: dict[str, tuple[str, ...]] = {
    "title": tuple(
        "title headline titre titel titulo título titolo überschrift schlagzeile tytuł заголовок название "
        "見出し タイトル 标题 標題".split()
    ),
    "outlet": tuple(
        "outlet publication publisher newspaper source_name journal source quelle fuente fonte medium medio média media "
        "источник издание сми 媒体 媒體 来源 來源 新聞名".split()
    ),
    "published": tuple(
        "published date publish_date publication_date published_at pubdate datum fecha data дата "
        "日期 発行日 掲載日 日付".split()
    ),
    "byline": tuple(
        "byline author authors auteur auteurs autor autore автор авторы 作者 記者名 執筆者".split()
    ),
    "url": ("url", "link", "ссылка"),
    "language": ("language", "lang", "sprache", "langue", "язык"),
    "section": ("section", "ressort", "rubrique", "рубрика", "раздел", "面名"),
    "accession": ("accession", "accession_number"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold: a field's name → the header of its column.

    ``guessed`` are the fields told by content because no header named a text.
    """

    headers: Mapping[str, str]
    guessed: tuple[str, ...] = ()

    @property
    def doubt(self) -> str:
        """The sentence that goes with every record of a table whose columns were guessed; empty otherwise."""
        if not self.guessed:
            return ""
        told = ", ".join(f"{field} from “{self.headers[field][:30]}”" for field in self.guessed)
        return f"No column of the table is named as a text; they were told by what they hold: {told}."


def key(header: str) -> str:
    """A header as names are compared.

    >>> key(' "Full Text"\\r'), key("Дата:")
    ('full_text', 'дата')
    """
    return "_".join(header.strip(' "\r\n\t:').lower().split())


def named(headers: Sequence[str]) -> dict[str, str]:
    """The fields that the headers name, each with its header; of several, the name that stands first in its list.

    >>> named(["Источник", "Дата", "Заголовок", "Текст"])
    {'text': 'Текст', 'title': 'Заголовок', 'outlet': 'Источник', 'published': 'Дата'}
    """
    by_key = {key(header): header for header in reversed(headers)}
    found: dict[str, str] = {}
    for field, names in {"text": tuple(TEXT), "html": PAGE, **FIELDS}.items():
        if header := next((by_key[name] for name in names if name in by_key), None):
            found[field] = header
    return found


def columns_of(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns:
    """The columns of a table by its headers and first rows. Raises BadRecord, naming them, for a table without a text."""
    if len(headers) > COLUMNS_MAX:
        raise BadRecord(
            f"it is a table of {len(headers):,} columns; {COLUMNS_MAX:,} are read. Bring fewer columns."
        )
    found = named(headers)
    if "text" in found or "html" in found:
        return Columns(found)
    guessed = _by_content(headers, rows, found)
    if "text" in guessed:
        return Columns({**found, **guessed}, tuple(guessed))
    shown = ", ".join(f"“{header.strip().lower()[:30]}”" for header in headers[:COLUMNS_SHOWN_MAX])
    more = f" and {len(headers) - COLUMNS_SHOWN_MAX} more" if len(headers) > COLUMNS_SHOWN_MAX else ""
    raise BadRecord(
        f"it is a table with the columns {shown}{more}, and none is a text. Name the column that holds the articles "
        "“text”, or bring the articles themselves."
    )


def _by_content(
    headers: Sequence[str], rows: Sequence[Sequence[str]], found: Mapping[str, str]
) -> dict[str, str]:
    """The fields that columns hold by the look of their cells: the one that is prose first, then its day and headline."""
    cells = {
        header: [row[place].strip() for row in rows[:SAMPLE_ROWS] if place < len(row) and row[place].strip()]
        for place, header in enumerate(headers)
    }
    lengths = {header: statistics.median(map(len, told)) for header, told in cells.items() if told}
    ranked = sorted(lengths, key=lambda header: -lengths[header])
    if not ranked or lengths[ranked[0]] < TEXT_MIN_CHARACTERS:
        return {}
    if len(ranked) > 1 and lengths[ranked[0]] < TEXT_TIMES_LONGER * lengths[ranked[1]]:
        return {}
    guessed = {"text": ranked[0]}
    taken = {ranked[0], *found.values()}
    tests = {"published": _are_days, "title": _are_headlines, "outlet": _are_outlets}
    for field, test in tests.items():
        free = [header for header in headers if header in lengths and header not in taken]
        if field not in found and (header := next((one for one in free if test(cells[one])), None)):
            guessed[field] = header
            taken.add(header)
    return guessed


def day_in(cell: str) -> str:
    """The day that a cell of a column of days states, as an ISO day; empty where its figures can be read in two ways.

    >>> day_in("08.07.21"), day_in("2021-07-08"), day_in("03/04/21")
    ('2021-07-08', '2021-07-08', '')
    """
    if found := find_date(cell):
        return found.iso
    short = day_of_short_year(cell)
    return short.day.isoformat() if short else ""


def _are_days(cells: Sequence[str]) -> bool:
    return sum(len(cell) <= 40 and bool(day_in(cell)) for cell in cells) >= MOST * len(cells)


def _are_headlines(cells: Sequence[str]) -> bool:
    """Whether nearly every cell is a line of several words, and nearly each another one."""
    fit = sum(
        TITLE_MIN_CHARACTERS <= len(cell) <= TITLE_MAX_CHARACTERS and len(cell.split()) > 1 for cell in cells
    )
    return fit >= MOST * len(cells) and len(set(cells)) >= MOST * len(cells)


def _are_outlets(cells: Sequence[str]) -> bool:
    """Whether the cells are few names that come again and again."""
    fit = sum(len(cell) <= OUTLET_MAX_CHARACTERS and bool(re.search(r"[^\W\d_]{2}", cell)) for cell in cells)
    return fit >= MOST * len(cells) and len(cells) > 3 and len(set(cells)) * 2 <= len(cells)
