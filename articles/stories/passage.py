"""What of a sentence says who speaks in it: its names, its words of saying, and who was spoken of before it?"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from articles.entities.wordlists import titles
from articles.stories.namings import Naming
from articles.stories.offices import ANY_BODY, BODY, PERSON, sort_of
from articles.stories.quotation import HIDDEN
from articles.stories.reporting import Saying, sayings

PREPOSITION = re.compile(
    r"(?:^|\s)(?:of|for|from|at|with|by|to|in|on|against|about|near|under|between|into|via|than|like|over|after|before)$",
    re.I,
)
_BEFORE_NAME = frozenset("the a an his her its their former then late u.s. us and".split())
_HE_OPENS = re.compile(r"[“”\"\s\x00]*(?:He|She)\b")
_POSSESSIVE = ("’s", "'s", "’ ", "' ")
_NEAR_CHARACTERS = 90
_BESIDE_CHARACTERS = 60
_MAX_NAMES = 60
_MAX_SAYINGS = 30


@dataclass(frozen=True)
class Context:
    """Who was spoken of before a passage.

    ``person`` is the person who spoke last, ``spoke`` the last speaker of any kind, ``subject`` the person whom the
    passage before is about, ``body`` the last organisation named.
    """

    person: str = ""
    spoke: str = ""
    subject: str = ""
    body: str = ""


@dataclass(frozen=True)
class Passage:
    """A sentence with its speech hidden, at ``offset`` of the ``whole`` text; ``known`` are the namings of the text."""

    whole: str
    text: str
    offset: int
    known: Sequence[Naming]
    before: Context = Context()

    @cached_property
    def names(self) -> list[Naming]:
        """Those named in the passage outside of quotation marks, offsets in the passage."""
        end = self.offset + len(self.text)
        first = bisect_left(self.known, (self.offset, 0, "", ""))
        inside = takewhile(lambda one: one.start < end, self.known[first : first + _MAX_NAMES])
        shifted = (one._replace(start=one.start - self.offset, end=one.end - self.offset) for one in inside)
        return [one for one in shifted if self.text[one.start] != HIDDEN]

    @cached_property
    def sayings(self) -> list[Saying]:
        """The words of saying outside of the hidden speech."""
        return sayings(self.text)[:_MAX_SAYINGS]

    @cached_property
    def topic(self) -> str:
        """The person that the passage is about: the first one in it who is no mere complement."""
        here = next((one.name for one in self.names if one.kind == "person" and self.acts(one)), "")
        return here or (self.before.subject if _HE_OPENS.match(self.text) else "")

    def acts(self, one: Naming) -> bool:
        """Whether a name can be a subject: no possessive, no preposition before it."""
        possessive = self.text.startswith(_POSSESSIVE, one.end) or self.text.endswith(
            _POSSESSIVE[:2], 0, one.end
        )
        return not possessive and self.governed(one) is None

    def governed(self, one: Naming) -> str | None:
        """The text up to the preposition that governs a name ("the mayor" of "the mayor of Oslo"); None without one."""
        start = max(0, one.start - _NEAR_CHARACTERS)
        before = self.text[start : one.start].rstrip()
        names = {other.end - start for other in self.names}
        while before and len(before) not in names:
            head, _, word = before.rpartition(" ")
            if word.lower() not in _BEFORE_NAME and not sort_of(word) and word not in titles():
                break
            before = head.rstrip()
        found = PREPOSITION.search(before)
        return self.text[:start] + before[: found.start()].rstrip() if found else None

    def he(self, end: int = 0) -> str:
        """Whom "he" means: the one whom this passage (up to ``end``) or the one before is about, else who spoke last."""
        acting = (one for one in self.names if one.kind == "person" and one.end <= end and self.acts(one))
        here = next((one.name for one in acting), "")
        return here or self.before.subject or self.before.person

    def meant(self, phrase: str, at: int) -> str:
        """Whom a phrase means: "the minister" is whoever was called so, else who spoke last; "a minister" nobody known."""
        words = phrase.lower().split()
        sort = sort_of(words[-1])
        if words[0] not in ("the", "his", "her", "their", "its", "this"):
            return ""
        if sort == ANY_BODY:
            return self.before.body
        if sort == BODY:
            return phrase.split(" ", 1)[1] if len(words) > 2 else self._body(words[-1])
        return (self._called(words[1:], self.offset + at) or self.before.person) if sort == PERSON else ""

    def _body(self, noun: str) -> str:
        """The last organisation up to here whose name has this noun."""
        upto = self.known[: bisect_left(self.known, (self.offset + len(self.text), 0, "", ""))]
        fitting = (one.name for one in reversed(upto) if one.kind == "org" and noun in one.name.lower())
        return next(fitting, "")

    def _called(self, office: Sequence[str], at: int) -> str:
        """The last person before this place beside whose name most words for the office stand, its noun among them."""
        wanted = set(office) - {"former", "then", "late"}
        for number in range(bisect_left(self.known, (at, 0, "", "")) - 1, -1, -1):
            one = self.known[number]
            shared = wanted & self._beside(number) if one.kind == "person" else set()
            if office[-1] in shared and 2 * len(shared) > len(wanted):
                return one.name
        return ""

    def _beside(self, number: int) -> set[str]:
        """The words of the title before a name and of the apposition behind it."""
        one = self.known[number]
        previous = self.known[number - 1].end if number else 0
        before = self.whole[max(0, previous, one.start - _BESIDE_CHARACTERS) : one.start]
        behind = self.whole[one.end : one.end + _BESIDE_CHARACTERS]
        titled = re.split(r"[.,;\n“”\"]", before)[-1]
        told = re.split(r"[.;\n“”\"]", behind)[0] if behind.startswith(",") else ""
        return {word.strip(",") for word in f"{titled} {told}".lower().split()}
