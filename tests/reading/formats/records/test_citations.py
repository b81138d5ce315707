"""Records of reference managers give reports; one without a text says so by its title."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.formats.records.bibtex import plain
from articles.reading.reader import read_file
from articles.reading.report import BadRecord, RawFile, Report

TEXT = "A ferry sailed to the outer islands on Thursday for the first time in nine years, with forty passengers aboard."


def records(name: str, text: str) -> list[Report | BadRecord]:
    return list(read_file(RawFile(name, text.encode())))


def ris(number: int, text: str = TEXT) -> str:
    return f"TY  - NEWS\nTI  - Ferry {number} returns\nJO  - Harbour Chronicle\nDA  - 2021/07/08/\nAB  - {text}\nER  - \n\n"


def bib(number: int, text: str = TEXT) -> str:
    return f"@article{{key{number},\n  title = {{Ferry {number} returns}},\n  abstract = {{{text}}},\n  year = 2021,\n}}\n"


def csl(number: int, text: str = TEXT) -> dict[str, object]:
    issued = {"date-parts": [[2021, 7, 8]]}
    return {
        "type": "article-newspaper",
        "title": f"Ferry {number} returns",
        "issued": issued,
        "abstract": text,
    }


@given(st.integers(min_value=1, max_value=12))
def test_as_many_reports_come_out_as_records_go_in(count: int) -> None:
    numbers = range(count)
    shapes = {
        "a.ris": "".join(map(ris, numbers)),
        "a.bib": "".join(map(bib, numbers)),
        "a.json": json.dumps([csl(number) for number in numbers]),
    }
    for name, text in shapes.items():
        read = records(name, text)
        assert [one.title for one in read if isinstance(one, Report)] == [
            f"Ferry {n} returns" for n in numbers
        ], name


def test_a_label_inside_a_text_parts_nothing() -> None:
    text = f"{TEXT} The form said: TY  - NEWS and ER  - and @article{{x, and nobody minded."
    (one,) = records("a.ris", ris(1, text))
    assert isinstance(one, Report) and "nobody minded" in one.body


def test_a_record_that_breaks_off_gives_the_whole_ones_before_it() -> None:
    whole, cut = records("a.ris", ris(1) + "TY  - NEWS\nTI  - Cut sho")
    assert isinstance(whole, Report)
    assert isinstance(cut, BadRecord) and "“Cut sho” has neither a full text nor an abstract" in str(cut)
    whole, cut = records("a.bib", bib(1) + "@article{two,\n  title = {Cut sho")
    assert isinstance(whole, Report) and isinstance(cut, BadRecord)


def test_an_abstract_is_said_to_be_no_full_text() -> None:
    (one,) = records("a.ris", ris(1))
    assert isinstance(one, Report) and one.warnings == ("The record held an abstract, not the full text.",)


def test_a_wrapped_abstract_is_one_paragraph_and_a_finished_sentence_ends_one() -> None:
    (one,) = records(
        "a.ris", ris(1, f"{TEXT}\nIt carried letters and flour, and a brass\nband played on the pier.")
    )
    assert isinstance(one, Report)
    assert [block.text[-8:] for block in one.paragraphs] == [" aboard.", "he pier."]


@pytest.mark.parametrize(
    ("written", "published", "precision"),
    [
        ("2021/07/08/", "2021-07-08", "day"),
        ("2021/07//", "2021-07", "month"),
        ("2021///", "2021", "year"),
        ("2021", "2021", "year"),
        ("8 July 2021", "2021-07-08", "day"),
        ("2021-07-08", "2021-07-08", "day"),
        ("2021/7/8", "2021-07-08", "day"),
        ("summer", "", ""),
    ],
)
def test_a_day_is_as_precise_as_the_record(written: str, published: str, precision: str) -> None:
    (one,) = records("a.ris", ris(1).replace("2021/07/08/", written))
    assert isinstance(one, Report) and (one.published, one.published_precision) == (published, precision)


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"{\"O}l und G{\"u}ter", "Öl und Güter"),
        (r"Caf\'e \& th\'{e}", "Café & thé"),
        (r"Schlie{\ss}ung", "Schließung"),
        (r"{\v{S}}koda \v{z}ije", "Škoda žije"),
        (r"{NATO} \emph{in} {K}abul", "NATO in Kabul"),
        ("10--12 und ``so''", "10–12 und “so”"),
    ],
)
def test_latex_is_read_as_the_letters_it_means(latex: str, shown: str) -> None:
    assert plain(latex) == shown


def test_a_text_that_mentions_a_bibtex_entry_is_a_text() -> None:
    (one,) = records("a.txt", f"She wrote to them @article{{press}} and left.\n\n{TEXT}")
    assert isinstance(one, Report) and one.format == "text"
