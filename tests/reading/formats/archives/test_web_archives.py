"""Pages out of web archives keep their address and the moment of their capture; what is no page is passed over."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from articles.reading.reader import read_file
from articles.reading.report import BadRecord, RawFile, Report
from articles.reading.unpack import is_archive, unpack
from tests.conftest import SHARED

ADDRESS = "https://valley.example/2026/11/24/ferry"
PAGE = (
    "<!doctype html><html lang='en'><head><title>Ferry {number} stays</title></head><body><article><h1>Ferry {number} "
    "stays</h1>"
    + "<p>The council of Port Linden kept ferry {number} for another year, the clerk said on Tuesday.</p>" * 4
    + "</article></body></html>"
)


def record(
    kind: str, address: str, content: bytes, media: str = "application/http; msgtype=response"
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(content):032d}>\r\nWARC-Target-URI: {address}\r\n"
        f"WARC-Date: 2026-11-25T08:00:00Z\r\nContent-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def response(body: bytes, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> bytes:
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    )


def archive(count: int = 1) -> bytes:
    records = [record("warcinfo", "", b"software: example", "application/warc-fields")]
    for number in range(count):
        page = PAGE.replace("{number}", str(number)).encode()
        records += [
            record("request", ADDRESS, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
            record("response", f"{ADDRESS}-{number}", response(page)),
            record("response", f"{ADDRESS}-{number}.png", response(b"\x89PNG", media="image/png")),
            record("response", f"{ADDRESS}-old", response(b"moved", "301 Moved")),
            record("response", f"{ADDRESS}-gone", response(page, "404 Not Found")),
        ]
    return b"".join(records)


def reports(data: bytes, name: str = "pages") -> list[Report | BadRecord]:
    return list(read_file(RawFile(name, data)))


def test_each_captured_page_is_a_report_and_nothing_else_is() -> None:
    found = reports(archive(3))
    assert [one.title for one in found if isinstance(one, Report)] == [
        "Ferry 0 stays",
        "Ferry 1 stays",
        "Ferry 2 stays",
    ]
    assert len(found) == 3
    first = found[0]
    assert isinstance(first, Report)
    assert first.url == f"{ADDRESS}-0" and first.details["captured"] == ("2026-11-25T08:00:00Z",)
    assert (first.published, first.outlet) == ("2026-11-24", "valley.example")


def test_an_archive_compressed_record_by_record_or_as_a_whole_reads_the_same() -> None:
    plain = archive(2)
    parts = plain.split(b"WARC/1.0\r\n")[1:]
    by_record = b"".join(gzip.compress(b"WARC/1.0\r\n" + part) for part in parts)
    titles = [one.title for one in reports(plain) if isinstance(one, Report)]
    for packed in (by_record, gzip.compress(plain)):
        assert not is_archive(packed)
        assert [one.title for one in reports(packed) if isinstance(one, Report)] == titles


def test_an_archive_that_breaks_off_gives_its_whole_pages() -> None:
    data = archive(3)
    found = reports(data[: len(data) - len(archive(1)) // 2])
    assert [one.title for one in found if isinstance(one, Report)][:2] == ["Ferry 0 stays", "Ferry 1 stays"]


def test_an_archive_without_pages_is_refused_in_words() -> None:
    with pytest.raises(BadRecord, match="holds no page: 1 records of other kinds"):
        reports(record("warcinfo", "", b"software: example", "application/warc-fields"))


def test_a_package_of_web_archives_gives_them_as_files() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as wacz:
        wacz.writestr("datapackage.json", "{}")
        wacz.writestr("archive/data.warc.gz", gzip.compress(archive(1)))
    members = [one for one in unpack("room.wacz", packed.getvalue()) if isinstance(one, RawFile)]
    pages = next(one for one in members if one.name == "data.warc.gz")
    assert [one.title for one in read_file(pages) if isinstance(one, Report)] == ["Ferry 0 stays"]


def test_a_page_saved_as_mhtml_is_the_page_and_keeps_its_address() -> None:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = ADDRESS
    message["Subject"] = "window title"
    message["Date"] = "Wed, 25 Nov 2026 08:00:00 -0000"
    message.set_content(PAGE.replace("{number}", "7"), subtype="html")
    message.make_related()
    message.add_related(b"\x89PNG", "image", "png", cid="<x>")
    (report,) = reports(message.as_bytes())
    assert isinstance(report, Report)
    assert (report.title, report.url, report.published) == ("Ferry 7 stays", ADDRESS, "2026-11-24")
    assert report.details["captured"][0].startswith("2026-11-25T08:00:00")


def test_a_page_saved_by_singlefile_keeps_its_address_and_moment() -> None:
    note = f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Wed Nov 25 2026 08:00:00 GMT+0000\n-->"
    page = PAGE.replace("{number}", "7").replace("<html lang='en'>", f"<html lang='en'>{note}")
    (report,) = reports(page.encode())
    assert isinstance(report, Report)
    assert report.url == ADDRESS and report.details["captured"] == ("Wed Nov 25 2026 08:00:00 GMT+0000",)


def test_a_mailbox_gives_a_report_for_each_mail() -> None:
    mail = (
        "From desk@example.invalid Tue Nov 24 08:00:00 2026\nFrom: Valley Wire <desk@example.invalid>\n"
        "Subject: Ferry {number}\n"
        "Date: Tue, 24 Nov 2026 08:00:00 +0000\nContent-Type: text/plain\n\n"
        "The council of Port Linden kept ferry {number} for another year.\n>From the bank one saw it go.\n\n"
    )
    found = reports("".join(mail.replace("{number}", str(number)) for number in range(5)).encode())
    assert [one.title for one in found if isinstance(one, Report)] == [
        f"Ferry {number}" for number in range(5)
    ]


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz", "page.mhtml", "page.html.gz", "mail.txt"])
def test_the_archives_among_the_deliveries_hold_what_is_expected(name: str) -> None:
    folder: Path = SHARED / "deliveries"
    if not folder.is_dir():
        pytest.skip("the deliveries are not beside the project (../shared/deliveries)")
    expected = json.loads((folder / "expected.json").read_text("utf-8"))[name]
    raw = RawFile(name, (folder / name).read_bytes())
    files = list(unpack(name, raw.data)) if is_archive(raw.data) else [raw]
    found = [one for file in files if isinstance(file, RawFile) for one in read_file(file)]
    assert len(found) == expected["count"]
    for report, wanted in zip(found, expected["articles"], strict=True):
        assert isinstance(report, Report)
        assert (report.title, report.published[:10]) == (wanted["title"], wanted["published"])
        assert (report.outlet or report.agency) == (wanted.get("outlet") or wanted.get("agency"))
        assert (report.dateline.place if report.dateline else "") == wanted["place"]
        assert len(report.paragraphs) == wanted["paragraphs"]
