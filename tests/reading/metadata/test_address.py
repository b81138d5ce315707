"""What the address of an article says of its day and its outlet, where nothing else does."""

from __future__ import annotations

import datetime as dt

import pytest

from articles.reading.doubts import doubts_about
from articles.reading.metadata.address import date_in_address, outlet_of_address
from articles.reading.reader import read_record
from articles.reading.report import Report

TEXT = "The council of Port Linden voted on the ferry. " * 12


@pytest.mark.parametrize(
    ("address", "iso"),
    [
        ("https://a.example/2014/05/06/story", "2014-05-06"),
        ("https://a.example/blogs/x/2014/5/6/story", "2014-05-06"),
        ("https://a.example/20210708-story", "2021-07-08"),
        ("https://a.example/world/2021/jul/08/story", "2021-07-08"),
        ("https://a.example/2014/04/story", "2014-04"),
        ("https://a.example/tool-2026-07-release", ""),
        ("https://a.example/2014/13/story", ""),
        ("https://a.example/story?date=2014/05/06", ""),
        ("https://a.example/id/1999/story", ""),
    ],
)
def test_a_day_or_month_that_owns_its_segments_of_the_path_is_one(address: str, iso: str) -> None:
    assert date_in_address(address) == iso


def test_a_record_of_plain_text_takes_day_and_outlet_from_its_address() -> None:
    report = read_record({"text": TEXT, "url": "https://www.valley-post.example/2014/05/06/ferry"})
    assert (report.published, report.published_precision, report.outlet) == (
        "2014-05-06",
        "day",
        "valley-post.example",
    )
    assert report.evidence["published"].rule == "date in the address (column url)"
    assert report.evidence["outlet"].rule == "host of the address (column url)"


def test_what_the_text_states_itself_comes_before_the_address() -> None:
    text = f"Ferry stays\n\nMay 7, 2014\n\n{TEXT}"
    report = read_record({"text": text, "url": "https://www.valley-post.example/2014/05/06/ferry"})
    assert report.published == "2014-05-07"


@pytest.mark.parametrize("host", ["web.archive.org", "127.0.0.1", "localhost", "t.co"])
def test_the_host_of_an_archive_or_a_forwarder_is_no_outlet(host: str) -> None:
    assert outlet_of_address(f"https://{host}/a") == ""


def test_a_publication_in_the_future_is_doubtful() -> None:
    report = Report(format="text", title="Rain", outlet="Post", published="2031-01-02")
    reasons = [doubt.reason for doubt in doubts_about(report, today=dt.date(2026, 11, 26))]
    assert "The date of publication lies in the future." in reasons
    assert "future" not in " ".join(d.reason for d in doubts_about(report, today=dt.date(2031, 1, 1)))
