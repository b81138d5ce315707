"""Days as other languages and countries print them."""

from __future__ import annotations

import pytest

from articles.reading.metadata.days.international_dates import numeric_order, printed_days
from articles.reading.metadata.days.month_names import month_named
from articles.reading.metadata.days.printed_dates import announces_a_day, publication_line


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2. August 2012", "2012-08-02"),
        ("5 juin 2018", "2018-06-05"),
        ("1er février 2020", "2020-02-01"),
        ("3 de mayo de 2020", "2020-05-03"),
        ("12 marca 2020", "2020-03-12"),
        ("10 lipca 2021 r.", "2021-07-10"),
        ("8 июля 2021 г.", "2021-07-08"),
        ("4. lokakuuta 2021", "2021-10-04"),
        ("٨ يوليو ٢٠٢١", "2021-07-08"),
        ("۸ ژوئیه ۲۰۲۱", "2021-07-08"),
        ("2021年7月8日", "2021-07-08"),
        ("2021년 7월 8일", "2021-07-08"),
        ("2021. 7. 8.", "2021-07-08"),
        ("2016/09/27", "2016-09-27"),
        ("26 | 01 | 2022", "2022-01-26"),
        ("27/11/2017 a les 10:19h", "2017-11-27"),
        ("27/11/2017 01:57 | Updated 28/11/2017 19:20", "2017-11-27 2017-11-28"),
        ("8-Jul-2021", "2021-07-08"),
        ("31 juin 2018", ""),
        ("03/04/2021", ""),
        ("Room 12 of 2020", ""),
        ("version 2020.13.45", ""),
    ],
)
def test_a_printed_day_is_read_in_any_language(text: str, days: str) -> None:
    assert " ".join(str(found.day) for found in printed_days(text)) == days


def test_the_page_s_locale_tells_the_order_of_figures_and_says_so() -> None:
    british = next(printed_days("03/04/2021", order=numeric_order("en-GB")))
    american = next(printed_days("03/04/2021", order=numeric_order("en-US")))
    assert (str(british.day), str(american.day)) == ("2021-04-03", "2021-03-04")
    assert british.reason == "the page’s locale puts the day first"
    assert american.reason == "the page’s locale puts the month first"
    assert str(next(printed_days("5/13/2021", order="dmy")).day) == "2021-05-13"


def test_a_month_name_that_languages_share_needs_the_language() -> None:
    assert month_named("listopad") is None
    assert (month_named("listopad", "cs"), month_named("listopad", "hr")) == (11, 10)
    assert [str(found.day) for found in printed_days("3. listopada 2020", "hr")] == ["2020-10-03"]


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Erstellt am: 01.11.2023", "2023-11-01"),
        ("Publié le 5 juin 2018 à 10:30", "2018-06-05"),
        ("Опубликовано: 8 июля 2021", "2021-07-08"),
        ("8.5.12", "2012-05-08"),
        ("Mittwoch, 8. Mai 2012", "2012-05-08"),
        ("公開日：2021年7月8日", "2021-07-08"),
        ("Ratssitzung vom 8. Mai 2012", ""),
    ],
)
def test_a_line_that_only_states_the_day_is_known_in_any_language(line: str, iso: str) -> None:
    found = publication_line(line)
    assert (found.iso[:10] if found else "") == iso


def test_a_line_that_says_who_wrote_it_and_when_announces_a_day() -> None:
    assert announces_a_day("Von Christian am 03.05.2013, 11:51")
    assert not announces_a_day("Ein Bericht von Christian am 03.05.2013")
