"""What of an article survives a rewrite? Its names and figures, their order, its quotes and its rarer words."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from articles.stories.names import proper_names
from articles.stories.rarity import rarity, stem
from articles.text import sentences, words

_FIGURE = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w])"
    r"(?:[ -](?P<scale>thousand|million|billion|trillion)\b)?"
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_QUOTE = re.compile(r"[“\"]([^“”\"\n]{15,600})[”\"]")
_LEAD_CHARACTERS = 700
_SENTENCES = 80
_REPEATS = 6


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """An article reduced to what can be compared quickly.

    ``names`` in reading order, as shown to a reader; ``figures`` maps a value to its printed form; ``terms`` is a
    vector of length 1 over word stems, weighted by rarity, ``lead`` the same of headline and opening, ``sentences``
    of each sentence; ``shingles`` are three content words in a row. ``agency`` is the wire
    the report came over and ``day`` the day of publication, where known.
    """

    names: tuple[str, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    quotes: tuple[str, ...] = ()
    terms: Mapping[str, float] = field(default_factory=dict)
    lead: Mapping[str, float] = field(default_factory=dict)
    sentences: tuple[Mapping[str, float], ...] = ()
    shingles: frozenset[str] = frozenset()
    agency: str = ""
    day: dt.date | None = None


def fingerprint(
    text: str,
    title: str = "",
    names: Sequence[str] | None = None,
    agency: str = "",
    day: dt.date | None = None,
) -> Fingerprint:
    """The fingerprint of an article's body; ``names`` are those of its mentions in order, where they are known.

    >>> sorted(fingerprint("About 1,200 people left Oslo on 3 ships.").figures.values())
    ['1,200', '3']
    """
    spans = sentences(text)[:_SENTENCES]
    stems = [(start, stem(text[start:end])) for start, end in words(text)]
    return Fingerprint(
        names=tuple(names) if names else proper_names(text),
        figures=figures(text),
        quotes=tuple(match.group(1).strip() for match in _QUOTE.finditer(text)),
        terms=_vector(_counted(title, stems, len(text) + 1)),
        lead=_vector(_counted(title, stems, _LEAD_CHARACTERS)),
        sentences=tuple(_sentence_vectors(spans, stems)),
        shingles=_shingles([key for _, key in stems]),
        agency=agency,
        day=day,
    )


def figures(text: str) -> dict[str, str]:
    """The figures of a text: value → as first printed.

    >>> figures("over 2 million people, $1.2 billion, 10,000 and 90%")
    {'2000000': '2 million', '1200000000': '1.2 billion', '10000': '10,000', '90': '90'}
    """
    found: dict[str, str] = {}
    for match in _FIGURE.finditer(text):
        value = float(match["number"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1)
        found.setdefault(f"{value:.12g}" if value < 1e12 else f"{value:.6e}", match.group())
    return found


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of two vectors of length 1: 0 nothing in common, 1 the same.

    >>> cosine({"x": 1.0}, {"x": 0.6, "y": 0.8})
    0.6
    """
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[key] for key, weight in a.items() if key in b)


def _counted(title: str, stems: list[tuple[int, str]], before: int) -> Counter[str]:
    """How often each stem stands before an offset; the headline and the opening count twice."""
    counts: Counter[str] = Counter()
    for start, key in stems:
        if start >= before:
            break
        counts[key] += 2 if start < _LEAD_CHARACTERS else 1
    counts.update(2 * [stem(title[start:end]) for start, end in words(title)])
    return counts


def _vector(counts: Mapping[str, int]) -> dict[str, float]:
    """Of length 1. Counts are damped (a long report repeats its subject) and rarity is squared, as in TF-IDF."""
    weights = {key: (1 + math.log(min(count, _REPEATS))) * rarity(key) ** 2 for key, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {key: weight / length for key, weight in weights.items() if weight} if length else {}


def _sentence_vectors(
    spans: list[tuple[int, int]], stems: list[tuple[int, str]]
) -> Iterable[Mapping[str, float]]:
    at = 0
    for _, end in spans:
        counts: Counter[str] = Counter()
        while at < len(stems) and stems[at][0] < end:
            counts[stems[at][1]] += 1
            at += 1
        if vector := _vector(counts):
            yield vector


def _shingles(stems: list[str]) -> frozenset[str]:
    content = [key for key in stems if rarity(key) > 0.7]
    return frozenset(" ".join(content[at : at + 3]) for at in range(len(content) - 2))
