"""The steps that look through a whole text take bounded time, whatever it is made of."""

from __future__ import annotations

import time

import pytest

from articles.entities.people.person_names import join_person_names, type_sign_off_reporters
from articles.entities.recognition.draft import Draft, Part
from articles.entities.recognition.fixed_expressions import find_fixed_expressions
from articles.entities.recognition.titles_of_works import drop_titles_of_works

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
    for step in (type_sign_off_reporters, join_person_names, find_fixed_expressions, drop_titles_of_works):
        draft = step(draft)
    assert time.process_time() - begin < SECONDS_MAX
