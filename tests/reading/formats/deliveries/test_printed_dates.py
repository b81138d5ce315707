"""Days are read in every language in which a database shows itself, and never guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date

from articles.reading.formats.deliveries.languages import language_code
from articles.reading.formats.deliveries.printed_dates import LANGUAGES, date_line, printed_date, printed_day

WRITTEN_OTHERWISE = {"lv", "eu", "kk", "uz", "hy", "ga", "hr"}
READ = [code for code in LANGUAGES if code not in WRITTEN_OTHERWISE]


@pytest.mark.parametrize("code", READ)
@pytest.mark.parametrize("form", ["long", "full"])
def test_each_day_of_a_year_is_read_as_the_language_prints_it(code: str, form: str) -> None:
    for month in range(1, 13):
        day = dt.date(2021, month, month + 12)
        found = printed_date(format_date(day, form, code))
        assert found and found.iso == day.isoformat(), format_date(day, form, code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_day_is_read_as_another(code: str) -> None:
    for month in range(1, 13):
        day = dt.date(2021, month, month + 12)
        # "22 listopad" is Poland's November; Croatia does not print its October so.
        for form in ("long", "full", "medium", "d MMM y", *(("d LLLL y",) if code != "hr" else ())):
            found = printed_date(format_date(day, form, code))
            assert found is None or found.iso == day.isoformat(), format_date(day, form, code)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("jeudi 8 juillet 2021 10:15 AM GMT", "2021-07-08"),
        ("décembre 10 2019", "2019-12-10"),
        ("Dienstag 10.Dezember 2019", "2019-12-10"),
        ("8 Июль 2021", "2021-07-08"),
        ("2021 年 7 月 8 日", "2021-07-08"),
        ("2021년 7월 8일", "2021-07-08"),
        ("May 2, 2002, Thursday,, FINAL EDITION", "2002-05-02"),
        ("July 2021", "2021-07"),
        ("3 mrt. 2020", "2020-03-03"),
    ],
)
def test_a_line_of_a_delivery_says_its_day(text: str, iso: str) -> None:
    found = printed_day(text)
    assert found and found.iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "03/12/2021",
        "Section: News",
        "The council met on July 8, 2021 and will meet on July 9, 2022 as well",
        "1 of 3",
    ],
)
def test_what_says_no_day_of_its_own_is_none(text: str) -> None:
    assert date_line(text) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [("ENGLISH", "en"), ("Anglais", "en"), ("英文", "en"), ("繁體中文", "zh"), ("Chinese - Traditional", "zh"),
     ("GERMAN; DEUTSCH", "de"), ("португальский", "pt"), ("HARB", ""), ("Norwegian", "no")],
)  # fmt: skip
def test_a_language_is_known_by_its_name(name: str, code: str) -> None:
    assert language_code(name) == code
