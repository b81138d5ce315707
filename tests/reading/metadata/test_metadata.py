"""Headline, byline, sign-off, outlet and dates, in the forms in which they are printed."""

from __future__ import annotations

import pytest

from articles.reading.metadata.byline import find_byline
from articles.reading.metadata.days.printed_dates import find_date, publication_line
from articles.reading.metadata.headline import derived_headline, looks_like_headline
from articles.reading.metadata.sign_off import find_sign_off
from articles.reading.reader import read_record
from articles.reading.report import Report

BODY = (
    "The river rose again on Monday and the ministry moved four hundred families out of the lower town.\n\n"
    "The mayor said that the bridge would stay shut until the water had fallen by at least two metres."
)


def read(text: str) -> Report:
    report = read_record({"text": text})
    for evidence in report.evidence.values():
        assert text[evidence.start : evidence.end] == evidence.text
    return report


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Moreno", ("Ada Moreno",)),
        ("By Ada Moreno and Tom Lee in Kabul", ("Ada Moreno", "Tom Lee")),
        ("BY ADA MORENO", ("Ada Moreno",)),
        ("by Ada Moreno, Reuters", ("Ada Moreno",)),
        ("By Ada Moreno, Tom Lee and Jean de la Tour", ("Ada Moreno", "Tom Lee", "Jean de la Tour")),
        ("By Ada Moreno, Tom Lee, and Sue Orr", ("Ada Moreno", "Tom Lee", "Sue Orr")),
        ("Ada Moreno, Associated Press Writer", ("Ada Moreno",)),
        ("Ada Moreno | Reuters", ("Ada Moreno",)),
        ("Written by Ada Moreno", ("Ada Moreno",)),
        ("Author: Ada Moreno", ("Ada Moreno",)),
        ("By Ada Moreno, Staff Writer", ("Ada Moreno",)),
        ("By The Associated Press", ("The Associated Press",)),
        ("Story by Ada O’Neill-Brown", ("Ada O’Neill-Brown",)),
    ],
)
def test_a_byline_gives_its_names(line: str, names: tuple[str, ...]) -> None:
    found = find_byline(line)
    assert found is not None and found.names == names


@pytest.mark.parametrize(
    "line",
    ["By noon the square was empty.", "By far the largest crowd", "By the river", "Moreno said so, in part."],
)
def test_a_sentence_is_no_byline(line: str) -> None:
    assert find_byline(line) is None


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("Moreno reported from Kabul, Lee from Doha.", {"Moreno": "Kabul", "Lee": "Doha"}),
        (
            "Moreno reported from Islamabad. Lee reported from Moscow.",
            {"Moreno": "Islamabad", "Lee": "Moscow"},
        ),
        (
            "Associated Press writer Ada Moreno reported from Kabul and Tom Lee from Doha.",
            {"Ada Moreno": "Kabul", "Tom Lee": "Doha"},
        ),
        ("(Reporting by Ada Moreno in Kabul; Editing by Tom Lee)", {"Ada Moreno": "Kabul"}),
    ],
)
def test_a_sign_off_says_who_was_where(line: str, places: dict[str, str]) -> None:
    found = find_sign_off(line)
    assert found is not None and found.places == places


def test_a_sentence_about_a_report_is_no_sign_off() -> None:
    assert find_sign_off("He reported from the front that the town had fallen, and left.") is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("8 Jul 2021", "2021-07-08"),
        ("July 8, 2021", "2021-07-08"),
        ("Thursday, 8th July 2021", "2021-07-08"),
        ("Published: July 8, 2021 at 10:30 a.m. EDT", "2021-07-08T10:30"),
        ("8 July 2021, 2:05 pm", "2021-07-08T14:05"),
        ("October 2017", "2017-10"),
        ("2021-07-08", "2021-07-08"),
        ("2021-07-08T10:30:00+04:30", "2021-07-08T10:30:00+04:30"),
        ("08.07.2021", "2021-07-08"),
        ("25/07/2021", "2021-07-25"),
        ("Updated on Jul. 8, 2021", "2021-07-08"),
    ],
)
def test_a_line_with_nothing_but_its_date_is_the_day_of_publication(text: str, iso: str) -> None:
    found = publication_line(text)
    assert found is not None and found.iso == iso


