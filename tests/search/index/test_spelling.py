"""Near spellings are found among all words, though most are ruled out by their letters before they are compared."""

from __future__ import annotations

import random

import numpy as np
from rapidfuzz.distance import OSA

from articles.search.index.postings import from_pairs
from articles.search.index.spelling import TWO_EDITS_FROM_CHARACTERS, Lexicon

SYLLABLES = "ba ber da don fi gal ka kan lo mar ne or pa ri sa tor 1 20 u.s".split()


def lexicon(words: list[str]) -> Lexicon:
    """The words, each in as many articles as its place says."""
    ranks = np.repeat(np.arange(len(words)), np.arange(1, len(words) + 1))
    ids = np.concatenate([np.arange(n) for n in range(len(words) + 1)])
    return Lexicon(from_pairs(words, ranks, ids))


def test_the_same_words_are_near_as_when_each_is_compared() -> None:
    chance, found = random.Random(7), 0
    made = {"".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(400)}
    words = sorted(made)
    known = lexicon(words)
    for _ in range(300):
        typed = list(chance.choice(words))
        for _ in range(chance.randint(0, 3)):
            typed[chance.randrange(len(typed))] = chance.choice("abdorkx1.")
        word = "".join(typed)
        edits = 1 if len(word) < TWO_EDITS_FROM_CHARACTERS else 2
        wanted = {w: OSA.distance(word, w) for w in words if OSA.distance(word, w) <= edits}
        near = known.near(word)
        assert {one.word: one.edits for one in near} == wanted
        assert all(one.frequency == words.index(one.word) + 1 for one in near)
        found += len(near)
    assert found > 300


def test_an_empty_lexicon_or_word_has_nothing_near() -> None:
    assert lexicon([]).near("ferry") == [] == lexicon(["ferry"]).near("")
