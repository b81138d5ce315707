"""Grammatical gender of a person, by title, kin and given name. Unknown stays unknown.

It is asked only to tell two people of one surname apart ("Mrs. Clinton"), and kept nowhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from articles.entities.lexicons import rows

Gender = Literal["female", "male"]
_FEMALE_WORDS = (
    "Mrs|Ms|Miss|Mme|Madame|Lady|Dame|Sister|Queen|Princess|Sra|Frau|wife|sister|mother|daughter|widow|niece|aunt|"
    "grandmother|granddaughter|girlfriend|actress|spokeswoman|congresswoman|chairwoman|businesswoman|policewoman"
)
_MALE_WORDS = (
    "Mr|Sir|Lord|Brother|King|Prince|Sr|Herr|Don|husband|brother|father|son|widower|nephew|uncle|grandfather|grandson|"
    "boyfriend|actor|spokesman|congressman|chairman|businessman|policeman"
)
_FEMALE = re.compile(rf"\b(?:{_FEMALE_WORDS})\b\.?,? ?$")
_MALE = re.compile(rf"\b(?:{_MALE_WORDS})\b\.?,? ?$")


def gender_before(text: str) -> Gender | None:
    """The gender that the words just before a name state.

    >>> gender_before("told reporters that Mrs. "), gender_before("Lindgren and his wife, "), gender_before("President ")
    ('female', 'female', None)
    """
    if _FEMALE.search(text):
        return "female"
    return "male" if _MALE.search(text) else None


def gender_of_name(full_name: str) -> Gender | None:
    """The gender of a common given name; otherwise None.

    >>> gender_of_name("Hillary Rodham Clinton"), gender_of_name("Chris Clinton")
    ('female', None)
    """
    first = re.split(r"[\s-]", full_name, maxsplit=1)[0]
    return _given_names().get(first) if first != full_name else None


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name."""
    return word in _given_names()


@lru_cache(maxsize=1)
def _given_names() -> dict[str, Gender]:
    return {row["name"]: "female" if row["gender"] == "female" else "male" for row in rows("given_names.csv")}
