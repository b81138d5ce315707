"""Snippets: the part of an article that best shows why it was found, as pieces for a template to mark."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from articles.search.analysis import COMMON_WORDS, Token, pieces

SNIPPET_CHARACTERS = 240
# A letter outside ASCII may fold to any letter; between these lie the signs of punctuation.
_OTHER_LETTER = re.compile(
    r"[\xaa\xb5\xba\xc0-\u1fff\u2070-\uffff\U00010000-\U0010ffff](?<![a-zA-Z].)", re.DOTALL
)
# A word and its stem have their first two letters in common (but "dying" has "die"), where the stem has four, three.
THREE_IN_COMMON_FROM = 4
_CHUNK = re.compile(r"\S+")
# No word is analysed to this term.
_NAMED = " "


class Piece(NamedTuple):
    """A stretch of text, and whether it is a hit."""

    text: str
    hit: bool = False


def mark(text: str, terms: Collection[str], places: Collection[tuple[int, int]] = ()) -> tuple[Piece, ...]:
    """The whole text in pieces. A term ending in ``*`` stands for every word that begins so; ``places`` as in `snippet`.

    >>> [(p.text, p.hit) for p in mark("Talks in Tashkent", {"tashkent"})]
    [('Talks in ', False), ('Tashkent', True)]
    """
    return _pieces(text, 0, len(text), _spans(_hits_and_places(text, terms, places)))


def snippet(
    text: str,
    terms: Collection[str],
    characters: int = SNIPPET_CHARACTERS,
    places: Collection[tuple[int, int]] = (),
) -> tuple[Piece, ...]:
    """The window of about ``characters`` that holds the most different terms, then the most hits, then the first.

    ``places`` are hits of another kind, one term together: where the text names somebody whom the search chose. With no
    hit it is the beginning. Cut ends are shown by an ellipsis.
    """
    found = sorted(_hits_and_places(text, terms, places), key=lambda token: token.start)
    start, end = _around(text, _best(found, characters), characters)
    return _pieces(text, start, end, _spans(found), ellipses=True)


def hits(text: str, terms: Collection[str]) -> list[Token]:
    """The words of a text that are among the terms; words too common to tell anything only when there are no others."""
    wanted = frozenset([term for term in terms if term not in COMMON_WORDS] or terms) - {"", "*"}
    whole = frozenset(term for term in wanted if not term.endswith("*"))
    starts = tuple(term[:-1] for term in wanted if term.endswith("*"))
    found: list[Token] = []
    for at, chunk in _chunks(text, wanted) if wanted else ():
        for word, term, start, end, step, joined in pieces(chunk)[0]:
            if term in whole or (starts and word.startswith(starts)):
                found.append(Token(term, step, at + start, at + end, word, joined))
    return found


def hit_spans(
    text: str, terms: Collection[str], places: Collection[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Where the hits of a text are; those with nothing but spaces between them are one. ``places`` as in `snippet`.

    >>> hit_spans("The sunken barge and a barge", {"sunken", "barg"})
    [(4, 16), (23, 28)]
    """
    found: list[tuple[int, int]] = []
    for start, end in _spans(_hits_and_places(text, terms, places)):
        if found and text[found[-1][1] : start].isspace():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _hits_and_places(text: str, terms: Collection[str], places: Collection[tuple[int, int]]) -> list[Token]:
    named = [Token(_NAMED, 0, start, end, text[start:end]) for start, end in places if end <= len(text)]
    return [*hits(text, terms), *named]


def _chunks(text: str, terms: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The stretches between spaces in which a word begins as one of the terms does, and where they begin.

    Most of a text is passed over by one pattern; only these are analysed.
    """
    end = 0
    places = [match.start() for match in _beginning(terms).finditer(text)]
    if not text.isascii():
        places = sorted([*places, *(match.start() for match in _OTHER_LETTER.finditer(text))])
    for at in places:
        if at < end:
            continue
        while at > end and not text[at - 1].isspace():
            at -= 1
        chunk = _CHUNK.match(text, at)
        if chunk:
            end = chunk.end()
            yield at, chunk.group()


@lru_cache(maxsize=64)
def _beginning(terms: frozenset[str]) -> re.Pattern[str]:
    """The first letter of a word that may be one of the terms, by what follows it: their next letters, or no letter."""
    roots = [term.removesuffix("*").lower() for term in terms]
    first = f"[{''.join(sorted({_cases(root[0]) for root in roots}))}](?<![a-zA-Z].)"
    if any(len(root) < 2 for root in roots):
        return re.compile(first, re.DOTALL)
    nexts = {_next_letters(root) for root in roots}
    return re.compile(f"{first}(?:(?={'|'.join(sorted(nexts))})|(?![a-zA-Z0-9]))", re.DOTALL)


def _next_letters(root: str) -> str:
    """A pattern for the second letter of a word, and for the third where the word and its stem have it in common."""
    second = f"[{_cases(root[1])}{_cases('y') if root[1:] == 'ie' else ''}]"
    if len(root) < THREE_IN_COMMON_FROM:
        return second
    return f"{second}(?:[{_cases(root[2])}]|(?![a-zA-Z0-9]))"


def _cases(letter: str) -> str:
    return re.escape(letter) + re.escape(letter.upper())


def _best(found: Sequence[Token], characters: int) -> tuple[int, int]:
    """Start and end of the best run of hits no longer than the window; one pass with two ends."""
    best, score, first = (0, 0), (0, 0), 0
    counts: dict[str, int] = {}
    for last, token in enumerate(found):
        counts[token.term] = counts.get(token.term, 0) + 1
        while token.end - found[first].start > characters and first < last:
            left = found[first].term
            counts[left] -= 1
            if not counts[left]:
                del counts[left]
            first += 1
        if (len(counts), last - first) > score:
            best, score = (found[first].start, token.end), (len(counts), last - first)
    return best


def _around(text: str, run: tuple[int, int], characters: int) -> tuple[int, int]:
    """The window with the run a third from its left, moved to the edges of words."""
    start = max(0, run[0] - max(0, characters - (run[1] - run[0])) // 3)
    end = min(len(text), max(start + characters, run[1]))
    start = max(0, min(start, end - characters))
    if start:
        space = text.find(" ", start, run[0]) if run[1] else -1
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", max(run[1], start + 1), end)
        end = space if space > 0 else end
    return start, end


def _spans(found: Sequence[Token]) -> list[tuple[int, int]]:
    """Hits as spans, overlapping ones (a compound and its parts) as one."""
    merged: list[tuple[int, int]] = []
    for token in sorted(found, key=lambda t: t.start):
        if merged and token.start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], token.end))
        else:
            merged.append((token.start, token.end))
    return merged


def _pieces(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int]], ellipses: bool = False
) -> tuple[Piece, ...]:
    found: list[Piece] = []
    at = start
    for left, right in spans:
        left, right = max(left, start), min(right, end)
        if left >= right:
            continue
        if left > at:
            found.append(Piece(text[at:left]))
        found.append(Piece(text[left:right], hit=True))
        at = right
    if at < end:
        found.append(Piece(text[at:end]))
    if ellipses and start > 0:
        found.insert(0, Piece("… "))
    if ellipses and end < len(text):
        found.append(Piece(" …"))
    return tuple(found)
