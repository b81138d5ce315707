"""Single reports in documents of the office: rich text, OpenDocument text, e-books."""

from __future__ import annotations

import io
import zipfile

import pytest

from articles.reading.reader import read_file
from articles.reading.report import BadRecord, RawFile, Report
from articles.reading.unpack import is_archive

BODY = "The council of Port Linden kept the night ferry for another year, the clerk said on Tuesday. "


def only(data: bytes, name: str = "document") -> Report:
    (report,) = read_file(RawFile(name, data))
    assert isinstance(report, Report)
    return report


def zipped(**parts: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_a_rich_text_file_is_read_with_its_accents() -> None:
    text = (
        "{\\rtf1\\ansi\\ansicpg1252 Ferry stays in caf\\'e9\\par\\par "
        + BODY * 3
        + "\\par It sails at ten.\\par}"
    )
    report = only(text.encode())
    assert (report.format, report.title) == ("rtf", "Ferry stays in café")
    assert report.body.endswith("It sails at ten.")


def test_an_open_document_is_read_in_its_order() -> None:
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in (BODY * 3, "It sails at ten."))
    data = zipped(
        **{
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": "<office:document-content xmlns:office='o' xmlns:text='t'><office:body><office:text>"
            f"<text:h>Ferry stays</text:h>{paragraphs}</office:text></office:body></office:document-content>",
        }
    )
    assert not is_archive(data)
    report = only(data)
    assert report.title == "Ferry stays" and report.body.endswith("It sails at ten.")


def test_an_e_book_gives_a_report_for_each_chapter_with_text() -> None:
    chapter = "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>{title}</h1><p>{body}</p></body></html>"
    data = zipped(
        **{
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container><rootfiles><rootfile full-path='OEBPS/p.opf'/></rootfiles></container>",
            "OEBPS/p.opf": "<package><manifest><item id='a' href='a.xhtml'/><item id='b' href='b.xhtml'/><item id='c' "
            "href='c.xhtml'/></manifest><spine><itemref idref='b'/><itemref idref='c'/><itemref idref='a'/></spine>"
            "</package>",
            "OEBPS/a.xhtml": chapter.format(title="Last", body=BODY * 4),
            "OEBPS/b.xhtml": chapter.format(title="First", body=BODY * 4),
            "OEBPS/c.xhtml": chapter.format(title="Empty", body=""),
        }
    )
    found = [one for one in read_file(RawFile("book.epub", data)) if isinstance(one, Report)]
    assert [one.title for one in found] == ["First", "Last"]


@pytest.mark.parametrize("mark", [b"{\\rtf1}", zipped(mimetype="application/epub+zip")])
def test_a_document_without_text_is_refused_in_words(mark: bytes) -> None:
    with pytest.raises(BadRecord, match=r"Bring the text itself|bring its text"):
        only(mark)
