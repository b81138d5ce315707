"""Mail, feeds, the news industry's formats, Word and PDF: fields right, and every field shows its characters."""

from __future__ import annotations

import html
import io
import json
import zipfile
from pathlib import Path

import pytest

from articles.reading.formats.registry import format_of
from articles.reading.reader import read_file, source_text
from articles.reading.report import BadRecord, RawFile, Report
from articles.reading.unpack import is_archive
from tests.conftest import PROJECT

FILES = PROJECT / "fixtures" / "formats"
EXPECTED = json.loads((FILES / "expected.json").read_text("utf-8"))


def raw(name: str) -> RawFile:
    return RawFile(name, (FILES / name).read_bytes())


@pytest.mark.parametrize("name", EXPECTED)
def test_each_file_is_read_as_its_author_says(name: str) -> None:
    read = list(read_file(raw(name)))
    assert len(read) == len(EXPECTED[name])
    for report, wanted in zip(read, EXPECTED[name], strict=True):
        if "refused" in wanted:
            assert isinstance(report, BadRecord) and wanted["refused"] in str(report)
            continue
        assert isinstance(report, Report), report
        dateline = report.dateline
        assert {
            "format": report.format,
            "title": report.title,
            "outlet": report.outlet,
            "agency": report.agency,
            "published": report.published,
            "byline": list(report.byline),
            "language": report.language,
            "url": report.url,
            "dateline": dateline and [dateline.place, dateline.country, dateline.month, dateline.day],
            "paragraphs": [[block.kind.value, block.text[:20]] for block in report.paragraphs],
            "captions": [block.text for block in report.captions],
        } == wanted


@pytest.mark.parametrize("name", EXPECTED)
def test_every_field_and_block_points_at_its_characters(name: str) -> None:
    for part, report in enumerate(read_file(raw(name))):
        if isinstance(report, BadRecord):
            continue
        source = source_text(raw(name), part).text
        for field, evidence in report.evidence.items():
            assert evidence.text and source[evidence.start : evidence.end] == evidence.text, field
        for block in report.paragraphs:
            first = block.text.split()[0]
            assert first in html.unescape(source[block.start : block.end])


def test_the_name_of_a_file_says_nothing() -> None:
    for name in EXPECTED:
        assert EXPECTED[name][0]["format"] == format_of(RawFile("a.txt", raw(name).data)).NAME


@pytest.mark.parametrize(
    "text",
    [
        '{"articles": [{"person": "Ada Moreno", "start": 3}]}',
        '{"a":',
        "[]",
        '{"body_text": " "}',
    ],
)
def test_json_that_is_no_news_item_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadRecord, match=r"gold\.json: it (is JSON, but no news item|looks like JSON)"):
        list(read_file(RawFile("gold.json", text.encode())))


def test_the_gold_beside_the_project_is_no_article(seeds: Path) -> None:
    with pytest.raises(BadRecord, match="no news item"):
        list(read_file(RawFile("gold.json", (seeds / "entities_gold.json").read_bytes())))


def test_a_word_file_is_one_document_wherever_its_table_of_types_stands() -> None:
    assert not is_archive(raw("clipping.docx").data)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("clipping.docx", raw("clipping.docx").data)
    assert is_archive(buffer.getvalue())


def test_an_office_file_without_words_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("ppt/presentation.xml", "<p/>")
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(BadRecord, match="without text or a table"):
        list(read_file(RawFile("talk.pptx", buffer.getvalue())))


def test_a_text_that_begins_like_a_mail_but_has_no_sender_stays_a_text() -> None:
    text = (
        b"Subject: rivers\n\nThe river rose again on Monday and the ministry moved four hundred families out."
    )
    assert format_of(RawFile("a.eml", text)).NAME == "text"


def test_a_mail_in_a_charset_nobody_knows_is_still_read() -> None:
    body = "The river rose again on Monday, and the café beside it moved its four tables to the roof.\n"
    head = "From: Ada <a@b.example>\nSubject: River\nDate: x\nContent-Type: text/plain; charset=klingon-8\n\n"
    (report,) = read_file(RawFile("a.eml", (head + body).encode()))
    assert isinstance(report, Report)
    assert "café" in report.body and report.outlet == "" and report.published == ""
