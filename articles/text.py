"""Plain functions on plain text: folding, words, sentences, with offsets in code points. No Django, no state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NOT_KEY = re.compile(r"[^a-z0-9]+")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n\s*\n")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen sen rep gov sgt col lt capt maj adm rev hon st jr sr vs no inc corp co ltd etc jan feb mar "
    "apr jun jul aug sep sept oct nov dec ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn "
    "miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo dept approx fig est".split()
)


# "No. 10" is a number; "He said no." is a sentence.
_NUMBERED = frozenset({"no", "fig"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The key under which spellings of a name meet: ASCII, lower case, words separated by one space.

    >>> fold("Spin Bōldak"), fold("Al-Qaeda"), fold("Sherwood–Randall’s")
    ('spin boldak', 'al qaeda', 'sherwood randall s')
    """
    return _NOT_KEY.sub(" ", anyascii(text).lower()).strip()


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun, which takes an s where no plural of its own is given.

    >>> counted(1, "article"), counted(2, "article"), counted(1200, "person", "people")
    ('1 article', '2 articles', '1,200 people')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def words(text: str) -> Iterator[tuple[int, int]]:
    """The words of a text as (start, end); an apostrophe inside a word belongs to it.

    >>> [("don’t go!")[a:b] for a, b in words("don’t go!")]
    ['don’t', 'go']
    """
    for match in _WORD.finditer(text):
        yield match.span()


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as (start, end), without the space between them.

    A full stop after an abbreviation, an initial ("J. Smith") or inside "U.S." ends no sentence; a blank line
    always does.

    >>> text = 'Mr. Kabulov said no. “We left,” he said.'
    >>> [text[a:b] for a, b in sentences(text)]
    ['Mr. Kabulov said no.', '“We left,” he said.']
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if text[match.start()] != "\n" and not _ends_sentence(text, start, match):
            continue
        _add_trimmed(found, text, start, match.end())
        start = match.end()
    _add_trimmed(found, text, start, len(text))
    return found


def _add_trimmed(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 3].strip()
    if following and following[0].islower():
        return False
    if match.group() != ".":
        return True
    before = text[max(start, match.start() - 12) : match.start()]
    word = before.split()[-1].lstrip("(\"'“‘") if before.split() else ""
    if "." in word or (len(word) == 1 and word.isupper()):
        # "U.S." may end a sentence only where the next word could begin one; a name after it cannot tell.
        return len(word) > 1 and following[:1] in "\"“'‘" and bool(following)
    if word.lower() in _NUMBERED and not following[:1].isdigit():
        return True
    return word.lower() not in _ABBREVIATIONS
