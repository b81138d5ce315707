"""Variants of full names are one person's, and people who share a name stay apart."""

from __future__ import annotations

import itertools

import pytest

from articles.entities.linking.name_variants import FullName, bearers, is_short_name, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Donald Trump", "Donald J. Trump"),
        ("Hillary Clinton", "Hillary Rodham Clinton"),
        ("Chuck Schumer", "Charles E. Schumer"),
        ("Bernie Sanders", "Bernard Sanders"),
        ("Sen. Elizabeth Warren", "Elizabeth Warren"),
        ("Robert F. Kennedy Jr.", "Robert Kennedy Jr."),
        ("George W. Bush", "George Walker Bush"),
    ],
)
def test_forms_of_one_name_fit(one: str, other: str) -> None:
    first, second = FullName.of(one), FullName.of(other)
    assert first is not None and second is not None
    assert first.fits(second) and second.fits(first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Donald Trump", "Donald Trump Jr."),
        ("George W. Bush", "George H. W. Bush"),
        ("Bill Clinton", "Hillary Clinton"),
        ("Tim Scott", "Rick Scott"),
        ("Paul Ryan", "Ryan Paul"),
        ("John F. Kennedy", "John B. Kennedy"),
    ],
)
def test_two_people_do_not_fit(one: str, other: str) -> None:
    first, second = FullName.of(one), FullName.of(other)
    assert first is not None and second is not None
    assert not first.fits(second)


def test_the_order_of_names_makes_no_difference() -> None:
    names = {
        "George Bush": 30,
        "George W. Bush": 200,
        "George H. W. Bush": 40,
        "Jeb Bush": 70,
        "George Walker Bush": 2,
    }
    found = {str(sorted(bearers(dict(order)).items())) for order in itertools.permutations(names.items())}
    assert len(found) == 1
    assert bearers(names)["George Walker Bush"] == "George W. Bush"
    assert bearers(names)["George Bush"] == "George Bush"


def test_a_name_that_fits_two_goes_to_one_who_dominates() -> None:
    names = {"George Bush": 30, "George W. Bush": 400, "George H. W. Bush": 5}
    assert bearers(names)["George Bush"] == "George W. Bush"


@pytest.mark.parametrize(
    ("name", "short"), [("Obama", True), ("Mr. Obama", True), ("Barack Obama", False), ("Al Gore", False)]
)
def test_a_short_name_is_one_word(name: str, short: bool) -> None:
    assert is_short_name(name) is short


def test_people_are_grouped_by_surname_and_given_name() -> None:
    assert words_of("Nádia Al-Rashid") == ("rashid", "nadia")
