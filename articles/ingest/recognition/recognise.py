"""Looking for entities in stored articles, and keeping what was found with all that follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from articles.entities.recognition.entity_reader import Reading
from articles.ingest.recognition.article_parts import parts_of
from articles.ingest.recognition.dateline_entity import update_dateline_place
from articles.ingest.recognition.mention_linking import link_reading
from articles.ingest.recognition.reader_pool import read_entities
from articles.ingest.relations.quote_store import store_quotes
from articles.ingest.relations.relate import relate
from articles.ingest.write_pacing import again_when_crossed
from articles.models import Article, IndexJob

STALE_AT_ONCE = 16


def recognise(articles: Sequence[Article]) -> None:
    """Read stored articles anew, each written in its own transaction: mentions, relations, a row for the index."""
    for article, reading in zip(articles, read_entities(articles), strict=True):
        again_when_crossed(partial(_store_anew, article, reading))


def _store_anew(article: Article, reading: Reading) -> None:
    store_reading(article, reading)
    IndexJob.objects.create(article_id=article.pk)


def store_reading(article: Article, reading: Reading) -> None:
    """Store what was recognised in a stored article, and what it has to do with others. The caller holds the transaction."""
    link_reading(article, reading, [key for key, _ in parts_of(article)])
    article.recognised = True
    update_dateline_place(article)
    article.save(update_fields=["recognised", "dateline_place"])
    relate(article)
    store_quotes(article)
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
