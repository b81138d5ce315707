"""Wires as agencies send them: every field of the frame is read, and nothing of the frame is body."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from articles.reading.formats.registry import format_of
from articles.reading.reader import read_file
from articles.reading.report import BadRecord, RawFile, Report
from tests.conftest import SHARED

ANPA = (
    "\x16\x16\x01a0{number}\x1f_kirk\r\nr i\x13\x11 BC-ZE--Kirkholm-Mine, 1st Ld     11-24 0212\r\n\x02\x02"
    "BC-ZE--Kirkholm Mine, 1st Ld,212<\r\n^Divers find the pump that failed in Kirkholm<\r\n"
    "^Eds: Updates with quotes. Trims.<\r\n^By INGRID FALKENBERG=\r\n^Associated Press=\r\n"
    "\t   KIRKHOLM, Zembla (AP) _ Divers on Tuesday found the pump that failed in mine {number},\r\n"
    "the owner said.\r\n \r\n\t   ``It was never switched on,'' said one of them.\r\n\r\n"
    "\t   ^AP-NY-11-24-26 1305EST<\r\n\x03\r\n\x04"
)
IPTC = (
    "\x01apa0{number} 5 WA  89 vvvvb   APA\r\n\r\nZembla/Bergbau/Unfall/\r\n\x02Pumpe in Kirkholm gefunden =\r\n\r\n"
    "   Kirkholm (APA) - Taucher haben am Dienstag die Pumpe im Schacht {number}\r\ngefunden, die versagt hatte.\r\n\r\n"
    "   Der Eigentümer äußerte sich nicht.\r\n\r\n# Notizblock\r\n\r\n## Orte\r\n- Kirkholm\r\n\r\napa if lo\r\n\r\n"
    "\x03241305 Nov 26\r\n\x7f\r\n\x7f\x04"
)
NEWSML = """<?xml version="1.0"?><NewsML Version="1.2"><NewsItem><Identification><NewsIdentifier>
<ProviderId>npa.invalid</ProviderId><DateId>20261124</DateId><NewsItemId>KIRK-{number}</NewsItemId>
<RevisionId>2</RevisionId></NewsIdentifier></Identification><NewsManagement><FirstCreated>20261124T130500Z</FirstCreated>
<Status FormalName="Usable"/><Urgency FormalName="4"/></NewsManagement><NewsComponent><NewsLines>
<HeadLine>Divers find the pump</HeadLine><ByLine>By Ingrid Falkenberg</ByLine><DateLine>KIRKHOLM, Nov 24 (NPA) -</DateLine>
<SlugLine>ZE-Kirkholm</SlugLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName="NPA"/></Provider>
</AdministrativeMetadata><ContentItem><DataContent>{body}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
BODIES = {
    "as elements": "<p>Divers found pump {number} on Tuesday.</p><p>It was never switched on.</p>",
    "escaped": "&lt;p&gt;Divers found pump {number} on Tuesday.&lt;/p&gt;&lt;p&gt;It was never switched on.&lt;/p&gt;",
    "in CDATA": "<![CDATA[<p>Divers found pump {number} on Tuesday.</p><p>It was never switched on.</p>]]>",
    "as NITF": "<nitf><body><body.content><p>Divers found pump {number} on Tuesday.</p><p>It was never switched on.</p>"
    "</body.content></body></nitf>",
    "as plain text": "Divers found pump {number} on Tuesday.\n\nIt was never switched on.",
}


def reports(text: str | bytes, name: str = "wire") -> list[Report | BadRecord]:
    return list(read_file(RawFile(name, text.encode() if isinstance(text, str) else text)))


def only(text: str | bytes) -> Report:
    (report,) = reports(text)
    assert isinstance(report, Report)
    return report


def test_a_message_in_anpa_1312_gives_every_field_of_its_frame() -> None:
    report = only(ANPA.replace("{number}", "123"))
    assert (report.format, report.title) == ("anpa1312", "Divers find the pump that failed in Kirkholm")
    assert (report.agency, report.byline) == ("AP", ("Ingrid Falkenberg",))
    assert (report.published[:16], report.dateline and report.dateline.place) == (
        "2026-11-24T13:05",
        "Kirkholm",
    )
    assert [block.text for block in report.paragraphs] == [
        "KIRKHOLM, Zembla (AP) _ Divers on Tuesday found the pump that failed in mine 123, the owner said.",
        "``It was never switched on,'' said one of them.",
    ]
    details = report.details
    assert (
        details["story_number"] == ("0123",)
        and details["urgency"] == ("r",)
        and details["category"] == ("i",)
    )
    assert details["slug"] == ("BC-ZE--Kirkholm-Mine, 1st Ld",) and details["version"] == ("1st Ld",)
    assert details["editors_note"] == ("Eds: Updates with quotes. Trims.",)


def test_a_message_in_iptc_7901_gives_every_field_of_its_frame() -> None:
    report = only(IPTC.replace("{number}", "123").encode("cp1252"))
    assert (report.format, report.title) == ("iptc7901", "Pumpe in Kirkholm gefunden")
    assert (report.agency, report.published[:16]) == ("APA", "2026-11-24T13:05")
    assert report.dateline and report.dateline.place == "Kirkholm"
    assert [block.text for block in report.paragraphs][1] == "Der Eigentümer äußerte sich nicht."
    assert len(report.paragraphs) == 2
    assert report.details["slug"] == ("Zembla/Bergbau/Unfall",) and report.details["urgency"] == ("5",)
    assert "notebook of the desk" in {part.reason for part in report.removed}


