"""What each container shows as lines: emphasis, pages, tables, wrapped paragraphs, and hostile bytes within bounds."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.reading.decode import decode
from articles.reading.formats.deliveries import saved_delivery
from articles.reading.formats.deliveries.containers import markup, plain, rtf, word
from articles.reading.formats.deliveries.lines import Sheet, paragraphs
from articles.reading.report import BadRecord, Decoded


def of_page(source: str) -> Sheet:
    return markup.sheet_of(Decoded(source, "utf-8"))


def test_a_page_shows_its_lines_with_their_characters() -> None:
    sheet = of_page(
        "<style>.c1{text-align:center}</style><p class='c1'>One &amp; <b>two</b></p><p><b>Three</b><br>four</p>"
    )
    assert [line.text for line in sheet.lines] == ["One & two", "Three", "four"]
    assert sheet.source[sheet.lines[0].start : sheet.lines[0].end] == "One &amp; <b>two"
    assert [line.centred for line in sheet.lines] == [True, False, False]
    assert [line.bold for line in sheet.lines] == [False, True, False]
    assert [line.after_gap for line in sheet.lines] == [True, True, False]


def test_a_page_numbers_the_cells_of_its_tables() -> None:
    sheet = of_page(
        "<table><tr><td>HD</td><td><p>A</p><p>B</p></td></tr><tr><td>BY</td><td>C</td></tr></table><p>D</p>"
    )
    assert [(line.text, line.row, line.column) for line in sheet.lines] == [
        ("HD", 1, 0), ("A", 1, 1), ("B", 1, 1), ("BY", 2, 0), ("C", 2, 1), ("D", -1, -1),
    ]  # fmt: skip


def test_what_a_page_hides_is_no_line() -> None:
    assert (
        of_page("<head><title>x</title></head><script>y</script><!-- z --><noscript>n</noscript>").lines == ()
    )


def test_a_text_broken_to_a_width_is_joined_again() -> None:
    wrapped = (
        "The harbour council voted by nine to four on Thursday to keep the night ferry\n"
        "for another year, and to ask the islands for a share of what it costs to sail\n"
        "empty.\n\nThe next vote is due in June, when the budget of the harbour is known to\nall."
    )
    sheet = plain.sheet_of(decode(wrapped.encode()))
    assert sheet.wrapped
    assert [block.text[-9:] for block in paragraphs(sheet.lines, wrapped=True)] == ["il empty.", "n to all."]


def test_a_text_of_one_paragraph_a_line_is_not_joined() -> None:
    line = "The harbour council voted by nine to four on Thursday to keep the night ferry for another year, it said.\n"
    assert not plain.sheet_of(decode((line * 5).encode())).wrapped


def test_rtf_is_read_in_the_code_pages_of_its_fonts() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}{\f2\fcharset128 MS;}}\f0 Gr\'fc\'dfe\par "
        rb"\f1 \'cf\'f0\'e8\'e2\'e5\'f2\par \f2 \'93\'fa\'96\'7b\par \u8364?\u-10179?\u-8704?\par}"
    )
    assert [line.text for line in rtf.sheet_of(data).lines] == ["Grüße", "Привет", "日本", "€\U0001f600"]


def test_rtf_passes_over_what_is_no_text() -> None:
    data = (
        rb"{\rtf1{\info{\title x}}{\stylesheet y}{\*\generator z;}{\pict\bin4 {}}\}{\object q}"
        rb"{\field{\*\fldinst HYPERLINK}{\fldrslt link}}\page{\b bold}{\*\bkmkstart Body}\par{\bin3 }}}seen\par}"
    )
    sheet = rtf.sheet_of(data)
    assert [line.text for line in sheet.lines] == ["link", "bold", "seen"]
    assert [line.bold for line in sheet.lines] == [False, True, False]


def test_rtf_nested_without_end_is_refused() -> None:
    with pytest.raises(BadRecord, match="nested"):
        rtf.sheet_of(b"{\\rtf1" + b"{" * 100_000)


def test_a_word_file_that_declares_entities_is_refused() -> None:
    with pytest.raises(BadRecord, match="entity"):
        word.sheet_of('<!DOCTYPE a [<!ENTITY b "c">]><w:document>&b;</w:document>')


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from([b"{\\rtf1 ", b"<html>", b"", b"1 of 2 DOCUMENTS\n\nLENGTH: "])
)
def test_any_bytes_are_read_or_refused(data: bytes, opening: bytes) -> None:
    with contextlib.suppress(BadRecord):
        saved_delivery.sheet_of(opening + data)
    assert saved_delivery.recognises(opening + data) in (True, False)


@pytest.mark.parametrize(
    "unit", [b"<b>", b"<p class=a>", b"</p>", b"<table><tr><td>", b"<div class=b id=c>x"]
)
def test_a_hostile_page_takes_work_in_proportion(unit: bytes) -> None:
    once, twice = (len(of_page((unit * count).decode()).lines) for count in (20_000, 40_000))
    assert twice <= 2 * once + 1


@pytest.mark.parametrize("unit", [b"{\\b ", b"\\par ", b"\\'e4", b"\\u228?", b"{}", b"\\bin9 ", b"\\*"])
def test_hostile_rtf_takes_bounded_work(unit: bytes) -> None:
    with contextlib.suppress(BadRecord):
        rtf.sheet_of(b"{\\rtf1" + unit * 50_000)
