"""Term expansion: the index terms that a word of a query stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from articles.search.analysis import CAPITAL_WORDS, COMMON_WORDS, tokens

# A query requires these words like any other, but they add nothing to the score.
_QUERY_STOPWORDS = (
    "what how can does do when where why there these those such than then any some if into only other been about "
    "between during after before also may might must could should would anyone one i we you your our being did "
    "within under over"
)
STOPWORDS = COMMON_WORDS | frozenset(_QUERY_STOPWORDS.split())
WORDS_REMEMBERED = 1_024
# Words that others write as two, with a hyphen or without: asked for as one, they find all three.
_ALSO_TWO = {
    "healthcare": "health-care",
    "childcare": "child-care",
    "ceasefire": "cease-fire",
    "ceasefires": "cease-fires",
    "airstrike": "air-strike",
    "airstrikes": "air-strikes",
}
_MODEL = re.compile(r"([a-z]{1,4}\d{1,4})s?")


@dataclass(frozen=True, slots=True)
class ExpandedTerm:
    """A word or phrase as index terms.

    ``terms`` has one term for each position; where two share one, the abbreviation in capitals. ``joined`` has what may
    stand for all of them: the joined forms of compounds; of one word in another script, its form in Latin letters.
    ``key`` is the first word, folded but not stemmed.
    """

    terms: tuple[str, ...]
    joined: tuple[str, ...]
    key: str

    @property
    def marked(self) -> tuple[str, ...]:
        """The terms to highlight in a text."""
        return self.terms + self.joined

    @property
    def is_one_term(self) -> bool:
        """Whether one term is all that the word stands for."""
        return len(self.terms) == 1 and not self.joined

    @property
    def is_stopword(self) -> bool:
        """Whether the term adds nothing to a score. An abbreviation in capitals ("IT", "WHO") is no stopword."""
        return self.key in STOPWORDS and self.terms[-1] not in CAPITAL_WORDS


@lru_cache(maxsize=WORDS_REMEMBERED)
def expand(text: str) -> ExpandedTerm:
    """The index terms for a word or phrase of a query. Cached, because one search asks several times.

    >>> expand("US visas").terms
    ('US', 'visa')
    >>> expand("co-operation").joined
    ('cooper',)
    >>> expand("F-16").joined
    ('f16', 'f16s')
    >>> expand("healthcare").terms, expand("healthcare").joined
    (('health', 'care'), ('healthcar',))
    """
    found = tokens(_ALSO_TWO.get(text.lower(), text))
    terms: dict[int, str] = {}
    for token in found:
        if not token.joined and (token.position not in terms or token.term in CAPITAL_WORDS):
            terms[token.position] = token.term
    spans = {(token.start, token.end) for token in found if not token.joined}
    alone = len(terms) == 1
    whole = [token for token in found if token.joined and ((token.start, token.end) in spans) == alone]
    joined = tuple(form for token in whole for form in _numbered(token.term))
    return ExpandedTerm(tuple(terms.values()), joined, found[0].word if found else "")


def _numbered(joined: str) -> tuple[str, ...]:
    """A type with its number ("F-16") in one and several, which no stemmer makes alike; any other compound alone."""
    model = _MODEL.fullmatch(joined)
    return (model[1], f"{model[1]}s") if model else (joined,)
