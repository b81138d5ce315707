"""Words in other scripts than Latin: their stems and their pairs of characters, by the letters alone.

A word in another script needs no language to be told for it: its letters say which rules it takes, in an article and in a
question alike.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from functools import lru_cache

import snowballstemmer

# Written without spaces, or with particles joined to the word: Chinese, Japanese, Korean.
_UNSPACED = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0002fa1f"
)
RUNS = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")
STEM_MIN_LETTERS = 3

# Vowel signs, and other marks that a word is written with or without.
_SIGNS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f]"
)
_ONE_LETTER = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("يیئې", "ى"),
        **dict.fromkeys("كګگ", "ک"),
        "ؤ": "و",
        "ة": "ه",
        "ۀ": "ه",
        "ہ": "ه",
        "ھ": "ه",
    }
)
# The light stemmer of Larkey and others (2002) for Arabic; its endings are also those of the Persian plural and genitive.
_ARABIC_BEFORE = re.compile(r"(?:و?ال|بال|کال|فال|و?لل)(?=.{2})|و(?=.{4})")
_ARTICLE = re.compile("ال(?=.{2})")
_PERSIAN_LETTER = re.compile("[یکپچژگ]")
_ARABIC_ENDINGS = tuple("هاى هاىى ها ان ات ون ىن ىه ه ى".split())

# Russian surnames in -ov, -ev and -in, of whose cases a stemmer made for nouns and adjectives makes two stems.
_SURNAME = re.compile(
    r"(.{2,}(?:ов|ев|ин))"
    r"(?:а|у|ы|и|е|о|ой|ою|ым|ых|ыми|им|их|ими|ам|ами|ах|ом|ый|ого|ому|ая|ую|ое|ые)?"
)
_UKRAINIAN_LETTER = re.compile("[іїєґ]")
_UKRAINIAN_ENDINGS = tuple(
    sorted(
        "ями ами ові еві єві ого ому ої ою ею єю ів їв ах ях ам ям ом ем єм ий ій им ім их іх ими іми а я у ю о е є и і ї ь "
        "й".split(),
        key=len,
        reverse=True,
    )
)
_UKRAINIAN_SUFFIX = re.compile(r"(?<=..)(?:ов|ев|єв|ів|їв)$")

_CLOSED = re.compile("і(?=[бвгґджзйклмнпрстфхцчшщ]ь?$)")
_SUFFIX = re.compile(r"(?<=...)(?:ов|ев)$")
# A noun in -ан or -ал loses its last letter like a participle in some cases (Иран, генерал): so it loses it in all.
_NO_PARTICIPLE = re.compile("(?<=..[ая])[нл]$")

_SNOWBALL = threading.Lock()
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("\u0370", "\u03ff"),
    ("\u0400", "\u052f"),
    ("\u0600", "\u06ff"),
    ("\u0900", "\u097f"),
    ("\u0b80", "\u0bff"),
    ("\u1f00", "\u1fff"),
)


def is_unspaced(text: str) -> bool:
    """Whether a text holds characters of a script in which words are not parted by spaces."""
    return bool(_UNSPACED_LETTER.search(text))


def pairs(run: str) -> list[tuple[int, str]]:
    """The pairs of neighbouring characters of a run without spaces, with their offsets; a lone character is itself.

    >>> pairs("拉夫罗夫"), pairs("美")
    ([(0, '拉夫'), (1, '夫罗'), (2, '罗夫')], [(0, '美')])
    """
    return [(at, run[at : at + 2]) for at in range(len(run) - 1)] or [(0, run)]


@lru_cache(maxsize=200_000)
def native_stem(word: str) -> str:
    """The stem of a word in a script that has one here, in its own letters; empty for any other word.

    >>> native_stem("Лавров") == native_stem("Лавровым"), native_stem("Москве") == native_stem("Москва")
    (True, True)
    >>> native_stem("الحكومة") == native_stem("حكومة"), native_stem("Hērat")
    (True, '')
    """
    plain = _SIGNS.sub("", word).lower()
    rules = next((rules for script, rules in _RULES if _in(plain[:1], script)), None)
    return rules(plain) if rules and plain else ""


@lru_cache(maxsize=200_000)
def named_form(word: str) -> str:
    """A Russian surname without the ending of its case, so that it is found in Latin letters too; any other word whole.

    >>> named_form("Лавровым"), named_form("Москве")
    ('Лавров', 'Москве')
    """
    match = _SURNAME.fullmatch(word)
    return match[1] if match else word


def _in(letter: str, script: tuple[str, str]) -> bool:
    return script[0] <= letter <= script[1]


def _cyrillic(word: str) -> str:
    """Ukrainian by its own letters, everything else as Russian; the two give the same stem of words that they share."""
    word = word.replace("ё", "е").replace("’", "").replace("'", "")
    if not _UKRAINIAN_LETTER.search(word):
        return _NO_PARTICIPLE.sub("", _SUFFIX.sub("", _snowball("russian", named_form(word))))
    for ending in _UKRAINIAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM_MIN_LETTERS:
            word = word.removesuffix(ending)
            break
    # An о that closes a syllable is an і: договір, договору.
    word = _CLOSED.sub("о", word)
    return _UKRAINIAN_SUFFIX.sub("", word)


def _greek(word: str) -> str:
    """The Snowball stem, which keeps the last vowel of "αστυνομίας" and cuts that of "αστυνομία", without it."""
    return _snowball("greek", word).rstrip("ι")


def _arabic(word: str) -> str:
    """One light stemmer for the languages in Arabic letters. Only Arabic joins "and" to the word behind it."""
    before = _ARTICLE if _PERSIAN_LETTER.search(word) else _ARABIC_BEFORE
    word = word.translate(_ONE_LETTER)
    word = word[match.end() :] if (match := before.match(word)) else word
    for ending in _ARABIC_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM_MIN_LETTERS:
            word = word.removesuffix(ending)
    return word


def _snowball(language: str, word: str) -> str:
    """The Snowball stem. The stemmers keep state, so one thread uses them at a time."""
    with _SNOWBALL:
        stemmed: str = _stemmer(language).stemWord(word)
    return stemmed or word


@lru_cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(language)


def _by(language: str) -> Callable[[str], str]:
    return lambda word: _snowball(language, word)


_RULES: tuple[tuple[tuple[str, str], Callable[[str], str]], ...] = tuple(
    zip(
        _SCRIPTS,
        (_greek, _cyrillic, _arabic, _by("hindi"), _by("tamil"), _greek),
        strict=True,
    )
)
