"""Who is it that speaks in a sentence? The person named beside the word of saying, or who spoke last."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from articles.stories.names import proper_names

_PRONOUN = re.compile(
    r"\b(?:he|she|him|her|the (?:[\w-]+ ){0,2}(?:minister|president|envoy|spokesman|spokeswoman|official))\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NEAR_CHARACTERS = 90
_TITLE_CHARACTERS = 50


class Naming(NamedTuple):
    """A place where a text names someone."""

    start: int
    end: int
    name: str


def namings(text: str, people: Iterable[tuple[int, int, str]] = ()) -> tuple[Naming, ...]:
    """The persons' mentions where they are known, else every capitalised name, in reading order.

    >>> namings("Ole Berg left. Later Berg wrote.")
    (Naming(start=0, end=8, name='Ole Berg'), Naming(start=21, end=25, name='Ole Berg'))
    """
    given = tuple(sorted(Naming(*one) for one in people))
    if given:
        return _with_surnames(text, given)
    found = []
    at = 0
    for name in proper_names(text):
        surface = next((form for form in (name, name.split()[-1]) if text.find(form, at) >= 0), "")
        if surface:
            start = min(place for form in {name, name.split()[-1]} if (place := text.find(form, at)) >= 0)
            surface = name if text.startswith(name, start) else name.split()[-1]
            at = start + len(surface)
            found.append(Naming(start, at, name))
    return tuple(found)


def _with_surnames(text: str, given: Sequence[Naming]) -> tuple[Naming, ...]:
    """The known mentions and every other place where the surname of one of these persons, and of no other, stands."""
    owners: dict[str, set[str]] = {}
    for one in given:
        owners.setdefault(one.name.split()[-1], set()).add(one.name)
    known = {last: names.pop() for last, names in owners.items() if len(names) == 1 and len(last) > 2}
    starts = [one.start for one in given]
    found = []
    for match in _WORD.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        inside = before >= 0 and given[before].end > match.start()
        if match.group() in known and not inside:
            found.append(Naming(match.start(), match.end(), known[match.group()]))
    return tuple(sorted([*given, *found]))


@dataclass(frozen=True)
class Frame:
    """A passage with its quoted words hidden: who is named in it, and who spoke or acted just before.

    ``last`` is who spoke last, ``subject`` the first one named in the passage before.
    """

    text: str
    offset: int
    known: Sequence[Naming]
    last: str = ""
    subject: str = ""

    @cached_property
    def names(self) -> list[Naming]:
        """Those named in the passage outside of quotation marks, offsets in the passage."""
        end = self.offset + len(self.text)
        first = bisect_left(self.known, (self.offset, 0, ""))
        inside = takewhile(lambda one: one.start < end, self.known[first:])
        shifted = (Naming(one.start - self.offset, one.end - self.offset, one.name) for one in inside)
        return [one for one in shifted if self.text[one.start] != "\x00"]

    def speaker(self, verb: tuple[int, int]) -> str:
        """Who says the word of saying: "said Berg", "Berg said", "Berg, the envoy, said", "he said"; "" if unknown."""
        start, end = verb
        near = (one for one in self.names if one.end <= start and start - one.end <= _NEAR_CHARACTERS)
        before = [one for one in near if self.text[one.end : one.end + 2] not in ("’s", "'s")]
        after = [one for one in self.names if one.start >= end]
        if after and after[0].start - end <= 2:
            return after[0].name
        if before and start - before[-1].end <= 1:
            return before[-1].name
        if _PRONOUN.search(self.text, 0, start):
            return before[0].name if before else self.subject or self.last
        if before:
            return before[0].name
        return after[0].name if after and after[0].start - end <= _TITLE_CHARACTERS else ""

    def source(self, who: int) -> str:
        """Whom "according to" names: a person, or "him" and "the envoy", who spoke last."""
        named = next((one.name for one in self.names if who <= one.start <= who + _TITLE_CHARACTERS), "")
        return named or (self.subject or self.last if _PRONOUN.match(self.text, who) else "")
