"""Storing who said what in an article, and finding the same words in other wordings in other articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import F, Q

from articles.models import Article, Quote
from articles.stories.quotes.name_occurrences import NameOccurrence
from articles.stories.quotes.quote_extraction import Quote as Found
from articles.stories.quotes.quote_extraction import quotes
from articles.stories.quotes.quote_matching import similarity, wording
from articles.text import fold

WORDING_MAX_CHARACTERS = 3000
_NEWEST_OF_SPEAKER = 150


def store_quotes(article: Article) -> None:
    """Read the quotes of a stored article, resolve their speakers to its entities, and store them in place of the old.

    Call it in the transaction that stored the article's mentions.
    """
    named = _named(article)
    speakers = {one.name: entity for one, entity in named}
    article.quotes.all().delete()
    rows = [
        Quote(
            article=article,
            start=found.start,
            end=found.end,
            wording=found.wording,
            folded=fold(found.wording),
            speaker_name=found.speaker[:300],
            speaker_id=speakers.get(found.speaker),
            verb=found.verb,
            direct=found.direct,
            broken=found.broken,
        )
        for found in _read(article, [one for one, _ in named])
    ]
    by_speaker: defaultdict[int, list[Quote]] = defaultdict(list)
    for row in rows:
        if row.speaker_id is not None:
            by_speaker[row.speaker_id].append(row)
    for speaker, own in by_speaker.items():
        _meet_same_words(own, _newest_of(speaker, article))
    Quote.objects.bulk_create(rows)
    article.quotes.filter(same_as=None).update(same_as=F("pk"))


def _named(article: Article) -> list[tuple[NameOccurrence, int]]:
    """Whom the body names, with the number of who is meant; one that was merged away counts as the one it went into."""
    rows = article.mentions.filter(part="body", role__in=("mention", "metonym"))
    meant = (
        (row, row.entity.merged_into or row.entity) for row in rows.select_related("entity__merged_into")
    )
    return [(NameOccurrence(row.start, row.end, one.name, one.kind), one.pk) for row, one in meant]


def _read(article: Article, named: Sequence[NameOccurrence]) -> Iterable[Found]:
    """The quotes of the body, one a place; a dateline before the first is no part of it."""
    dateline = (article.dateline or {}).get("text", "")
    begins = len(dateline) if dateline and article.body.startswith(dateline) else 0
    kept = {}
    for found in quotes(article.body, named):
        if found.start < begins < found.end:
            wording = article.body[begins : found.end].lstrip(" :–—-.)")
            found = replace(found, start=found.end - len(wording), wording=wording)
        if found.end > begins and found.wording and len(found.wording) <= WORDING_MAX_CHARACTERS:
            kept[found.start, found.direct] = found
    return kept.values()


def _newest_of(speaker: int, article: Article) -> list[tuple[int, str]]:
    """What a speaker is quoted as saying in other articles, each with the quote of which it is another wording."""
    by_same = Q(speaker=speaker) | Q(speaker__merged_into=speaker)
    others = Quote.objects.filter(by_same).exclude(article=article).order_by("-pk")
    rows = others.values_list("pk", "same_as", "wording")[:_NEWEST_OF_SPEAKER]
    return [(same_as or pk, wording) for pk, same_as, wording in rows]


def _meet_same_words(own: Iterable[Quote], others: Sequence[tuple[int, str]]) -> None:
    """Set ``same_as`` of quotes that are another wording of one of the others, to that of the likest."""
    for quote in own:
        said = wording(quote.wording)
        likest = max(((similarity(said, wording(other)), same_as) for same_as, other in others), default=None)
        if likest is not None and likest[0]:
            quote.same_as = likest[1]
