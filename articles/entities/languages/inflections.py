"""Forms that a name takes in a sentence: its cases, and small words written together with it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import product

from articles.entities.lexicons import rows

PARADIGMS_MAX = 4


def forms(name: str, language: str) -> tuple[str, ...]:
    """The forms of a name in a language, its own first. A language without rules leaves it as it is.

    The words of a name are inflected together, case by case.

    >>> forms("Россия", "ru")[:4], "Саудовской Аравией" in forms("Саудовская Аравия", "ru")
    (('Россия', 'России', 'Россию', 'Россией'), True)
    >>> forms("روسيا", "ar")[1:4], forms("France", "fr")
    (('وروسيا', 'فروسيا', 'بروسيا'), ('France',))
    """
    found = dict.fromkeys([name])
    if endings := _endings().get(language):
        words = name.split(" ")
        choices = list(product(*(_paradigms(word, endings) for word in words)))[:PARADIGMS_MAX]
        found |= dict.fromkeys(" ".join(case) for chosen in choices for case in zip(*chosen, strict=True))
    for before, prefix in _prefixes().get(language, ()):
        if name.startswith(before):
            found[prefix + name.removeprefix(before)] = None
    return tuple(found)


def _paradigms(word: str, endings: dict[str, list[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """The forms of a word by case, for each way in which a word of its ending may be inflected."""
    if word.isupper():
        return [(word,) * len(next(iter(endings.values()))[0])]
    for length in range(len(word) - 1, -1, -1):
        ending = word[len(word) - length :] if length else ""
        if rules := endings.get(ending):
            if not ending and word[-1].lower() in _VOWELS:
                break
            stem = word[: len(word) - length]
            return [tuple(stem + form for form in rule) for rule in rules]
    return [(word,) * len(next(iter(endings.values()))[0])]


# A word that ends in one of these, and that no rule names, stays as it is: Чили, Того, Перу.
_VOWELS = frozenset("аеёиоуыэюяіїєaeiouyąęó")


@cache
def _endings() -> dict[str, dict[str, list[tuple[str, ...]]]]:
    found: dict[str, dict[str, list[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows("inflections.csv"):
        found[row["language"]][row["ending"]].append(tuple(row["forms"].split("|")))
    return {language: dict(endings) for language, endings in found.items()}


@cache
def _prefixes() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows("name_prefixes.csv"):
        found[row["language"]].append((row["before"], row["prefix"]))
    return dict(found)
