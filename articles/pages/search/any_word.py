"""The way out of a long query that finds nothing: any of its telling words, the rarest first."""

from __future__ import annotations

import re
from dataclasses import replace

from articles.search.backend import SearchBackend
from articles.search.engine.term_expansion import STOPWORDS
from articles.search.query.query import Query
from articles.text import fold

SENTENCE_MIN_WORDS = 5
WORDS_TRIED_MAX = 16
WORDS_NAMED_MAX = 5
_PLAIN = re.compile(r"[^\"():*~\[\]{}^]+")


def any_word(query: Query, backend: SearchBackend) -> tuple[str, Query]:
    """What is offered, in words, and the search.

    Of a whole sentence the words that everybody uses are left out, and those that no article holds.
    """
    words = query.text.split()
    if len(words) < SENTENCE_MIN_WORDS or not _PLAIN.fullmatch(query.text):
        return "Search for any of the words", query.matching("any")
    telling = [word for word in dict.fromkeys(words) if fold(word) and fold(word) not in STOPWORDS]
    counts = {word: _articles(word, query, backend) for word in telling[:WORDS_TRIED_MAX]}
    held = sorted((word for word in counts if counts[word]), key=lambda word: counts[word])
    if not held:
        return "Search for any of the words", query.matching("any")
    named = ", ".join(f"“{word.strip('.,;?!')}”" for word in held[:WORDS_NAMED_MAX])
    rest = " and others" if len(held) > WORDS_NAMED_MAX else ""
    label = f"Search for any of these words, the rarest first: {named}{rest}"
    return label, query.with_text(" ".join(held)).matching("any")


def _articles(word: str, query: Query, backend: SearchBackend) -> int:
    return backend.search(replace(query.with_text(word), match="all"), facets=()).total
