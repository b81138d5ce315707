"""Health, and the pages for 404, 500 and what the machine does to the room."""

from __future__ import annotations

import sys
from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.http import require_safe

from articles.ingest.condition.room_faults import RoomFault, room_fault
from articles.ingest.indexing.outbox import get_backend
from articles.pages.home.health import health
from articles.pages.shared.paging import NoSuchPage
from articles.views.errors import unwell

LOST_STATIC_FILE = RoomFault("A static file is missing.", "The worker collects them anew in a few seconds.")


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when database, index, worker, disk and static files are well, else 503 and what is not."""
    found = health(get_backend())
    response = JsonResponse({"well": found.well, **asdict(found)}, status=200 if found.well else 503)
    response._has_been_logged = True  # type: ignore[attr-defined]  # Whoever asks is told; the log need not be.
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing in here is for a crawler."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page that is not there, with ways back."""
    first = ""
    if isinstance(exception.__cause__, NoSuchPage):
        parameters = request.GET.copy()
        parameters.pop("page", None)
        first = f"{request.path}?{parameters.urlencode()}"
    said = str(exception.__cause__) if first else ""
    return render(request, "404.html", {"said": said, "first_page": first}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of the machine, in words, or one of ours. Rendered without the request: whatever failed may fail again."""
    error = sys.exc_info()[1]
    if isinstance(error, FileNotFoundError) and request.path.startswith(settings.STATIC_URL):
        return unwell(request, str(LOST_STATIC_FILE))
    fault = room_fault(error)
    if fault:
        return unwell(request, str(fault))
    return HttpResponseServerError(loader.get_template("500.html").render())
