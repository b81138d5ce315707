"""Term expansion: the index terms that a word of a query stands for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from articles.search.analysis import CAPITAL_WORDS, COMMON_WORDS, tokens

# Words that must be there when asked for, but say nothing about how well an article answers.
_UNTELLING = (
    "what how can does do when where why there these those such than then any some if into only other been about "
    "between during after before also may might must could should would anyone one i we you your our being did "
    "within under over"
)
UNTELLING_WORDS = COMMON_WORDS | frozenset(_UNTELLING.split())
WORDS_REMEMBERED = 1_024


@dataclass(frozen=True, slots=True)
class ExpandedTerm:
    """A word or phrase as the index has it.

    ``terms`` are one at each position, of two the abbreviation in capitals; ``joined`` the forms of compounds as one
    word; ``key`` is the first word folded but not stemmed.
    """

    terms: tuple[str, ...]
    joined: tuple[str, ...]
    key: str

    @property
    def marked(self) -> tuple[str, ...]:
        """What to mark in a text."""
        return self.terms + self.joined

    @property
    def untelling(self) -> bool:
        """Whether it says nothing of an article; an abbreviation in capitals does."""
        return self.key in UNTELLING_WORDS and self.terms[-1] not in CAPITAL_WORDS


@lru_cache(maxsize=WORDS_REMEMBERED)
def expand(text: str) -> ExpandedTerm:
    """What a text of a query asks for; it is asked at several places of one search.

    >>> expand("US visas").terms
    ('US', 'visa')
    >>> expand("co-operation").joined
    ('cooper',)
    """
    found = tokens(text)
    terms: dict[int, str] = {}
    for token in found:
        if not token.joined and (token.position not in terms or token.term in CAPITAL_WORDS):
            terms[token.position] = token.term
    joined = tuple(token.term for token in found if token.joined)
    return ExpandedTerm(tuple(terms.values()), joined, found[0].word if found else "")
