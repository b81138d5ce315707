"""Where does a report come from? A source of its text, of a statement in it, and of a picture are three things.

A tag, a sign-off or "with inputs from" speaks of the text; "told the Associated Press" of one statement only; "AP Photo"
of a picture only. Each is given with the characters that say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from articles.entities.wordlists import rows
from articles.text import fold, sentences

_WORD = r"[A-Z][\w&’'\-]{0,30}"
_NAME = rf"\b(?:[Tt]he )?{_WORD}(?:\.[A-Z]){{0,4}}(?:(?: | of | and | for ){_WORD}){{0,4}}"
_TOLD = re.compile(
    rf"\b(?:told|interview with|speaking to|spoke to|statement to|quoted by|according to) (?P<name>{_NAME})"
)
_REPORTED = re.compile(
    rf"(?P<name>{_NAME})(?: news agency| newspaper)?,? (?:has |also |earlier )?(?:reported|quoted)\b(?! from)"
)
_PASSIVE = re.compile(
    rf"\b(?:reported|quoted)(?: as saying)? by (?:the )?(?:[A-Z][a-z]{{1,20}} )?(?:[a-z\-]{{1,20}} ){{0,5}}(?P<name>{_NAME})"
)
_PLACE = rf"{_WORD}(?: {_WORD}){{0,3}}"
_SIGN_OFF = re.compile(
    rf"\b(?P<name>{_WORD}(?:(?:, | and |,? ){_WORD}){{0,8}})(?: in {_PLACE})? (?:reported (?:from|to) {_PLACE}|"
    rf"contributed (?:reporting|from {_PLACE}|to (?:this|the) (?:report|story|article|dispatch)))"
)
# "Moreno reported from Oslo, Lee from Kabul": the verb stands once for all.
_ALSO_FROM = re.compile(rf"(?:,| and|, and|;) (?P<said>(?P<name>{_PLACE}) (?:from|in) {_PLACE})")
_CREDIT = re.compile(r"\((?:Additional )?[Rr]eporting by (?P<name>[^()\n;]{3,120})[^()\n]{0,300}\)")
_INPUTS = re.compile(
    rf"\b[Ww]ith (?:additional )?(?:inputs?|reporting|files|material) (?:from|by) (?P<name>{_NAME}|agencies)"
)
_PICTURE = re.compile(
    r"(?:©\s?|\b(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture|[Cc]redit)(?: by|:|/)\s?)(?P<name>[^\n.;]{2,80})"
    r"|\b(?P<wire>AP|AFP|EPA|REUTERS|Reuters|Getty|TASS|Xinhua)(?: Photos?| Images)?\s?/\s?"
    rf"{_WORD}(?: {_WORD}){{0,3}}"
    r"|\b(?P<only>AP|AFP|EPA|Reuters|Getty) (?:Photos?|Images)\b"
)
_MEDIA_WORDS = frozenset(
    "times post journal news agency press tv television radio herald daily magazine gazette guardian tribune telegraph "
    "independent observer chronicle courier standard express mail mirror globe sun review weekly network channel "
    "broadcasting bulletin dispatch examiner inquirer monitor sentinel today".split()
)
_LAST_CHARACTERS = 600


class SourceOf(StrEnum):
    """What a source is a source of."""

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
    found = [*_of_text(body), *_of_statements(body), *_of_pictures(body, "body", 0)]
    for index, caption in enumerate(captions):
        found += _of_pictures(caption, "caption", index)
    once: dict[tuple[str, str], Origin] = {}
    for one in sorted(found, key=lambda one: (one.part, one.index, one.start)):
        once.setdefault((one.of, _key(one.name)), one)
    return tuple(once.values())


def _of_text(body: str) -> Iterator[Origin]:
    """What speaks for the whole report: a sign-off or a credit in its last lines."""
    at = max(0, len(body) - _LAST_CHARACTERS)
    rules = ((_SIGN_OFF, "sign-off"), (_CREDIT, "credit at the end"), (_INPUTS, "named at the end"))
    for pattern, rule in rules:
        for match in pattern.finditer(body, at):
            if pattern is not _SIGN_OFF or not is_medium(match["name"]):
                yield _origin(SourceOf.TEXT, match, rule, body)
            also = _ALSO_FROM.match(body, match.end()) if pattern is _SIGN_OFF else None
            while also:
                said = also["said"]
                yield Origin(SourceOf.TEXT, also["name"], rule, said, also.start("said"), also.end("said"))
                also = _ALSO_FROM.match(body, also.end())


def _of_statements(body: str) -> Iterator[Origin]:
    """Which medium is named as the one that heard or printed a statement."""
    rules = ((_TOLD, "told to"), (_REPORTED, "reported by"), (_PASSIVE, "reported by"))
    for start, end in sentences(body):
        for pattern, rule in rules:
            for match in pattern.finditer(body, start, end):
                if is_medium(match["name"]):
                    yield _origin(SourceOf.STATEMENT, match, rule, body)


def _of_pictures(text: str, part: str, index: int) -> Iterator[Origin]:
    for match in _PICTURE.finditer(text):
        name = (match["name"] or match["wire"] or match["only"]).strip(" )/")
        yield Origin(
            SourceOf.PICTURE, name, "picture credit", match.group(), match.start(), match.end(), part, index
        )


def _origin(of: SourceOf, match: re.Match[str], rule: str, text: str) -> Origin:
    name = re.sub(r"['’]s$", "", match["name"])
    return Origin(of, name, rule, text[match.start() : match.end()], match.start(), match.end())


def is_medium(name: str) -> bool:
    """Whether a name is that of a news agency or sounds like one of a paper or station.

    >>> is_medium("the New York Times"), is_medium("TASS"), is_medium("Ole Berg")
    (True, True, False)
    """
    return _key(name) in _agencies() or _key(name).rpartition(" ")[2] in _MEDIA_WORDS


def medium_name(name: str) -> str:
    """The full name of a medium that is known by other forms too, without its article; any other name as it is.

    >>> medium_name("AP"), medium_name("the Associated Press"), medium_name("The Sandmouth Times")
    ('Associated Press', 'Associated Press', 'Sandmouth Times')
    """
    known = _agencies().get(_key(name), name)
    return known.removeprefix("The ").removeprefix("the ")


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")


@lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    """Each form of the name of a medium → its full name."""
    forms: dict[str, str] = {}
    for row in rows("news_agencies.csv"):
        for cell in (row["name"], row["aliases"], row["short_forms"]):
            for form in (cell or "").split("|"):
                if form:
                    forms.setdefault(_key(form), row["name"])
    return forms
