"""Name similarity: names compared token by token, by consonants and by sound; a merge needs certainty."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import jellyfish
from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler, Levenshtein

from articles.entities.kinds import Kind
from articles.entities.lexicons import titles

SUGGESTION_MIN = 0.80
TOKEN_SOUNDS_ALIKE = 0.85
TOKEN_TYPO = 0.80
TOKEN_INITIAL = 0.60
_PARTICLES = frozenset("jr sr ii iii bin ibn al el de van von der".split())
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")
_GENERATION = re.compile(r"\b(Jr|Sr|II|III|IV)\b\.?$")
_SERVANT = frozenset("abdul abdel abdal abdol abd".split())
SHORT_NAME_LETTERS = 5
SOUND_MAX_CHARACTERS = 40
_VOWEL_CLASSES = {
    "aa": "a",
    "ae": "a",
    "ea": "e",
    "ee": "i",
    "ei": "i",
    "ii": "i",
    "oo": "u",
    "ou": "u",
    "uo": "u",
}
"""Pairs of vowels as transliterations exchange them; y is i, and "ye" is e."""
_SOFT_E = re.compile(r"(?:^|(?<=[aeiou]))ye")
_HARD_C = re.compile(r"c(?=[aourlt]|$)")
_INSIDE = str.maketrans("eo", "au")
"""What is also exchanged inside a longer name (Mohammed, Mohammad; Osama, Usama), though never at its end: Mario, Maria."""
_SPELLINGS = (
    ("'", ""), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("th", "t"),
    ("ph", "f"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("ff", "f"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored entity: its key in the directory, and one of its names."""

    key: str
    name: str


class Directory(Protocol):
    """Lookup of stored entities for linking."""

    def named(self, kind: Kind, name: str) -> Candidate | None:
        """The entity with this name or alias, ignoring case and accents."""
        ...

    def people_with_surname(self, skeleton: str) -> Iterable[Candidate]:
        """The people whose surname has this consonant skeleton."""
        ...


def name_words(name: str) -> list[str]:
    """The distinguishing words of a person's name in ASCII, without titles and particles; "Abdul" joins the next word.

    >>> name_words("Dr. Nádia Al-Rashid"), name_words("Abdul Ghani Baradar")
    (['Nadia', 'Rashid'], ['Abdulghani', 'Baradar'])
    """
    found = _NAME_WORD.findall(anyascii(name).replace("-", " "))
    while len(found) > 1 and found[0].lower() in titles():
        found = found[1:]
    words = [word for word in found if word.lower() not in _PARTICLES]
    for at in range(len(words) - 2):
        if words[at].lower() in _SERVANT:
            return [*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]]
    return words


