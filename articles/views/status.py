"""Health, and the pages for 404, 500 and 503."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.http import require_safe

from articles.ingest.indexing.outbox import get_backend
from articles.pages.home.health import health
from articles.pages.shared.paging import NoSuchPage


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when database, index and worker are well, else 503 and what is not."""
    found = health(get_backend())
    parts = {"database": found.database, "index": found.index, "worker": found.worker}
    return JsonResponse({"well": found.well, **parts}, status=200 if found.well else 503)


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


def server_error(request: HttpRequest) -> HttpResponseServerError:
    """A fault of ours. Rendered without the request: whatever failed may fail again."""
    return HttpResponseServerError(loader.get_template("500.html").render())
