"""Places in a list of results: what an article's address carries of its search, and the way back into the list."""

from __future__ import annotations

from django.urls import reverse

from articles.search.query.parameters import PAGE_MAX, PAGE_SIZE_MAX
from articles.search.query.query import Query

PLACE_PARAMETER = "at"
PLACE_MAX = PAGE_MAX * PAGE_SIZE_MAX


def result_querystring(query: Query, place: int) -> str:
    """What an article's address carries of the search, and of the place (from 1) where it was found.

    >>> result_querystring(Query(text="barge", page=3), 41)
    'q=barge&at=41'
    """
    searched = query.on_page(1).to_querystring()
    return f"{searched}&{PLACE_PARAMETER}={place}" if searched else f"{PLACE_PARAMETER}={place}"


def results_url(query: Query, place: int) -> str:
    """The list of results, opened where a place (from 1) is; its beginning for place 0.

    >>> results_url(Query(text="barge"), 41)
    '/search/?q=barge&page=3#result-41'
    """
    page = max(0, place - 1) // query.page_size + 1
    searched = query.on_page(page).to_querystring()
    address = f"{reverse('search')}?{searched}" if searched else reverse("search")
    return f"{address}#result-{place}" if place else address


def read_place(text: str) -> int:
    """A place from 1 as an address gives it; 0 for what is none.

    >>> read_place("41"), read_place(""), read_place("-1")
    (41, 0, 0)
    """
    place = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    return place if place <= PLACE_MAX else 0
