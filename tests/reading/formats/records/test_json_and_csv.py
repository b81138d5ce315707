"""Files of many records: each is a report of its own, a bad one says so in its place."""

from __future__ import annotations

import json

import pytest

from articles.reading.reader import read_file
from articles.reading.report import BadRecord, RawFile, Report

BODY = "KABUL, July 8 (Reuters) - The river rose again on Monday and the ministry moved four hundred families out."


def test_json_lines_give_a_report_each_and_a_bad_one_keeps_its_place() -> None:
    good = {"text": BODY, "title": "River rises", "author": ["Ada Moreno", "Tom Lee"], "date": "2021-07-08"}
    data = "\n".join((json.dumps(good), "{not json", json.dumps({"id": 3, "text": BODY + " It fell."}), "7"))
    first, second, third, fourth = read_file(RawFile("many.jsonl", data.encode()))
    assert isinstance(first, Report) and isinstance(third, Report)
    assert (first.title, first.byline, first.published) == (
        "River rises",
        ("Ada Moreno", "Tom Lee"),
        "2021-07-08",
    )
    assert first.dateline is not None and str(first.dateline.date) == "2021-07-08"
    assert first.evidence["title"].rule == "column title"
    assert isinstance(second, BadRecord) and str(second).startswith("many.jsonl: record 2: no JSON")
    assert isinstance(fourth, BadRecord) and "no object" in str(fourth)


def test_a_table_with_a_header_gives_a_report_a_row() -> None:
    data = f'Headline,Outlet,Text,URL\nRiver rises,Valley Post,"{BODY}",https://valley.example/1\nEmpty,Valley Post,,\n'
    first, second = read_file(RawFile("table.csv", data.encode()))
    assert isinstance(first, Report)
    assert (first.title, first.outlet, first.url) == (
        "River rises",
        "Valley Post",
        "https://valley.example/1",
    )
    assert isinstance(second, BadRecord) and "record 3" in str(second)


def test_a_sentence_with_commas_is_no_table() -> None:
    (report,) = read_file(RawFile("a.txt", f"Moreno, text, and river\n\n{BODY}".encode()))
    assert isinstance(report, Report)
    assert report.format == "text"


def test_a_table_with_semicolons_or_tabs_is_a_table() -> None:
    for mark in (";", "\t"):
        rows = (mark.join(("Titel", "Datum", "Text")), mark.join(("Fluss steigt", "2021-07-08", BODY)))
        (report,) = read_file(RawFile("table.csv", "\n".join(rows).encode()))
        assert isinstance(report, Report)
        assert (report.title, report.published) == ("Fluss steigt", "2021-07-08")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_without_a_text_is_refused_by_its_columns(mark: str) -> None:
    rows = [("id", "place", "count"), ("1", "Kabul", "31"), ("2", "Herat", "7"), ("3", "Balkh", "2")]
    data = "\n".join(mark.join(row) for row in rows).encode()
    with pytest.raises(
        BadRecord, match="a table with the columns “id”, “place”, “count”, and none is a text"
    ):
        list(read_file(RawFile("figures.csv", data)))


def test_a_table_of_very_many_columns_is_refused_at_once() -> None:
    header = ",".join(f"column{number}" for number in range(200_000))
    data = "\n".join([header, *(",".join("1" * 200_000) for _ in range(3))]).encode()
    with pytest.raises(BadRecord, match="200,000 columns"):
        list(read_file(RawFile("wide.csv", data)))


def test_a_cell_broken_by_a_lone_carriage_return_stops_nothing() -> None:
    (report,) = read_file(
        RawFile("rows.txt", b"place,count,day\nKabul,3\r1,5 May\nHerat,7,6 May\nBalkh,2,7 May\n")
    )
    assert isinstance(report, Report)
    assert any("Herat" in block.text for block in report.paragraphs)


def test_lines_of_prose_with_as_many_commas_are_no_table() -> None:
    lines = (
        "On land, at sea, in the air",
        "They came, they saw, they left",
        "No word, no sign, no flag",
        "By dusk, by dawn",
    )
    verse = "\n".join(lines)
    (report,) = read_file(RawFile("a.txt", f"{verse}\n\n{BODY}".encode()))
    assert isinstance(report, Report) and report.format == "text"
