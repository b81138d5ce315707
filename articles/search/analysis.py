"""Text analysis: the one tokenizer and stemmer for index, query and snippets, so that they always agree."""

from __future__ import annotations

import csv
import re
import threading
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import snowballstemmer
from anyascii import anyascii

from articles.search.scripts import RUNS, is_unspaced, named_form, native_stem, pairs

# A change here, or to what a token is, changes every index: raise whoosh_schema.SCHEMA_VERSION with it.
WORD_MAX_CHARACTERS = 64
_SPELLINGS = Path(__file__).with_name("data") / "spellings.csv"
COMPOUND_MAX_PARTS = 6
REMEMBERED_MAX_CHARACTERS = 60

# A unit is an abbreviation with full stops (U.S.), a number (31,000 or 3.5), or a word with its apostrophes and
# accents; a compound is units with hyphens between them. Possessive quantifiers keep the scan linear.
_MARKS = (
    r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060"
    # Vowel signs of Hebrew, Arabic, the scripts of India, and Thai.
    r"\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    r"\u0b82\u0bbe-\u0bcd\u0bd7\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
)
_APOSTROPHE = r"['’‘`´′ʼʻ]"
_WORD = rf"[^\W_]++(?:{_MARKS}++[^\W_]*+)*+"
_UNIT_PATTERN = (
    r"(?:(?<![^\W_])(?:[^\W\d_]\.){2,}+(?:[^\W\d_](?![^\W_]))?"
    r"|\d++(?:[.,]\d++)++"
    rf"|{_WORD}(?:{_APOSTROPHE}{_WORD})*+)"
)
_UNIT = re.compile(_UNIT_PATTERN)
_COMPOUND = re.compile(rf"{_UNIT_PATTERN}(?:[-‐‑–]{_UNIT_PATTERN})*+")
_CHUNK = re.compile(r"\S+")
_POSSESSIVE = re.compile(rf"{_APOSTROPHE}[sS]$")
_ELISION = re.compile(rf"([^\W\d_]){_APOSTROPHE}(?=[^\W\d_]{{3}})")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
# Around a word these are no part of it, whatever stands beside them.
_PUNCTUATION = '.,;:!?()[]"“”„«»…'
_NOT_KEY = re.compile(r"[^a-z0-9.]+")

# Short forms that are also everyday words: in capitals they get a second term, so that "US" does not find "us".
CAPITAL_WORDS = frozenset({"US", "WHO", "IS", "IT", "AID", "AIDS"})
# Words too common to be worth marking in a snippet. They stay in the index: phrases need them.
_COMMON = (
    "a an and are as at be been but by for from had has have he her his i in is it its not of on or she that the "
    "their they this to was were which who will with"
)
COMMON_WORDS = frozenset(_COMMON.split())


class Token(NamedTuple):
    """One word of a text: ``text[start:end]`` folded to ``word``, stemmed to ``term``, counted by ``position``.

    A compound's parts have positions of their own; its ``joined`` form stands at the position of the first part.
    """

    term: str
    position: int
    start: int
    end: int
    word: str
    joined: bool = False


class Piece(NamedTuple):
    """A token within a stretch between spaces: offsets from its beginning, ``step`` in positions."""

    word: str
    term: str
    start: int
    end: int
    step: int
    joined: bool


def tokens(text: str) -> list[Token]:
    """The words of a text in order; a compound gives its parts and its joined form.

    >>> [(t.term, t.position) for t in tokens("The US troops’ co-operation")]
    [('the', 0), ('us', 1), ('US', 1), ('troop', 2), ('co', 3), ('oper', 4), ('cooper', 3)]
    """
    found: list[Token] = []
    position = 0
    for match in _CHUNK.finditer(text):
        at = match.start()
        chunk = match.group()
        parts, width = pieces(chunk)
        for word, term, start, end, step, joined in parts:
            found.append(Token(term, position + step, at + start, at + end, word, joined))
        position += width
    return found


def words_of(text: str) -> list[str]:
    """The folded words of a text, unstemmed, without joined forms.

    >>> words_of("Sérgey Lavrov’s 31,000 al-Qa’ida men")
    ['sergey', 'lavrov', '31000', 'al', 'qaida', 'men']
    """
    return [token.word for token in tokens(text) if not token.joined and token.word == token.word.lower()]


def pieces(chunk: str) -> tuple[tuple[Piece, ...], int]:
    """The tokens of what stands between two spaces, and how many positions they take."""
    return _pieces(chunk) if len(chunk) <= REMEMBERED_MAX_CHARACTERS else _read_pieces(chunk)


@lru_cache(maxsize=100_000)
def _pieces(chunk: str) -> tuple[tuple[Piece, ...], int]:
    """A chunk's tokens; a text repeats most of its chunks, so they are remembered."""
    return _read_pieces(chunk)


