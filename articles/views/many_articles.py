"""Changing fields of many articles at once, for staff: choose, look at what would change, do it, take it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.ingest.corrections.log import CannotCorrect
from articles.ingest.indexing.outbox import get_backend
from articles.ingest.reviewing.many_articles import change_many, undo_many
from articles.models import ManyChange
from articles.pages.review.chosen_articles import chosen_articles
from articles.pages.review.many_page import change_page, changes_page, many_page, wanted_values
from articles.pages.shared.paging import page_number
from articles.views.errors import with_error_pages
from articles.views.imports import staff_only


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
@with_error_pages
def change_articles(request: HttpRequest) -> HttpResponseBase:
    """What the address chooses and would change; a POST of the number that was shown does it."""
    wanted = wanted_values(request.GET)
    page = many_page(chosen_articles(request.GET, get_backend()), wanted)
    moved = request.method == "POST" and request.POST.get("count") != str(page.changed)
    if request.method == "POST" and page.previewed and page.changed and not moved:
        chosen = page.chosen
        return redirect(
            change_many(chosen.pks, wanted.values, wanted.everywhere, chosen.described, request.user)
        )
    context = {"page": page, "moved": moved, "section": "review"}
    refused = request.method == "POST" or wanted.errors
    return render(request, "articles/change_articles.html", context, status=400 if refused else 200)


@staff_only
@require_safe
@with_error_pages
def changes(request: HttpRequest) -> HttpResponse:
    """All changes of many articles, the latest first."""
    page = changes_page(page_number(request.GET.get("page")))
    return render(request, "articles/changes.html", {"page": page, "section": "review"})


@staff_only
@require_safe
@with_error_pages
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One change: how far it is, and its articles."""
    page = change_page(pk, page_number(request.GET.get("page")))
    if page is None:
        raise Http404("There is no such change.")
    return render(request, "articles/change.html", {"page": page, "section": "review"})


@staff_only
@require_POST
def change_undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a change back."""
    row = get_object_or_404(ManyChange, pk=pk)
    try:
        undo_many(row, request.user)
        messages.success(request, "Undone. The articles are being read again in the background.")
    except CannotCorrect as refusal:
        messages.error(request, str(refusal))
    return redirect(row)
