"""Plain search: what a search finds in the database alone while there is no index, and the sentence that says so.

Headline and text contain the words as typed, the newest articles first. Costs one look at the newest articles only, so a
room without its index stays as quick for all who search in it.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_, or_

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from articles.models import Article, Mention
from articles.pages.search.facet_labels import VALUES_MAX, labels_for
from articles.pages.search.hits import hits_of
from articles.pages.search.search_page import SearchPage, applied_to, carried, paged, search_page, with_slugs
from articles.search.analysis import tokens
from articles.search.backend import EngineUnavailable, IndexMissing, SearchBackend
from articles.search.facets import FACETS_BY_NAME, NO_VALUE
from articles.search.query.query import Query
from articles.search.results import Hit, Results

LOOKED_AT_MAX = 20_000
FOUND_MAX = 1_000
WORDS_MAX = 8
KINDS = frozenset(("person", "place", "org"))
NARROWING = KINDS | {"outlet", "month"}
UNUSABLE = "The search index cannot be used just now; the worker builds it anew."
SAID = (
    "Meanwhile this is a plain search of the database: articles whose headline or text contains the words as typed, the "
    "newest first. Facets, ranking and other forms of the words are missing for now."
)
_OPERATORS = frozenset(("AND", "OR", "NOT"))
_FIELD = re.compile(r"^[A-Za-z]{1,20}:")


def search_or_plain(
    query: Query, backend: SearchBackend, grouped: bool = False, facet_size: int = VALUES_MAX
) -> SearchPage:
    """The page of a search, found in the database where there is no usable index. Raises NoSuchPage past the end."""
    try:
        return search_page(query, backend, grouped, facet_size)
    except EngineUnavailable as reason:
        return plain_search_page(query, str(reason))
    except IndexMissing:
        return plain_search_page(query)


def plain_search_page(asked: Query, why: str = UNUSABLE) -> SearchPage:
    """The page as the database alone gives it, and ``why`` in a sentence. Raises NoSuchPage past the end."""
    started = time.perf_counter()
    query = with_slugs(asked)
    words = plain_words(query.text)
    found = list(_matching(query, words).values_list("pk", flat=True)[: FOUND_MAX + 1])
    listed = found[:FOUND_MAX]
    place = paged(query, len(listed))
    first = (place.number - 1) * query.page_size
    results = Results(
        total=len(listed),
        lines=len(listed),
        hits=tuple(Hit(pk) for pk in listed[first : first + query.page_size]),
        terms=frozenset(token.term for word in words for token in tokens(word)),
        took_ms=(time.perf_counter() - started) * 1000,
    )
    return SearchPage(
        query=query,
        read_as=" ".join(words),
        problems=(*query.problems, *_left_out(query, words, len(found))),
        results=results,
        hits=tuple(hits_of(results, query, first + 1)),
        applied=tuple(applied_to(query, labels_for({}, query))),
        paging=place,
        first_number=first + 1,
        degraded=f"{why} {SAID}",
        **carried(query),
    )


def plain_words(text: str) -> list[str]:
    """The words that must stand in an article; operators and names of fields are none, nor is what should be absent.

    >>> plain_words('person:Lavrov AND "two words" -Kabul NOT Herat caf\u00e9')
    ['Lavrov', 'two', 'words', 'caf\u00e9']
    """
    found: list[str] = []
    absent = False
    for part in text.split():
        if part in _OPERATORS:
            absent = part == "NOT"
            continue
        if not absent and not part.startswith("-"):
            found += re.findall(r"[^\W_]+", _FIELD.sub("", part))
        absent = False
    return found[:WORDS_MAX]


def _matching(query: Query, words: Sequence[str]) -> QuerySet[Article]:
    """The articles, newest first: of the newest that there are, those with the words and within what was chosen."""
    order = (F("published_day").desc(nulls_last=True), "-pk")
    newest = Article.objects.order_by(*order).values("pk")[:LOOKED_AT_MAX]
    rows = Article.objects.annotate(text=Cast("paragraphs", TextField())).filter(pk__in=newest)
    if query.date_from:
        rows = rows.filter(published_day__gte=query.date_from)
    if query.date_to:
        rows = rows.filter(published_day__lte=query.date_to)
    for facet, values in query.chosen.items():
        if NO_VALUE in values:
            continue
        if facet == "outlet":
            rows = rows.filter(outlet__slug__in=values)
        elif facet == "month":
            rows = rows.filter(reduce(or_, (Q(published__startswith=value) for value in values)))
        elif facet in KINDS:
            named = Mention.objects.filter(
                article=OuterRef("pk"), entity__kind=facet, entity__slug__in=values
            )
            rows = rows.filter(Exists(named))
    if words:
        rows = rows.filter(reduce(or_ if query.match == "any" else and_, map(_contains, words)))
    return rows.order_by(*order)


def _contains(word: str) -> Q:
    """Whether headline or text contain the word; SQLite keeps a text's other letters as JSON escapes them."""
    found = Q(title__icontains=word) | Q(text__icontains=word)
    if not word.isascii():
        for form in {word, word.lower(), word.capitalize()}:
            found |= Q(text__contains=json.dumps(form)[1:-1]) | Q(title__contains=form)
    return found


def _left_out(query: Query, words: Sequence[str], found: int) -> Iterator[str]:
    """What of the question a plain search does not answer."""
    chosen = query.chosen.items()
    left = [
        FACETS_BY_NAME[name].label for name, values in chosen if name not in NARROWING or NO_VALUE in values
    ]
    if left:
        yield f"Left out for now: {', '.join(left)}."
    if query.excluded:
        yield "What should be left out of the results is not, for now."
    if len(words) < len(query.text.split()) and words:
        yield f"Read as plain words for now: {' '.join(words)}."
    if found > FOUND_MAX:
        yield f"The newest {FOUND_MAX:,} articles found are listed; there are more."
