"""Queries in the style of other databases are recognised, translated and said; ordinary sentences are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query.database_style import translate
from articles.search.query.parser import parse


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        (
            "(kremlin OR moscow) and sanctions not ukraine",
            "(“kremlin” or “moscow”) and “sanctions” and not “ukraine”",
        ),
        ("russia w/5 sanctions", "“russia sanctions” within 5 words of each other"),
        ("lavrov adj3 minister", "“lavrov minister” within 3 words of each other"),
        ("lavrov near/5 minister and kabul", "“lavrov minister” within 5 words of each other and “kabul”"),
        ("sanction! and kabul", "words beginning with “sanction” and “kabul”"),
        ("hd=brexit", "“brexit” in the headline"),
        ("hlead(brexit) and johnson", "“brexit” in the headline and “johnson”"),
        ("atleast3(putin) and kabul", "“putin” and “kabul”"),
        ("atleast3 putin", "“putin”"),
        ('"war and peace" w/9 tolstoy', "“war and peace tolstoy” within 9 words of each other"),
        ("U.S. and (iran or iraq)", "“U.S.” and (“iran” or “iraq”)"),
        ("putin AND kabul not moscow", "“putin” and “kabul” and not “moscow”"),
    ],
)
def test_a_query_of_another_database_is_read_as_meant(typed: str, read_as: str) -> None:
    parsed = parse(typed)
    assert parsed.read_as == read_as and parsed.translated


@pytest.mark.parametrize(
    "typed",
    [
        "war and peace",
        "do or die",
        "is it raining or not?",
        "salt and pepper diplomacy",
        "near the river",
        '"a (b) and c"',
        "W20",
    ],
)
def test_an_ordinary_question_is_left_alone(typed: str) -> None:
    assert translate(typed).text == "" and parse(typed).translated == ""


def test_what_was_not_kept_of_a_query_is_said() -> None:
    assert "without its count" in " ".join(parse("atleast3(putin)").problems)
    assert "without its nearness" in " ".join(parse("sanction! w/5 russia").problems)


@given(st.text(alphabet='ab andornot()"/=!w5 *:', max_size=80))
def test_any_query_is_read(typed: str) -> None:
    parsed = parse(typed)
    assert parse(parsed.translated or typed).node == parsed.node or parsed.problems


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("floods OR storms date:2016", "(“floods” or “storms”) and published from 2016-01-01 to 2016-12-31"),
        ("outlet:lantern floods OR storms", "(“floods” or “storms”) and published by “lantern”"),
        (
            "date:2016 OR date:2017",
            "published from 2016-01-01 to 2016-12-31 or published from 2017-01-01 to 2017-12-31",
        ),
        (
            "floods place:oslo OR storms place:bergen",
            "(“floods” and about the place “oslo”) or (“storms” and about the place “bergen”)",
        ),
    ],
)
def test_a_filter_that_one_alternative_carries_holds_for_all(typed: str, read_as: str) -> None:
    assert parse(typed).read_as == read_as
