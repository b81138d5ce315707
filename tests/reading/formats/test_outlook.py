"""Outlook messages are read as the mails that they were."""

from __future__ import annotations

import pytest

from articles.reading.formats.registry import format_of
from articles.reading.reader import read_file
from articles.reading.report import BadRecord, RawFile, Report
from tests.reading.formats.compound_file import compound_file, outlook_message

SUBJECT, BODY, HEADERS, CLASS = 0x0037, 0x1000, 0x007D, 0x001A
WIRE = (
    "From: Valley News Alerts <alerts@valley.example>\r\nDate: Thu, 08 Jul 2021 09:30:00 +0200\r\n"
    "List-Id: <alerts.valley.example>\r\n"
)


def paragraphs(count: int) -> str:
    return "".join(
        f"The ferry crosses the river for the {number}th time since Monday, the council said after its vote.\r\n\r\n"
        for number in range(count)
    )


def message(**changed: str) -> bytes:
    told = {
        CLASS: "IPM.Note",
        SUBJECT: "FW: Ferry returns to the islands",
        BODY: paragraphs(3),
        HEADERS: WIRE,
    }
    return outlook_message({**told, **{int(key[1:], 16): value for key, value in changed.items()}})


def test_a_message_is_read_as_the_mail_it_was() -> None:
    (report,) = read_file(RawFile("alert.msg", message()))
    assert isinstance(report, Report)
    assert (report.title, report.outlet) == ("Ferry returns to the islands", "Valley News Alerts")
    assert report.published.startswith("2021-07-08") and len(report.paragraphs) == 3


def test_a_long_body_spans_sectors() -> None:
    (report,) = read_file(RawFile("alert.msg", message(x1000=paragraphs(120))))
    assert isinstance(report, Report) and len(report.paragraphs) == 120


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (message(x1000=" "), "only attachments"),
        (message()[:1200], "no readable Outlook message|an old Office document"),
        (compound_file({"WordDocument": b"x" * 5000}), "an old Office document"),
    ],
)
def test_what_is_no_message_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(BadRecord, match=said):
        list(read_file(RawFile("alert.msg", data)))


def test_the_format_is_told_from_the_content() -> None:
    assert format_of(RawFile("anything", message())).NAME == "outlook-msg"
