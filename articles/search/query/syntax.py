"""The syntax tree of a query, and its reading in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

TEXT_FIELDS = ("title", "byline")
FACET_FIELDS = ("outlet", "person", "place", "org", "dateline", "agency", "language", "slug", "number")
FIELDS = (*TEXT_FIELDS, *FACET_FIELDS, "date")
_NAMES = {
    "title": "in the headline",
    "byline": "in the byline",
    "outlet": "published by",
    "person": "about the person",
    "place": "about the place",
    "org": "about the organisation",
    "dateline": "reported from",
    "agency": "over the agency",
    "language": "in the language",
    "slug": "with the slug",
    "number": "with the number",
}


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any form; ``field`` is "" for anywhere, "title" or "byline"; ``start``/``end`` count in the query."""

    text: str
    field: str = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side in this order; with ``near``, in any order within so many words of each other."""

    text: str
    field: str = ""
    near: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word with this prefix."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every word within a small edit distance."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Articles with a facet value whose name contains these words."""

    facet: str
    text: str


@dataclass(frozen=True, slots=True)
class Dated:
    """Articles published between two days, both included; None is open."""

    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that do not match the part."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """Articles that match all parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Articles that match any part."""

    parts: tuple[Node, ...]


Node = Everything | Word | Phrase | Prefix | Fuzzy | Named | Dated | Not | And | Or


def describe(node: Node) -> str:
    """A query in words, as the results page shows it.

    >>> describe(And((Word("bridge"), Not(Phrase("coffee break")))))
    '“bridge” and not the phrase “coffee break”'
    """
    match node:
        case Everything():
            return "every article"
        case And(parts):
            return " and ".join(_bracketed(part, Or) for part in parts)
        case Or(parts):
            return " or ".join(_bracketed(part, And) for part in parts)
        case Not(part):
            return f"not {_bracketed(part, And, Or)}"
        case Dated(first, last):
            return _days(first, last)
        case Named(facet, text):
            return f"{_NAMES[facet]} “{text}”"
        case _:
            return _words(node) + (f" {_NAMES[node.field]}" if node.field else "")


def _words(node: Word | Phrase | Prefix | Fuzzy) -> str:
    match node:
        case Phrase(text, _, 0):
            return f"the phrase “{text}”"
        case Phrase(text, _, near):
            return f"“{text}” within {near} words of each other"
        case Prefix(text):
            return f"words beginning with “{text}”"
        case Fuzzy(text):
            return f"words spelt nearly like “{text}”"
        case Word(text):
            return f"“{text}”"


def _bracketed(node: Node, *kinds: type) -> str:
    return f"({describe(node)})" if isinstance(node, kinds) else describe(node)


def _days(first: dt.date | None, last: dt.date | None) -> str:
    if first and first == last:
        return f"published on {first.isoformat()}"
    if first and last:
        return f"published from {first.isoformat()} to {last.isoformat()}"
    if first:
        return f"published since {first.isoformat()}"
    return f"published until {last.isoformat()}" if last else "published at any time"
