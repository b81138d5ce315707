"""Storing who said what in an article, and finding the same words in other wordings in other articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Q

from articles.models import Article, Quote
from articles.stories.fingerprint import cosine, sentence_vector
from articles.stories.namings import Naming
from articles.stories.quotes import Quote as Found
from articles.stories.quotes import quotes
from articles.text import fold

WORDING_MAX_CHARACTERS = 3000
_NEWEST_OF_SPEAKER = 150
_SAME_WORDS = 0.5


def keep_quotes(article: Article) -> None:
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
    for row in rows:
        row.save()
        row.same_as = _same_words(row) or row.pk
        row.save(update_fields=["same_as"])


def _named(article: Article) -> list[tuple[Naming, int]]:
    """Whom the body names, with the number of who is meant; one that was merged away counts as the one it went into."""
    rows = article.mentions.filter(part="body", role__in=("mention", "metonym"))
    meant = (
        (row, row.entity.merged_into or row.entity) for row in rows.select_related("entity__merged_into")
    )
    return [(Naming(row.start, row.end, one.name, one.kind), one.pk) for row, one in meant]


def _read(article: Article, named: Sequence[Naming]) -> Iterable[Found]:
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


def _same_words(quote: Quote) -> int | None:
    """The quote of the same speaker in another article that this one is another wording of."""
    if quote.speaker_id is None:
        return None
    by_same = Q(speaker=quote.speaker_id) | Q(speaker__merged_into=quote.speaker_id)
    others = Quote.objects.filter(by_same).exclude(article=quote.article).order_by("-pk")
    vector = sentence_vector(quote.wording)
    best: tuple[float, int] | None = None
    for pk, same_as, wording in others.values_list("pk", "same_as", "wording")[:_NEWEST_OF_SPEAKER]:
        alike = cosine(vector, sentence_vector(wording))
        if alike >= _SAME_WORDS and (best is None or alike > best[0]):
            best = (alike, same_as or pk)
    return best[1] if best else None
