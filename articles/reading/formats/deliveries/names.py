"""Names in bylines as databases print them, in several languages."""

from __future__ import annotations

import re

from articles.reading.metadata.agency import agency_name
from articles.reading.metadata.byline import find_byline

BYLINE_MAX_CHARACTERS = 400
NAME_MAX_CHARACTERS = 60
NAME_MAX_WORDS = 6

_OPENING = re.compile(
    r"(?:by|von|par|por|di|de|door|av|af|pod?|autor(?:in|es|a)?|auteurs?|authors?|autore|texte? de|text|от|автор(?:ы)?|"
    r"przez|byline|文|记者|記者|作者|written by|reported by|opinion by|exclusive by|propos recueillis par)"
    r"(?:\s{0,2}:\s{0,2}|\s{1,2})(?=\S)",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s{1,2}(?:and|und|et|y|e|en|och|og|with|mit|avec|con|и|та|i)\s{1,2}(?=[^\W\d_a-z])|\s{0,2}[&;|•·、/]\s{0,2}|\s-\s",
)
_PLACE = re.compile(r"\s{1,2}(?:in|à|en|aus|a|from|at|te|w)\s{1,2}(?=[^\W\d_a-z])")
_CONTACT = re.compile(r"\S{0,60}@\S{0,60}|https?:\S{0,200}|\(\s?\)")
_JOB = re.compile(
    r"\b(?:staff|writers?|reporters?|correspondents?|editors?|columnists?|critics?|journalists?|bureau|desk|special to|"
    r"for the|of the|of\s\w{1,20}$|redakt\w{0,8}|korrespondent\w{0,3}|correspondante?|"
    r"envoyée?|spécial|corresponsal|enviad[oa]|redacción|"
    r"corrispondente|inviat[oa]|redactie|verslaggever\w{0,3}|correspondent\w{0,2}|news(?:papers)?|press|agency|agencia|chief|"
    r"senior|political|business|sports?|city|health|contribut\w{1,6}|professor|director|reporting|service|editorial|editor-in-chief)\b",
    re.IGNORECASE,
)


def names_of(text: str) -> tuple[str, ...]:
    """The names of a byline as printed, in order; empty where it names nobody.

    >>> names_of("Par Ada Example et Ben Muster"), names_of("By Ada Example, Staff Writer")
    (('Ada Example', 'Ben Muster'), ('Ada Example',))
    >>> names_of("Example, Ada"), names_of("Von Ada Example, Hamburg"), names_of("BAC, SZ")
    (('Ada Example',), ('Ada Example',), ('BAC', 'SZ'))
    >>> names_of("ADA EXAMPLE in Berlin"), names_of("Staff"), names_of("Анна Примерова")
    (('Ada Example',), (), ('Анна Примерова',))
    """
    text = _CONTACT.sub(" ", text[:BYLINE_MAX_CHARACTERS]).strip(" .,;:|-–—")
    text = text[opening.end() :] if (opening := _OPENING.match(text)) else text
    found: list[str] = []
    for part in _AND.split(text):
        found += _listed(part)
    return tuple(dict.fromkeys(found))


def _listed(part: str) -> list[str]:
    """The names of a part that no "and" parts any more: "Surname, Given", or names and jobs between commas."""
    pieces = [piece.strip(" .()\t") for piece in part.split(",")]
    if len(pieces) == 2 and all(len(piece.split()) == 1 for piece in pieces) and not _JOB.search(part):
        pieces = pieces if part.isupper() and len(part) < 12 else [f"{pieces[1]} {pieces[0]}"]
    elif len(pieces[0].split()) > 1:
        # One word behind a whole name is the place that it was written in.
        pieces = [pieces[0], *(piece for piece in pieces[1:] if len(piece.split()) > 1)]
    names: list[str] = []
    for piece in pieces:
        name = piece[: place.start()] if (place := _PLACE.search(piece)) else piece
        if agency_name(name):
            names += [] if names else [name]
        elif _is_name(name):
            names.append(_in_prose_case(name))
    return names


def _is_name(text: str) -> bool:
    words = text.split()
    if not words or len(words) > NAME_MAX_WORDS or len(text) > NAME_MAX_CHARACTERS or _JOB.search(text):
        return False
    if any(character.isdigit() for character in text) or not text[0].isalpha():
        return False
    # A script without capitals says nothing by its case.
    return not text[0].islower() or (len(words) > 1 and words[-1][0].isupper())


def _in_prose_case(name: str) -> str:
    if not name.isupper() or name.lower() == name.upper() or len(name) < 5:
        return name
    read = find_byline(f"By {name}")
    return read.names[0] if read and read.names else name.title()
