"""Every layout, in every container and every reader's language, gives the same reports."""

from __future__ import annotations

import datetime as dt
import html

import pytest

from articles.reading.formats.registry import documents
from articles.reading.reader import read_file
from articles.reading.report import RawFile, Report
from tests.reading.formats.deliveries.shapes import CASES, UNFORESEEN, Invented, Shape

REPORTS = (
    Invented(
        "Harbour council votes to keep the night ferry", "The Harbour Chronicle", dt.date(2021, 7, 8), ("Ada Example",),
        "Region", "4",
        ("PORT LINDEN, July 8 -- The harbour council voted by nine to four on Thursday to keep the night ferry for another "
         "year, and to ask the islands for a share of what it costs to sail empty.",
         "Chair Ada Example’s report had put the loss at 1,200 passengers a month. \"Nobody counted the nurses,\" he said.",
         "The next vote is due in June."),
    ),
    Invented(
        "Two villages share one bridge, and one bill; the mayors of both say that they will not pay for the painting of it",
        "Panj Valley Post", dt.date(2021, 3, 9), ("Ben Muster", "Carla Beispiel"), "Opinion", "11",
        ("The bridge at Lower Brook has stood for ninety years; its bill has stood for two, as both mayors say.",
         "Section: is a word that may open a sentence of the report, as here, and must stay in it.",
         "Copyright questions were not part of the talks, the mayors said, and nobody had asked for any of them to be.",
         "Documents (3) lay on the table, unread."),
    ),
    Invented(
        "Lantern makers ask for a longer evening", "Lanternlight", dt.date(2020, 12, 12), (), "News", "",
        ("OLDTOWN (HPA) - Lantern makers asked the town on Monday to let the market close at ten, an hour later than now.",
         "End of Document is what clerks write; here it only ends a sentence: End of Document.",
         "Length: 40 metres of cable would be needed, and 2 of 3 stalls have none, the makers wrote in their letter.",
         "A reply is expected in 14 days."),
    ),
    Invented(
        "Zürich zählt seine Brücken", "Die Brückenzeitung", dt.date(2021, 5, 1), ("Jürgen Größe",), "Stadt", "B12",
        ("Zwölf Brücken führen über den Fluß, und keine davon ist breit genug für zwei Züge, sagte der Ingenieur am Montag.",
         "Die Zahl soll bis zum Herbst auf dreizehn steigen, wie die Stadt am Dienstag in einem Brief an alle schrieb."),
    ),
)  # fmt: skip


def reports_of(data: bytes, name: str = "delivery") -> list[Report]:
    found = list(read_file(RawFile(name, data)))
    assert all(isinstance(one, Report) for one in found), found
    return [one for one in found if isinstance(one, Report)]


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize(("name", "shape", "code"), CASES, ids=[f"{name}-{code}" for name, _, code in CASES])
def test_a_delivery_gives_each_of_its_reports(name: str, shape: Shape, code: str, count: int) -> None:
    read = reports_of(shape(REPORTS[:count], code))
    assert len(read) == count
    for report, told in zip(read, REPORTS, strict=False):
        assert report.title == told.title
        assert report.outlet == told.outlet
        assert report.published == told.day.isoformat()
        assert report.byline == told.byline
        assert [block.text for block in report.paragraphs] == list(told.paragraphs)
        assert report.details["section"] == (told.section,)
        assert report.details.get("page", ("",))[0] in (told.page, "")
        assert not any("breaks off" in warning for warning in report.warnings)
        assert report.language == ("de" if told is REPORTS[3] else "en")


@pytest.mark.parametrize(("name", "shape"), UNFORESEEN.items(), ids=UNFORESEEN)
def test_a_shape_that_nobody_foresaw_is_parted_with_a_doubt(name: str, shape: Shape) -> None:
    read = reports_of(shape(REPORTS, "en"))
    assert [report.title for report in read] == [told.title for told in REPORTS]
    assert [report.outlet for report in read] == [told.outlet for told in REPORTS]
    assert [report.published for report in read] == [told.day.isoformat() for told in REPORTS]
    assert [report.byline for report in read] == [told.byline for told in REPORTS]
    assert all("repeated frame" in report.warnings[0] for report in read)
    for report, told in zip(read, REPORTS, strict=True):
        assert [block.text for block in report.paragraphs] == list(told.paragraphs)


@pytest.mark.parametrize(("name", "shape", "code"), CASES, ids=[f"{name}-{code}" for name, _, code in CASES])
def test_every_field_points_at_its_characters(name: str, shape: Shape, code: str) -> None:
    for document, report in zip(
        documents(RawFile("a", shape(REPORTS, code))), reports_of(shape(REPORTS, code)), strict=True
    ):
        assert not isinstance(document, Exception)
        for key, evidence in report.evidence.items():
            assert evidence.text and document.source[evidence.start : evidence.end] == evidence.text, key
        for block in (*report.paragraphs, *report.captions):
            assert block.text.split()[0] in html.unescape(document.source[block.start : block.end])
        for part in report.removed:
            assert part.text.split()[0] in html.unescape(document.source[part.start : part.end])
            assert "</" not in part.text
