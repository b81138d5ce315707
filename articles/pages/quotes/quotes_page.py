"""The page of quotes over all articles: found by speaker and words, with other wordings of the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Min, Q, QuerySet
from rapidfuzz import fuzz

from articles.ingest.recognition.merge_chains import final_entity
from articles.models import Alias, Article, Entity, Quote
from articles.pages.shared.paging import Listed, paging
from articles.text import fold

GROUPS_A_PAGE = 25
WORDS_MAX = 12
VARIANTS_MAX = 12
SPEAKERS_MAX = 500
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
class QuotesPage:
    """A page of quotes, and the search for them."""

    speaker: str
    words: str
    said: Listed[Said]


def quotes_page(speaker: str, words: str, number: int) -> QuotesPage:
    """Quotes by speakers whose name contains ``speaker``, with all of ``words``. Raises NoSuchPage."""
    groups = _found(speaker, words).values("same_as").annotate(oldest=Min("pk")).order_by("-oldest")
    total = groups.count()
    asked = urlencode({"speaker": speaker, "q": words})
    place = paging(number, total, GROUPS_A_PAGE, f"?{asked}&" if speaker or words else "?")
    first = (place.number - 1) * GROUPS_A_PAGE
    wanted = [row["same_as"] for row in groups[first : first + GROUPS_A_PAGE]]
    return QuotesPage(speaker, words, Listed(_said(wanted), total, place))


def quotes_of(article: Article) -> tuple[Said, ...]:
    """The quotes of an article, each with the wordings of other articles."""
    own = list(article.quotes.select_related("speaker__merged_into"))
    others = _by_group({quote.same_as for quote in own if quote.same_as})
    return tuple(
        _one(quote, [row for row in others[quote.same_as or 0] if row.article_id != article.pk])
        for quote in own
    )


def _found(speaker: str, words: str) -> QuerySet[Quote]:
    found = Quote.objects.exclude(same_as=None).order_by()
    if speaker:
        named = Q(speaker__in=_speakers(fold(speaker))) | Q(speaker_name__icontains=speaker)
        found = found.filter(named)
    for word in fold(words).split()[:WORDS_MAX]:
        found = found.filter(folded__contains=word)
    return found


def _speakers(folded: str) -> set[int]:
    """The entities with such a form of the name, those that they were merged into, and all that were merged into these."""
    holding = Alias.objects.filter(folded__contains=folded).values_list("entity_id", flat=True)
    found: set[int] = set()
    latest = set(holding.distinct()[:SPEAKERS_MAX])
    while latest:
        found |= latest
        kin = Entity.objects.filter(Q(pk__in=latest) | Q(merged_into__in=latest)).order_by()
        rows = kin.values_list("pk", "merged_into_id")
        latest = {pk for row in rows for pk in row if pk is not None} - found
    return found


def _said(groups: Sequence[int]) -> list[Said]:
    members = _by_group(groups)
    return [_one(members[key][0], members[key][1:]) for key in groups if members[key]]


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
