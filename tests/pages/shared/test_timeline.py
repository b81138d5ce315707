"""Bars over time."""

from __future__ import annotations

import datetime as dt

from articles.pages.shared.timeline import HEIGHT, of_days, of_months


def test_months_without_articles_keep_their_place() -> None:
    timeline = of_days({dt.date(2021, 5, 2): 1, dt.date(2021, 7, 8): 3})
    assert [(bar.value, bar.count) for bar in timeline.bars] == [
        ("2021-05", 1),
        ("2021-06", 0),
        ("2021-07", 3),
    ]
    assert [bar.value for bar in timeline.rows] == ["2021-05", "2021-07"]
    assert max(bar.height for bar in timeline.bars) == HEIGHT


def test_one_month_is_shown_by_day() -> None:
    timeline = of_days({dt.date(2021, 7, 8): 3, dt.date(2021, 7, 10): 1})
    assert [bar.label for bar in timeline.bars] == ["8 July 2021", "9 July 2021", "10 July 2021"]
    assert timeline.bars[0].first_day == timeline.bars[0].last_day == "2021-07-08"


def test_a_long_time_is_shown_by_year() -> None:
    timeline = of_months({"1998-03": 1, "2003-01": 2, "2003-12": 1})
    assert [(bar.value, bar.count) for bar in timeline.rows] == [("1998", 1), ("2003", 3)]
    assert (timeline.rows[1].first_day, timeline.rows[1].last_day) == ("2003-01-01", "2003-12-31")


def test_the_summary_says_from_when_to_when_and_where_most_are() -> None:
    timeline = of_days({dt.date(2021, 5, 2): 1, dt.date(2021, 7, 8): 3})
    assert timeline.summary == "4 dated articles, May 2021 to July 2021; most in July 2021 (3)."


def test_no_dates_make_no_bars() -> None:
    assert of_days({}).rows == ()


def test_a_small_month_beside_a_large_one_can_still_be_seen() -> None:
    timeline = of_months({"2021-05": 1, "2021-06": 5000})
    assert timeline.bars[0].height >= 2
