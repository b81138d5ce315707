"""Suggestions for the search box: names first, then words of the index."""

from __future__ import annotations

from django.db.models import Count, Q

from articles.models import Entity, Outlet
from articles.pages.article.facts import search_url
from articles.pages.entities.namesakes import named_like
from articles.pages.shared.highlighting import KIND_WORDS
from articles.search.backend import SearchBackend
from articles.text import fold

NAMES_MAX = 6
OUTLETS_MAX = 2
WORDS_MAX = 4
TEXT_MAX_CHARACTERS = 60


def suggestions(text: str, backend: SearchBackend) -> list[dict[str, str]]:
    """The suggestions as (text, kind in a word, address). Raises IndexMissing."""
    text = text[:TEXT_MAX_CHARACTERS].strip()
    if len(fold(text)) < 2:
        return []
    return [*_names(text), *_outlets(text), *_words(text, backend)]


def _names(text: str) -> list[dict[str, str]]:
    key = fold(text)
    begins = named_like(Q(folded__startswith=key) | Q(folded__contains=f" {key}")) | Q(name__istartswith=text)
    found = Entity.objects.filter(begins, merged_into=None, mentions__isnull=False)
    rows = found.annotate(named=Count("mentions", distinct=True)).order_by("-named", "name")[:NAMES_MAX]
    return [{"text": row.name, "kind": KIND_WORDS[row.kind], "url": row.get_absolute_url()} for row in rows]


def _outlets(text: str) -> list[dict[str, str]]:
    rows = Outlet.objects.filter(name__icontains=text)[:OUTLETS_MAX]
    return [{"text": row.name, "kind": "outlet", "url": search_url(outlet=row.slug)} for row in rows]


def _words(text: str, backend: SearchBackend) -> list[dict[str, str]]:
    """The last word typed, completed, behind the words before it."""
    before, space, last = text.rpartition(" ")
    found = backend.suggest(last, limit=WORDS_MAX)
    return [
        {
            "text": f"{before}{space}{row.text}",
            "kind": "word",
            "url": search_url(q=f"{before}{space}{row.text}"),
        }
        for row in found
    ]
