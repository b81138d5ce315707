"""The day of publication as pages give it outside JSON-LD: odd meta names, lines beside the headline, addresses."""

from __future__ import annotations

import pytest

from articles.reading.reader import read_file, read_record
from articles.reading.report import RawFile, Report
from tests.reading.formats.test_html import page


def read(head: str = "", extra: str = "") -> Report:
    report = read_record({"html": page(head, extra)})
    if report.published:
        seen = report.evidence["published"]
        assert page(head, extra)[seen.start : seen.end] == seen.text
    return report


@pytest.mark.parametrize(
    ("name", "content", "iso"),
    [
        ("pub_date", "20210503", "2021-05-03"),
        ("Publish-Date", "Mon, 03 May 2021 08:10:27 EST", "2021-05-03T08:10"),
        ("publishedDate", "2021-05-03", "2021-05-03"),
        ("DCTERMS.issued", "2021-05-03", "2021-05-03"),
        ("pubdate", "20210503T101500", "2021-05-03"),
    ],
)
def test_a_meta_element_is_known_however_its_name_is_joined(name: str, content: str, iso: str) -> None:
    assert read(f'<meta name="{name}" content="{content}">').published == iso


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("May 3, 2021", "2021-05-03"),
        ("on May 3, 2021 at 9:00a", "2021-05-03"),
        ("Published: 5/13/2021 2:27 AM", "2021-05-13"),
        ("By Ada Moreno, The Valley Desk | May 3, 2021 10:30 a.m. EDT", "2021-05-03"),
        ("Posted on Monday, 3 May 2021", "2021-05-03"),
    ],
)
def test_a_line_beside_the_headline_gives_the_day(line: str, iso: str) -> None:
    report = read(extra=f"<div class='meta'>{line}</div>")
    assert report.published[:10] == iso
    assert report.evidence["published"].rule == "day beside the headline"


def test_the_day_of_publication_stands_before_the_day_of_a_change() -> None:
    report = read(extra="<div>Last updated: May 5, 2021</div><div>Published: May 3, 2021</div>")
    assert report.published == "2021-05-03"


def test_a_day_in_a_menu_or_in_a_long_sentence_is_not_the_day_of_publication() -> None:
    long = "The council that was elected on May 3, 2021 has met twice since then, and both times it sent its visitors away."
    assert not read(extra=f"<aside><div>May 3, 2021</div></aside><div>{long}</div>").published


@pytest.mark.parametrize("path", ["2021/05/03/river-rises", "2021/may/03/river-rises", "news/20210503-river"])
def test_the_address_of_the_page_gives_the_day_when_nothing_else_does(path: str) -> None:
    link = f'<link rel="canonical" href="https://valley.example/{path}">'
    report = read(link)
    assert (report.published, report.evidence["published"].rule) == ("2021-05-03", "day in the address")
    assert read(link, "<div>May 4, 2021</div>").published == "2021-05-04"


@pytest.mark.parametrize("path", ["2021/99/03/river", "story/2021050377", "v/12/05/03/x"])
def test_figures_in_an_address_that_are_no_day_are_left_alone(path: str) -> None:
    assert not read(f'<link rel="canonical" href="https://valley.example/{path}">').published


def test_a_year_and_a_month_that_own_their_segments_of_the_address_give_the_month() -> None:
    report = read('<link rel="canonical" href="https://valley.example/2021/05/river">')
    assert (report.published, report.published_precision) == ("2021-05", "month")


def test_a_moment_in_universal_time_does_not_move_the_day_that_the_page_prints() -> None:
    moment = '<meta name="pubdate" content="2023-11-09T01:49:00Z">'
    printed = read(moment, extra="<div>November 8, 2023 at 5:49 p.m.</div>")
    assert printed.published[:10] == "2023-11-08"
    address = '<link rel="canonical" href="https://valley.example/2023/11/08/river">'
    assert read(moment + address).published == "2023-11-08"
    assert read(moment).published[:10] == "2023-11-09"
    assert read(moment, extra="<div>November 3, 2023</div>").published[:10] == "2023-11-09"


def test_of_two_days_in_one_line_the_first_is_the_day_and_one_of_a_change_comes_last() -> None:
    both = read(extra="<div>27/11/2017 01:57 | Updated 28/11/2017 19:20</div>")
    assert both.published[:10] == "2017-11-27"


def test_a_day_far_from_the_headline_counts_where_the_library_finds_it_and_the_page_prints_it() -> None:
    report = read(
        extra="<div>Line of text here.</div>" * 20 + "<div class='post-meta'>5. Juni 2018 · Valley</div>"
    )
    assert (report.published, report.evidence["published"].rule) == ("2018-06-05", "day found by htmldate")
    assert report.evidence["published"].text == "5. Juni 2018 · Valley"


def dated(body: str, head: str = "", url: str = "") -> str:
    """The day that is read from a page with a headline, a text and this in its body or head."""
    text = "".join(
        f"<p>The ferry crosses the river for the {number}th time since the council voted to keep it at night.</p>"
        for number in range(4)
    )
    link = f"<link rel='canonical' href='{url}'>" if url else ""
    page = (
        f"<html lang='de'><head><title>Ferry returns to the islands</title>{link}{head}</head><body>"
        f"<article><h1>Ferry returns to the islands</h1>{body}{text}</article></body></html>"
    )
    report = next(read_file(RawFile("page.html", page.encode())))
    assert isinstance(report, Report)
    return report.published


@pytest.mark.parametrize(
    ("body", "url", "day"),
    [
        ("<span>Bonn, 11.10.2021</span>", "", "2021-10-11"),
        ("<p>3. Dezember 2011</p>", "", "2011-12-03"),
        ("<p>Pubblicato il 3 dicembre 2011</p>", "", "2011-12-03"),
        (
            "<p>" + "Words of the page. " * 9 + "</p>"
            "<p>Dieser Beitrag wurde am Samstag, 3. Dezember 2011 um 10:56 Uhr veröffentlicht.</p>",
            "https://blog.example/2011/12/ferry",
            "2011-12-03",
        ),
        ("<p>x</p>", "https://blog.example/2028064/ferry", ""),
        ("<p>x</p>", "https://blog.example/2999/01/02/ferry", ""),
        ("<p>x</p>", "https://blog.example/2011/12/ferry", "2011-12"),
        (
            "<dl><dt>Registriert seit</dt><dd>28. Juni 2014</dd></dl><time datetime='2018-09-27T14:51+02:00'>da</time>",
            "",
            "2018-09-27T14:51+02:00",
        ),
    ],
)
def test_days_that_pages_print_beside_a_place_or_in_their_signature(body: str, url: str, day: str) -> None:
    assert dated(body, url=url) == day


def test_the_month_of_the_address_is_made_a_day_by_one_that_the_page_prints() -> None:
    body = (
        "<p>"
        + "</p><p>".join(f"Line {number} of the page." for number in range(30))
        + "</p><p>26 Mai, 2008 | Admin</p>"
    )
    assert dated(body, url="https://blog.example/2008/05/ferry") == "2008-05-26"
