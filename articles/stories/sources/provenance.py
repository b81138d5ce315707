"""Provenance: the sources of a report's text, of its statements and of its pictures.

A tag, a sign-off or "with inputs from" speaks of the text; "told the Associated Press" of one statement only; "AP Photo"
of a picture only. Each is given with the characters that say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from articles.stories.sources.credit_lines import credits_of
from articles.stories.sources.media_names import key_of, medium_in
from articles.text import sentences

_WORD = r"[A-Z][\w&’'\-]{0,30}"
_NAME = rf"\b(?:[Tt]he )?{_WORD}(?:\.[A-Z]){{0,4}}(?:(?: | of | and | for ){_WORD}){{0,4}}"
_TOLD = re.compile(
    r"\b(?:told|tells|(?:interview|interviews) (?:with|to)|(?:speaking|spoke|talking|talked) (?:to|with)|"
    r"(?:statement|comments?|remarks|e-?mail) to|quoted by|according to(?: (?:an?|the) (?:[a-z]+ ){1,3}(?:in|by|from))?) "
    rf"(?P<name>{_NAME})"
)
_ON_AIR = re.compile(rf"\b(?:said|appearing|appeared|interviewed)(?: {_WORD})? on (?P<name>{_NAME})")
_REPORTED = re.compile(
    rf"(?P<name>{_NAME})(?: news agency| newspaper)?,? (?:has |also |earlier )?(?:reported|reports|quoted)\b(?! from)"
)
_PASSIVE = re.compile(
    r"\b(?:reported|quoted|cited)(?: as saying)? by (?:the )?(?:[A-Z][a-z]{1,20} (?=[a-z]))?(?:[a-z\-]{1,20} ){0,5}"
    rf"(?P<name>{_NAME})"
)
_AGENCY = r"(?:AP|AFP|EPA(?:-EFE)?|REUTERS|Reuters|Getty(?: Images)?|TASS|Xinhua|Bloomberg|Shutterstock|Anadolu(?: Agency)?)"
_VIA = rf"(?: via {_AGENCY})"
_PICTURE = re.compile(
    r"(?:©(?! ?\d) ?|\b(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture|[Cc]redit)(?: by|:|/) ?)(?P<name>[^\n.;()]{2,80})"
    r"|\bImage copyright (?P<image>[A-Z][^\n]{1,60}?)(?= Image caption|\n|$)"
    rf"|\b(?P<wire>{_AGENCY})(?: Photos?| Images)? ?/ ?{_WORD}(?: {_WORD}){{0,3}}"
    rf"|\b(?<!/)(?P<pair>{_WORD}(?: {_WORD}){{0,3}} ?/ ?(?:{_AGENCY}\b|{_WORD}(?: {_WORD}){{0,3}}?{_VIA}\b){_VIA}?)"
    rf"|\b(?P<via>{_WORD}(?: {_WORD}){{0,3}}{_VIA})\b"
    r"|\b(?P<only>Getty Images|(?:AP|AFP|EPA|Reuters)(?= (?:Photos?|Images)\b))(?: Photos?| Images)?"
)


class SourceOf(StrEnum):
    """The object of a source: text, statement or picture."""

    TEXT = "text"
    STATEMENT = "statement"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Origin:
    """A source that an article names: of what, whom, by which rule, and the characters of ``part`` that say it.

    ``part`` is "body" or "caption"; ``text[start:end] == evidence`` there (the caption number ``index``).
    """

    of: SourceOf
    name: str
    rule: str
    evidence: str
    start: int
    end: int
    part: str = "body"
    index: int = 0


def origins(body: str, captions: Sequence[str] = ()) -> tuple[Origin, ...]:
    """The sources that an article names, each once a kind, in reading order.

    >>> [(str(one.of), one.name) for one in origins("“We left,” Berg told The Associated Press.")]
    [('statement', 'The Associated Press')]
    """
    texts = [*_of_text(body)]
    pictures = (
        one
        for one in _of_pictures(body, "body", 0)
        if not any(one.start < text.end and text.start < one.end for text in texts)
    )
    found = [*texts, *_of_statements(body), *pictures]
    for index, caption in enumerate(captions):
        found += _of_pictures(caption, "caption", index)
    once: dict[tuple[str, str], Origin] = {}
    for one in sorted(found, key=lambda one: (one.part, one.index, one.start)):
        once.setdefault((one.of, key_of(one.name)), one)
    return tuple(once.values())


def _of_text(body: str) -> Iterator[Origin]:
    """What speaks for the whole report."""
    for one in credits_of(body):
        yield Origin(SourceOf.TEXT, one.name, one.rule, body[one.start : one.end], one.start, one.end)


def _of_statements(body: str) -> Iterator[Origin]:
    """Which medium is named as the one that heard or printed a statement."""
    rules = ((_TOLD, "told to"), (_ON_AIR, "told to"), (_REPORTED, "reported by"), (_PASSIVE, "reported by"))
    for start, end in sentences(body):
        for pattern, rule in rules:
            for match in pattern.finditer(body, start, end):
                if name := medium_in(match["name"]):
                    said = body[match.start() : match.end()]
                    yield Origin(SourceOf.STATEMENT, name, rule, said, match.start(), match.end())


def _of_pictures(text: str, part: str, index: int) -> Iterator[Origin]:
    for match in _PICTURE.finditer(text):
        name = next(found for found in match.groups() if found).strip(" )/")
        yield Origin(
            SourceOf.PICTURE, name, "picture credit", match.group(), match.start(), match.end(), part, index
        )
