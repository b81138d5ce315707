"""The pages of stories: one event's reports, two of them side by side, and an editor's word on them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from articles.ingest.relations import story_decisions
from articles.models import Article, Story, StoryDecision
from articles.pages.quotes.quote_filter import QuoteFilter
from articles.pages.quotes.quotes_page import quotes_page
from articles.pages.shared.paging import page_number
from articles.pages.stories.comparison_page import NotInStory, compare_page
from articles.pages.stories.moved_stories import MovedPage, gone_story, not_in_story
from articles.pages.stories.story_page import story_page
from articles.views.errors import with_error_pages
from articles.views.imports import staff_only


@require_safe
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """The reports of one event; of a story that is no more, where its articles are."""
    row = Story.objects.filter(pk=pk, articles__isnull=False).first()
    if row is None:
        return _moved(request, gone_story(pk), pk)
    page = story_page(row, for_editor=request.user.is_staff, find=request.GET.get("find", ""))
    return render(request, "articles/story.html", {"page": page})


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two reports of a story side by side, also by an address from before they were in another one."""
    a, b = (_number(text) if text else None for text in map(request.GET.get, "ab"))
    row = Story.objects.filter(pk=pk).first()
    try:
        page = compare_page(row, a, b, request.GET.get("show") == "changes") if row else None
    except NotInStory:
        page = None
    if page is None:
        asked = [number for number in (a, b) if number is not None]
        return _moved(request, not_in_story(asked) if asked else gone_story(pk), pk)
    return render(request, "articles/compare.html", {"page": page})


@require_safe
@with_error_pages
def quotes(request: HttpRequest) -> HttpResponse:
    """Who said what, by article."""
    page = quotes_page(QuoteFilter.from_params(request.GET.dict()), page_number(request.GET.get("page")))
    return render(request, "articles/quotes.html", {"page": page, "section": "quotes"})


@staff_only
@require_POST
def story_pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the story as it is, or let it be grouped again (``pinned=0``)."""
    row = Story.objects.filter(pk=pk).first()
    if row is None:
        return _overtaken(request, pk, "This story no longer exists.")
    pinned = request.POST.get("pinned", "1") != "0"
    story_decisions.pin(row, request.user, pinned)
    messages.success(request, "The story is pinned." if pinned else "The story is no longer pinned.")
    return redirect("story", pk)


@staff_only
@require_POST
def story_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report out of the story, or (``alone=1``) one article out of its report and the story."""
    known = Article.objects.select_related("story").filter(story=pk)
    article = known.filter(pk=_number(request.POST.get("article", ""))).first()
    if article is None:
        return _overtaken(request, pk, "It is not in this story any more.")
    alone = request.POST.get("alone") == "1"
    _decided(
        request,
        article,
        lambda: story_decisions.part(article, request.user, alone),
        "It is removed from the story.",
    )
    return redirect("story", pk)


@staff_only
@require_POST
def story_join(request: HttpRequest, pk: int) -> HttpResponse:
    """Put another article, by its number, into the story."""
    inside = Article.objects.filter(story=pk).order_by("pk").first()
    return _joined(request, inside) if inside else _overtaken(request, pk, "This story no longer exists.")


@staff_only
@require_POST
def article_join(request: HttpRequest, pk: int) -> HttpResponse:
    """Put another article, by its number, into one story with this one, which need not be in any yet."""
    return _joined(request, get_object_or_404(Article, pk=pk))


@staff_only
@require_POST
def story_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a decision."""
    row = get_object_or_404(StoryDecision.objects.select_related("first__story"), pk=pk)
    if row.undone_at:
        messages.info(request, "That has already been undone.")
        return redirect(row.first.story or row.first)
    return _decided(request, row.first, lambda: story_decisions.undo(row, request.user), "That is undone.")


def _joined(request: HttpRequest, inside: Article) -> HttpResponse:
    other = Article.objects.filter(pk=_number(request.POST.get("article", ""))).first()
    if other is None:
        messages.error(request, "That article is no longer in the room: search for it again.")
        return redirect(inside.story or inside)
    return _decided(
        request, inside, lambda: story_decisions.join(inside, other, request.user), "They are now one story."
    )


def _decided(request: HttpRequest, article: Article, decide: Callable[[], None], said: str) -> HttpResponse:
    """Carry a decision out and go to where the article's story is now."""
    try:
        decide()
        messages.success(request, said)
    except story_decisions.NotPossible as reason:
        messages.error(request, str(reason))
    article.refresh_from_db(fields=["story"])
    return redirect(article.story or article)


def _overtaken(request: HttpRequest, story: int, said: str) -> HttpResponse:
    """Someone was faster, or the button was pressed twice: say so where the story stands now, or what became of it."""
    messages.info(request, said)
    return redirect("story", story)


def _moved(request: HttpRequest, page: MovedPage | None, asked: int) -> HttpResponse:
    """On to the one story that the articles are in now, else a page that says where each of them is."""
    if page is None:
        raise Http404
    now = page.story
    if now and now.pk != asked:
        address = reverse(request.resolver_match.view_name, args=(now.pk,))
        return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)
    return render(request, "articles/story_moved.html", {"page": page}, status=404)


def _number(text: str) -> int:
    """A row's number, 0 for what is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0
