"""Document frequency of words in English news: a shared rare word says more than a common one."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import snowballstemmer
from anyascii import anyascii

from articles.entities.lexicons import rows
from articles.text import words

TABLE = Path(__file__).parents[1] / "data" / "word_documents.tsv"
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])[0-9]")
_ARTICLES_A_YEAR = 8.0
"""Of so many articles one names a given year, among those written around it (the median of 2012 to 2020)."""

_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem under which forms of a word meet; a possessive ending is dropped.

    >>> stem("Countries"), stem("country’s"), stem("seized")
    ('countri', 'countri', 'seiz')
    """
    plain = anyascii(word).lower()
    plain = plain.removesuffix("'s").removesuffix("'")
    return str(_STEMMER.stemWord(plain))


@lru_cache(maxsize=1)
def _table() -> tuple[int, dict[str, int]]:
    counts: dict[str, int] = {}
    documents = 0
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        key, count = line.split("\t")
        if key == "*":
            documents = int(count)
        else:
            counts[key] = int(count)
    return documents, counts


@lru_cache(maxsize=65536)
def rarity(key: str) -> float:
    """How much a stem says, as the logarithm of one over the share of news articles that use it; 0 for "the".

    A stem that the table does not know, as most names, is taken to stand in one article of 300. All years weigh the
    same: which of them are common depends on when the counted articles were written.

    >>> rarity("the") < 0.01 < rarity("countri") < rarity("helicopt") <= rarity("xyzzi")
    True
    >>> rarity("2027") == rarity("2016") < rarity("7041")
    True
    """
    documents, counts = _table()
    if _YEAR.fullmatch(key):
        return math.log(_ARTICLES_A_YEAR)
    unknown = documents / 300
    return math.log(documents / max(counts.get(key, unknown), unknown))


@lru_cache(maxsize=1)
def names_of_affairs() -> frozenset[str]:
    """The stems of countries, regions, peoples and armed groups: a long affair is told with the same ones every day.

    >>> {"russian", "taliban"} <= names_of_affairs()
    True
    """
    lists = ("countries.csv", "demonyms.csv", "regions.csv", "us_states.csv", "armed_groups.csv")
    said = (cell for name in lists for row in rows(name) for cell in row.values() if cell)
    parts = (text[a:b] for text in said for a, b in words(text))
    return frozenset(stem(part) for part in parts if part[0].isupper() and len(part) > 2)


def count_documents(texts: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The rows of the table: in how many texts each stem is used."""
    counts: Counter[str] = Counter()
    documents = 0
    for text in texts:
        documents += 1
        counts.update({stem(text[a:b]) for a, b in words(text)})
    yield "*", documents
    floor = documents / 300
    yield from sorted((key, count) for key, count in counts.items() if count > floor and key.isalnum())
