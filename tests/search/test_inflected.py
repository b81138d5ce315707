"""Words of nine languages in the forms of a sentence, written from knowledge of the languages, found by another form.

``inflected.csv`` has what is asked and what is printed. Rows with "no" are forms that no rule here reaches (broken plurals
of Arabic, short Persian words): they stand there so that it is known, and noticed when it changes.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from articles.search.analysis import tokens

with Path(__file__).with_name("inflected.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
LANGUAGES = sorted({row["language"] for row in ROWS})


def terms(text: str) -> list[str]:
    return [token.term for token in tokens(text) if not token.joined]


def is_found(asked: str, printed: str) -> bool:
    wanted, there = terms(asked), terms(printed)
    return any(there[at : at + len(wanted)] == wanted for at in range(len(there)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_found_in_its_other_forms(language: str) -> None:
    rows = [row for row in ROWS if row["language"] == language]
    wrong = [row for row in rows if is_found(row["asked"], row["printed"]) != (row["found"] == "yes")]
    assert wrong == []


def test_each_language_has_twenty_pairs_that_are_found() -> None:
    found = Counter(row["language"] for row in ROWS if row["found"] == "yes")
    assert min(found.values()) >= 20 and len(found) == 9


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ("война", "военный"),
        ("Иран", "Ирак"),
        ("министр", "министерство"),
        ("Россия", "Росток"),
        ("وزير", "وزن"),
        ("拉夫罗夫", "拉夫和罗夫"),
        ("世纪", "事迹"),
        ("정부", "정리"),
    ],
)
def test_another_word_is_not_found(asked: str, printed: str) -> None:
    assert not is_found(asked, printed)


@pytest.mark.parametrize("word", ["Hērat", "naïve", "Łódź", "Kabul", "31,000", "O’Brien", "Côte"])
def test_words_in_latin_letters_stay_as_they_were(word: str) -> None:
    assert all(token.term.isascii() for token in tokens(word))


def test_vowel_signs_part_no_word() -> None:
    assert len(terms("قَالَ")) == len(terms("सरकारें")) == len(terms("שָׁלוֹם")) == 1
