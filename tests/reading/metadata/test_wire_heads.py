"""The heads of wire copy in plain text: bylines without a comma, and a line of place and day."""

from __future__ import annotations

import pytest

from articles.reading.metadata.byline import find_byline
from articles.reading.reader import read_record

BODY = "The council of Port Linden kept the night ferry for another year, the clerk said on Tuesday. " * 5


@pytest.mark.parametrize(
    ("line", "names", "outlet"),
    [
        ("By INGRID FALKENBERG Associated Press Writer", ("Ingrid Falkenberg",), "Associated Press"),
        ("By Piet Aldous AP Sports Writer", ("Piet Aldous",), "AP"),
        (
            "By Piet Aldous and Lena Osterman Associated Press Writers",
            ("Piet Aldous", "Lena Osterman"),
            "Associated Press",
        ),
        ("By Piet Aldous Reuters Correspondent", ("Piet Aldous",), "Reuters"),
        ("By Piet Aldous Staff Writer", ("Piet Aldous",), ""),
        ("By Piet van der Aldous", ("Piet van der Aldous",), ""),
    ],
)
def test_a_writer_s_title_behind_the_name_is_no_name(line: str, names: tuple[str, ...], outlet: str) -> None:
    found = find_byline(line)
    assert found is not None and (found.names, found.outlet) == (names, outlet)


@pytest.mark.parametrize("order", ["headline first", "byline first"])
def test_the_byline_is_never_the_headline(order: str) -> None:
    headline, byline = "Night ferry stays for another year", "By INGRID FALKENBERG Associated Press Writer"
    head = (headline, byline) if order == "headline first" else (byline, headline)
    report = read_record({"text": "\n\n".join([*head, f"PORT LINDEN, Zembla (AP) _ {BODY}"])})
    assert (report.title, report.byline, report.agency) == (headline, ("Ingrid Falkenberg",), "AP")
    assert report.body.startswith("PORT LINDEN")


def test_a_place_with_a_day_on_a_line_of_its_own_is_where_and_when_it_was_filed() -> None:
    report = read_record({"text": f"Night ferry stays for another year\n\nLONDON 1996-12-06\n\n{BODY}"})
    assert (report.title, report.outlet, report.published) == (
        "Night ferry stays for another year",
        "",
        "1996-12-06",
    )
    assert report.dateline and (report.dateline.place, str(report.dateline.date)) == ("London", "1996-12-06")
    assert report.body.startswith("The council")
