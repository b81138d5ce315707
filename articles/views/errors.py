"""Error answers of views: no such page of a list, no index to search in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

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
            response = render(request, "503.html", said, status=503)
            response["Retry-After"] = "30"
            return response

    return guarded
