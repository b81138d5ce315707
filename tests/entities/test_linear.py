"""The steps that look through a whole text take bounded time, whatever it is made of."""

from __future__ import annotations

import time

import pytest

from articles.entities.people.person_names import names_of_people, sign_offs
from articles.entities.recognition.draft import Draft, Part
from articles.entities.recognition.fixed_expressions import named_by_form
from articles.entities.recognition.titles_of_works import without_titles_of_works

CHARACTERS = 16_000
SECONDS_MAX = 2.0
UNITS = (
    " ", "\n", "a", "A", "A ", "Aa ", "AA ", "A.", "A&", "A-", "A'", "AB, ", "Aa (Or.) ", "A (A.", "9 pages. A", "“A",
    "`A", "St. Aa, ", "A of A ", "reported from ", "Aa reported from Aa, ", "lawyer A", "lawyer Aa ",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_a_text_of_nothing_else_is_read_in_a_blink(unit: str) -> None:
    draft = Draft((Part(unit * (CHARACTERS // len(unit))),), (), ())
    begin = time.process_time()
    for step in (sign_offs, names_of_people, named_by_form, without_titles_of_works):
        draft = step(draft)
    assert time.process_time() - begin < SECONDS_MAX
