"""A text cut into segments where spans begin and end, for a template to mark up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Span(Generic[Value]):
    """Characters ``start`` to ``end`` (code points) and what they stand for."""

    start: int
    end: int
    value: Value


@dataclass(frozen=True, slots=True)
class Segment(Generic[Value]):
    """A piece of text with every span that covers it, in the order in which they were given."""

    text: str
    start: int
    spans: tuple[Span[Value], ...]


def cut(text: str, spans: Iterable[Span[Value]]) -> list[Segment[Value]]:
    """Cut a text at every edge of its spans; spans may overlap, and what lies outside the text is left out.

    >>> [(s.text, [p.value for p in s.spans]) for s in cut("KABUL: Talks", [Span(0, 6, "dateline"), Span(0, 5, "place")])]
    [('KABUL', ['dateline', 'place']), (':', ['dateline']), (' Talks', [])]
    """
    kept = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    edges = sorted({0, len(text), *(span.start for span in kept), *(span.end for span in kept)})
    waiting = sorted(range(len(kept)), key=lambda n: kept[n].start, reverse=True)
    covering: list[int] = []
    segments: list[Segment[Value]] = []
    for start, end in pairwise(edges):
        covering = [n for n in covering if kept[n].end > start]
        while waiting and kept[waiting[-1]].start == start:
            covering.append(waiting.pop())
        segments.append(Segment(text[start:end], start, tuple(kept[n] for n in sorted(covering))))
    return segments
