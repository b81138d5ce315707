"""The five real articles come in as they should."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from articles.reading.reader import read_file
from articles.reading.report import BlockKind, RawFile, Report

Read = Callable[[str], Report]


@pytest.fixture
def seed(seeds: Path) -> Read:
    """Reads the seed whose number this is, with its source text checked against every piece of evidence."""

    def read(number: str) -> Report:
        path = next(seeds.glob(f"{number}_*.txt"))
        (report,) = read_file(RawFile(path.name, path.read_bytes()))
        assert isinstance(report, Report)
        source = path.read_text("utf-8")
        for evidence in report.evidence.values():
            assert source[evidence.start : evidence.end] == evidence.text
        for removed in report.removed:
            assert source[removed.start : removed.end] == removed.text
        for block in (*report.paragraphs, *report.captions, *report.footnotes):
            assert source[block.start : block.end] == block.text
        return report

    return read


def reasons(report: Report) -> list[str]:
    return [removed.reason for removed in report.removed]


def test_000_has_its_headline_and_dateline_and_loses_the_comment_form(seed: Read) -> None:
    report = seed("000")
    assert report.title.startswith("Russia: Afghan Instability") and report.title_origin == "source"
    assert report.dateline is not None
    assert report.dateline.text == "TASHKENT, Uzbekistan —"
    assert (report.dateline.place, report.dateline.country) == ("Tashkent", "Uzbekistan")
    assert (report.outlet, report.published, report.agency, report.byline) == ("", "", "", ())
    assert reasons(report) == ["comment form", "comment form", "copy protection"]
    assert report.paragraphs[0].text.startswith("TASHKENT, Uzbekistan — America")
    assert len(report.paragraphs) == 21


def test_001_gets_a_derived_headline_and_its_reporters_from_the_sign_off(seed: Read) -> None:
    report = seed("001")
    assert report.title_origin == "derived" and report.title.startswith("America’s hasty withdrawal")
    assert report.dateline is not None and report.dateline.text == "TASHKENT, Uzbekistan –"
    assert report.reporters == {"Gannon": "Islamabad", "Isachenkov": "Moscow"}
    assert report.paragraphs[-1].text.startswith("Gannon reported")
    assert report.removed == ()


def test_002_keeps_its_headline_once_and_knows_outlet_and_day(seed: Read) -> None:
    report = seed("002")
    assert report.title.startswith("Through Withdrawal") and report.title_origin == "source"
    assert report.outlet == "Reporterly" and report.byline == ()
    assert (report.published, report.published_precision) == ("2021-07-08", "day")
    assert report.dateline is not None
    assert (report.dateline.text, report.dateline.place) == ("Kabul:", "Kabul")
    assert not any(block.text.startswith("Through Withdrawal") for block in report.paragraphs)
    assert len(report.removed) == 1 and len(report.paragraphs) == 15


def test_003_loses_what_was_glued_before_its_dateline(seed: Read) -> None:
    report = seed("003")
    assert report.dateline is not None
    assert (report.dateline.place, report.dateline.agency, report.agency) == ("Kabul", "MEP", "MEP")
    assert report.paragraphs[0].text.startswith("KABUL: (MEP) Russia after defeat")
    assert report.paragraphs[0].start == report.dateline.start
    assert [removed.text for removed in report.removed][:3] == ["dsf", "Author", "Leave a Reply"]
    assert reasons(report)[0] == "glued prefix"


def test_004_keeps_caption_subhead_and_footnote_apart_and_takes_no_date_from_the_caption(seed: Read) -> None:
    report = seed("004")
    assert report.title_origin == "derived" and report.dateline is None
    assert (report.published, report.agency, report.outlet) == ("", "", "")
    assert [block.text[:20] for block in report.captions] == ["In this Friday, May ", "© AP Photo / Allaudd"]
    assert [block.text for block in report.paragraphs if block.kind is BlockKind.SUBHEAD] == [
        "Work on Afghanistan Continues"
    ]
    assert len(report.footnotes) == 1 and report.footnotes[0].text.startswith("*Daesh")
    assert report.removed == ()
