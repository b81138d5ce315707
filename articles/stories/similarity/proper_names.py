"""Proper names of a text in order, before anybody has recognised them."""

from __future__ import annotations

import re
from collections import Counter

from articles.stories.similarity.document_frequency import rarity, stem
from articles.text import sentences

_RUN = re.compile(
    r"[A-Z][\w’'\-]*(?:\.[A-Z])*"
    r"(?:(?:[ ]|[ ](?:of|the|and|al|bin|de|von|van|el)[ ])[A-Z][\w’'\-]*(?:\.[A-Z])*){0,6}"
)
_JOINERS = re.compile(r" (?:and|the) ")
_NEVER = frozenset(
    "i he she it we they you his her its their our my the a an this that these those there here but and or so if in on "
    "at by for from with as of to not no yes what who when where why how after before since while although despite "
    "according also still yet meanwhile however monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december mr mrs ms dr".split()
)

_COMMON_WORD = 3.0
_TITLES = frozenset(
    "president minister chancellor premier senator governor mayor secretary general colonel captain spokesman "
    "spokeswoman spokesperson chairman chairwoman king queen prince princess pope envoy ambassador judge sheriff "
    "professor sen rep gov gen col sgt lt capt".split()
)


def proper_names(text: str) -> tuple[str, ...]:
    """The capitalised names of a text in reading order, the possessive ending cut off.

    A capital at the start of a sentence counts only when the same word stands capitalised inside some sentence too.
    A surname alone becomes the full name that the text gave before or after.

    >>> proper_names("Talks began. Anna Lindqvist spoke in Oslo. Later Lindqvist left Norway’s capital.")
    ('Anna Lindqvist', 'Oslo', 'Anna Lindqvist', 'Norway')
    """
    found: list[tuple[str, bool]] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        for match in _RUN.finditer(sentence):
            opens = not any(character.isalnum() for character in sentence[: match.start()][-3:])
            opens = opens and match.start() <= 2
            found.extend((name, opens and at == 0) for at, name in enumerate(_names_in_run(match.group())))
    found = _without_openers(found)
    inside = {name for name, opens in found if not opens} | {name for name, _ in found if " " in name}
    firsts = {name.split()[0] for name in inside} | {name.split()[-1] for name in inside}
    kept = [name for name, opens in found if not opens or " " in name or name in firsts]
    return _with_full_names(kept)


def _without_openers(found: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """ "Later Lindqvist" at the start of a sentence is Lindqvist, where the text knows one and "later" is a common word."""
    known = {name for name, opens in found if not opens}
    surnames = Counter(name.split()[-1] for name in {name for name, _ in found})
    told = []
    for name, opens in found:
        first, _, rest = name.partition(" ")
        is_known = name not in known and (rest in known or surnames[rest] > 1)
        drop = opens and rest and is_known and rarity(stem(first)) < _COMMON_WORD
        told.append((rest, False) if drop else (name, opens))
    return told


def _names_in_run(run: str) -> list[str]:
    """A run split at "and" and "the", function words and bare possessives dropped."""
    names = []
    for part in _JOINERS.split(run):
        pieces = [piece for piece in re.split(r"['’]s(?: |$)", part) if piece]
        for piece in pieces:
            tokens = _without_title(piece.rstrip("'’-").split())
            while tokens and tokens[0].lower() in _NEVER:
                tokens = tokens[1:]
            if tokens and tokens[-1].lower() not in _NEVER and len("".join(tokens)) > 1:
                names.append(" ".join(tokens))
    return names


def _without_title(tokens: list[str]) -> list[str]:
    """ "Norwegian Prime Minister Anna Lindqvist" → "Anna Lindqvist"; a run that only names the office stays."""
    ends = [at for at, token in enumerate(tokens) if token.lower() in _TITLES]
    return tokens[ends[-1] + 1 :] if ends and ends[-1] + 1 < len(tokens) else tokens


def _with_full_names(names: list[str]) -> tuple[str, ...]:
    """A surname that follows its full name becomes the full name; "Pakistan" after "Air Pakistan" does not."""
    alone = {name for name in names if " " not in name}
    full: dict[str, str] = {}
    seen: set[str] = set()
    told = []
    for name in names:
        first, _, last = name.rpartition(" ")
        if first and " " not in first and first not in alone and last not in seen:
            full.setdefault(last, name)
        seen.add(name)
        told.append(full.get(name, name))
    return tuple(told)
