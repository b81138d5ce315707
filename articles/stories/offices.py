"""Which common nouns can speak ("the minister", "the group", "a spokesman for"), and what kind of speaker is each?"""

from __future__ import annotations

from functools import lru_cache

from articles.entities.wordlists import occupations, organisation_heads, rows
from articles.stories.reporting import DATA

_DETERMINERS = frozenset(
    "the a an one another his her its their this that some many several two three other most both".split()
)
_PHRASE_WORDS = 5
PERSON, UNNAMED, BODY, ANY_BODY, VOICE = "person", "unnamed", "body", "any_body", "voice"


def sort_of(word: str) -> str:
    """What kind of speaker a noun is, "" for one that cannot speak; a plural is nobody known.

    >>> sort_of("ministry"), sort_of("spokesman"), sort_of("admiral"), sort_of("admirals"), sort_of("rain")
    ('body', 'voice', 'person', 'unnamed', '')
    """
    known = _sorts()
    lower = word.lower()
    if lower in known:
        return known[lower]
    return UNNAMED if lower.endswith("s") and lower[:-1] in known else ""


def noun_phrase(text: str) -> str:
    """The phrase of a common noun for who speaks, at the end of a text, from its article on; "" where it is none.

    >>> noun_phrase("But the admiral"), noun_phrase("senior officials"), noun_phrase("the rain")
    ('the admiral', 'officials', '')
    """
    words = text.rpartition(",")[2].split()[-_PHRASE_WORDS:]
    if not words or not sort_of(words[-1]):
        return ""
    backwards = range(len(words) - 1, -1, -1)
    first = next((at for at in backwards if words[at].lower() in _DETERMINERS), len(words) - 1)
    return " ".join(words[first:])


@lru_cache(maxsize=1)
def _sorts() -> dict[str, str]:
    known = dict.fromkeys((word.lower() for word in organisation_heads()), BODY)
    known |= dict.fromkeys(occupations(), PERSON)
    return known | {row["word"]: row["sort"] for row in rows("who_speaks.csv", DATA)}
