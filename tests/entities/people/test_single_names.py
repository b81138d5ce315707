"""One word alone is no person where the article shows that it is none."""

from __future__ import annotations

import pytest

from articles.entities.kinds import Kind
from articles.entities.people.single_names import is_no_single_name
from articles.entities.recognition.draft import Draft, Part
from articles.entities.recognition.spans import Span


def says_no(text: str, name: str, full: str = "") -> bool:
    start = text.index(name)
    span = Span(part=0, start=start, end=start + len(name), kind=Kind.PERSON, source="model")
    return is_no_single_name(span, full or name, Draft((Part(text),), (span,), (span,)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Simply put, they simply left.", "Simply"),
        ("The bill, Dodd-Frank, was passed in 2010.", "Dodd-Frank"),
        ("The jury found him GUILTY on all counts.", "GUILTY"),
        ("The yield of TMUBMUSD10Y rose on Monday.", "TMUBMUSD10Y"),
        ("He met the Clintons at a fair.", "Clintons"),
        ("Smith, Jr. was there.", "Jr"),
        ("Reported Sgt. from the field.", "Sgt"),
    ],
)
def test_words_that_are_no_people(text: str, name: str) -> None:
    assert says_no(text, name)


@pytest.mark.parametrize(
    ("text", "name", "full"),
    [
        ("Eisenhower said that war was over.", "Eisenhower", ""),
        ("Jay-Z has filed a lawsuit.", "Jay-Z", ""),
        ("Jean-Baptiste came home.", "Jean-Baptiste", ""),
        ("Mr. Rice ate rice.", "Rice", ""),
        ("Bush cut the bush.", "Bush", "George W. Bush"),
        ("THE COURT FOUND STALLWORTH GUILTY", "STALLWORTH", ""),
        ("Jones was the last to go.", "Jones", ""),
        ("The JFK years were over.", "JFK", ""),
    ],
)
def test_people_named_by_one_word(text: str, name: str, full: str) -> None:
    assert not says_no(text, name, full)
