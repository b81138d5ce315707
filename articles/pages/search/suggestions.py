"""Suggestions for the search box: names first, then words of the index."""

from __future__ import annotations

from itertools import islice

from django.db.models import Count, Q

from articles.models import Entity, Outlet
from articles.pages.article.facts import search_url
from articles.pages.entities.namesakes import named_like
from articles.pages.shared.highlighting import KIND_WORDS
from articles.search.backend import SearchBackend
from articles.search.engine.term_expansion import STOPWORDS
from articles.search.query.query import Query
from articles.text import fold

NAMES_MAX = 6
OUTLETS_MAX = 2
WORDS_MAX = 4
# So many completions are looked at for those that stand in an article with the words before them.
WORDS_TRIED = 8
TEXT_MAX_CHARACTERS = 60
TYPED_MIN_CHARACTERS = 2


def suggestions(text: str, backend: SearchBackend) -> list[dict[str, str]]:
    """The suggestions as (text, kind in a word, address). Raises IndexMissing."""
    text = text[:TEXT_MAX_CHARACTERS].strip()
    if len(fold(text)) < TYPED_MIN_CHARACTERS:
        return []
    return [*_names(text), *_outlets(text), *_words(text, backend)]


def _names(text: str) -> list[dict[str, str]]:
    begins = Q(name__istartswith=text)
    for key in {fold(text), _without_leading_stopwords(text)}:
        begins |= named_like(Q(folded__startswith=key) | Q(folded__contains=f" {key}"))
    found = Entity.objects.filter(begins, merged_into=None, mentions__isnull=False)
    rows = found.annotate(named=Count("mentions", distinct=True)).order_by("-named", "name")[:NAMES_MAX]
    return [{"text": row.name, "kind": KIND_WORDS[row.kind], "url": row.get_absolute_url()} for row in rows]


def _without_leading_stopwords(text: str) -> str:
    """The folded text behind its leading stopwords ("the white h" → "white h"); all of it where too little would be left."""
    words = fold(text).split()
    while len(words) > 1 and words[0] in STOPWORDS:
        words.pop(0)
    rest = " ".join(words)
    return rest if len(rest) >= TYPED_MIN_CHARACTERS else fold(text)


def _outlets(text: str) -> list[dict[str, str]]:
    rows = Outlet.objects.filter(name__icontains=text)[:OUTLETS_MAX]
    return [{"text": row.name, "kind": "outlet", "url": search_url(outlet=row.slug)} for row in rows]


def _words(text: str, backend: SearchBackend) -> list[dict[str, str]]:
    """The last word typed, completed, behind the words before it, where articles hold them all.

    Stopwords are what nobody looks for.
    """
    before, space, last = text.rpartition(" ")
    typed = fold(last)
    if len(typed) < TYPED_MIN_CHARACTERS:
        return []
    noise = [word for word in STOPWORDS if word.startswith(typed)]
    rows = backend.suggest(last, limit=WORDS_TRIED + len(noise))
    texts = [f"{before}{space}{row.text}" for row in rows if row.text not in noise]
    held = (text for text in texts[:WORDS_TRIED] if not before or _stands_together(text, backend))
    return [{"text": text, "kind": "word", "url": search_url(q=text)} for text in islice(held, WORDS_MAX)]


def _stands_together(text: str, backend: SearchBackend) -> bool:
    return backend.search(Query(text=text), facets=()).total > 0
