"""The query language: what is meant is read, what cannot be read is said, and nothing is slow."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query.parser import parse, query_words
from articles.search.query.syntax import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Named,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    describe,
)


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("kabul airport", "“kabul” and “airport”"),
        ("kabul OR herat", "“kabul” or “herat”"),
        ("kabul herat OR kunduz", "(“kabul” and “herat”) or “kunduz”"),
        ("(kabul OR herat) airport", "(“kabul” or “herat”) and “airport”"),
        ("kabul AND NOT airport", "“kabul” and not “airport”"),
        ("kabul -(airport OR visa)", "“kabul” and not (“airport” or “visa”)"),
        ("-kabul", "not “kabul”"),
        ("NOT NOT kabul", "“kabul”"),
        ("“power vacuum”", "the phrase “power vacuum”"),
        ('"troops border"~7', "“troops border” within 7 words of each other"),
        ("evacu*", "words beginning with “evacu”"),
        ("Lavrof~", "words spelt nearly like “Lavrof”"),
        ("title:(border OR bridge)", "“border” in the headline or “bridge” in the headline"),
        ("byline:“A Reporter”", "the phrase “A Reporter” in the byline"),
        ("person:lavrov place:herat", "about the person “lavrov” and about the place “herat”"),
        ("dateline:tashkent outlet:“The Dial”", "reported from “tashkent” and published by “The Dial”"),
        ("date:2021-07..2021-08", "published from 2021-07-01 to 2021-08-31"),
        ("date:2021-07-08", "published on 2021-07-08"),
        ("date:..2021", "published until 2021-12-31"),
        ("Sherwood-Randall", "“Sherwood-Randall”"),
        ("Russia: envoy", "“Russia:” and “envoy”"),
        ("kabul & herat — airport", "“kabul” and “herat” and “airport”"),
        ("", "every article"),
        ("!!! ... ()", "every article"),
    ],
)
def test_a_query_is_read_as_meant_and_said_in_words(typed: str, read_as: str) -> None:
    assert parse(typed).read_as == read_as
    assert parse(typed).problems == ()


def test_any_word_will_do_but_what_is_excluded_stays_out() -> None:
    assert parse("kabul herat -visa", match="any").read_as == "(“kabul” or “herat”) and not “visa”"


def test_a_written_and_binds_even_where_any_word_will_do() -> None:
    assert parse("kabul AND herat visa", match="any").read_as == "(“kabul” and “herat”) or “visa”"


def test_the_tree_has_the_few_shapes_it_promises() -> None:
    assert parse("a-b OR c*").node == Or((Word("a-b", "", 0, 3), Word("c", "", 7, 9)))
    assert parse("visa* lavrof~ date:2021").node == And(
        (Prefix("visa"), Fuzzy("lavrof"), Dated(dt.date(2021, 1, 1), dt.date(2021, 12, 31)))
    )
    assert parse("agency:MEP").node == Named("agency", "MEP")
    assert parse("  ").node == Everything()


@pytest.mark.parametrize(
    ("typed", "why", "read_as"),
    [
        ("(kabul airport", "not closed", "“kabul” and “airport”"),
        ("kabul) airport", "not opened", "“kabul” and “airport”"),
        ("kabul OR", "OR needs", "“kabul”"),
        ("OR", "OR needs", "every article"),
        ("AND kabul", "AND needs", "“kabul”"),
        ("kabul NOT", "NOT needs", "“kabul”"),
        ("title:title:kabul", "needs a word", "“kabul”"),
        ("k* airport", "at least 2 letters", "“k” and “airport”"),
        ("al-qaed* cell", "several words", "“al-qaed” and “cell”"),
        ("“power vacuum", "not closed", "the phrase “power vacuum”"),
        ("kabul date:soon", "not a date", "“kabul”"),
        ("(" * 9 + "kabul" + ")" * 9, "more than 8 deep", "“kabul”"),
    ],
)
def test_what_cannot_be_read_is_searched_as_plain_words_and_said(typed: str, why: str, read_as: str) -> None:
    reading = parse(typed)
    assert why in " ".join(reading.problems)
    assert reading.read_as == read_as


def test_more_than_thirty_two_words_are_cut_and_said() -> None:
    reading = parse(" ".join(f"w{n}" for n in range(60)))
    assert len(query_words(reading.node)) == 32
    assert "first 32 words" in reading.problems[0]


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 10_000,
        "()" * 10_000,
        "x" * 20_000,
        "NOT " * 5_000 + "x",
        "-" * 10_000 + "x",
        "ab* " * 2_000,
        "ab~ " * 2_000,
        '"' * 9_999,
        "title:" * 3_000 + "x",
        "a OR " * 4_000,
        "date:" + "9" * 10_000,
        '"a"~' + "9" * 10_000,
        "\x00\ud800 a",
    ],
)
def test_hostile_queries_are_read_in_milliseconds(hostile: str) -> None:
    started = time.process_time()
    reading = parse(hostile)
    assert time.process_time() - started < 0.1
    assert len(reading.read_as) < 3_000


@given(st.text(alphabet='ab "“”()-*~:|&ORANDNOTtitledate0129.', max_size=80), st.sampled_from(["all", "any"]))
def test_no_query_whatever_makes_it_raise(typed: str, match: str) -> None:
    reading = parse(typed, match)
    assert reading.read_as == describe(reading.node)


def test_words_that_are_excluded_are_not_among_its_words() -> None:
    assert [word.text for word in query_words(And((Word("kabul"), Not(Word("visa")), Phrase("a b"))))] == [
        "kabul"
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "kabul",
        "kabul airport",
        "kabul AND airport",
        "kabul & airport",
        "kabul OR herat",
        "(kabul OR herat) airport",
        "kabul -(airport OR visa)",
        "kabul NOT airport",
        "“power vacuum”",
        '"troops border"~7',
        "evacu* Lavrof~",
        "title:ceasefire byline:“A Reporter” person:lavrov outlet:“The Dial”",
        "Person:lavrov date:2021-07..2021-08",
        "What happened, and why?",
        "",
    ],
)
def test_a_query_that_means_what_it_says_needs_no_reading(typed: str) -> None:
    assert not parse(typed).otherwise


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("kabul herat OR kunduz", "all"),
        ("kabul herat", "any"),
        ("(kabul", "all"),
        ("NOT NOT kabul", "all"),
        ("kabul OR herat date:2016", "all"),
        ("russia w/5 sanctions", "all"),
        ("health-care*", "all"),
    ],
)
def test_a_query_that_is_read_otherwise_says_so(typed: str, match: str) -> None:
    assert parse(typed, match).otherwise
