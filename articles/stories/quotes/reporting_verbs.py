"""Reporting verbs, their forms, and what may follow each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from articles.entities.lexicons import rows

DATA = Path(__file__).parents[1] / "data"
QUOTES_ONLY = frozenset({"quote", "naming"})
"""What a word of saying takes that has no clause behind it in the article's own words."""

_NO_NOUNS = frozenset({"said", "added", "told", "wrote"})


@dataclass(frozen=True, slots=True)
class Form:
    """``takes``: what follows, see data/README.md; ``participle`` of "saying"; ``base`` of "claim", a noun too."""

    takes: str
    participle: bool
    base: bool


@lru_cache(maxsize=1)
def forms() -> dict[str, Form]:
    """Each form, "said" or "pointed out". Those that are nouns too take a clause only behind "that".

    >>> forms()["claims"]
    Form(takes='strict', participle=False, base=False)
    """
    known: dict[str, Form] = {}
    for row in rows("reporting_verbs.csv", DATA):
        takes = row["takes"]
        as_noun = takes if takes in QUOTES_ONLY or row["past"] in _NO_NOUNS else "strict"
        known.setdefault(row["past"], Form(takes, False, False))
        known.setdefault(row["base"], Form(as_noun, False, row["base"] != "say"))
        known.setdefault(row["third"], Form(as_noun, False, False))
        known.setdefault(row["participle"], Form(takes, True, False))
    known.pop("", None)
    return known


@lru_cache(maxsize=1)
def longer_forms() -> dict[str, tuple[str, ...]]:
    """First word → the forms of several words that it opens."""
    found: dict[str, tuple[str, ...]] = {}
    for form in forms():
        first, _, rest = form.partition(" ")
        if rest:
            found[first] = (*found.get(first, ()), form)
    return found
