"""Nouns that can speak ("the minister", "the group"), and the kind of speaker each is."""

from __future__ import annotations

from functools import lru_cache

from articles.entities.lexicons import occupations, organisation_heads, rows, titles
from articles.stories.quotes.reporting_verbs import DATA

_DETERMINERS = frozenset(
    "the a an one another his her its their this that some many several two three other most both".split()
)
_PHRASE_WORDS = 5
# No office: nobody is "the mister".
_FORMS_OF_ADDRESS = (
    "mr mrs ms miss dr prof sir lord lady dame sen rep gov gen col maj capt lt sgt adm hon rev herr frau monsieur madame "
    "signor señor don comrade private saint special sens reps gens govs profs drs messrs"
).split()
PERSON, UNNAMED, BODY, ANY_BODY, VOICE = "person", "unnamed", "body", "any_body", "voice"
DOCUMENT, FIGHTERS = "document", "fighters"


def sort_of(word: str) -> str:
    """What kind of speaker a noun is, "" for one that cannot speak; a plural is nobody known.

    >>> sort_of("ministry"), sort_of("spokesman"), sort_of("admiral"), sort_of("admirals"), sort_of("rain")
    ('body', 'voice', 'person', 'unnamed', '')
    """
    known = _sorts()
    lower = word.lower()
    if lower in known:
        return known[lower]
    one = lower[:-3] + "y" if lower.endswith("ies") else lower[:-1]
    return UNNAMED if lower.endswith("s") and one in known else ""


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
def armed_groups() -> frozenset[str]:
    """The names of armed groups: who "the rebels" can be."""
    return frozenset(row["name"] for row in rows("armed_groups.csv"))


@lru_cache(maxsize=1)
def _sorts() -> dict[str, str]:
    known = dict.fromkeys((word.lower() for word in organisation_heads()), BODY)
    known |= dict.fromkeys((title for title in titles() if title.isalpha()), PERSON)
    known |= dict.fromkeys(_FORMS_OF_ADDRESS, "")
    known |= dict.fromkeys(occupations(), PERSON)
    return known | {row["word"]: row["sort"] for row in rows("who_speaks.csv", DATA)}
