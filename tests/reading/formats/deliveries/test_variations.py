"""Real deliveries lack this or that: each shape is read without any one of its signs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.reading.formats.deliveries import shapes
from tests.reading.formats.deliveries.shapes import (
    READERS,
    docx,
    factiva_html,
    factiva_rtf,
    nexis_html,
    nexis_text,
    rtf,
)
from tests.reading.formats.deliveries.test_shapes import REPORTS, reports_of

Change = Callable[[bytes], bytes]


def without(pattern: bytes) -> Change:
    return lambda data: re.sub(pattern, b"", data)


FACTIVA_PAGE: dict[str, Change] = {
    "copyright": without(rb"<div>\xc2\xa9[^<]*</div>"),
    "language": without(rb"<div>English</div>"),
    "copyright and language": without(rb"<div>\xc2\xa9[^<]*</div>|<div>English</div>"),
    "source code": without(rb"<div>HARB</div>"),
    "byline's class": without(rb' class="author"'),
    "paragraphs' class": without(rb' class="articleParagraph enarticleParagraph"'),
    "articles' class": without(rb' class="article( enArticle)?"'),
    "publisher": without(rb"<p>Invented Newspapers Ltd</p>"),
    "an accession number": without(rb"<p>Document HARB000020210309eh7800002</p>"),
}
FACTIVA_RTF: dict[str, Change] = {
    "copyright": without(rb"\\u169\?[^\n]*\n"),
    "language": without(rb"English\\par\n"),
    "source code": without(rb"HARB\\par\n"),
    "bold": without(rb"\\b "),
    "pages": without(rb"\\page "),
}
NEXIS_TEXT: dict[str, Change] = {
    "length": without(rb"LENGTH:[^\n]*\n"),
    "load date": without(rb"LOAD-DATE:[^\n]*\n"),
    "fields behind the text": without(rb"(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|SUBJECT):[^\n]*\n"),
    "copyright": without(rb" +Copyright[^\n]*\n *All Rights Reserved\n"),
    "numbers": without(rb" +\d of 4 DOCUMENTS\n"),
    "centring": without(rb"(?m)^ +"),
    "plain line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "one byte a character": lambda data: data.decode().encode("utf-16"),
}
NEXIS_PAGE: dict[str, Change] = {
    "style sheet": without(rb"(?s)<STYLE.*?</STYLE>"),
    "numbers": without(rb"\d of 4 DOCUMENTS"),
    "capitals of tags": lambda data: re.sub(rb"</?[A-Z]+", lambda match: match[0].lower(), data),
}
UNI: dict[str, Callable[[list[str]], list[str]]] = {
    "pages": lambda lines: [line.strip("\f") for line in lines],
    "bold": lambda lines: [line.replace("*", "") for line in lines],
    "pages and bold": lambda lines: [line.strip("\f").replace("*", "") for line in lines],
    "copyright": lambda lines: [line for line in lines if not line.startswith("Copyright 20")],
    "length": lambda lines: [line for line in lines if not re.match(r"Length: \d+ words", line)],
    "heading of the text": lambda lines: [line for line in lines if line != "*Body*"],
    "end marks": lambda lines: [line for line in lines if line != "*End of Document*"],
    "heading of the fields": lambda lines: [line for line in lines if line != "*Classification*"],
    "nothing, with a cover": lambda lines: [*shapes._uni_cover(REPORTS), *lines],
    "pages, with a cover": lambda lines: [*shapes._uni_cover(REPORTS), *(line.strip("\f") for line in lines)],
}
PAGES = [
    *((f"Factiva page without {lack}", factiva_html, change) for lack, change in FACTIVA_PAGE.items()),
    *((f"Factiva RTF without {lack}", factiva_rtf, change) for lack, change in FACTIVA_RTF.items()),
    *((f"Nexis text without {lack}", nexis_text, change) for lack, change in NEXIS_TEXT.items()),
    *((f"Nexis page without {lack}", nexis_html, change) for lack, change in NEXIS_PAGE.items()),
]


def told(data: bytes) -> list[tuple[str, str, str, tuple[str, ...], list[str]]]:
    return [
        (one.title, one.outlet, one.published, one.byline, [block.text for block in one.paragraphs])
        for one in reports_of(data)
    ]


WANTED = [(one.title, one.outlet, one.day.isoformat(), one.byline, list(one.paragraphs)) for one in REPORTS]


@pytest.mark.parametrize(("shape", "change"), [case[1:] for case in PAGES], ids=[case[0] for case in PAGES])
def test_a_delivery_that_lacks_one_sign_is_read_by_the_others(shape: shapes.Shape, change: Change) -> None:
    data = shape(REPORTS, "en")
    assert change(data) != data
    assert told(change(data)) == WANTED


@pytest.mark.parametrize("container", [docx, rtf])
@pytest.mark.parametrize("lack", UNI)
def test_the_new_nexis_is_read_without_any_one_sign(
    lack: str, container: Callable[[list[str]], bytes]
) -> None:
    lines = [line for report in REPORTS for line in shapes._uni_lines(report, READERS["en"])]
    assert told(container(UNI[lack](lines))) == WANTED
