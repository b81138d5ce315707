"""What holds for any delivery: as many reports as went in, whatever their words; a broken one gives its whole reports."""

from __future__ import annotations

import datetime as dt
import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.reading.formats.deliveries import layouts, saved_delivery
from articles.reading.formats.deliveries.delivery import CUT_SHORT
from articles.reading.formats.registry import documents, format_of
from articles.reading.report import Document, RawFile
from tests.reading.formats.deliveries.shapes import (
    CASES,
    FACTIVA,
    NEXIS,
    NEXIS_OLDEST,
    READERS,
    UNFORESEEN,
    UNSIGNED,
    Invented,
    Shape,
    factiva_html,
    nexis_html,
    nexis_text,
    nexis_uni_rtf,
)

WORDS = "harbour ferry bridge lantern council mayor night river stone village winter market clerk bell quay rope".split()
# Words that are labels, marks or heads elsewhere; in a sentence they are words.
LABEL_WORDS = (
    "Section:", "Length:", "Body", "Copyright", "Load-Date:", "Document", "End of Document", "LENGTH:",
        "1 of 3 documents", "HD",
    "Classification", "Byline:", "words", "Source:", "Title:",
)  # fmt: skip

sentences = st.builds(
    lambda words, label, place: (
        " ".join([*words[:place], *([label] if label else []), *words[place:]]).capitalize() + "."
    ),
    st.lists(st.sampled_from(WORDS), min_size=12, max_size=30),
    st.sampled_from(["", *LABEL_WORDS]),
    st.integers(1, 9),
)
headlines = st.lists(st.sampled_from(WORDS), min_size=3, max_size=14).map(
    lambda words: " ".join(words).capitalize()
)
invented = st.builds(
    Invented,
    title=headlines,
    outlet=st.sampled_from(
        ["The Harbour Chronicle", "Panj Valley Post", "Lanternlight", "Die Brückenzeitung"]
    ),
    day=st.dates(dt.date(1990, 1, 1), dt.date(2026, 11, 1)),
    byline=st.sampled_from([(), ("Ada Example",), ("Ben Muster", "Carla Beispiel")]),
    section=st.sampled_from(["News", "Region", "Opinion"]),
    page=st.sampled_from(["", "4", "A12"]),
    paragraphs=st.lists(sentences, min_size=1, max_size=5).map(tuple),
)
# Shapes of an archive that holds one paper only.
ONE_HOUSE = {"Yomidasu page": "読売新聞"}
PARTED = [*CASES, *UNSIGNED, *((name, shape, "en") for name, shape in UNFORESEEN.items())]


def read(data: bytes) -> list[Document]:
    found = list(documents(RawFile("a", data)))
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PARTED), st.lists(invented, min_size=2, max_size=6))
def test_as_many_reports_come_out_as_went_in(case: tuple[str, Shape, str], reports: list[Invented]) -> None:
    name, shape, code = case
    found = read(shape(reports, code))
    assert [one.stated["title"][0].value for one in found] == [told.title for told in reports]
    assert [one.stated["published"][0].value for one in found] == [told.day.isoformat() for told in reports]
    outlets = [ONE_HOUSE.get(name, told.outlet) for told in reports]
    assert [one.stated["outlet"][0].value for one in found] == outlets
    for one, told in zip(found, reports, strict=True):
        texts = [block.text for block in one.blocks if block.kind.value == "paragraph"]
        if "PDF" in name:
            # Whether a paragraph ends with a full line at the foot of a page, a PDF does not say.
            assert " ".join(texts) == " ".join(told.paragraphs)
        else:
            assert texts == list(told.paragraphs)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(sentences, st.sampled_from(LABEL_WORDS)), min_size=1, max_size=40))
