"""Word-level differences between two versions of a passage, and those that change the facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from articles.stories.similarity.document_frequency import rarity, stem
from articles.text import fold

_TOKEN = re.compile(r"['’]s\b|[^\W_]+(?:['’.,](?!s\b)[^\W_]+)*|\s+|[^\w\s]|_")
_AMOUNTS = frozenset(
    (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand "
        "thousands million millions billion billions trillion half third quarter dozen dozens score scores"
    ).split(" ")
)
_HARDLY_A_FIGURE = "one"
"""It counts only beside another amount: "one speaker after another", "none wanted one"."""
_DIRECTIONS = frozenset(
    f"{first}{second}{ending}"
    for first in ("north", "south", "east", "west", "north-", "south-", "")
    for second in ("east", "west", "")
    for ending in ("", "ern", "ward", "wards")
) - {"", "ern", "ward", "wards"}
_COMMON_OPENER = 4.0
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_OPENS_A_SENTENCE = frozenset('.!?…:“”"„«‘(—')
"""After one of these a capital says nothing."""
MAX_TOKENS = 4000
"""Passages of more tokens (words, spaces, marks) than this are not prose: they are shown as changed throughout."""


class Flag(StrEnum):
    """Why a difference matters: it may change who, how many or where."""

    NONE = ""
    NAME = "name"
    FIGURE = "figure"
    DIRECTION = "direction"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of a passage: the same in the other version or not; the segments of a passage joined give it back."""

    text: str
    changed: bool
    flag: Flag = Flag.NONE


def differences(a: str, b: str) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Both passages cut into segments. Case, quote marks and accents make no difference; figures and names do.

    >>> left, right = differences("It won scores of battles.", "It won dozens of battles.")
    >>> [(one.text, str(one.flag)) for one in left if one.changed]
    [('scores', 'figure')]
    """
    left, right = _TOKEN.findall(a), _TOKEN.findall(b)
    if max(len(left), len(right)) > MAX_TOKENS:
        return (Segment(a, True),), (Segment(b, True),)
    words_a, words_b = _without_spaces(left), _without_spaces(right)
    changed_a, changed_b = set(words_a), set(words_b)
    keys_a, keys_b = [_key(left[at]) for at in words_a], [_key(right[at]) for at in words_b]
    for block in SequenceMatcher(None, keys_a, keys_b, autojunk=False).get_matching_blocks():
        changed_a.difference_update(words_a[block.a : block.a + block.size])
        changed_b.difference_update(words_b[block.b : block.b + block.size])
    return _segments(left, changed_a, Naming.of(right)), _segments(right, changed_b, Naming.of(left))


def same_words(a: str, b: str) -> bool:
    """Whether two passages have the same words and figures in the same order, whatever their punctuation.

    >>> same_words("“We left,” he said.", '"We left", he said')
    True
    """
    return _word_keys(a) == _word_keys(b)


@dataclass(frozen=True, slots=True)
class Naming:
    """The words of a passage as a name in the other version meets them."""

    keys: frozenset[str]
    initials: str
    short_forms: frozenset[str]

    @classmethod
    def of(cls, tokens: Sequence[str]) -> Naming:
        """
        >>> Naming.of(["United", " ", "States", " ", "and", " ", "U.N"]).initials
        'USU'
        """
        capitals = [token for token in tokens if token[0].isupper()]
        short = {
            letters for token in capitals if (letters := _letters(token)).isupper() and 1 < len(letters) < 6
        }
        return cls(frozenset(map(_key, tokens)), "".join(token[0] for token in capitals), frozenset(short))

    @property
    def counts(self) -> bool:
        """Whether the passage gives any amount."""
        return any(map(_is_amount, self.keys))

    def has(self, token: str, initials: str) -> bool:
        """Whether the passage has this word, a form of it (Tajik, Tajikistan), or its short or long form (UN)."""
        key = _key(token)
        if key in self.keys or _letters(token) in self.short_forms:
            return True
        if _letters(token).isupper() and len(token) > 1 and _letters(token) in self.initials:
            return True
        if any(short in initials and token[0] in short for short in self.short_forms):
            return True
        return any(_one_stem(key, other) for other in self.keys)


def _one_stem(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and long.startswith(short)


def _letters(token: str) -> str:
    return "".join(character for character in token if character.isalpha())


def _without_spaces(tokens: Sequence[str]) -> list[int]:
    return [at for at, token in enumerate(tokens) if not token.isspace()]


def _word_keys(text: str) -> list[str]:
    return [_key(token) for token in _TOKEN.findall(text) if token[0].isalnum()]


def _key(token: str) -> str:
    # A token of a text is no password.
    return fold(token) or ('"' if token in "“”„«»‘’'" else "-" if token in "–—‒" else token)  # nosec B105


def _segments(tokens: Sequence[str], changed: set[int], other: Naming) -> tuple[Segment, ...]:
    """Tokens joined into runs; a flagged word is a run of its own. A space changes where both its neighbours do."""
    found: list[Segment] = []
    initials = Naming.of(tokens).initials
    opening = True
    for at, token in enumerate(tokens):
        is_changed = at in changed or (token.isspace() and at - 1 in changed and at + 1 in changed)
        flag = _flag(token, other, initials, opening) if is_changed else Flag.NONE
        if not token.isspace():
            opening = token in _OPENS_A_SENTENCE or (opening and not token[0].isalnum())
        if found and found[-1].changed == is_changed and not flag and not found[-1].flag:
            found[-1] = Segment(found[-1].text + token, is_changed)
        else:
            found.append(Segment(token, is_changed, flag))
    return tuple(found)


def _is_amount(token: str) -> bool:
    return any(character.isdigit() for character in token) or token.lower() in _AMOUNTS


def _flag(token: str, other: Naming, initials: str, opening: bool) -> Flag:
    if _is_amount(token):
        told = _key(token) in other.keys or (token.lower() == _HARDLY_A_FIGURE and not other.counts)
        return Flag.NONE if told else Flag.FIGURE
    if token.lower() in _DIRECTIONS:
        return Flag.NONE if _key(token) in other.keys else Flag.DIRECTION
    if not token[0].isupper() or len(token) == 1 or other.has(token, initials):
        return Flag.NONE
    for times in (_WEEKDAYS, _MONTHS):
        if token.lower() in times:
            # One version says on which day of the week, the other on which of the month: no difference in what is told.
            return Flag.NAME if other.keys & times else Flag.NONE
    return Flag.NONE if opening and rarity(stem(token)) < _COMMON_OPENER else Flag.NAME
