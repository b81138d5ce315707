"""Search: the results page, and the same results for programs."""

from __future__ import annotations

from dataclasses import replace

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.exports import EXPORTS, found_articles
from articles.feeds import atom
from articles.ingest.indexing.outbox import get_backend
from articles.pages.search.facet_labels import VALUES_MAX
from articles.pages.search.facet_page import VALUES_MAX as FACET_SIZE_MAX
from articles.pages.search.facet_page import facet_page
from articles.pages.search.plain_search import search_or_plain
from articles.pages.search.search_json import search_json
from articles.pages.search.search_page import search_page, with_slugs
from articles.pages.search.suggestions import suggestions
from articles.search.facets import FACETS_BY_NAME
from articles.search.query.parameters import read_number
from articles.search.query.query import Query
from articles.views.errors import with_error_pages


@require_safe
@with_error_pages
def search(request: HttpRequest) -> HttpResponse:
    """Results with facets."""
    page = search_or_plain(Query.from_params(request.GET), get_backend(), grouped=True)
    return render(request, "articles/search.html", {"page": page, "section": "search"})


@require_safe
@with_error_pages
def search_facet(request: HttpRequest, name: str) -> HttpResponse:
    """Every value of one facet within a search."""
    facet = FACETS_BY_NAME.get(name)
    if facet is None or not facet.listed:
        raise Http404("There is no such filter.")
    find, order = request.GET.get("find", ""), request.GET.get("order", "")
    page = facet_page(facet, Query.from_params(request.GET), find, order, get_backend())
    return render(request, "articles/search_facet.html", {"page": page, "section": "search"})


@require_safe
@with_error_pages
def search_as_json(request: HttpRequest) -> JsonResponse:
    """The same as JSON, with as many values of each facet as ``facet_size`` asks for."""
    problems: list[str] = []
    size = read_number(request.GET.get("facet_size", ""), "facet_size", VALUES_MAX, FACET_SIZE_MAX, problems)
    query = Query.from_params(request.GET)
    query = replace(query, problems=(*query.problems, *problems))
    return JsonResponse(search_json(search_or_plain(query, get_backend(), facet_size=size)))


@require_safe
@with_error_pages
def search_as_atom(request: HttpRequest) -> HttpResponse:
    """The newest results as a feed."""
    query = Query.from_params(request.GET).sorted_by("newest")
    page = search_page(query, get_backend())
    here = request.build_absolute_uri()
    results = request.build_absolute_uri(f"{reverse('search')}?{query.to_querystring()}")
    content = atom(page, _site(request), results, here)
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


@require_safe
@with_error_pages
def search_export(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The whole result, streamed, in a format that spreadsheets or reference managers read."""
    export, backend = EXPORTS[ending], get_backend()
    query = with_slugs(Query.from_params(request.GET))
    backend.search(query)  # Without an index it is better to fail before the first line than after it.
    lines = export.lines(found_articles(query, backend), _site(request))
    response = StreamingHttpResponse(lines, content_type=export.media_type)
    response["Content-Disposition"] = f'attachment; filename="reading-room.{export.ending}"'
    return response


@require_safe
@with_error_pages
def suggest(request: HttpRequest) -> JsonResponse:
    """People, places, organisations, outlets and words that begin with what was typed."""
    return JsonResponse({"suggestions": suggestions(request.GET.get("q", ""), get_backend())})


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """What lets a browser offer the reading room as a search engine."""
    kind = "application/opensearchdescription+xml"
    return render(request, "opensearch.xml", {"site": _site(request)}, content_type=kind)


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
