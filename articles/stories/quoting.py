"""Storing who said what in an article, and finding the same words in other wordings in other articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from articles.models import Article, Quote
from articles.stories.fingerprint import cosine, sentence_vector
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
    people = _people(article)
    speakers = {name: entity for _, _, name, entity in people}
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
        for found in _read(article, [(start, end, name) for start, end, name, _ in people])
    ]
    for row in rows:
        row.save()
        row.same_as = _same_words(row) or row.pk
        row.save(update_fields=["same_as"])


def _people(article: Article) -> list[tuple[int, int, str, int]]:
    """The mentions of persons in the body with the name and the number of who is meant."""
    rows = article.mentions.filter(part="body", kind="person").select_related("entity__merged_into")
    meant = ((row, row.entity.merged_into or row.entity) for row in rows.order_by("start"))
    return [(row.start, row.end, entity.name, entity.pk) for row, entity in meant]


def _read(article: Article, people: Sequence[tuple[int, int, str]]) -> Iterable[Found]:
    """The quotes of the body, one a place; a dateline before the first is no part of it."""
    dateline = (article.dateline or {}).get("text", "")
    begins = len(dateline) if dateline and article.body.startswith(dateline) else 0
    kept = {}
    for found in quotes(article.body, people):
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
    others = Quote.objects.filter(speaker=quote.speaker_id).exclude(article=quote.article).order_by("-pk")
    vector = sentence_vector(quote.wording)
    best: tuple[float, int] | None = None
    for pk, same_as, wording in others.values_list("pk", "same_as", "wording")[:_NEWEST_OF_SPEAKER]:
        alike = cosine(vector, sentence_vector(wording))
        if alike >= _SAME_WORDS and (best is None or alike > best[0]):
            best = (alike, same_as or pk)
    return best[1] if best else None
