"""Thirty queries meant to kill: each takes less than a second of the processor, on six hundred articles."""

from __future__ import annotations

import time

import pytest

from articles.search.backend import SearchDocument
from articles.search.query.query import Query
from articles.search.whoosh.backend import WhooshBackend
from tests.benchmarks.engines.corpus import reports

ARTICLES = 600
LETTERS = "abcdefghijklmnopqrstuvwxyz"

DEADLY = {
    "ten thousand opening brackets": "(" * 10_000,
    "ten thousand pairs of brackets": "()" * 5_000,
    "brackets nested round a word": "(" * 140 + "the" + ")" * 140,
    "closing brackets": ")" * 300,
    "one word of twenty thousand letters": "x" * 20_000,
    "twenty thousand digits": "9" * 20_000,
    "a word with twenty thousand hyphens": "a-" * 10_000,
    "a word with twenty thousand full stops": "a." * 10_000,
    "apostrophes": "o’" * 10_000,
    "marks on one letter": "e" + "\u0301" * 20_000,
    "every letter with a star": " ".join(f"{letter}*" for letter in LETTERS),
    "every letter twice with a star": " ".join(f"{letter}a*" for letter in LETTERS),
    "every letter with a star, any": " OR ".join(f"{letter}o*" for letter in LETTERS),
    "a star in the headline, many times": "title:ba* " * 30,
    "every letter with a star in the headline": " ".join(f"title:{letter}a*" for letter in LETTERS),
    "a chain of NOT": "NOT " * 5_000 + "the",
    "a chain of minus signs": "-" * 10_000 + "the",
    "only things excluded": " ".join(f"-{letter}a*" for letter in LETTERS),
    "a storm of near spellings": " ".join(f"ba{letter}oma~" for letter in LETTERS),
    "near spellings of very long words": " ".join("ab" * 16 + f"{n}~" for n in range(7)),
    "a near spelling of everything": "aa~ " * 32,
    "the commonest words": "the of and to in a is on by it " * 4,
    "a phrase of the commonest words": '"the of and to in a is on by it the of and to in a"',
    "a phrase of one word repeated": '"' + "the " * 60 + '"',
    "near each other, the commonest words": '"the of and to in a is on by it"~100',
    "many near phrases": '"the of"~100 "of and"~100 "and to"~100 "to in"~100 "in a"~100 "a is"~100 "is on"~100',
    "quotation marks": '"' * 9_999,
    "OR chains": "the OR " * 4_000,
    "field upon field": "title:" * 3_000 + "the",
    "a date that is none": "date:" + "9" * 10_000,
    "control characters and broken pairs": "\x00\ud800\udfff\u202e" * 2_000 + "the",
    "all spelt wrong": " ".join(f"qz{letter}xkjv" for letter in LETTERS),
    "mixed": '(the OR of*) -(and~ "to in"~9) title:(a b* c~) date:..2021 person:a place:b ' * 3,
}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> WhooshBackend:
    backend = WhooshBackend(tmp_path_factory.mktemp("death"))
    backend.rebuild(
        SearchDocument(r.number, r.title, r.body, "\n".join(r.title.split()), "", r.published, r.facets)
        for r in reports(ARTICLES, size=8_000)
    )
    backend.search(Query())
    return backend


@pytest.mark.parametrize("match", ["all", "any"])
@pytest.mark.parametrize("deadly", DEADLY)
def test_a_query_of_death_takes_less_than_a_second(room: WhooshBackend, deadly: str, match: str) -> None:
    for query in (
        Query.from_params({"q": DEADLY[deadly], "match": match}),
        Query(text=DEADLY[deadly], match=match),
    ):
        started = time.process_time()
        room.search(query)
        assert time.process_time() - started < 1


def test_there_are_thirty_of_them() -> None:
    assert len(DEADLY) >= 30
