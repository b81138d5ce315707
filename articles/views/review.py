"""Putting articles right, for staff: the queue of what is in doubt, and one article with its source beside it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from articles.ingest import reparsing
from articles.models import Article
from articles.pages.article.article_page import articles_to_read
from articles.pages.review.review_page import Attempt, field_after, fields_in_doubt, review_page
from articles.pages.review.review_queue import DOUBT_LABELS, place_in_queue, queue_page, review_url
from articles.pages.shared.paging import page_number
from articles.reading.report import BadRecord
from articles.views.errors import with_error_pages
from articles.views.imports import staff_only


@staff_only
@require_safe
@with_error_pages
def review(request: HttpRequest) -> HttpResponse:
    """The articles in which something is missing or doubtful, oldest first."""
    page = queue_page(request.GET.get("field", ""), page_number(request.GET.get("page")))
    return render(request, "articles/review.html", {"page": page, "section": "review"})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def review_article(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One article: source on the left, fields on the right. A POST settles a field and leads on to the next."""
    article = get_object_or_404(articles_to_read().defer(None), pk=pk)
    queue = request.GET.get("field", "")
    attempt = None
    if request.method == "POST":
        try:
            return redirect(_settled(article, queue, request))
        except BadRecord as refusal:
            attempt = Attempt(request.POST.get("field", ""), request.POST.get("value", ""), str(refusal))
            article = get_object_or_404(articles_to_read().defer(None), pk=pk)
    page = review_page(article, queue, attempt)
    context = {"page": page, "section": "review"}
    return render(request, "articles/review_article.html", context, status=400 if attempt else 200)


def _settled(article: Article, queue: str, request: HttpRequest) -> str:
    """Do what the editor asked for; the address to go on with. Raises BadRecord with words for the editor."""
    act = request.POST.get("act", "")
    if act not in _ACTS:
        raise BadRecord("Nothing was changed: the form did not say what to do. Use one of its buttons.")
    onward = _ACTS[act](article, queue, request)
    return onward or review_url(article.pk, queue)


def _correct(article: Article, queue: str, request: HttpRequest) -> str:
    field = _field(request.POST)
    reparsing.correct(article, field, request.POST.get("value", ""), request.user)
    return _next_field(article, queue, field)


def _accept(article: Article, queue: str, request: HttpRequest) -> str:
    field = _field(request.POST)
    reparsing.accept(article, field, request.user)
    return _next_field(article, queue, field)


def _accept_all(article: Article, queue: str, request: HttpRequest) -> str:
    reparsing.accept_all(article, fields_in_doubt(article), request.user)
    messages.success(request, f"“{article.title}” is in doubt no more: everything was found right.")
    return place_in_queue(article, queue).next_url


def _undo(article: Article, queue: str, request: HttpRequest) -> str:
    field = _field(request.POST)
    reparsing.undo(article, field)
    return f"{review_url(article.pk, queue)}#review-{field}"


def _restore(article: Article, queue: str, request: HttpRequest) -> str:
    reparsing.restore(article, *_span(request.POST), request.user)
    return _after_text(article, queue, request, "The text is back in the report.")


def _take_out(article: Article, queue: str, request: HttpRequest) -> str:
    reparsing.take_out(article, *_span(request.POST), request.user)
    return _after_text(article, queue, request, "The text is left out again.")


def _after_text(article: Article, queue: str, request: HttpRequest, said: str) -> str:
    messages.success(request, said)
    back = request.POST.get("back") == "article"
    return article.get_absolute_url() if back else f"{review_url(article.pk, queue)}#left-out"


def _next_field(article: Article, queue: str, field: str) -> str:
    following = field_after(article, field)
    return f"{review_url(article.pk, queue)}#{f'value-{following}' if following else 'done'}"


def _field(sent: QueryDict) -> str:
    field = sent.get("field", "")
    if field not in DOUBT_LABELS or (field == "body" and sent.get("act") == "correct"):
        raise BadRecord("There is no such field to put right.")
    return field


def _span(sent: QueryDict) -> tuple[int, int]:
    start, end = sent.get("start", ""), sent.get("end", "")
    if not (start.isascii() and end.isascii() and start.isdecimal() and end.isdecimal()):
        raise BadRecord("The form did not say which text is meant.")
    return int(start[:12]), int(end[:12])


def _encoding(article: Article, queue: str, request: HttpRequest) -> str:
    changed = reparsing.choose_encoding(article.source, request.POST.get("encoding", ""))
    article.refresh_from_db()
    said = "The file was read again" if changed else "That encoding reads the file as before"
    messages.success(request, f"{said}.")
    return review_url(article.pk, queue)


_ACTS: dict[str, Callable[[Article, str, HttpRequest], str]] = {
    "correct": _correct,
    "accept": _accept,
    "accept_all": _accept_all,
    "undo": _undo,
    "restore": _restore,
    "take_out": _take_out,
    "encoding": _encoding,
}
