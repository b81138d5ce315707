"""How many of the articles that name a well-known person his page lists, by a rule that needs no labels.

A surname that in the sample belongs to one person alone (of all articles that print it with a given name nearly all print
this one) means that person wherever it stands as a word. Nothing of these sites was fitted on.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from articles.entities.kinds import Kind
from articles.entities.linking.name_variants import bearers, words_of
from articles.entities.recognition.entity_reader import EntityReader
from articles.ingest.article_store import article_row
from articles.ingest.recognition.article_parts import parts_of
from articles.ingest.recognition.mention_linking import link_reading
from articles.ingest.recognition.room_linking import relink_all
from articles.models import Article, Entity, Mention, SourceFile
from articles.reading.reader import read_record
from articles.reading.report import BadRecord
from tests.benchmarks.fit_short_names import is_seen
from tests.benchmarks.floors import held

pytestmark = [pytest.mark.evaluation, pytest.mark.django_db]

ARTICLES = 900
PEOPLE = 30
ALONE = 0.97
ARTICLES_MIN = 12


def unseen_articles(corpora: Path) -> Iterator[Article]:
    with lzma.open(corpora / "news_sample.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    for record in records:
        if is_seen(record["domain"]):
            continue
        try:
            row = article_row(read_record({"text": record["text"]}))
        except BadRecord:
            continue
        digest = hashlib.sha256(record["id"].encode()).hexdigest()
        row.source = SourceFile.objects.create(
            sha256=digest, name="a.txt", media_type="text/plain", data=b"x"
        )
        row.content_sha256 = digest
        row.save()
        yield row


def test_the_pages_of_well_known_people_list_the_articles_that_name_them(
    corpora: Path, reader: EntityReader
) -> None:
    articles = list(islice(unseen_articles(corpora), ARTICLES))
    parts = [parts_of(article) for article in articles]
    readings = reader.read_many([[part for _, part in one] for one in parts])
    for article, one, reading in zip(articles, parts, readings, strict=True):
        link_reading(article, reading, [key for key, _ in one])
    before = _figures(articles)
    relink_all()
    after = _figures(articles)
    print(f"\n{'':24}{'recall':>16}{'precision':>11}")  # noqa: T201
    for name, (recall, precision) in after.items():
        print(f"{name:24}{before[name][0]:7.3f} → {recall:.3f}{precision:11.3f}")  # noqa: T201
    recalls, precisions = zip(*after.values(), strict=True)
    held("person_pages_recall", sum(recalls) / len(recalls))
    held("person_pages_precision", sum(precisions) / len(precisions))


def _figures(articles: list[Article]) -> dict[str, tuple[float, float]]:
    """Recall and precision of the pages of the most named people whose surname is theirs alone."""
    texts = {article.pk: article.body for article in articles}
    figures: dict[str, tuple[float, float]] = {}
    for name, surname in _alone().items():
        pattern = re.compile(rf"\b{re.escape(surname)}\b")
        wanted = {pk for pk, text in texts.items() if pattern.search(text)}
        page = set(
            Mention.objects.filter(entity__name=name, entity__kind=Kind.PERSON).values_list(
                "article", flat=True
            )
        )
        figures[name] = (len(page & wanted) / len(wanted), len(page & wanted) / max(1, len(page)))
    return figures


def _alone() -> dict[str, str]:
    """The most named people who alone bear their surname, by the names that articles print in full."""
    named = Mention.objects.filter(kind=Kind.PERSON, surface__contains=" ")
    pairs = set(named.values_list("linked__name", "entity__name", "article"))
    counts = Counter(own or name for own, name, _ in pairs)
    by_surname: dict[str, dict[str, int]] = defaultdict(dict)
    for name, count in counts.items():
        if len(words_of(name)) > 1:
            by_surname[words_of(name)[0]][name] = count
    found: dict[str, tuple[int, str]] = {}
    for names in by_surname.values():
        total: Counter[str] = Counter()
        for name, main in bearers(names).items():
            total[main] += names[name]
        main, most = total.most_common(1)[0] if total else ("", 0)
        if most >= ARTICLES_MIN and most >= ALONE * sum(total.values()):
            found[main] = (most, main.split()[-1])
    ordered = sorted(found.items(), key=lambda item: -item[1][0])[:PEOPLE]
    return {name: surname for name, (_, surname) in ordered if Entity.objects.filter(name=name).exists()}
