"""The spelling hint: the query as it was likelier meant, where that finds more. One rule for both engines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from articles.search.analysis import stem
from articles.search.index.spelling import correct_spelling
from articles.search.query.parser import parse, query_words
from articles.search.query.query import Query

# A word of so many articles at most is taken for a misspelling where a word spelt nearly like it has so many times more.
MISSPELT_MAX = 3
MISSPELT_TIMES = 20
MISSPELT_MIN_CHARACTERS = 5
MISSPELT_LOOKED_AT = 8


class WordList(Protocol):
    """What a hint asks of an index."""

    def frequency(self, word: str) -> int:
        """In how many articles an unstemmed word stands."""

    def spelt_like(self, word: str, limit: int) -> Sequence[str]:
        """Unstemmed words within a small edit distance, in the order of `spelling.nearness`."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """Likelier spellings of queries; ``total_of`` counts the articles that a query finds."""

    words: WordList
    total_of: Callable[[Query], int]

    def likelier(self, query: Query, total: int) -> str:
        """The query's words in likelier spellings, if they find more than its ``total``; else empty.

        Where nothing was found every unknown word is in doubt; else only one that is rare beside a frequent word spelt
        nearly like it.
        """
        if not query.text or (total and query.page > 1):
            return ""
        parsed = parse(query.text, query.match)
        # The places of words count in the query as it was read.
        asked = parsed.translated or query.text
        known = self._known_well if total else self.words.frequency
        better = correct_spelling(asked, query_words(parsed.node), known, self._frequent)
        if better and self.total_of(replace(query, text=better, page=1)) > total:
            return better
        return ""

    def _known_well(self, word: str) -> int:
        """The document frequency of a word, 0 for a rare one that is likelier to be meant for a frequent one."""
        own = self.words.frequency(word)
        if own > MISSPELT_MAX or len(word) < MISSPELT_MIN_CHARACTERS:
            return own or 1
        # Another form or spelling of a rare word may be a frequent one ("labour", "labor").
        own = self.total_of(Query(text=word))
        if own > MISSPELT_MAX:
            return own
        return 0 if self._frequent(word, 1) else own

    def _frequent(self, word: str, limit: int) -> list[str]:
        """The words spelt nearly like it that many times as many articles hold, other forms of the same word left out."""
        least, own = max(1, MISSPELT_TIMES * self.words.frequency(word)), stem(word)
        near = self.words.spelt_like(word, MISSPELT_LOOKED_AT)
        return [other for other in near if stem(other) != own and self.words.frequency(other) >= least][
            :limit
        ]