@pytest.mark.parametrize(
    "text", ["07/08/2021", "8 July", "July 2021", "31 February 2021", "In July 2021 it rained."]
)
def test_what_is_no_certain_day_is_none(text: str) -> None:
    assert find_date(text) is None


def test_a_sentence_with_a_date_is_no_publication_line() -> None:
    assert publication_line("The bridge was built on July 8, 2021") is None


def test_headline_byline_and_day_are_read_from_the_lines_above_the_report() -> None:
    report = read(f"River rises in lower town\n\nBy Ada Moreno and Tom Lee in Kabul\n\n8 July 2021\n\n{BODY}")
    assert (report.title, report.title_origin) == ("River rises in lower town", "source")
    assert report.byline == ("Ada Moreno", "Tom Lee") and report.reporters == {"Tom Lee": "Kabul"}
    assert (report.published, report.published_precision) == ("2021-07-08", "day")
    assert report.body == BODY


def test_byline_and_day_on_one_line() -> None:
    report = read(f"River rises in lower town\n\nBy Ada Moreno | July 8, 2021\n\n{BODY}")
    assert report.byline == ("Ada Moreno",) and report.published == "2021-07-08"


def test_a_line_of_names_that_the_report_does_not_speak_of_is_a_byline() -> None:
    report = read(f"Ada Moreno and Tom Lee\n\nValley Morning Star\n\n{BODY}")
    assert report.byline == ("Ada Moreno", "Tom Lee")
    assert (report.outlet, report.title_origin) == ("Valley Morning Star", "derived")


def test_a_short_headline_in_capitals_is_no_line_of_names() -> None:
    report = read(f"River Rises\n\n{BODY}")
    assert (report.title, report.byline) == ("River Rises", ())


def test_a_headline_printed_again_is_kept_once() -> None:
    report = read(f"River rises in lower town\n\nRIVER RISES IN LOWER TOWN\n\n{BODY}")
    assert report.body == BODY
    assert [part.reason for part in report.removed] == ["doubled line"]


def test_the_dateline_s_year_is_told_by_the_day_of_publication() -> None:
    report = read(f"River rises\n\nJanuary 1, 2022\n\nKABUL, Dec 31 (Reuters) - {BODY}")
    assert report.dateline is not None and report.dateline.date is not None
    assert report.dateline.date.isoformat() == "2021-12-31" and "2022-01-01" in report.dateline.date_reason
    assert report.agency == "Reuters" and report.evidence["agency"].text == "Reuters"


def test_without_a_known_day_the_dateline_has_no_year() -> None:
    report = read(f"River rises\n\nKABUL, Dec 31 (Reuters) - {BODY}")
    assert report.dateline is not None and report.dateline.date is None and report.dateline.day == 31


def test_speakers_of_a_transcript_are_no_datelines() -> None:
    names = ("Kabul", "Paris", "Lima")
    turns = "\n\n".join(
        f"{name}: I, {name}, think that the river will fall before the week is over." for name in names
    )
    assert read(turns).dateline is None


def test_the_agency_before_a_report_without_a_place_is_read() -> None:
    assert read(f"River rises\n\n(Reuters) - {BODY}").agency == "Reuters"


def test_a_copyright_line_names_outlet_or_agency() -> None:
    assert read(f"{BODY}\n\n© 2021 Valley Morning Star. All rights reserved.").outlet == "Valley Morning Star"
    assert read(f"{BODY}\n\nCopyright 2021 The Associated Press. All rights reserved.").agency == "AP"


def test_an_empty_field_is_empty() -> None:
    report = read(BODY)
    assert (report.outlet, report.agency, report.published, report.byline, report.dateline) == (
        "",
        "",
        "",
        (),
        None,
    )
    assert report.title_origin == "derived" and set(report.evidence) == {"language"}


def test_headline_shapes() -> None:
    assert looks_like_headline("Is the bridge safe?")
    assert not looks_like_headline("The bridge is safe.")
    assert not looks_like_headline("The bridge is safe. The road is not")


def test_a_derived_headline_is_cut_at_a_word() -> None:
    assert derived_headline("word " * 60).endswith("word…")
    assert len(derived_headline("word " * 60)) <= 101
