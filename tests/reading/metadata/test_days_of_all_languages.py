"""A day written as CLDR writes it in a language is read as that day, in every month."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date

from articles.reading.formats.deliveries.printed_dates import printed_date
from articles.reading.metadata.days.printed_dates import find_date

LANGUAGES = (
    "en de fr es pt it nl ru uk pl cs sk sl sr hr bs bg mk be sv da nb nn fi et lv lt hu ro el tr az ca gl id ms vi sq is "
    "cy af fa he hi ka hy kk sw tl ja ko zh"
).split()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["long", "full"])
def test_every_month_is_read(language: str, form: str) -> None:
    for month in range(1, 13):
        day = dt.date(2019, month, 23)
        text = format_date(day, form, locale=language)
        found = find_date(text, language)
        assert found and found.iso == day.isoformat(), text
        delivered = printed_date(text)
        assert delivered and delivered.iso == day.isoformat(), text


@pytest.mark.parametrize(
    "text", ["Since 2019, 12 March events were held", "the 2019 23 January group", "3 demand 2019"]
)
def test_figures_beside_a_year_are_no_day(text: str) -> None:
    assert find_date(text) is None
