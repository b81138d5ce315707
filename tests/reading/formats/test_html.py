"""Saved pages: what the page states, its report without what stands around it, and each thing's characters."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.formats.web.markup import scan
from articles.reading.formats.web.visible_text import letters_of
from articles.reading.reader import read_file, read_record
from articles.reading.report import BadRecord, RawFile, Report

PARAGRAPHS = [
    "LOWER TOWN, May 3 (Valley Wire) — The river rose again on Monday &amp; the ministry moved four hundred families out.",
    "“Nobody slept,” said <a href='/x'>Ada Moreno</a>, who keeps the <b>bridge</b> and has done so for eleven years now.",
    "The mayor said that the bridge would stay shut until the water had fallen by at least two metres, or three.",
]
JSON_LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Valley Morning Star"},
        {
            "@type": "NewsArticle",
            "headline": "River rises in “lower” town",
            "datePublished": "2021-05-03T18:20:00+02:00",
            "author": [{"@type": "Person", "name": "Ada Moreno"}, {"@type": "Person", "name": "Tom Lee"}],
            "publisher": {"@type": "Organization", "name": "Valley Morning Star"},
            "mainEntityOfPage": "https://valley.example/river",
        },
    ],
}


def page(head: str = "", extra: str = "") -> str:
    body = "\n".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang='en-GB'><head><title>River rises | Valley Morning Star</title>{head}</head><body>"
        f"<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>"
        f"<article><h1>River rises in “lower” town</h1>{extra}{body}</article>"
        "<footer>Copyright</footer><script>var words = '<p>not shown</p>';</script></body></html>"
    )


def read(source: str) -> Report:
    report = read_record({"html": source})
    for evidence in report.evidence.values():
        assert source[evidence.start : evidence.end] == evidence.text
    return report


def test_a_page_s_own_json_gives_its_fields_with_their_characters() -> None:
    head = f"<script type='application/ld+json'>{json.dumps(JSON_LD)}</script>"
    report = read(page(head))
    assert report.title == "River rises in “lower” town" and report.title_origin == "source"
    assert report.byline == ("Ada Moreno", "Tom Lee")
    assert (report.published, report.published_precision) == ("2021-05-03T18:20:00+02:00", "minute")
    assert (report.outlet, report.language) == ("Valley Morning Star", "en")
    assert report.url == "https://valley.example/river"
    assert report.evidence["published"].text == "2021-05-03T18:20:00+02:00"
    assert report.evidence["byline"].text == "Ada Moreno"


def test_meta_elements_are_read_where_there_is_no_json() -> None:
    head = (
        '<meta property="og:title" content="River rises &quot;again&quot; - Valley Morning Star">'
        '<meta property="og:site_name" content="Valley Morning Star">'
        '<meta name="author" content="By Ada Moreno and Tom Lee">'
        '<meta property="article:published_time" content="2021-05-03"><link rel="canonical" href="https://valley.example/r">'
    )
    report = read(page(head))
    assert (report.title, report.outlet) == ('River rises "again"', "Valley Morning Star")
    assert report.byline == ("Ada Moreno", "Tom Lee")
    assert (report.published, report.url) == ("2021-05-03", "https://valley.example/r")


def test_a_headline_that_was_cut_for_sharing_is_given_whole() -> None:
    head = (
        '<meta property="og:title" content="River rises in “lower” – Valley Morning Star">'
        '<meta property="og:site_name" content="Valley Morning Star">'
    )
    report = read(page(head))
    assert (report.title, report.evidence["title"].rule) == ("River rises in “lower” town", "h1")


def test_a_headline_worded_for_sharing_stands_before_the_page_s_own() -> None:
    report = read(page('<meta property="og:title" content="Four hundred families leave the lower town">'))
    assert report.title == "Four hundred families leave the lower town"


def test_a_bare_page_gives_its_heading_its_time_and_the_byline_it_shows() -> None:
    extra = (
        "<div class='byline'>By <span>Ada Moreno</span></div><time datetime='2021-05-03T18:20'>Monday</time>"
    )
    report = read(page(extra=extra))
    assert report.title == "River rises in “lower” town"
    assert report.byline == ("Ada Moreno",) and report.published == "2021-05-03T18:20"


def test_the_report_comes_without_what_stands_around_it_and_each_block_shows_where() -> None:
    source = page()
    report = read(source)
    assert [block.text[:12] for block in report.paragraphs] == [
        "LOWER TOWN, ",
        "“Nobody slep",
        "The mayor sa",
    ]
    assert "Monday & the ministry" in report.paragraphs[0].text
    for block in report.paragraphs:
        assert letters_of(scan(source).shown(block.start, block.end)) == letters_of(block.text)
    assert report.dateline is not None
    assert (report.dateline.place, report.dateline.agency) == ("Lower Town", "Valley Wire")
    assert source[report.dateline.start : report.dateline.end] == "LOWER TOWN, May 3 (Valley Wire) —"


def test_the_text_that_only_json_carries_is_the_report() -> None:
    body = "\n\n".join(
        "The river rose again on Monday and the ministry moved families out. " * 2 for _ in range(2)
    )
    node = {
        "@type": "NewsArticle",
        "headline": "River rises",
        "articleBody": body.replace("again", "twice", 1),
    }
    source = f"<html><head><script type='application/ld+json'>{json.dumps(node)}</script></head><body></body></html>"
    report = read(source)
    assert report.title == "River rises" and "twice" in report.body


@pytest.mark.parametrize("broken", ["{", "[" * 5000, '{"@type": "NewsArticle", "headline": }', "null", "7"])
def test_broken_json_on_a_page_is_passed_over(broken: str) -> None:
    assert read(page(f"<script type='application/ld+json'>{broken}</script>")).title


def test_a_page_is_told_from_its_content_not_its_name() -> None:
    (report,) = read_file(RawFile("clipping.txt", page().encode()))
    assert isinstance(report, Report) and report.format == "html"
    (report,) = read_file(
        RawFile("page.html", b"The river rose. <b> is how the gauge marks it.\n\nIt fell later.")
    )
    assert isinstance(report, Report) and report.format == "text"


def test_a_page_without_a_report_is_refused_by_name() -> None:
    with pytest.raises(BadRecord, match=r"empty\.html: no report was found"):
        list(read_file(RawFile("empty.html", b"<html><body><nav>Home</nav></body></html>")))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\x89PNG\r\n", "a picture|could not read it"),
        (b"%PDF-1.7", "PDF"),
        (b"Rar!\x1a", "RAR"),
    ],
)
def test_what_is_not_read_is_refused_with_a_remedy(data: bytes, words: str) -> None:
    with pytest.raises(BadRecord, match=words):
        list(read_file(RawFile("x.bin", data)))


def test_a_hidden_part_that_is_never_closed_does_not_hide_the_report() -> None:
    assert "bridge" in scan("<svg><article><p>The bridge is shut.").letters.all


@given(st.text(alphabet="<>/!-&;='\" abpscript\n", max_size=200))
def test_any_markup_is_scanned_without_a_fault(source: str) -> None:
    scanned = scan(source)
    shown = scanned.letters.all
    assert not shown or (scanned.letters.find(shown) or (0, 0, 0))[2] == len(shown)
    assert all(0 <= part.start <= part.end <= len(source) for part in scanned.slices)


def test_a_day_that_stands_only_behind_the_window_s_title_is_the_day() -> None:
    source = page().replace("| Valley Morning Star</title>", "| Valley Morning Star | 13.05.2021</title>")
    report = read(source)
    assert (report.published, report.evidence["published"].rule) == ("2021-05-13", "day behind the title")


SHARED = '<meta property="og:title" content="You will not believe what the river did">'


def test_a_headline_for_sharing_that_no_reader_of_the_page_sees_gives_way_to_the_one_all_else_agrees_on() -> (
    None
):
    node = {"@type": "NewsArticle", "headline": "River rises in “lower” town", "datePublished": "2021-05-03"}
    head = f"<script type='application/ld+json'>{json.dumps(node)}</script>{SHARED}"
    agreed = page(head).replace("River rises |", "River rises in “lower” town |")
    assert read(agreed).title == "River rises in “lower” town"
    shown = agreed.replace("<article>", "<div>You will not believe what the river did</div><article>")
    assert read(shown).title == "You will not believe what the river did"
    assert read(page(head)).title == "You will not believe what the river did", (
        "the window's title says otherwise"
    )


def test_a_greater_sign_inside_a_quoted_value_closes_no_tag() -> None:
    assert scan('<p title=\'it"s > so\' data-x="a > b">The bridge.</p>').letters.all == "thebridge"


def test_a_page_whose_quick_reading_finds_little_is_read_with_care() -> None:
    """The teaser is marked as the article; the report itself stands beside it, in nothing that says so."""
    told = "".join(
        f"<p>{text} It was the {number}th time.</p>" for number in range(12) for text in PARAGRAPHS
    )
    teaser = f"<article>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</article>"
    report = read(f"<html><body><h1>The river rises</h1>{teaser}<div id='copy'>{told}</div></body></html>")
    assert "It was the 11th time." in report.body
