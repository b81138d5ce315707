"""The pages of stories: one event's reports, two of them side by side, and an editor's word on them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article, Story, StoryDecision
from articles.pages.compare import NotInStory, compare_page
from articles.pages.paging import page_number
from articles.pages.quotes import quotes_page
from articles.pages.stories import story_page
from articles.stories import decisions
from articles.views.bringing import for_staff
from articles.views.refusals import says_what_is_missing


@require_safe
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """The reports of one event."""
    page = story_page(get_object_or_404(Story, pk=pk))
    if not page.timeline:
        raise Http404("This story has no articles any more.")
    return render(request, "articles/story.html", {"page": page})


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two reports of a story side by side."""
    row = get_object_or_404(Story, pk=pk)
    try:
        page = compare_page(row, request.GET.get("a", ""), request.GET.get("b", ""))
    except NotInStory as reason:
        raise Http404(str(reason)) from reason
    return render(request, "articles/compare.html", {"page": page})


@require_safe
@says_what_is_missing
def quotes(request: HttpRequest) -> HttpResponse:
    """Who said what, found by speaker and words."""
    asked = request.GET
    number = page_number(asked.get("page"))
    page = quotes_page(asked.get("speaker", "")[:100].strip(), asked.get("q", "")[:200].strip(), number)
    return render(request, "articles/quotes.html", {"page": page, "section": "quotes"})


@for_staff
@require_POST
def story_pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the story as it is, or let it be grouped again (``pinned=0``)."""
    row = get_object_or_404(Story, pk=pk)
    pinned = request.POST.get("pinned", "1") != "0"
    decisions.pin(row, request.user, pinned)
    messages.success(request, "The story is pinned." if pinned else "The story is grouped again.")
    return redirect(row) if Story.objects.filter(pk=pk).exists() else redirect("room")


@for_staff
@require_POST
def story_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report out of the story."""
    article = get_object_or_404(
        Article.objects.select_related("story"), pk=_number(request, "article"), story=pk
    )
    return _decided(
        request, article, lambda: decisions.part(article, request.user), "It is parted from the story."
    )


@for_staff
@require_POST
def story_join(request: HttpRequest, pk: int) -> HttpResponse:
    """Put another article, by its number, into the story."""
    inside = get_object_or_404(Story, pk=pk).articles.order_by("pk").first()
    other = Article.objects.filter(pk=_number(request, "article")).first()
    if inside is None or other is None:
        messages.error(request, "There is no article of that number. It stands in the article's address.")
        return redirect("story", pk)
    return _decided(
        request, inside, lambda: decisions.join(inside, other, request.user), "They are one story now."
    )


@for_staff
@require_POST
def story_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a decision."""
    row = get_object_or_404(StoryDecision.objects.select_related("first"), pk=pk, undone_at=None)
    return _decided(request, row.first, lambda: decisions.undo(row, request.user), "That is taken back.")


def _decided(request: HttpRequest, article: Article, decide: Callable[[], None], said: str) -> HttpResponse:
    """Carry a decision out and go to where the article's story is now."""
    try:
        decide()
        messages.success(request, said)
    except decisions.NotPossible as reason:
        messages.error(request, str(reason))
    article.refresh_from_db(fields=["story"])
    return redirect(article.story or article)


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0
