"""The pages of people, places and organisations, and their indexes."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.ingest.indexing.outbox import get_backend
from articles.ingest.recognition.merge_chains import final_entity
from articles.models import Entity
from articles.pages.entities.entity_index import entities_page
from articles.pages.entities.entity_page import entity_page
from articles.pages.shared.paging import page_number
from articles.views.errors import with_error_pages


@require_safe
@with_error_pages
def entities(request: HttpRequest, kind: str) -> HttpResponse:
    """The index of one kind, found by name or first letter and sorted as asked."""
    asked = request.GET
    number = page_number(asked.get("page"))
    page = entities_page(
        kind,
        get_backend(),
        asked.get("q", "")[:100],
        asked.get("sort", ""),
        number,
        asked.get("letter", "")[:1],
        alike=request.user.is_staff,
        single=asked.get("single") == "1",
    )
    return render(request, "articles/entities.html", {"page": page, "section": kind})


@require_safe
@with_error_pages
def entity(request: HttpRequest, kind: str, pk: int, slug: str = "") -> HttpResponseBase:
    """One entity. A merged one leads to what it was merged into, a wrong slug for good to the right one."""
    was_or_is = Q(kind=kind) | Q(former_kind=kind)
    row = get_object_or_404(Entity.objects.select_related("merged_into"), was_or_is, pk=pk)
    if row.merged_into is not None:
        # A merge can be undone, so a browser must not remember it for good.
        return redirect(final_entity(row))
    if row.kind != kind:
        return redirect(row)
    if slug != row.slug:
        return redirect(row, permanent=True)
    nationalities = request.GET.get("nationalities") == "1"
    number = page_number(request.GET.get("page"))
    page = entity_page(row, get_backend(), number, nationalities, alike=request.user.is_staff)
    return render(request, "articles/entity.html", {"page": page, "section": kind})
