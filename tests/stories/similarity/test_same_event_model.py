"""Reports of one event are told from another stage of its affair by their words and by the times of which they tell."""

from __future__ import annotations

import json
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from articles.stories.similarity.fingerprint import fingerprint
from articles.stories.similarity.fingerprint_codec import packed, unpacked
from articles.stories.similarity.same_event_model import FITTED, EventFeatures, Weights
from articles.stories.similarity.time_references import first_weekday, latest_year

ALIKE = EventFeatures(0.36, 0.02, ("", ""), (0, 0), (0, 0), None, 250)

days = st.sampled_from(["", "Monday", "Friday"])
years = st.sampled_from([0, 2013, 2016])
signs = st.builds(
    EventFeatures,
    st.floats(0, 1),
    st.floats(0, 1),
    st.tuples(days, days),
    st.tuples(years, years),
    st.tuples(years, years),
    st.one_of(st.none(), st.integers(0, 40)),
    st.integers(0, 2000),
)


@given(signs)
def test_which_of_the_two_comes_first_makes_no_difference(one):
    turned = replace(one, weekdays=one.weekdays[::-1], years=one.years[::-1], published=one.published[::-1])
    assert turned.log_odds == one.log_odds


def test_the_same_weekday_speaks_for_one_event_and_another_against_it():
    same, other = replace(ALIKE, weekdays=("Friday",) * 2), replace(ALIKE, weekdays=("Friday", "Monday"))
    assert other.log_odds < ALIKE.log_odds < same.log_odds


def test_a_weekday_says_little_of_two_that_have_hardly_a_word_in_common():
    strangers = replace(ALIKE, likeness=0.02, wording=0.0)
    assert replace(strangers, weekdays=("Friday",) * 2, days_apart=0).log_odds < -4


def test_a_year_after_the_others_day_speaks_more_against_one_event_than_one_before_it():
    later, earlier = (replace(ALIKE, published=(2013, 0), years=(0, year)) for year in (2016, 2008))
    assert later.log_odds < earlier.log_odds < ALIKE.log_odds


def test_the_closer_the_days_the_likelier_one_event():
    odds = [replace(ALIKE, days_apart=apart).log_odds for apart in (0, 1, 2, 3)]
    assert odds == sorted(odds, reverse=True) and odds[0] > ALIKE.log_odds > odds[2]


def test_more_words_must_be_alike_in_long_texts():
    assert replace(ALIKE, stems=900).log_odds < ALIKE.log_odds < replace(ALIKE, stems=60).log_odds


def test_the_weights_tell_what_they_were_made_from():
    kept = json.loads(FITTED.read_text(encoding="utf-8"))
    assert kept["command"] == "python -m tests.benchmarks.fit_same_event"
    assert kept["made"] and kept["data"] and set(kept["weights"]) == {field.name for field in fields(Weights)}


def test_a_kept_print_tells_the_same_times_as_the_text():
    text = "A court in Moss heard the shipowner Ole Halvorsen on Tuesday over the ferry Vessa, which sank in 2019."
    kept = unpacked(packed(fingerprint(text)))
    assert (kept.weekday, kept.year) == ("Tuesday", 2019)


def test_a_day_that_is_a_name_is_no_day_of_the_report():
    assert first_weekday("Every Sunday before Black Friday, sales begin on Thursday.") == "Thursday"


def test_a_sum_or_a_share_is_no_year():
    assert latest_year("$2020 and 2,016 ships, 1999% more, in 2011.") == 2011


def test_a_long_run_of_digits_or_days_is_read_in_linear_time():
    for text in ("2" * 200_000, "2016" * 50_000, "Sunday " * 30_000, "every " * 40_000):
        first_weekday(text), latest_year(text)
