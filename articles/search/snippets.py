"""Which part of an article shows best why it was found? Text in, pieces out; the template marks the hits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.search.analysis import (
    COMMON_WORDS,
    REMEMBERED_MAX_CHARACTERS,
    Token,
    plain_word,
    tokens,
)

SNIPPET_CHARACTERS = 240
CHUNKS_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether it is a hit."""

    text: str
    hit: bool = False


def mark(text: str, terms: Collection[str]) -> tuple[Piece, ...]:
    """The whole text in pieces. A term ending in ``*`` stands for every word that begins so.

    >>> [(p.text, p.hit) for p in mark("Talks in Tashkent", {"tashkent"})]
    [('Talks in ', False), ('Tashkent', True)]
    """
    return _pieces(text, 0, len(text), _spans(hits(text, terms)))


def snippet(text: str, terms: Collection[str], characters: int = SNIPPET_CHARACTERS) -> tuple[Piece, ...]:
    """The window of about ``characters`` that holds the most different terms, then the most hits, then the first.

    With no hit it is the beginning. Cut ends are shown by an ellipsis.
    """
    found = hits(text, terms)
    start, end = _around(text, _best(found, characters), characters)
    return _pieces(text, start, end, _spans(found), ellipses=True)


def hits(text: str, terms: Collection[str]) -> list[Token]:
    """The words of a text that are among the terms; words too common to tell anything only when there are no others."""
    marker = _marker(frozenset([term for term in terms if term not in COMMON_WORDS] or terms))
    if len(marker) > CHUNKS_REMEMBERED:
        marker.clear()
    chunks = text.split()
    marked = list(map(marker.__getitem__, chunks))
    found: list[Token] = []
    at = 0
    for number, parts in enumerate(marked) if any(marked) else ():
        if parts:
            chunk = chunks[number]
            at = _place(text, chunk, at)
            found += [t._replace(start=at + t.start, end=at + t.end) for t in parts]
            at += len(chunk)
    return found


class _Marker(dict[str, tuple[Token, ...]]):
    """Which words of a stretch between spaces are hits; a text repeats most of its stretches, as texts do each other's."""

    def __init__(self, terms: frozenset[str]) -> None:
        self._whole = frozenset(term for term in terms if not term.endswith("*"))
        self._starts = tuple(term[:-1] for term in terms if term.endswith("*"))
        # A word and its stem begin with the same letter, so most words need not be analysed.
        self._letters = frozenset(term[:1].lower() for term in terms)

    def __missing__(self, chunk: str) -> tuple[Token, ...]:
        found: tuple[Token, ...] = ()
        plain = chunk if chunk.isalpha() and chunk.isascii() else plain_word(chunk)
        if not plain or plain[0].lower() in self._letters:
            found = tuple(t for t in tokens(chunk) if self._is_hit(t))
        if len(chunk) <= REMEMBERED_MAX_CHARACTERS:
            self[chunk] = found
        return found

    def _is_hit(self, token: Token) -> bool:
        return token.term in self._whole or bool(self._starts and token.word.startswith(self._starts))


@lru_cache(maxsize=32)
def _marker(terms: frozenset[str]) -> _Marker:
    return _Marker(terms)


def _place(text: str, chunk: str, at: int) -> int:
    """Where a stretch between spaces stands next."""
    while True:
        at = text.find(chunk, at)
        end = at + len(chunk)
        if not (text[at - 1 : at].strip() or text[end : end + 1].strip()):
            return at
        at += 1


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
