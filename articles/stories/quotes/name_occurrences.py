"""Occurrences of names of people, organisations and places, in reading order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from articles.stories.similarity.proper_names import proper_names

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class NameOccurrence(NamedTuple):
    """A place where a text names someone; ``kind`` is person, org or place."""

    start: int
    end: int
    name: str
    kind: str = "person"


def name_occurrences(text: str, known: Iterable[NameOccurrence] = ()) -> tuple[NameOccurrence, ...]:
    """The known mentions and the surnames of their persons; where none is known, every capitalised name.

    >>> found = name_occurrences("Ole Berg left. Later Berg wrote.")
    >>> [(one.start, one.end, one.name) for one in found]
    [(0, 8, 'Ole Berg'), (21, 25, 'Ole Berg')]
    """
    given = tuple(sorted(known))
    return _with_surnames(text, given) if given else tuple(_capitalised(text))


def _capitalised(text: str) -> Iterable[NameOccurrence]:
    at = 0
    for name in proper_names(text):
        forms = {name, name.split()[-1]}
        places = [place for form in forms if (place := text.find(form, at)) >= 0]
        if places:
            start = min(places)
            surface = name if text.startswith(name, start) else name.split()[-1]
            at = start + len(surface)
            yield NameOccurrence(start, at, name)


def _with_surnames(text: str, given: Sequence[NameOccurrence]) -> tuple[NameOccurrence, ...]:
    """The known mentions and every other place where the surname of one of these persons, and of no other, stands."""
    owners: dict[str, set[str]] = {}
    for one in given:
        if one.kind == "person":
            owners.setdefault(one.name.split()[-1], set()).add(one.name)
    known = {last: names.pop() for last, names in owners.items() if len(names) == 1 and len(last) > 2}
    starts = [one.start for one in given]
    found = []
    for match in _WORD.finditer(text):
        if match.group() not in known:
            continue
        before = bisect_right(starts, match.start()) - 1
        inside = before >= 0 and given[before].end > match.start()
        if not inside:
            found.append(NameOccurrence(match.start(), match.end(), known[match.group()]))
    return tuple(sorted([*given, *found]))
