"""Storing who said what in an article, and finding the same words in other wordings in other articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from django.db.models import F

from articles.ingest.relations.newest_rows import newest_of_each
from articles.models import Article, Entity, Quote
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
    said_before = _newest_of(by_speaker)
    for speaker, own in by_speaker.items():
        _meet_same_words(own, said_before[speaker])
    Quote.objects.bulk_create(rows)
    article.quotes.filter(same_as=None).update(same_as=F("pk"))


def _named(article: Article) -> list[tuple[NameOccurrence, int]]:
    """Whom the body names, with the number of who is meant; one that was merged away counts as the one it went into."""
    rows = article.mentions.filter(part="body", role__in=("mention", "metonym"))
    spots = list(rows.values_list("start", "end", "entity_id"))
    entities = Entity.objects.prefetch_related("merged_into").in_bulk({entity for *_, entity in spots})
    meant = ((start, end, entities[entity].merged_into or entities[entity]) for start, end, entity in spots)
    return [(NameOccurrence(start, end, one.name, one.kind), one.pk) for start, end, one in meant]


def _read(article: Article, named: Sequence[NameOccurrence]) -> Iterable[Found]:
    """The quotes of the body, one a place; a dateline before the first is no part of it."""
    opens, begins = article.dateline_span or (0, 0)
    kept = {}
    for found in quotes(article.body, named):
        if opens <= found.start < begins < found.end:
            wording = article.body[begins : found.end].lstrip(" :–—-.)")
            found = replace(found, start=found.end - len(wording), wording=wording)
        in_dateline = opens <= found.start and found.end <= begins
        if not in_dateline and found.wording and len(found.wording) <= WORDING_MAX_CHARACTERS:
            kept[found.start, found.direct] = found
    return kept.values()


def _newest_of(speakers: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """The newest quotes of each speaker, each with the quote of which it is another wording.

    Each row that was merged into a speaker is asked for by itself: the index then gives its newest quotes, however many
    there are.
    """
    stands_for = {pk: pk for pk in speakers}
    merged = Entity.objects.filter(merged_into__in=speakers).order_by("pk")
    stands_for |= dict(merged.values_list("pk", "merged_into_id"))
    columns = ("id", "same_as", "wording")
    rows = newest_of_each(Quote, "speaker", "id", columns, list(stands_for), _NEWEST_OF_SPEAKER)
    found: defaultdict[int, list[tuple[int, int | None, str]]] = defaultdict(list)
    for pk, speaker in stands_for.items():
        found[speaker] += rows[pk]
    return {
        speaker: [
            (same_as or pk, said) for pk, same_as, said in sorted(said_by, reverse=True)[:_NEWEST_OF_SPEAKER]
        ]
        for speaker, said_by in found.items()
    }


def _meet_same_words(own: Iterable[Quote], others: Sequence[tuple[int, str]]) -> None:
    """Set ``same_as`` of quotes that are another wording of one of the others, to that of the likest."""
    for quote in own:
        said = wording(quote.wording)
        likest = max(((similarity(said, wording(other)), same_as) for same_as, other in others), default=None)
        if likest is not None and likest[0]:
            quote.same_as = likest[1]
