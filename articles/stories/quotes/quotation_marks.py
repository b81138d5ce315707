"""Quotation marks: what stands between them, and the sentences that one pair spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.text import sentences

Span = tuple[int, int]

_OPENING, _CLOSING = frozenset({"“", "«", "``", "‘"}), frozenset({"”", "»", "''", "’"})
_DOUBLE = re.compile(r"[“”\"«»]|``|''")
# Where a text has no double marks, single ones are its style; an apostrophe follows a letter and no stop.
_SINGLE = re.compile(r"(?<!\w)[‘'](?=[^\W_])|(?<=[,.!?…])[’'](?!\w)")
# "“Never again!” Berg tweeted on Sunday." is one sentence, whatever its first half ends with.
_CLOSERS = "”\"’'»"
_SIGNATURE = re.compile(r"[–—-]{1,2} ?[A-Z][^“”\"\n]{1,80}")
_TAG = re.compile(
    r"(?:the |[A-Z])[\w.’'\-]*(?: [\w.’'\-]+,?){0,5}? (?:said|says|asked|asks|tweeted|wrote|writes|added|adds|shouted|"
    r"yelled|cried|exclaimed|continued|posted|told [\w ]{2,30}|replied|responded|joked|quipped|declared|tweets)"
    r"(?=[.,]|$| (?:on|in|at|to|of|during|late|early|last|this|when|as|before|after|while|with|about|from|\w+day)\b)"
)
MAX_QUOTE_CHARACTERS = 3000
HIDDEN = "\x00"
"""Stands for each character of speech where only the words around it are to be read."""


class Mark(NamedTuple):
    """The words between two quotation marks; ``broken`` where one of these is missing or turned the wrong way."""

    start: int
    end: int
    broken: bool = False


def marked(text: str) -> Iterator[Mark]:
    """What stands between quotation marks; marks pair up inside a paragraph.

    A paragraph may leave its quote open where the next one opens with a mark again: the speech goes on.

    >>> [text[one.start:one.end] for text in ["He said “no” and “never”."] for one in marked(text)]
    ['no', 'never']
    """
    pattern = _DOUBLE if _DOUBLE.search(text) else _SINGLE
    at = 0
    paragraphs = text.split("\n\n")
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], ""], strict=True):
        opener = pattern.match(following.lstrip())
        goes_on = opener is not None and opener.group() not in _CLOSING
        for one in _marked_in(paragraph, pattern, goes_on):
            yield Mark(at + one.start, at + one.end, one.broken)
        at += len(paragraph) + 2


def _marked_in(paragraph: str, pattern: re.Pattern[str], goes_on: bool) -> Iterator[Mark]:
    marks = list(pattern.finditer(paragraph))
    opened: int | None = None
    for number, mark in enumerate(marks):
        following = marks[number + 1].group() if number + 1 < len(marks) else ""
        if opened is None:
            opened = mark.end() if mark.group() not in _CLOSING else None
        elif mark.group() in _OPENING and following in _CLOSING:
            yield Mark(opened, _first_sentence_end(paragraph, opened, mark.start()), True)
            opened = mark.end()
        else:
            if mark.start() > opened:
                end = min(mark.start(), opened + MAX_QUOTE_CHARACTERS)
                yield Mark(opened, end, mark.group() in _OPENING)
            opened = None
    if opened is not None and paragraph[opened:].strip():
        end = len(paragraph) if goes_on else _first_sentence_end(paragraph, opened, len(paragraph))
        yield Mark(opened, min(end, opened + MAX_QUOTE_CHARACTERS), not goes_on)


def _first_sentence_end(paragraph: str, start: int, end: int) -> int:
    """Where a quote that nobody closed is taken to end."""
    found = sentences(paragraph[start : min(end, start + MAX_QUOTE_CHARACTERS)])
    return start + found[0][1] if found else end


def passages(text: str, marks: Sequence[Mark]) -> Iterator[Span]:
    """The sentences of a text, those that stand between the same quotation marks as one."""
    held: Span | None = None
    at = 0
    for start, end in sentences(text):
        while at < len(marks) and marks[at].end <= start:
            at += 1
        inside = at < len(marks) and marks[at].start < start < marks[at].end
        if held and inside and marks[at].start >= held[0]:
            held = (held[0], end)
            continue
        if held and _is_tag(text, held[1], start, end):
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held


def _is_tag(text: str, before: int, start: int, end: int) -> bool:
    """Whether a sentence only says who spoke the one before it."""
    if text[before - 1] not in _CLOSERS:
        return False
    asked = text[before - 4 : before].rstrip(_CLOSERS)[-1:] in ("!", "?")
    return bool((asked and _TAG.match(text, start, end)) or _SIGNATURE.fullmatch(text, start, end))


def hidden(text: str, span: Span, marks: Sequence[Mark]) -> str:
    """A passage with everything in these marks hidden, so that the words around it can be read.

    >>> hidden("“No,” he said.", (0, 14), [Mark(1, 4)]).replace(HIDDEN, "_")
    '“___” he said.'
    """
    pieces = []
    at, end = span
    for one in marks:
        if one.end > at and one.start < end:
            left, right = max(one.start, at), min(one.end, end)
            pieces += [text[at:left], HIDDEN * (right - left)]
            at = right
    return "".join([*pieces, text[at:end]])
