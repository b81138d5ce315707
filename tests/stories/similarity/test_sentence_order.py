"""Sentences that match in order are counted as a table of all pairs would count them, from either side."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from articles.stories.similarity.document_frequency import rarity
from articles.stories.similarity.sentence_order import in_order, of_stems

STEMS = ("barg", "diver", "moss", "tug", "sank", "harbour", "said", "the")
articles = st.lists(st.lists(st.sampled_from(STEMS), max_size=6), max_size=8)


@given(articles, articles)
def test_the_longest_chain_is_that_of_a_table_of_all_pairs(a, b):
    assert in_order(of_stems(a), of_stems(b)) == longest(a, b)


@given(articles, articles)
def test_which_article_comes_first_makes_no_difference(a, b):
    assert in_order(of_stems(a), of_stems(b)) == in_order(of_stems(b), of_stems(a))


def test_sentences_told_in_another_order_make_a_shorter_chain():
    told = [["barg", "sank"], ["diver", "harbour"], ["tug", "moss"]]
    assert in_order(of_stems(told), of_stems(told)) == 3
    assert in_order(of_stems(told), of_stems(told[::-1])) == 1


def longest(a: list[list[str]], b: list[list[str]]) -> int:
    a, b = ([one for one in article if any(map(weight, one))] for article in (a, b))
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, left in enumerate(a):
        for j, right in enumerate(b):
            both = max(table[i][j + 1], table[i + 1][j])
            table[i + 1][j + 1] = table[i][j] + 1 if alike(left, right) else both
    return table[-1][-1]


def alike(left: list[str], right: list[str]) -> bool:
    shared = sum(weight(stem) ** 2 for stem in set(left) & set(right))
    return shared >= 0.35 * length(left) * length(right)


def length(sentence: list[str]) -> float:
    return math.hypot(*map(weight, set(sentence)))


def weight(stem: str) -> float:
    return rarity(stem) ** 2 if rarity(stem) >= 1 else 0.0