def test_a_text_that_mentions_the_labels_is_no_delivery(paragraphs: list[str]) -> None:
    text = "\n\n".join(["A report about databases", *paragraphs])
    assert format_of(RawFile("a", text.encode())).NAME == "text"
    page = "<html><body>" + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) + "</body></html>"
    assert not saved_delivery.recognises(page.encode())


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([factiva_html, nexis_html, nexis_text, nexis_uni_rtf]),
    st.lists(invented, min_size=3, max_size=5),
    st.floats(0.2, 0.98),
)
def test_a_delivery_cut_short_gives_its_whole_reports_and_a_doubt(
    shape: Shape, reports: list[Invented], share: float
) -> None:
    data = shape(reports, "en")
    cut = data[: int(len(data) * share)].decode("utf-8", "ignore").encode()
    marks = {
        factiva_html: rb"Document HARB\w{21}", nexis_html: rb"All Rights Reserved", nexis_text: rb"All Rights Reserved",
        nexis_uni_rtf: rb"End of Document",
    }  # fmt: skip
    whole = len(re.findall(marks[shape], cut.replace(b"Rights\nReserved", b"Rights Reserved")))
    if whole < 2 or not saved_delivery.recognises(cut):
        return
    found = [one for one in documents(RawFile("a", cut)) if isinstance(one, Document)]
    told = reports[: len(found)]
    assert len(found) >= min(whole, len(reports)) - 1
    for one, report in list(zip(found, told, strict=True))[: len(found) - 1]:
        assert one.stated["title"][0].value == report.title
        assert [block.text for block in one.blocks if block.kind.value == "paragraph"] == list(
            report.paragraphs
        )
        assert CUT_SHORT not in one.warnings


@pytest.mark.parametrize("name", ["Factiva page", "Nexis page", "Nexis text", "Nexis Uni RTF"])
def test_the_broken_report_of_a_delivery_says_so(name: str) -> None:
    reports = [
        Invented(f"The ferry sails for the {n} time", "Lanternlight", dt.date(2021, 7, n), (), "News", "4",
            ("It sails at ten. " * 20,))
        for n in range(1, 4)
    ]  # fmt: skip
    data = {**FACTIVA, **NEXIS}[name](reports, "en")
    cut = data[: data.rindex(b"It sails at") - 30]
    found = read(cut)
    assert len(found) == 3
    assert [CUT_SHORT in one.warnings for one in found] == [False, False, True]


@pytest.mark.parametrize(
    ("name", "shape", "code"),
    [case for case in CASES if case[2] == "en" and "PDF" not in case[0]],
    ids=[case[0] for case in CASES if case[2] == "en" and "PDF" not in case[0]],
)
def test_work_grows_as_the_delivery_does(name: str, shape: Shape, code: str) -> None:
    """Twice the reports take twice the calls: none looks through all the others."""
    told = [
        Invented(f"The ferry sails for the {n} time", "Lanternlight", dt.date(2021, 7, 8), ("Ada Example",), "News", "4",
                 (f"It sails at ten, said the clerk with the number {n}.", "Nobody came."))
        for n in range(160)
    ]  # fmt: skip
    once, twice = (calls(shape(told[:count], code)) for count in (80, 160))
    assert twice < 2.3 * once


def calls(data: bytes) -> int:
    """How many characters of sources are held and statements made, and how often the reader's own code is called."""

    counted = 0

    def count(frame: object, event: str, arg: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    chosen = format_of(RawFile("a", data))
    list(chosen.documents(data))
    sys.setprofile(count)
    try:
        found = list(chosen.documents(data))
    finally:
        sys.setprofile(None)
    assert len(found) in (80, 160)
    held = sum(len(one.source) for one in found if isinstance(one, Document))
    assert held < 3 * max(len(data), 100_000)
    return counted


def test_every_layout_and_reader_is_tried() -> None:
    """The shapes above hold each layout that is registered."""
    tried = {one.format for _, shape, code in PARTED for one in read(shape([_one()] * 2, code))}
    assert tried == {layout.NAME for layout in layouts.LAYOUTS} | {"factiva"}
    assert {code for _, _, code in CASES} == set(READERS) and NEXIS_OLDEST


def _one() -> Invented:
    return Invented(
        "The ferry sails again tonight",
        "Lanternlight",
        dt.date(2021, 7, 8),
        (),
        "News",
        "",
        ("It sails at ten.",),
    )
