"""The sentence in which something is named, short enough to scan down a list."""

from __future__ import annotations

from dataclasses import dataclass

from articles.text import sentences

SIDE_MAX_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a mention; an ellipsis marks a cut side."""

    before: str
    naming: str
    after: str


def context(text: str, start: int, end: int) -> Context:
    """The sentence around ``text[start:end]``, cut at word edges when it is long.

    >>> context("It rained. The envoy met Mr. Brook in Oslo. He left.", 25, 34)
    Context(before='The envoy met ', naming='Mr. Brook', after=' in Oslo.')
    """
    head = text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0
    tail = text.find("\n\n", end)
    block = text[head : tail if tail >= 0 else len(text)]
    start, end = start - head, end - head
    around = [(a, b) for a, b in sentences(block) if a < end and start < b]
    first, last = (around[0][0], around[-1][1]) if around else (0, len(block))
    first, last = min(first, start), max(last, end)
    return Context(_tail_of(block[first:start]), block[start:end], _head_of(block[end:last]))


def _tail_of(text: str) -> str:
    if len(text) <= SIDE_MAX_CHARACTERS:
        return text
    return "… " + text[-SIDE_MAX_CHARACTERS:].partition(" ")[2]


def _head_of(text: str) -> str:
    if len(text) <= SIDE_MAX_CHARACTERS:
        return text
    return text[:SIDE_MAX_CHARACTERS].rpartition(" ")[0] + " …"
