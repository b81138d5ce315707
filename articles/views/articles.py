"""The pages for reading: the room, an article, its source."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from articles.ingest.indexing.outbox import get_backend
from articles.models import SourceFile
from articles.pages.article.article_json import article_json
from articles.pages.article.article_page import article_page, articles_to_read
from articles.pages.article.marks import Marks
from articles.pages.article.source_page import source_page
from articles.pages.home.home_page import room_page
from articles.pages.search.search_context import search_context
from articles.search.query.query import Query

MARKS_COOKIE_SECONDS = 365 * 24 * 3600


@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """What is in here, and the search box."""
    page = room_page(get_backend(), for_editor=request.user.is_staff)
    return render(request, "articles/room.html", {"page": page, "section": "room"})


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponseBase:
    """One article, on its own or out of a search. A wrong or missing slug leads to the right address."""
    row = get_object_or_404(articles_to_read(), pk=pk)
    if slug != row.slug:
        asked = request.META.get("QUERY_STRING", "")
        return redirect(f"{row.get_absolute_url()}?{asked}" if asked else row, permanent=True)
    marks = Marks.read(request.GET.get("marks", request.COOKIES.get("marks", "")))
    searched = search_context(row, request.GET, Query.from_params(request.GET), get_backend())
    find = request.GET.get("find", "") if request.user.is_staff else None
    page = article_page(row, marks, searched, find)
    response = render(request, "articles/article.html", {"page": page})
    if "marks" in request.GET:
        response.set_cookie(
            "marks",
            marks.value,
            MARKS_COOKIE_SECONDS,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    return response


@require_safe
def article_as_json(request: HttpRequest, pk: int) -> JsonResponse:
    """The article, its mentions, evidence and relations."""
    return JsonResponse(article_json(get_object_or_404(articles_to_read(), pk=pk)))


@require_safe
def article_source(request: HttpRequest, pk: int) -> HttpResponse:
    """The source as it came, with each field marked where it was read and what was removed struck out."""
    row = get_object_or_404(articles_to_read().defer(None), pk=pk)
    return render(request, "articles/source.html", {"page": source_page(row)})


@require_safe
def article_source_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The source file's bytes, as a download that no browser will show as a page."""
    row = get_object_or_404(articles_to_read().defer(None), pk=pk)
    if not row.source.data:
        raise Http404("The bytes of this source file are not in the database.")
    response = HttpResponse(bytes(row.source.data), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, _download_name(row.source))
    return response


def _download_name(source: SourceFile) -> str:
    """The file's own name without its folders and without what no header may carry."""
    name = "".join(sign for sign in source.name if sign.isprintable())
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2] or f"source-{source.sha256[:12]}"
