"""Looking for entities: the language model, loaded once a process, over an article's parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max

from articles.entities.gazetteer import Gazetteer
from articles.entities.mentions import EntityReader, Reading
from articles.entities.recogniser import Recogniser, SpacyRecogniser
from articles.ingest.directory import KNOWN_ALIAS_SOURCES
from articles.ingest.filing_place import settle_filing_place
from articles.ingest.link import knowledge_from_database, link_reading
from articles.ingest.parts import parts_of
from articles.models import Alias, Article, IndexJob
from articles.stories.quoting import keep_quotes
from articles.stories.relate import relate

STALE_AT_ONCE = 16


def read_entities(articles: Iterable[Article]) -> Iterator[Reading]:
    """The mentions of each article, in order; many articles go through the model together."""
    return entity_reader().read_many([part for _, part in parts_of(article)] for article in articles)


def recognise(articles: Sequence[Article]) -> None:
    """Read stored articles anew, each written in its own transaction: mentions, relations, a row for the index."""
    for article, reading in zip(articles, read_entities(articles), strict=True):
        with transaction.atomic():
            keep_reading(article, reading)
            IndexJob.objects.create(article_id=article.pk)


def keep_reading(article: Article, reading: Reading) -> None:
    """Store what was recognised in a stored article, and what it has to do with others. The caller holds the transaction."""
    link_reading(article, reading, [key for key, _ in parts_of(article)])
    article.recognised = True
    settle_filing_place(article)
    article.save(update_fields=["recognised", "dateline_place"])
    relate(article)
    keep_quotes(article)
    # Only the change that this reading knew of is dealt with: one that came meanwhile keeps the article stale.
    Article.objects.filter(pk=article.pk, stale_since=article.stale_since).update(stale_since=None)


def recognise_stale(at_most: int = STALE_AT_ONCE) -> int:
    """Read some articles anew in which a name is known otherwise since they were read; how many it was."""
    articles = list(
        Article.objects.filter(stale_since__isnull=False, recognised=True).order_by("pk")[:at_most]
    )
    if articles:
        recognise(articles)
    return len(articles)


def entity_reader() -> EntityReader:
    """The reader with the names known now: an alias that an editor adds or changes counts from the next article on.

    Names learned from articles do not come here: they would have the reader made anew for nearly every article.
    """
    known = Alias.objects.filter(source__in=KNOWN_ALIAS_SOURCES)
    state = known.aggregate(count=Count("pk"), changed=Max("changed_at"))
    return _reader_with(state["count"], state["changed"])


@lru_cache(maxsize=1)
def _reader_with(_count: int, _changed: dt.datetime | None) -> EntityReader:
    return EntityReader(_recogniser(), knowledge_from_database(), gazetteer())


@cache
def _recogniser() -> Recogniser:
    return SpacyRecogniser()


@cache
def gazetteer() -> Gazetteer:
    """The place index, unpacked into the data folder the first time."""
    return Gazetteer.open(settings.DATA_DIR)
