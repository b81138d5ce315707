"""The signs of a Factiva delivery: accession numbers, word counts, field codes, copyright lines."""

from __future__ import annotations

import re

from articles.reading.formats.deliveries.lines import Line
from articles.reading.formats.deliveries.printed_dates import date_line

# What each field code of the article with indexing means (Factiva's list of field codes).
CODES = frozenset(
    "SE HD CR CLM BY WC PD ET SN SC ED PG VOL LA CY LP TD ART CT CO IN NS RE IPC IPD PUB AN RF DE PE".split()
)
BYTE_HINT = re.compile(rb"(?:19|20)\d\d[01]\d[0-3]\d[a-z][a-z0-9]{8}(?![a-z0-9])")
WORD_COUNT_MAX_LINES_BEFORE_DATE = 2

_ACCESSION = re.compile(
    r"(?:[^\W\d_]{1,14}[\s:]{1,3})?(?P<number>[A-Za-z0-9]{4,12}(?:19|20)\d\d[01]\d[0-3]\d[a-z0-9]{7,12})"
)
_WORD_COUNT = re.compile(r"\d{1,3}(?:[.,’'\s]?\d{3}){0,2}\s?(?P<unit>[^\W\d_]{1,20})(?:\([^\W\d_]{1,6}\))?")
_CLOCK = re.compile(
    r"[^\W\d_]{0,4}\s?\d{1,2}[:.時时]\d\d(?:[:.]\d\d)?分?(?:\s?[^\W\d_]{1,5}){0,2}", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"\W{0,3}(?:©|\(c\)|&copy;|copyright\b.{0,120}?(?:(?:19|20)\d\d|©|\(c\)|reserved)|all rights reserved|alle rechte|"
    r"tous droits|todos los derechos|版权|版權|著作権|все права)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"©|\(c\)\s?(?:19|20)\d\d|copyright|rights reserved|rechte vorbehalten|droits réservés|derechos reservados|"
    r"版权|版權|著作権",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:Ltd|Limited|Inc|GmbH|AG|KG|S\.?A\.?S?|SpA|S\.p\.A|S\.L|B\.?V|N\.?V|AS|A/S|Oy|AB|LLC|LLP|PLC|plc|Co|Company|Corp(?:oration)?|Pty|Group|"
    r"Verlag|Verlagsgesellschaft|Publishing|Publications|Newspapers?|Media|Medien|Holdings?|Agency|Press|News|有限公司|报社|社)\b\.?"
)
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")


def accession(text: str) -> str:
    """The accession number of a line that prints nothing else (but the word "Document" before it).

    >>> accession("Document HARB0000120210708eh7800001"), accession("文件 HARB0000120210708eh7800001")
    ('HARB0000120210708eh7800001', 'HARB0000120210708eh7800001')
    >>> accession("See Document HARB0000120210708eh7800001 for more.")
    ''
    """
    match = _ACCESSION.fullmatch(text) if len(text) < 60 else None
    return match["number"] if match else ""


def is_word_count(text: str) -> bool:
    """Whether a line says how many words a report has, in any language: "1,024 words", "642 字".

    >>> is_word_count("642 Wörter"), is_word_count("1 024 mots"), is_word_count("8 July 2021")
    (True, True, False)
    """
    return len(text) < 32 and _WORD_COUNT.fullmatch(text) is not None


def is_anchor(lines: tuple[Line, ...], place: int) -> bool:
    """Whether a report's word count stands here: a line of it with the day below."""
    following = lines[place + 1 : place + 1 + WORD_COUNT_MAX_LINES_BEFORE_DATE]
    return is_word_count(lines[place].text) and any(
        date_line(line.text, beside_characters=16) is not None for line in following
    )


def is_clock(text: str) -> bool:
    """Whether a line is a time of day.

    >>> is_clock("05:43 PM"), is_clock("14:25"), is_clock("Time 14")
    (True, True, False)
    """
    return len(text) < 25 and _CLOCK.fullmatch(text) is not None


def is_copyright(text: str) -> bool:
    """Whether a line is the publisher's copyright line.

    >>> is_copyright("Copyright 2021 Invented Newspapers"), is_copyright("Copyright questions were no part of it.")
    (True, False)
    """
    return len(text) < 400 and _COPYRIGHT.match(text) is not None


def is_source_code(text: str) -> bool:
    """Whether a line is the database's code of a source ("NYTF")."""
    return _SOURCE_CODE.fullmatch(text) is not None


def mentions_rights(text: str) -> bool:
    """Whether a short line speaks of copyright anywhere: "WSJ.com (c) 2021 Dow Jones"."""
    return len(text) < 300 and _RIGHTS.search(text) is not None


def is_publisher(text: str, rights: str) -> bool:
    """Whether the line above the accession number is the publisher's name: the copyright line names it, or it is a firm.

    >>> is_publisher("Invented Newspapers Ltd", ""), is_publisher("The next vote is due in June.", "")
    (True, False)
    """
    if len(text) > 120 or text[-1:] in '!?”"' or len(text.split()) > 12:
        return False
    return text.rstrip(".").casefold() in rights.casefold() or _COMPANY.search(text[-24:]) is not None
