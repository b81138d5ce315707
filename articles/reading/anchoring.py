"""Text anchoring: finds an editor's place again by offset, or by quote and context once the text has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

AROUND_CHARACTERS = 32
ALIKE_MIN_CHARACTERS = 12
PLACES_LOOKED_AT = 500
PartKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span in a part of an article: ``text[start:end] == quote``, with up to 32 characters on either side.

    ``text_sha256`` is of the whole text: while it is the same the offsets hold.
    """

    part: PartKey
    start: int
    end: int
    quote: str
    before: str
    after: str
    text_sha256: str


def anchored(part: PartKey, text: str, start: int, end: int) -> Anchor:
    """The anchor of ``text[start:end]``. Raises ValueError for a span outside the text.

    >>> anchored(("body", 0), "Rain fell on Oslo.", 13, 17).before
    'Rain fell on '
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}..{end} is no place in a text of {len(text)} characters")
    before = text[max(0, start - AROUND_CHARACTERS) : start]
    after = text[end : end + AROUND_CHARACTERS]
    return Anchor(part, start, end, text[start:end], before, after, text_hash(text))


def placed(anchor: Anchor, texts: Mapping[PartKey, str]) -> tuple[PartKey, int, int] | None:
    """The span of an anchor in an article's present texts; None where it is missing or ambiguous.

    In a changed text the quote is looked for in the same part first, then in the others. The place wins whose
    surroundings are alike for the most characters: at least 12, and more than around any other.
    """
    if texts.get(anchor.part) is not None and text_hash(texts[anchor.part]) == anchor.text_sha256:
        return anchor.part, anchor.start, anchor.end
    for part in sorted(texts, key=lambda key: (key != anchor.part, key)):
        start = _best_place(anchor, texts[part])
        if start is not None:
            return part, start, start + len(anchor.quote)
    return None


def text_hash(text: str) -> str:
    """SHA-256 of a part's text exactly as it is, as hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _best_place(anchor: Anchor, text: str) -> int | None:
    likeness = sorted(((_alike(anchor, text, at), at) for at in _standings(anchor.quote, text)), reverse=True)
    if not likeness:
        return None
    best, at = likeness[0]
    needed = min(ALIKE_MIN_CHARACTERS, len(anchor.before) + len(anchor.after))
    rivalled = len(likeness) > 1 and likeness[1][0] == best
    return None if best < needed or rivalled else at


def _standings(quote: str, text: str) -> Iterator[int]:
    at = text.find(quote)
    for _ in range(PLACES_LOOKED_AT):
        if at < 0:
            return
        yield at
        at = text.find(quote, at + 1)


def _alike(anchor: Anchor, text: str, at: int) -> int:
    """How many characters next to the quote are the ones that stood there."""
    end = at + len(anchor.quote)
    before = text[max(0, at - AROUND_CHARACTERS) : at]
    after = text[end : end + AROUND_CHARACTERS]
    return _same(anchor.before[::-1], before[::-1]) + _same(anchor.after, after)


def _same(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
