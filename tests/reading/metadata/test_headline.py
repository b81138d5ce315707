"""Headlines in the first line of a scraped text: read where the line is one, derived where it is something else."""

from __future__ import annotations

import pytest

from articles.reading.reader import read_record

BODY = "The river rose again on Monday and the ministry moved four hundred families out of the lower town, it said."


@pytest.mark.parametrize(
    "first",
    [
        "Special for The Courier",
        "Special to the Northgate Post",
        "moreno@chronicle.example",
        "MORENO@CHRONICLE.EXAMPLE",
        "What’s happening",
        "3 min read",
        "Ada Moreno",
        "ada moreno",
        "Ada Moreno and Tom Lee",
        "Ada Moreno, Tom Lee and Mina Sorel",
        "Chronicle opinion contributor",
        "The pier of Northgate (Ada Moreno/Getty Images)",
        "The pier of Northgate (Wikimedia)",
        "Ada Moreno/Reuters",
        "Northgate",
        "NORTHGATE",
        "He says the river will fall by Friday",
        "It fell twice in a year",
        "Published in the July 2021 issue",
        "For indispensable reporting on rivers and more, subscribe to the newsletter of the Northgate Post",
        "PHILADELPHIA - It was fine.",
    ],
)
def test_a_line_that_is_no_headline_is_none(first: str) -> None:
    read = read_record({"text": f"{first}\n\n{BODY}\n\n{BODY} It rained."})
    assert read.title_origin == "derived", read.title


@pytest.mark.parametrize(
    "first",
    [
        "River rises again in Northgate",
        "River Rises Again in Northgate",
        "It Is Now a Flood in Northgate",
        "Why the river rises",
        "RIVER RISES AGAIN",
        "Ferries, families and a flood",
    ],
)
def test_a_headline_in_the_first_line_is_read(first: str) -> None:
    read = read_record({"text": f"{first}\n\n{BODY}\n\n{BODY} It rained."})
    assert (read.title, read.title_origin) == (first, "source")


def test_highlights_in_a_row_are_no_headline_and_stay_in_the_text() -> None:
    highlights = ("River fell twice in a year, officials say", "Four hundred families were moved on Monday")
    read = read_record({"text": "\n\n".join((*highlights, BODY))})
    assert read.title_origin == "derived" and all(line in read.body for line in highlights)


@pytest.mark.parametrize("below", ["By Ada Moreno", "8 July 2021", "Northgate Post | 8 July 2021"])
def test_a_short_line_over_a_byline_or_a_day_is_a_headline(below: str) -> None:
    read = read_record({"text": f"The River Rises\n\n{below}\n\n{BODY}\n\n{BODY} It rained."})
    assert (read.title, read.title_origin) == ("The River Rises", "source")


def test_a_label_above_a_report_is_kept_aside() -> None:
    read = read_record({"text": f"3 min read\n\n{BODY}\n\n{BODY} It rained."})
    assert ("3 min read", "label above the report") in [
        (part.text, part.reason) for part in read.removed
    ] or ("3 min read" in [part.text for part in read.removed])
