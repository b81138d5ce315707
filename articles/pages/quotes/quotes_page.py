"""The page of quotes over all articles: by article and as a filter asks, with other wordings of the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Min
from rapidfuzz import fuzz

from articles.ingest.recognition.merge_chains import final_entity
from articles.models import Article, Entity, Quote
from articles.pages.quotes.quote_filter import QuoteFilter
from articles.pages.shared.paging import Listed, paging
from articles.text import fold

GROUPS_A_PAGE = 25
VARIANTS_MAX = 12
ONE_UTTERANCE_PERCENT = 55
"""Of the characters in order: from here on two wordings are taken for the same words, so that a difference is a doubt."""


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance, with all the wordings in which articles print it.

    ``same`` are those that print it as the first does, ``others`` those that word it otherwise; ``not_shown`` counts more
    of these. ``speaker`` is who that is now, where names were merged since; ``notes`` are doubts about it.
    """

    first: Quote
    speaker: Entity | None
    same: tuple[Quote, ...]
    others: tuple[Quote, ...]
    not_shown: int
    notes: tuple[str, ...]

    @property
    def other_articles(self) -> int:
        return len(self.same) + len(self.others) + self.not_shown


@dataclass(frozen=True, slots=True)
class OfArticle:
    """What one article prints that people said, in the order of its text."""

    article: Article
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class QuotesPage:
    """A page of quotes by article, and the search for them."""

    asked: QuoteFilter
    said: Listed[Said]
    by_article: tuple[OfArticle, ...]


def quotes_page(asked: QuoteFilter, number: int) -> QuotesPage:
    """The quotes asked for, those of the latest articles first. Raises NoSuchPage."""
    groups = asked.found().values("same_as").annotate(oldest=Min("pk")).order_by("-oldest")
    total, searched = groups.count(), asked.querystring
    place = paging(number, total, GROUPS_A_PAGE, f"?{searched}&" if searched else "?")
    first = (place.number - 1) * GROUPS_A_PAGE
    rows = _said({row["same_as"]: row["oldest"] for row in groups[first : first + GROUPS_A_PAGE]})
    return QuotesPage(asked, Listed(rows, total, place), tuple(_by_article(rows)))


def _by_article(rows: Iterable[Said]) -> Iterator[OfArticle]:
    of: defaultdict[int, list[Said]] = defaultdict(list)
    for row in rows:
        of[row.first.article_id].append(row)
    for said in of.values():
        yield OfArticle(said[0].first.article, tuple(sorted(said, key=lambda one: one.first.start)))


def quotes_of(article: Article) -> tuple[Said, ...]:
    """The quotes of an article, each with the wordings of other articles."""
    own = list(article.quotes.select_related("speaker__merged_into"))
    others = _by_group({quote.same_as for quote in own if quote.same_as})
    return tuple(
        _one(quote, [row for row in others[quote.same_as or 0] if row.article_id != article.pk])
        for quote in own
    )


def _said(groups: Mapping[int, int]) -> list[Said]:
    """The utterances, each under the wording that was found first."""
    members = _by_group(groups)
    found = []
    for key, oldest in groups.items():
        first = next((quote for quote in members[key] if quote.pk == oldest), None)
        if first:
            found.append(_one(first, [quote for quote in members[key] if quote is not first]))
    return found


def _by_group(groups: Iterable[int]) -> defaultdict[int, list[Quote]]:
    members: defaultdict[int, list[Quote]] = defaultdict(list)
    wanted = list(groups)
    if not wanted:
        return members
    rows = Quote.objects.filter(same_as__in=wanted).order_by("pk").defer("folded")
    for row in rows.select_related("speaker__merged_into", "article__outlet"):
        if row.same_as:
            members[row.same_as].append(row)
    return members


def _one(quote: Quote, elsewhere: Sequence[Quote]) -> Said:
    same = [other for other in elsewhere if _as_printed(other) == _as_printed(quote)]
    others = [other for other in elsewhere if _as_printed(other) != _as_printed(quote)]
    return Said(
        first=quote,
        speaker=final_entity(quote.speaker) if quote.speaker else None,
        same=tuple(same[:VARIANTS_MAX]),
        others=tuple(others[:VARIANTS_MAX]),
        not_shown=max(0, len(same) - VARIANTS_MAX) + max(0, len(others) - VARIANTS_MAX),
        notes=tuple(_doubts(quote, others)),
    )


def _as_printed(quote: Quote) -> tuple[bool, str]:
    return quote.direct, fold(quote.wording)


def _doubts(quote: Quote, others: Sequence[Quote]) -> Iterator[str]:
    if quote.broken:
        yield "A quotation mark is missing: where the quote ends is a guess."
    near = [other for other in others if _one_utterance(quote, other)]
    if any(other.direct != quote.direct for other in near):
        yield "Quoted word for word in one article, told in other words in another."
    elif quote.direct and near:
        yield "Word for word in several articles, and not the same words: at least one is not verbatim."


def _one_utterance(quote: Quote, other: Quote) -> bool:
    """Whether two wordings can hardly be of two utterances; a piece of a quote is no other wording of it."""
    a, b = fold(quote.wording), fold(other.wording)
    if a in b or b in a:
        return quote.direct != other.direct
    return fuzz.ratio(a, b) >= ONE_UTTERANCE_PERCENT
