"""People of whom an article gives one word only: which of them are no names of people.

A surname or a given name alone is a person if the article says so in any way. What is dropped here was taken for one by
its capital: a word that the same article also uses in lower case, a code with a figure, a word in capitals for emphasis, a
title that lost its name, a law or bill named for two people, a family.
"""

from __future__ import annotations

import re

from articles.entities.kinds import Kind
from articles.entities.lexicons import titles
from articles.entities.people.gender import is_given_name
from articles.entities.recognition.draft import Draft
from articles.entities.recognition.spans import Span

SHOUTED_MIN_LETTERS = 4
# Of each name of a pair: "Jay-Z" is one.
PART_MIN_LETTERS = 3
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "esq", "phd", "md"))
# Given names that open others of two parts and are rare alone in English, and the article and kinship of Arab names.
_FIRST_OF_TWO = frozenset(
    "Jean Marie Anne Karl Hans Ana Juan Luis Abd Abdul Al El Bin Ben Ibn Abu Um Kim Lee Moon Sung".split()
)
_THE = re.compile(r"\b[Tt]he\s$")


def is_no_single_name(span: Span, name: str, draft: Draft) -> bool:
    """Whether a person's mention that stands for one word (``name``) is no name of a person.

    What the data files or an editor know, and what has a fuller form in the article, is never asked here.
    """
    if span.kind is not Kind.PERSON or span.record is not None or " " in name:
        return False
    bare = name.strip(".’'")
    return (
        any(character.isdigit() for character in bare)
        or bare.lower() in titles()
        or f"{bare.lower()}." in titles()
        or bare.lower() in _SUFFIXES
        or _is_shouted(bare, draft, span)
        or _is_pair(bare)
        or _is_family(bare, draft, span)
        or (draft.is_common_word(bare) and not _is_titled(draft.before(span)))
    )


def _is_titled(before: str) -> bool:
    """Whether a title stands right before a name."""
    words = before.split()
    return bool(words) and words[-1].lower() in titles()


def _is_shouted(word: str, draft: Draft, span: Span) -> bool:
    """A word in capitals in a text that is not in capitals itself."""
    letters = [character for character in word if character.isalpha()]
    if len(letters) < SHOUTED_MIN_LETTERS or not word.isupper():
        return False
    around = draft.before(span, 60) + draft.after(span, 60)
    return any(character.islower() for character in around)


def _is_pair(word: str) -> bool:
    """Two surnames of a law, a bill or a ticket ("Dodd-Frank"); a given name of two parts ("Jean-Baptiste") is none."""
    parts = word.split("-")
    if len(parts) < 2 or not all(part[:1].isupper() and len(part) >= PART_MIN_LETTERS for part in parts):
        return False
    return not is_given_name(parts[0]) and parts[0] not in _FIRST_OF_TWO


def _is_family(word: str, draft: Draft, span: Span) -> bool:
    """A family by its plural: "the Clintons"."""
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith("ss")
        and bool(_THE.search(draft.before(span)))
    )
