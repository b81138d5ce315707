"""Putting people, places and organisations right, for staff: each change by POST, logged, and undone by POST."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.entities.kinds import Kind
from articles.ingest.corrections import many_mentions, mentions, merges, names
from articles.ingest.corrections.log import CannotCorrect
from articles.ingest.corrections.undo import undo
from articles.ingest.recognition.merge_chains import family_ids, final_entity
from articles.models import Alias, Article, Correction, Entity, Mention, MergeSuggestion
from articles.pages.article.article_page import articles_to_read
from articles.pages.entities.correction_history import correct_url, corrections_page, what_was_done
from articles.pages.entities.correction_page import article_mentions_page, correct_page, suggestions_page
from articles.pages.entities.mention_filter import MentionFilter
from articles.pages.shared.paging import page_number
from articles.views.errors import with_error_pages
from articles.views.imports import staff_only

Act = Callable[[Entity, HttpRequest], Correction]


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
@with_error_pages
def entity_correct(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One entity: rename it, change its kind, its names, merge others into it, split it. A merged one leads on."""
    entity = get_object_or_404(Entity.objects.select_related("merged_into"), pk=pk)
    if request.method == "POST":
        act = _ENTITY_ACTS.get(request.POST.get("act", ""), _no_act)
        _done(request, lambda: act(entity, request))
        entity.refresh_from_db()
        return redirect(correct_url(final_entity(entity)))
    if entity.merged_into is not None:
        return redirect(correct_url(final_entity(entity)))
    asked = request.GET
    wanted = MentionFilter.of(asked)
    page = correct_page(entity, page_number(asked.get("page")), asked.get("find", "")[:100], wanted)
    return render(request, "articles/entity_correct.html", {"page": page, "section": entity.kind})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def article_mentions(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The mentions in one article: reject a wrong one or whom it is linked to, add one that was missed."""
    article = get_object_or_404(articles_to_read(), pk=pk)
    if request.method == "POST":
        act = {"reject": _reject, "unlink": _unlink, "add": _add}.get(
            request.POST.get("act", ""), _no_mention_act
        )
        _done(request, lambda: act(article, request))
        return redirect(article if request.POST.get("from") == "article" else request.path)
    page = article_mentions_page(article)
    return render(request, "articles/article_mentions.html", {"page": page})


@staff_only
@require_safe
@with_error_pages
def corrections(request: HttpRequest) -> HttpResponse:
    """All that was put right, the latest first; or what could not be placed in a later text."""
    page = corrections_page(page_number(request.GET.get("page")), request.GET.get("show") == "unplaced")
    return render(request, "articles/corrections.html", {"page": page})


@staff_only
@require_POST
def correction_undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take one correction back."""
    row = get_object_or_404(Correction.objects.select_related("entity", "other"), pk=pk)
    said = what_was_done(row)
    try:
        undo(row, request.user)
        messages.success(request, f"Undone: {said}.")
    except CannotCorrect as refusal:
        messages.error(request, str(refusal))
    return redirect(_back_to(request, row))


@staff_only
@require_safe
@with_error_pages
def merge_suggestions(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one, waiting for an editor's word."""
    page = suggestions_page(page_number(request.GET.get("page")))
    return render(request, "articles/merge_suggestions.html", {"page": page})


@staff_only
@require_POST
def merge_suggestion(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Answer one suggestion: the second counts for the first, the first for the second, or they are two."""
    row = get_object_or_404(MergeSuggestion.objects.select_related("first", "second"), pk=pk)
    answers: dict[str, Callable[[], Correction]] = {
        "first": lambda: merges.merge(row.second, row.first, request.user),
        "second": lambda: merges.merge(row.first, row.second, request.user),
        "two": lambda: merges.tell_apart(row.first, row.second, request.user),
    }
    _done(request, answers.get(request.POST.get("keep", ""), _no_answer))
    return redirect("merge-suggestions")


def _done(request: HttpRequest, act: Callable[[], Correction]) -> None:
    """Do it, and say what was done or why it was not."""
    try:
        messages.success(request, f"{what_was_done(act())}. It applies from now on and can be undone.")
    except CannotCorrect as refusal:
        messages.error(request, str(refusal))


def _rename(entity: Entity, request: HttpRequest) -> Correction:
    return names.rename(entity, request.POST.get("name", ""), request.user)


def _kind(entity: Entity, request: HttpRequest) -> Correction:
    return names.change_kind(entity, _checked_kind(request), request.user)


def _alias(entity: Entity, request: HttpRequest) -> Correction:
    return names.add_alias(entity, request.POST.get("name", ""), request.user)


def _drop(entity: Entity, request: HttpRequest) -> Correction:
    rows = Alias.objects.filter(entity__in=family_ids(entity)).select_related("entity__merged_into")
    alias = rows.filter(pk=_number(request, "alias")).first()
    if alias is None:
        raise CannotCorrect("It is not known by that name any more.")
    return names.drop_alias(alias, request.user)


def _merge(entity: Entity, request: HttpRequest) -> Correction:
    other = Entity.objects.select_related("merged_into").filter(pk=_number(request, "other")).first()
    if other is None:
        raise CannotCorrect("Choose who is the same: find a name first.")
    return merges.merge(other, entity, request.user)


def _split(entity: Entity, request: HttpRequest) -> Correction:
    asked = request.POST
    aliases = list(Alias.objects.filter(pk__in=_numbers(asked.getlist("alias"))))
    return merges.split(entity, asked.get("name", ""), request.user, _marked(entity, request), aliases)


def _no_name(entity: Entity, request: HttpRequest) -> Correction:
    return many_mentions.say_no_name(entity, request.user)


def _move(entity: Entity, request: HttpRequest) -> Correction:
    name = request.POST.get("name", "")
    return many_mentions.move_mentions(entity, name, _marked(entity, request), request.user)


def _reject_many(entity: Entity, request: HttpRequest) -> Correction:
    return many_mentions.reject_mentions(entity, _marked(entity, request), request.user)


def _marked(entity: Entity, request: HttpRequest) -> list[Mention]:
    """The mentions that the form marks, or all that its filters find; one more than can be changed, where there are."""
    most = many_mentions.MENTIONS_AT_ONCE_MAX + 1
    if request.POST.get("all"):
        rows = MentionFilter.of(request.POST).mentions(entity)
    else:
        rows = Mention.objects.filter(entity=entity, pk__in=_numbers(request.POST.getlist("mention")))
    return list(rows.select_related("article", "entity", "linked")[:most])


def _reject(article: Article, request: HttpRequest) -> Correction:
    return mentions.reject(_chosen(article, request), request.user)


def _unlink(article: Article, request: HttpRequest) -> Correction:
    return mentions.reject_link(_chosen(article, request), request.user)


def _chosen(article: Article, request: HttpRequest) -> Mention:
    related = article.mentions.select_related("entity", "linked", "meant")
    mention = related.filter(pk=_number(request, "mention")).first()
    if mention is None:
        raise CannotCorrect("That mention is not there any more: the article has been read again since.")
    mention.article = article
    return mention


def _add(article: Article, request: HttpRequest) -> Correction:
    asked = request.POST
    quote = asked.get("quote", "").strip()
    start, end = asked.get("start", ""), asked.get("end", "")
    if start.isdecimal() and end.isdecimal() and article.body[int(start) : int(end)] == quote:
        spot = (("body", 0), int(start), int(end))
    else:
        spot = mentions.quoted_place(article, quote, max(1, _number(request, "number")))
    name = asked.get("name", "").strip() or quote
    return mentions.add_named(article, spot, _checked_kind(request), name, request.user)


def _no_act(entity: Entity, request: HttpRequest) -> Correction:
    raise CannotCorrect("Nothing was changed: the form did not say what to do. Use one of its buttons.")


def _no_mention_act(article: Article, request: HttpRequest) -> Correction:
    raise CannotCorrect("Nothing was changed: the form did not say what to do. Use one of its buttons.")


def _no_answer() -> Correction:
    raise CannotCorrect("Say which name to keep, or that they are not the same.")


def _checked_kind(request: HttpRequest) -> str:
    kind = request.POST.get("kind", "")
    if kind not in set(Kind):
        raise CannotCorrect("Say whether it is a person, a place or an organisation.")
    return kind


def _number(request: HttpRequest, field: str) -> int:
    return next(iter(_numbers([request.POST.get(field, "")])), 0)


def _numbers(values: list[str]) -> list[int]:
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 16]


def _back_to(request: HttpRequest, row: Correction) -> str:
    """The list, unless the entity's or the article's page asked."""
    asked = request.POST.get("from")
    if asked == "entity":
        entity = row.other if row.action == "merge" and row.other else row.entity
        return correct_url(final_entity(Entity.objects.get(pk=entity.pk)))
    if asked == "article" and row.article is not None:
        return row.article.get_absolute_url()
    return "corrections"


_ENTITY_ACTS: dict[str, Act] = {
    "rename": _rename,
    "kind": _kind,
    "alias": _alias,
    "drop": _drop,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "reject": _reject_many,
    "no-name": _no_name,
}
