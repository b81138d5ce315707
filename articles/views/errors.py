"""Error answers of views: no such page of a list, no index to search in, a machine that fails the room."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.template import loader

from articles.ingest.condition.room_faults import say_once
from articles.pages.shared.paging import NoSuchPage
from articles.search.backend import EngineUnavailable, IndexMissing

View = Callable[..., HttpResponseBase]


def with_error_pages(view: View) -> View:
    """404 for a page past the end; 503 with what helps when the index is missing or unanswered."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NoSuchPage as missing:
            raise Http404(str(missing)) from missing
        except IndexMissing as missing:
            unanswered = isinstance(missing, EngineUnavailable)
            said = {"said": str(missing), "unanswered": unanswered, "section": "search"}
            return _said_once(render(request, "503.html", said, status=503), str(missing))

    return guarded


def unwell(request: HttpRequest, said: str) -> HttpResponse:
    """503 with what happened and what to do. Rendered without the request, which may be what fails."""
    response: HttpResponse
    if request.path.endswith(".json"):
        response = JsonResponse({"error": said}, status=503)
    else:
        response = HttpResponse(loader.get_template("unwell.html").render({"said": said}), status=503)
    return _said_once(response, said)


def _said_once(response: HttpResponse, said: str) -> HttpResponse:
    """With when to come again; the cause is logged here, once in a while, and not by Django at each request."""
    response["Retry-After"] = "30"
    response._has_been_logged = True  # type: ignore[attr-defined]
    say_once(said)
    return response
