"""Exports of databases without a reader of their own are parted by their labels or numbered heads, with a doubt."""

from __future__ import annotations

import pytest

from articles.reading.reader import read_file
from articles.reading.report import RawFile, Report

TEXT = "The river rose again on Monday and the ministry moved four hundred families out of the lower town, it said."


def labelled(number: int) -> str:
    return (
        f"Record: {number}\n\nTitle: Ferry number {number} returns to the islands\nAuthors: Sorel, Mina\n"
        "Source: Harbour Chronicle; 8 July 2021, p4\nDate: 8 July 2021\nSection: News\nDatabase: Example Source\n\n"
        f"Full Text: {TEXT}\n\n{TEXT} It was trip {number}.\n\n\n"
    )


def numbered(number: int) -> str:
    return (
        f"Dokument {number} von 6\n\nFähre Nummer {number} kehrt zurück\nQuelle: Hafenchronik vom 08.07.2021, S. 4\n"
        f"Autor: Mina Sorel\nRessort: Lokales\n\n{TEXT}\n\n{TEXT} Es war Fahrt {number}.\n\n"
    )


@pytest.mark.parametrize(
    ("shape", "outlet", "title"),
    [
        (labelled, "Harbour Chronicle", "Ferry number {} returns to the islands"),
        (numbered, "Hafenchronik", "Fähre Nummer {} kehrt zurück"),
    ],
)
def test_each_report_has_its_fields_and_the_doubt(shape, outlet: str, title: str) -> None:  # type: ignore[no-untyped-def]
    read = list(read_file(RawFile("export.txt", "".join(map(shape, range(1, 7))).encode())))
    assert len(read) == 6
    for number, report in enumerate(read, 1):
        assert isinstance(report, Report)
        assert (report.title, report.outlet, report.published) == (title.format(number), outlet, "2021-07-08")
        assert report.byline == ("Mina Sorel",) and report.details["page"] == ("4",)
        assert any("parted by its repeated frame" in warning for warning in report.warnings)