def generation(name: str) -> str:
    """The generational suffix ("Jr", "III"), or an empty string."""
    found = _GENERATION.search(name.strip())
    return found.group(1) if found else ""


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonant skeleton of a name in a normalised spelling; an initial vowel is marked.

    >>> skeleton("Sergey") == skeleton("Sergei"), skeleton("Mohammed") == skeleton("Muhammad")
    (True, True)
    """
    word = _one_spelling(word)
    if not word:
        return ""
    opening = "V" if word[0] in "aeiouy" else word[0]
    return _DOUBLED.sub(r"\1", opening + _VOWELS.sub("", word[1:]))


def surname_sound(name: str) -> str:
    """The consonant skeleton of a surname, the key for retrieving people with variant spellings.

    >>> surname_sound("Sergey Lavrov"), surname_sound("al")
    ('lvrv', '')
    """
    words = name_words(name)
    return skeleton(words[-1])[:SOUND_MAX_CHARACTERS] if words else ""


def _one_spelling(word: str) -> str:
    """A name in small plain letters, its consonants spelled in one way."""
    word = anyascii(word).lower().replace("’", "'")
    for spelling, plain in _SPELLINGS:
        word = word.replace(spelling, plain)
    return word


@lru_cache(maxsize=65536)
def word_similarity(first: str, second: str) -> float:
    """The similarity of two name words: 1 same, 0.85 transliteration variant, 0.8 typing slip, 0 different."""
    one, other = first.lower(), second.lower()
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return TOKEN_INITIAL if one[0] == other[0] else 0.0
    alike = JaroWinkler.similarity(one, other)
    sound = jellyfish.metaphone(one)
    if sound and alike >= 0.80 and sound == jellyfish.metaphone(other):
        return TOKEN_SOUNDS_ALIKE
    if len(skeleton(one)) >= 3 and skeleton(one) == skeleton(other) and abs(len(one) - len(other)) <= 3:
        return TOKEN_SOUNDS_ALIKE
    if alike >= 0.92 and min(len(one), len(other)) >= 5 and Levenshtein.distance(one, other) <= 1:
        return TOKEN_TYPO
    return 0.0


def same_surname(first: str, second: str) -> bool:
    """Whether two surnames may be spellings of one name."""
    return bool(first and second) and word_similarity(first, second) >= TOKEN_SOUNDS_ALIKE


def similarity(first: str, second: str) -> float:
    """The similarity of two people's names (0..1): surname to surname, then the other words in pairs.

    >>> similarity("Sergey Lavrov", "Sergei Lavrov") >= SUGGESTION_MIN, similarity("Raul Castro", "Fidel Castro")
    (True, 0.0)
    >>> similarity("George W. Bush", "George H. W. Bush")
    0.0
    """
    one, other = name_words(first), name_words(second)
    if not one or not other or _of_two_generations(first, second):
        return 0.0
    if len(one) == 1 or len(other) == 1:
        short, long = (one, other) if len(one) == 1 else (other, one)
        return word_similarity(short[0], long[-1]) * (1.0 if len(one) == len(other) else 0.5)
    if _middle_names_differ(one, other):
        return 0.0
    family = word_similarity(one[-1], other[-1])
    if family < TOKEN_TYPO:
        return 0.0
    given = _paired(*sorted((one[:-1], other[:-1]), key=len))
    return (family + sum(given) / len(given)) / 2 if min(given) >= TOKEN_INITIAL else 0.0


def _middle_names_differ(one: list[str], other: list[str]) -> bool:
    """Whether both names have middle names or initials, and not the same ones: George W. Bush, George H. W. Bush."""
    first, second = [word.lower() for word in one[1:-1]], [word.lower() for word in other[1:-1]]
    if not first or not second or min(map(len, first + second)) > 1:
        return False
    pairs = zip(first, second, strict=False)
    return len(first) != len(second) or any(a[0] != b[0] for a, b in pairs)


def _paired(short: list[str], long: list[str]) -> list[float]:
    """Pairs each word of the shorter list with its best free partner in the longer one."""
    free, scores = list(range(len(long))), []
    for word in short:
        best = max(free, key=lambda index: (word_similarity(word, long[index]), -index))
        scores.append(word_similarity(word, long[best]))
        if scores[-1]:
            free.remove(best)
        if not free:
            free = [best]
    return scores


def is_same_person(first: str, second: str) -> bool:
    """Whether two full names are spellings of one: equally many words, pairwise equal up to transliteration.

    A woman and a man (Paula, Paul; Mario, Maria), a father and a son (Jr.) are not, nor are Jinping and Jinpeng.

    >>> is_same_person("Sergei Lavrov", "Sergey Lavrov"), is_same_person("Daniel Ortega", "Daniela Ortega")
    (True, False)
    """
    one, other = name_words(first), name_words(second)
    if len(one) < 2 or len(one) != len(other) or generation(first) != generation(second):
        return False
    if any(len(word) == 1 for word in one + other):
        return [word.lower() for word in one] == [word.lower() for word in other]
    return all(_same_spelling(*pair) for pair in zip(one, other, strict=True))


def _of_two_generations(first: str, second: str) -> bool:
    one, other = generation(first), generation(second)
    return bool(one and other and one != other)


def _same_spelling(first: str, second: str) -> bool:
    if first.lower() == second.lower():
        return True
    exact = min(len(first), len(second)) < SHORT_NAME_LETTERS
    return len(skeleton(first)) >= 2 and _sounding(first, exact) == _sounding(second, exact)


@lru_cache(maxsize=65536)
def _sounding(word: str, exact: bool) -> str:
    """A name's consonants in one spelling, and between them its vowels as far as transliterations keep them apart.

    >>> _sounding("Muhammad", False) == _sounding("Mohammed", False), _sounding("Mahmoud", False)
    (True, 'mahmud')
    """
    word = _SOFT_E.sub("e", _HARD_C.sub("k", _one_spelling(word).replace("ander", "andr"))).replace("y", "i")
    found = _VOWELS.sub(lambda match: _VOWEL_CLASSES.get(match.group(), match.group()), word)
    found = _DOUBLED.sub(r"\1", found)
    return found if exact else found[:-1].translate(_INSIDE) + found[-1:]


def link_person(name: str, directory: Directory) -> str | None:
    """The key of the stored person with this name, or of the only one whose name is certainly a spelling of it."""
    exact = directory.named(Kind.PERSON, name)
    if exact:
        return exact.key
    words = name_words(name)
    if len(words) < 2:
        return None
    fitting = {
        candidate.key
        for candidate in directory.people_with_surname(skeleton(words[-1]))
        if is_same_person(candidate.name, name)
    }
    return fitting.pop() if len(fitting) == 1 else None
