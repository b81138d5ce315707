"""Bringing articles in, for staff: upload, progress, retry."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.forms import UploadForm
from articles.ingest.import_withdrawal import request_withdrawal, restore_import
from articles.ingest.indexing.outbox import get_backend
from articles.ingest.intake import accept_upload, pasted_file, retry_failed
from articles.ingest.reviewing.many_articles import change_import
from articles.models import Import, ImportItem
from articles.pages.imports.delivery_page import delivery_page
from articles.pages.imports.import_page import import_page, imports_page
from articles.pages.imports.withdrawal_page import withdrawal_page
from articles.pages.review.known_names import known_names
from articles.pages.review.many_page import Wanted, many_fields, wanted_values
from articles.pages.shared.paging import page_number
from articles.reading.report import BadRecord
from articles.views.errors import with_error_pages


def staff_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Strangers are asked to sign in; readers who are no staff are told so."""

    @login_required
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_staff:
            raise PermissionDenied("Only editors can upload articles.")
        return view(request, *args, **kwargs)

    return guarded


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponseBase:
    """A form for files and pasted text; what was brought is acknowledged by its import's page."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    wanted = wanted_values(request.POST)
    if form.is_valid() and not wanted.errors and (batch := _accepted(form, wanted, request)):
        return redirect(batch)
    context = {
        "form": form,
        "section": "upload",
        "limit": settings.UPLOAD_MAX_BYTES,
        "files": settings.UPLOAD_MAX_FILES,
        "fields": many_fields(wanted),
        "typed": bool(any(wanted.typed.values()) or request.POST.get("label")),
        "known": known_names(get_backend()),
    }
    refused = form.errors or wanted.errors
    return render(request, "articles/upload.html", context, status=400 if refused else 200)


def _accepted(form: UploadForm, wanted: Wanted, request: HttpRequest) -> Import | None:
    """The import of the files and of what was pasted; None, with the reason in the form, if that is too large to clean."""
    files = [(file.name or "", file.read()) for file in form.cleaned_data["files"]]
    text = form.cleaned_data["text"]
    try:
        pasted = [pasted_file(text)] if text.strip() else []
    except BadRecord as refusal:
        form.add_error("text", str(refusal))
        return None
    with transaction.atomic():
        batch = accept_upload([*files, *pasted], request.user, label=form.cleaned_data["label"])
        if wanted.values:
            change_import(batch, wanted.values, request.user)
    return batch


@staff_only
@require_safe
@with_error_pages
def imports(request: HttpRequest) -> HttpResponse:
    """Everything that was ever brought, the latest first."""
    page = imports_page(page_number(request.GET.get("page")))
    return render(request, "articles/imports.html", {"page": page, "section": "upload"})


@staff_only
@require_safe
@with_error_pages
def import_(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one import has come, and the outcome of each file."""
    batch = get_object_or_404(Import.objects.select_related("brought_by"), pk=pk)
    page = import_page(batch, page_number(request.GET.get("page")), request.GET.get("outcome", ""))
    return render(request, "articles/import.html", {"page": page, "section": "upload"})


@staff_only
@require_safe
def import_as_json(request: HttpRequest, pk: int) -> JsonResponse:
    """The progress in numbers."""
    page = import_page(get_object_or_404(Import, pk=pk))
    outcomes = {tally.outcome: tally.count for tally in page.tallies}
    return JsonResponse(
        {"total": page.total, "done": page.done, "finished": page.finished, "outcomes": outcomes}
    )


@staff_only
@require_POST
def import_retry(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put the failed files back into the queue."""
    batch = get_object_or_404(Import, pk=pk)
    retry_failed(batch)
    return redirect(batch)


@staff_only
@require_safe
@with_error_pages
def import_file(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """The reports of one file that holds many, each with its outcome."""
    row = get_object_or_404(ImportItem.objects.defer("data").select_related("batch"), pk=item, batch=pk)
    page = delivery_page(row, page_number(request.GET.get("page")), request.GET.get("outcome", ""))
    return render(request, "articles/import_file.html", {"page": page, "section": "upload"})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_take_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask once more, with what would go; then take the import back."""
    batch = get_object_or_404(Import, pk=pk)
    if request.method == "POST":
        request_withdrawal(batch, request.user if request.user.is_authenticated else None)
        return redirect(batch)
    page = withdrawal_page(batch)
    return render(request, "articles/import_take_back.html", {"page": page, "section": "upload"})


@staff_only
@require_POST
def import_restore(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Undo a taking back: the files are read again."""
    batch = get_object_or_404(Import, pk=pk)
    restore_import(batch)
    return redirect(batch)
