"""Sentence context for attribution: its names, its reporting verbs, and who was spoken of before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from articles.entities.lexicons import titles
from articles.entities.people.gender import Gender, gender_before, gender_of_name
from articles.stories.quotes.name_occurrences import NameOccurrence
from articles.stories.quotes.quotation_marks import HIDDEN
from articles.stories.quotes.reporting_clauses import ReportingClause, reporting_clauses
from articles.stories.quotes.reporting_verbs import forms
from articles.stories.quotes.speaker_nouns import (
    ANY_BODY,
    BODY,
    FIGHTERS,
    PERSON,
    UNNAMED,
    armed_groups,
    sort_of,
)

PREPOSITION = re.compile(
    r"(?:^|\s)(?:of|for|from|at|with|by|to|in|on|against|about|near|under|between|into|via|than|like|over|after|before)$",
    re.I,
)
_BEFORE_NAME = frozenset("the a an his her its their former then late u.s. us and".split())
_HE_OPENS = re.compile(r"[“”\"\s\x00]*(?:He|She)\b")
_POSSESSIVE = ("’s", "'s", "’ ", "' ")
_MODIFIES = re.compile(r"\s(?:[\w.’'&\-]+\s){1,5}?")
_ITS_PEOPLE = re.compile(r"\s(?:[a-z-]+\s){0,2}?(?P<head>[a-z-]+)\b")
_THE_OFFICE = re.compile(r"\b[Tt]he (?:[a-z-]+ ){0,2}?(?P<head>[a-z-]+)\b")
_AUXILIARIES = frozenset(
    "is was are were has had have will would could can may might did does do not to who".split()
)
_GENDER_CHARACTERS = 20
_NEAR_CHARACTERS = 90
_BACK_CHARACTERS = 1500
_BACK_NAMES = 250
_BESIDE_CHARACTERS = 60
_MAX_NAMES = 60
_MAX_SAYINGS = 30


@dataclass(frozen=True)
class Context:
    """Who was spoken of before a passage.

    ``person`` is the person who spoke last, ``spoke`` the last speaker of any kind, ``subject`` the person whom the
    passage before is about, ``body`` the last organisation named; ``someone`` whether one whom nobody names spoke last.
    """

    person: str = ""
    spoke: str = ""
    subject: str = ""
    body: str = ""
    someone: bool = False


@dataclass(frozen=True)
class Passage:
    """A sentence with its speech hidden, at ``offset`` of the ``whole`` text; ``known`` are the mentions of the text."""

    whole: str
    text: str
    offset: int
    known: Sequence[NameOccurrence]
    before: Context = Context()
    genders: Mapping[str, Gender] = field(default_factory=dict)

    @cached_property
    def names(self) -> list[NameOccurrence]:
        """Those named in the passage outside of quotation marks, offsets in the passage."""
        end = self.offset + len(self.text)
        first = bisect_left(self.known, (self.offset, 0, "", ""))
        inside = takewhile(lambda one: one.start < end, self.known[first : first + _MAX_NAMES])
        shifted = (one._replace(start=one.start - self.offset, end=one.end - self.offset) for one in inside)
        return [one for one in shifted if self.text[one.start] != HIDDEN]

    @cached_property
    def sayings(self) -> list[ReportingClause]:
        """The words of saying outside of the hidden speech."""
        return reporting_clauses(self.text)[:_MAX_SAYINGS]

    @cached_property
    def topic(self) -> str:
        """The person that the passage is about: the first one in it who is no mere complement."""
        here = next((one.name for one in self.names if one.kind == "person" and self.acts(one)), "")
        return here or (self.before.subject if _HE_OPENS.match(self.text) else "")

    def acts(self, one: NameOccurrence) -> bool:
        """Whether a name can be a subject: no possessive, no preposition before it, nothing that it belongs to behind it."""
        return self.governed(one) is None and not self.belongs(one)

    def belongs(self, one: NameOccurrence) -> bool:
        """Whether a name only says whose the next one is: "Berg’s lawyer", "Reuters editor Berg"."""
        return self._owns(one) or self._modifies(one)

    def _owns(self, one: NameOccurrence) -> bool:
        return self.text.startswith(_POSSESSIVE, one.end) or self.text.endswith(_POSSESSIVE[:2], 0, one.end)

    def _modifies(self, one: NameOccurrence) -> bool:
        """Whether it only says whose man the person named next is: "Halvorsen Mining spokesman Jonas Hauge"."""
        people = _ITS_PEOPLE.match(self.text, one.end) if one.kind != "person" else None
        if people and sort_of(people["head"]) in (PERSON, UNNAMED):
            return True
        person = next((other for other in self.names if other.start > one.end), None)
        between = _MODIFIES.fullmatch(self.text, one.end, person.start) if person else None
        words = between.group().split() if between else []
        called = any(sort_of(word) for word in words) and not any(_is_verb(word) for word in words)
        return bool(called and person and person.kind == "person")

    def governed(self, one: NameOccurrence) -> str | None:
        """The text up to the preposition that governs a name ("the mayor" of "the mayor of Oslo"); None without one."""
        start = max(0, one.start - _NEAR_CHARACTERS)
        before = self.text[start : one.start].rstrip()
        names = {other.end - start: other for other in self.names}
        while before:
            if len(before.rstrip(",")) in names:
                listed = names[len(before.rstrip(","))]
                return self.governed(self._first_listed(listed)) if self._is_joined(listed, one) else None
            head, _, word = before.rpartition(" ")
            if word.lower() not in _BEFORE_NAME and not sort_of(word) and word not in titles():
                break
            before = head.rstrip()
        found = PREPOSITION.search(before)
        return self.text[:start] + before[: found.start()].rstrip() if found else None

    def _is_joined(self, first: NameOccurrence, last: NameOccurrence) -> bool:
        """Whether two names stand in one list: "by Berg and Lunde"."""
        between = self.text[first.end : last.start]
        return first.kind == last.kind and bool(re.match(r",? and\b", between))

    def _first_listed(self, last: NameOccurrence) -> NameOccurrence:
        """The first of the names of a list that commas part."""
        for one in reversed([one for one in self.names if one.end < last.start]):
            if one.kind != last.kind or self.text[one.end : last.start].strip() != ",":
                break
            last = one
        return last

    def he(self, pronoun: str, end: int = 0) -> str:
        """Whom "he" means: the first of these who may be a man.

        Whom this passage (up to ``end``) is about, or whose words or wife it mentions, whom the one before is about, who
        spoke last, or the man named last.
        """
        wanted: Gender = "female" if pronoun.lower() in ("she", "her") else "male"
        may_be = (
            name for name in self._antecedents(end) if name and self.genders.get(name, wanted) == wanted
        )
        return next(may_be, "") or self._last_of(wanted)

    def _antecedents(self, end: int) -> Iterator[str]:
        for office in _THE_OFFICE.finditer(self.text, 0, end):
            if sort_of(office["head"]) == PERSON and not PREPOSITION.search(
                self.text[: office.start()].rstrip()
            ):
                yield self.meant(office.group(), office.start())
        here = [one for one in self.names if one.kind == "person" and one.end <= end]
        yield from (one.name for one in here if self.acts(one))
        yield from (one.name for one in reversed(here) if self._owns(one))
        yield from (name for name in (self.before.subject, self.before.person) if name)

    def _last_of(self, wanted: Gender) -> str:
        """The last person not far before the passage of a gender, else the last who may be; nobody behind "an official"."""
        fallback = ""
        if self.before.someone:
            return ""
        for number in range(bisect_left(self.known, (self.offset, 0, "", "")) - 1, -1, -1):
            one = self.known[number]
            if one.start < self.offset - _BACK_CHARACTERS:
                break
            if one.kind == "person" and self.genders.get(one.name) == wanted:
                return one.name
            if one.kind == "person" and one.name not in self.genders:
                fallback = fallback or one.name
        return fallback

    def meant(self, phrase: str, at: int) -> str:
        """Whom a phrase means: "the minister" is whoever was called so, else who spoke last; "a minister" nobody known."""
        words = phrase.lower().split()
        sort = sort_of(words[-1])
        if words[0] not in ("the", "his", "her", "their", "its", "this"):
            return ""
        if sort == ANY_BODY:
            return self.before.body
        if sort == FIGHTERS:
            return self._last_body(lambda name: name in armed_groups())
        if sort == BODY:
            named = phrase.split(" ", 1)[1]
            return named if len(words) > 2 and not named.islower() else self._body(words[-1])
        return (self._called(words[1:], self.offset + at) or self.before.person) if sort == PERSON else ""

    def _body(self, noun: str) -> str:
        """The last organisation up to here whose name has this noun."""
        return self._last_body(lambda name: noun in name.lower())

    def _last_body(self, fits: Callable[[str], bool]) -> str:
        end = bisect_left(self.known, (self.offset + len(self.text), 0, "", ""))
        upto = self.known[max(0, end - _BACK_NAMES) : end]
        return next((one.name for one in reversed(upto) if one.kind == "org" and fits(one.name)), "")

    def _called(self, office: Sequence[str], at: int) -> str:
        """The last person before this place beside whose name most words for the office stand, its noun among them."""
        wanted = set(office) - {"former", "then", "late"}
        last = bisect_left(self.known, (at, 0, "", "")) - 1
        for number in range(last, max(-1, last - _BACK_NAMES), -1):
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


def _is_verb(word: str) -> bool:
    return word in forms() or word in _AUXILIARIES or (word.islower() and word.endswith("ed"))


def genders(text: str, known: Sequence[NameOccurrence]) -> dict[str, Gender]:
    """Of which persons the text says by title, kin or given name that they are women or men.

    >>> genders("Karl Berg met Mrs. Lunde.", [NameOccurrence(0, 9, "Karl Berg"), NameOccurrence(19, 24, "Lunde")])
    {'Karl Berg': 'male', 'Lunde': 'female'}
    """
    found: dict[str, Gender] = {}
    for one in known:
        if one.kind == "person" and one.name not in found:
            titled = gender_before(text[max(0, one.start - _GENDER_CHARACTERS) : one.start])
            if gender := gender_of_name(one.name) or titled:
                found[one.name] = gender
    return found