@pytest.mark.parametrize("wire", [ANPA, IPTC], ids=["ANPA 1312", "IPTC 7901"])
@pytest.mark.parametrize("count", [1, 2, 7])
def test_a_file_of_many_messages_gives_as_many_reports(wire: str, count: int) -> None:
    found = reports("".join(wire.replace("{number}", f"{100 + number}") for number in range(count)))
    assert len(found) == count
    numbers = [f"{100 + number}" for number in range(count)]
    assert [number in report.body for number, report in zip(numbers, found, strict=True)] == [True] * count


@pytest.mark.parametrize("wire", [ANPA, IPTC], ids=["ANPA 1312", "IPTC 7901"])
def test_the_fields_of_a_wire_point_to_their_characters(wire: str) -> None:
    raw = RawFile("wire", wire.replace("{number}", "123").encode("cp1252"))
    (document,) = list(format_of(raw).documents(raw.data))
    for stated in document.stated.values():  # type: ignore[union-attr]
        for one in stated:
            assert document.source[one.evidence.start : one.evidence.end] == one.evidence.text  # type: ignore[union-attr]


@pytest.mark.parametrize("body", BODIES.values(), ids=list(BODIES))
def test_an_item_in_newsml_1_is_read_however_it_holds_its_body(body: str) -> None:
    report = only(NEWSML.replace("{body}", body).replace("{number}", "7"))
    assert (report.format, report.title, report.agency) == ("newsml1", "Divers find the pump", "NPA")
    assert [block.text for block in report.paragraphs] == [
        "Divers found pump 7 on Tuesday.",
        "It was never switched on.",
    ]
    assert report.byline == ("Ingrid Falkenberg",) and report.published.startswith("2026-11-24T13:05")
    assert report.details["slug"] == ("ZE-Kirkholm",) and report.details["version"] == ("2",)
    assert report.details["story_number"] == ("KIRK-7",)


def test_xml_whose_element_names_speak_for_themselves_is_read() -> None:
    text = (
        "<?xml version='1.0'?><feedfile><story><Head_Line>Pump found</Head_Line><By>x</By><author>Ingrid Falkenberg</author>"
        "<town>Kirkholm</town><story-date>24 November 2026</story-date><BodyText>&lt;p&gt;Divers found the pump on Tuesday, "
        "the owner said.&lt;/p&gt;&lt;p&gt;It was never on.&lt;/p&gt;</BodyText></story></feedfile>"
    )
    report = only(text)
    assert (report.title, report.byline, report.published) == (
        "Pump found",
        ("Ingrid Falkenberg",),
        "2026-11-24",
    )
    assert report.dateline and report.dateline.place == "Kirkholm"
    assert [block.text for block in report.paragraphs][1] == "It was never on."


def test_xml_without_a_report_is_refused_and_named() -> None:
    with pytest.raises(BadRecord, match=r"its outermost element is <stock>, with <thing> in it"):
        reports(
            "<?xml version='1.0'?><stock><thing id='1'><label>lantern</label></thing></stock>", "stock.xml"
        )


def test_the_login_of_a_desk_s_system_is_no_byline() -> None:
    item = {
        "headline": "Pump found",
        "body_text": "Divers found the pump. " * 9,
        "authors": [{"name": "falkenberg.ingrid"}],
    }
    assert only(json.dumps(item)).byline == ()


def test_a_note_to_the_desks_is_no_body() -> None:
    item = {
        "headline": "Pump found",
        "body_text": "Eds: Adds quotes throughout.\n\n" + "Divers found the pump. " * 9,
    }
    report = only(json.dumps(item))
    assert report.body.startswith("Divers") and report.removed[0].reason == "note of the wire to its desks"


@pytest.mark.parametrize(
    "name", ["anpa1312.tst", "iptc7901.txt", "newsml1.xml", "agency-unknown.xml", "some-other.xml"]
)
def test_the_wires_among_the_deliveries_hold_what_is_expected(name: str) -> None:
    folder: Path = SHARED / "deliveries"
    if not folder.is_dir():
        pytest.skip("the deliveries are not beside the project (../shared/deliveries)")
    expected = json.loads((folder / "expected.json").read_text("utf-8"))[name]
    if not expected["count"]:
        with pytest.raises(BadRecord):
            reports((folder / name).read_bytes(), name)
        return
    found = reports((folder / name).read_bytes(), name)
    assert len(found) == expected["count"]
    for report, wanted in zip(found, expected["articles"], strict=True):
        assert isinstance(report, Report)
        assert (report.title, report.agency, report.published[:10]) == (
            wanted["title"],
            wanted["agency"],
            wanted["published"],
        )
        assert list(report.byline) == wanted.get("byline", [])
        assert (report.dateline.place if report.dateline else "") == wanted["place"]
        assert len(report.paragraphs) == wanted["paragraphs"]
        if "slug" in wanted:
            assert report.details["slug"] == (wanted["slug"],)


def test_a_name_in_angle_brackets_is_no_markup_and_is_kept() -> None:
    text = (
        "Rovers buys fund\n\n"
        + "Entertainment Marketing Inc <EM> and the <Oppenheim-Pal Fund, LP.> of <P.T. Vessa> agreed. " * 3
    )
    assert "<EM>" in only(text).body and "<P.T. Vessa>" in only(text).body