def _read_pieces(chunk: str) -> tuple[tuple[Piece, ...], int]:
    """The tokens of what stands between two spaces, offsets within it, and how many positions they take."""
    if core := plain_word(chunk):
        return _plain(core, chunk.find(core)), 1
    found: list[Piece] = []
    width = 0
    for match in _COMPOUND.finditer(chunk):
        parts, taken = _compound(match.group(), match.start(), width)
        found += parts
        width += taken
    return tuple(found), width


def plain_word(chunk: str) -> str:
    """The word of a chunk that is nothing but one word of letters A to Z, with or without punctuation around it.

    >>> plain_word("“Evacuation,"), plain_word("U.S."), plain_word("Kabul’s")
    ('Evacuation', '', '')
    """
    core = chunk.strip(_PUNCTUATION)
    return core if core.isalpha() and core.isascii() else ""


def _plain(core: str, at: int) -> tuple[Piece, ...]:
    """The token of a chunk that is one word of letters A to Z: most are, and they need none of the patterns."""
    word, end = core.lower()[:WORD_MAX_CHARACTERS], at + len(core)
    piece = Piece(word, stem(word), at, end, 0, False)
    return (piece, Piece(core, core, at, end, 0, False)) if core in CAPITAL_WORDS else (piece,)


def _compound(compound: str, at: int, first: int) -> tuple[list[Piece], int]:
    """A compound's parts, the joined form behind them, and how many positions they take."""
    found: list[Piece] = []
    words: list[str] = []
    unspaced = False
    for unit in _UNIT.finditer(_split_elision(compound)):
        surface, start, end, step = unit.group(), at + unit.start(), at + unit.end(), first + len(words)
        if not surface.isascii() and is_unspaced(surface):
            for run in RUNS.finditer(surface):
                read = _run(run.group(), start + run.start(), first + len(words))
                found += read
                words += [piece.word for piece in read if not piece.joined]
            unspaced = True
            continue
        word = _fold(surface)
        if not word:
            continue
        found += _word(surface, word, start, end, step)
        capitals = word.upper()
        if capitals in CAPITAL_WORDS and _POSSESSIVE.sub("", surface).replace(".", "") == capitals:
            found.append(Piece(capitals, capitals, start, end, step, False))
        words.append(word)
    if 1 < len(words) <= COMPOUND_MAX_PARTS and not unspaced:
        joined = "".join(words)[:WORD_MAX_CHARACTERS]
        found.append(Piece(joined, stem(joined), at, at + len(compound), first, True))
    return found, len(words)


def _word(surface: str, word: str, start: int, end: int, step: int) -> list[Piece]:
    """The piece of a word. One in another script has its stem in its own letters, and its form in Latin letters behind."""
    own = "" if surface.isascii() else native_stem(surface)
    if not own:
        return [Piece(word, stem(word), start, end, step, False)]
    latin = stem(_fold(named_form(surface)))
    return [Piece(word, own, start, end, step, False), Piece(latin, latin, start, end, step, True)]


def _run(run: str, start: int, step: int) -> list[Piece]:
    """The pieces of a run of characters in one kind of script: pairs where words are not parted by spaces."""
    if not is_unspaced(run):
        word = _fold(run)
        return _word(run, word, start, start + len(run), step) if word else []
    return [
        Piece(pair, pair, start + at, start + at + len(pair), step + number, False)
        for number, (at, pair) in enumerate(pairs(run))
    ]


def _split_elision(compound: str) -> str:
    """O’Brien and d’Ivoire as compounds: the apostrophe after a single letter counts as a hyphen."""
    match = _ELISION.match(compound)
    return f"{match[1]}-{compound[match.end() :]}" if match else compound


@lru_cache(maxsize=200_000)
def _fold(surface: str) -> str:
    """A unit as a lower-case ASCII word: accents, apostrophes, a possessive, inner full stops taken off."""
    if _THOUSANDS.fullmatch(surface):
        surface = surface.replace(",", "")
    word = _POSSESSIVE.sub("", surface)
    plain = word if word.isascii() else anyascii(word)
    key = _NOT_KEY.sub("", plain.lower())
    if "." in key and not key[0].isdigit():
        key = key.replace(".", "")
    return key.strip(".")[:WORD_MAX_CHARACTERS]


_STEMMER = snowballstemmer.stemmer("english")
_STEMMER_LOCK = threading.Lock()


@lru_cache(maxsize=1)
def _american() -> dict[str, str]:
    with _SPELLINGS.open(encoding="utf-8", newline="") as file:
        return {row["british"]: row["american"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _spellings() -> re.Pattern[str]:
    """The beginnings of words that have another spelling, the longest first."""
    return re.compile("|".join(sorted(_american(), key=len, reverse=True)))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Porter2 stem of a folded word in its American spelling; numbers stay.

    The stemmer keeps state, so one thread uses it at a time.

    >>> stem("evacuations"), stem("evacuated"), stem("2021"), stem("harbours") == stem("harbor")
    ('evacu', 'evacu', '2021', True)
    """
    if word[:1].isdigit():
        return word
    if british := _spellings().match(word):
        word = _american()[british[0]] + word[british.end() :]
    with _STEMMER_LOCK:
        stemmed: str = _STEMMER.stemWord(word)
    return stemmed or word
