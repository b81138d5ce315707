"""Putting articles right, for staff: the queues, and one article with its source beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from articles.ingest.reviewing import reparsing
from articles.models import Article
from articles.pages.article.article_page import articles_to_read
from articles.pages.review.known_names import KINDS, names_like
from articles.pages.review.queues import DOUBT_LABELS, known_queue
from articles.pages.review.review_page import (
    EDITABLE,
    Attempt,
    changed_values,
    field_after,
    fields_in_doubt,
    review_page,
)
from articles.pages.review.review_queue import place_in_queue, queue_page, queue_url, review_url
from articles.pages.shared.paging import page_number
from articles.reading.field_overrides import checked_value
from articles.reading.report import BadRecord
from articles.views.errors import with_error_pages
from articles.views.imports import staff_only

# What a button does: the article, its queue, the request, and what stands behind the act's name; where to go on.
Act = Callable[[Article, str, HttpRequest, Sequence[str]], str]


class Refused(Exception):
    """Values that cannot be read: what is wrong with each, by its field. Nothing was changed."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(errors)
        self.errors = errors


@staff_only
@require_safe
@with_error_pages
def review(request: HttpRequest) -> HttpResponse:
    """The articles in which something is doubtful, worst first, or those whose source does not state a field."""
    page = queue_page(request.GET.get("field", ""), page_number(request.GET.get("page")))
    return render(request, "articles/review.html", {"page": page, "section": "review"})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def review_article(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One article: its source, and all its fields in one form. What was typed is saved, or shown again."""
    article = get_object_or_404(articles_to_read().defer(None), pk=pk)
    queue = known_queue(request.GET.get("field", ""))
    attempt = None
    if request.method == "POST":
        attempt, onward = _answered(article, queue, request)
        if attempt is None:
            return redirect(onward)
        article = get_object_or_404(articles_to_read().defer(None), pk=pk)
    page = review_page(article, queue, attempt)
    context = {"page": page, "section": "review"}
    status = 400 if attempt and attempt.refused else 200
    return render(request, "articles/review_article.html", context, status=status)


def _answered(article: Article, queue: str, request: HttpRequest) -> tuple[Attempt | None, str]:
    """Do what the editor asked for: where to go on, or what was typed and could not or should not be saved yet."""
    act, *details = request.POST.get("act", "").split(":")
    typed = _typed(request.POST)
    try:
        if act not in _ACTS:
            raise BadRecord("Nothing was changed: the form did not say what to do. Use one of its buttons.")
        onward = _ACTS[act](article, queue, request, details)
    except Refused as refused:
        return Attempt(typed, refused.errors), ""
    except BadRecord as refusal:
        return Attempt(typed, error=str(refusal)), ""
    if act in _SAVING:
        return None, onward
    article.refresh_from_db()
    left = {name: text for name, text in changed_values(article, typed).items() if name not in details}
    return (Attempt(left), onward) if left else (None, onward)


def _save(article: Article, queue: str, request: HttpRequest, details: Sequence[str]) -> str:
    """Save what was typed and confirmed, and stay: at the next field in doubt."""
    saved = _saved(article, request, request.POST.getlist("right"))
    messages.success(request, "Saved." if saved else "Nothing was typed or ticked, so nothing was changed.")
    return _next_field(article, queue, "")


def _save_next(article: Article, queue: str, request: HttpRequest, details: Sequence[str]) -> str:
    """Save what was typed and confirmed, and go on to the article that comes next in the queue."""
    onward = place_in_queue(article, queue).next_url
    if _saved(article, request, request.POST.getlist("right")):
        messages.success(request, f"“{article.title}” is saved.")
    return onward or queue_url(queue)


def _accept_all(article: Article, queue: str, request: HttpRequest, details: Sequence[str]) -> str:
    """Save what was typed, accept everything that is in doubt, and go on to the next article."""
    onward = place_in_queue(article, queue).next_url
    _saved(article, request, fields_in_doubt(article))
    messages.success(request, f"“{article.title}” is no longer in doubt: everything was confirmed.")
    return onward or queue_url(queue)


def _saved(article: Article, request: HttpRequest, confirmed: Sequence[str]) -> bool:
    """Whether something was settled. Raises Refused when a value cannot be read."""
    values, errors = {}, {}
    for field, text in changed_values(article, _typed(request.POST)).items():
        try:
            values[field] = checked_value(field, text)
        except BadRecord as refusal:
            errors[field] = str(refusal)
    if errors:
        raise Refused(errors)
    right = [field for field in confirmed if field in DOUBT_LABELS and field not in values]
    reparsing.settle(article, values, right, request.user)
    return bool(values or right)


def _correct(article: Article, queue: str, request: HttpRequest, details: Sequence[str]) -> str:
    """One field alone, as programs send it."""
    field = _field(request.POST.get("field", ""), EDITABLE)
    try:
        reparsing.correct(article, field, request.POST.get("value", ""), request.user)
    except BadRecord as refusal:
        raise Refused({field: str(refusal)}) from refusal
    return _next_field(article, queue, field)


def _accept(article: Article, queue: str, request: HttpRequest, details: Sequence[str]) -> str:
    field = _field(request.POST.get("field", ""), tuple(DOUBT_LABELS))
    reparsing.accept(article, field, request.user)
    return _next_field(article, queue, field)


def _undo(article: Article, queue: str, request: HttpRequest, details: Sequence[str]) -> str:
    field = _field(details[0] if details else request.POST.get("field", ""), tuple(DOUBT_LABELS))
    reparsing.undo(article, field)
    return f"{review_url(article.pk, queue)}#review-{field}"


def _restore(article: Article, queue: str, request: HttpRequest, details: Sequence[str]) -> str:
    reparsing.restore(article, *_span(request.POST, details), request.user)
    return _after_text(article, queue, request, "The text is back in the report.")


def _take_out(article: Article, queue: str, request: HttpRequest, details: Sequence[str]) -> str:
    reparsing.take_out(article, *_span(request.POST, details), request.user)
    return _after_text(article, queue, request, "The text is left out again.")


def _after_text(article: Article, queue: str, request: HttpRequest, said: str) -> str:
    messages.success(request, said)
    back = request.POST.get("back") == "article"
    return article.get_absolute_url() if back else f"{review_url(article.pk, queue)}#left-out"


def _encoding(article: Article, queue: str, request: HttpRequest, details: Sequence[str]) -> str:
    changed = reparsing.choose_encoding(article.source, request.POST.get("encoding", ""))
    article.refresh_from_db()
    said = "The file was read again" if changed else "That encoding reads the file as before"
    messages.success(request, f"{said}.")
    return review_url(article.pk, queue)


def _typed(sent: QueryDict) -> dict[str, str]:
    """What stands in the fields of the form; one that is sent alone comes as ``field`` and ``value``."""
    typed = {field: sent[f"value-{field}"] for field in EDITABLE if f"value-{field}" in sent}
    if sent.get("field") in EDITABLE and "value" in sent:
        typed[sent["field"]] = sent["value"]
    return typed


def _next_field(article: Article, queue: str, field: str) -> str:
    following = field_after(article, field)
    return f"{review_url(article.pk, queue)}#{f'value-{following}' if following else 'done'}"


def _field(field: str, known: Sequence[str]) -> str:
    if field not in known:
        raise BadRecord("There is no such field to correct.")
    return field


def _span(sent: QueryDict, details: Sequence[str]) -> tuple[int, int]:
    start, end = details if len(details) == 2 else (sent.get("start", ""), sent.get("end", ""))
    if not (start.isascii() and end.isascii() and start.isdecimal() and end.isdecimal()):
        raise BadRecord("The form did not say which text is meant.")
    return int(start[:12]), int(end[:12])


_ACTS: dict[str, Act] = {
    "save": _save,
    "save_next": _save_next,
    "correct": _correct,
    "accept": _accept,
    "accept_all": _accept_all,
    "undo": _undo,
    "restore": _restore,
    "take_out": _take_out,
    "encoding": _encoding,
}
# After these, nothing that was typed is left to be saved.
_SAVING = ("save", "save_next", "accept_all", "correct")


@staff_only
@require_safe
def known_names_as_json(request: HttpRequest, kind: str) -> JsonResponse:
    """The outlets or agencies whose names hold what was typed."""
    if kind not in KINDS:
        raise Http404("There are no names of this kind.")
    return JsonResponse({"names": names_like(kind, request.GET.get("q", ""))})
