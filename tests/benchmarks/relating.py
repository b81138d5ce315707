"""What does it cost to relate one more article to a room that holds many? Processor time, in a room made of news.

    NEWSROOM_DATA_DIR=… python -m tests.benchmarks.relating 20000

The room is filled up to that many articles (a later run goes on from there) and stays. An article is some paragraphs of
three articles of one subject, one in eight a shortened copy of another; prints, keys and mentions are written as `relate`
would write them. Then fresh ones are brought one by one, links and stories included.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import django

from tests.conftest import SHARED

SEED = 20261122
BROUGHT = 200
BATCH = 500
NAMES_MAX = 15
COPY_SHARE = 0.125


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the sample, its names read once."""

    text: str

    @cached_property
    def names(self) -> tuple[str, ...]:
        from articles.stories.similarity.proper_names import proper_names

        return proper_names(self.text)


def main(size: int) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    room = Room()
    room.fill(size)
    spent = sorted(room.bring(number) for number in range(1000 * room.size, 1000 * room.size + BROUGHT))
    cursor = connection.cursor()
    linked = cursor.execute("select count(*) from articles_relation").fetchone()[0]
    print(  # noqa: T201
        f"{room.size} articles: median {1000 * spent[len(spent) // 2]:.0f} ms, "
        f"95 % within {1000 * spent[int(len(spent) * 0.95)]:.0f} ms of processor time ({linked} links in the room)"
    )


class Room:
    """A room being filled; articles are the same for ever by their number."""

    def __init__(self) -> None:
        from articles.models import Article, Entity

        by_topic: defaultdict[str, list[list[Paragraph]]] = defaultdict(list)
        with lzma.open(SHARED / "corpora/news_sample.jsonl.xz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                texts = [text for text in row["text"].split("\n\n") if len(text) > 60]
                by_topic[row["topic"]].append([Paragraph(text) for text in texts[:20]])
        self._topics = [made for _, made in sorted(by_topic.items()) if len(made) >= 5]
        self._entities = dict(Entity.objects.values_list("name", "pk"))
        self.size = Article.objects.count()

    def fill(self, size: int) -> None:
        numbers = iter(range(self.size, size))
        while batch := list(islice(numbers, BATCH)):
            self._store([(number, self.paragraphs(number)) for number in batch])
            self.size += len(batch)

    def paragraphs(self, number: int) -> list[Paragraph]:
        chance = random.Random(SEED + number)
        if number > 100 and chance.random() < COPY_SHARE:
            other = self.paragraphs(chance.randrange(min(number, max(self.size, 1))))
            return [one for one in other if chance.random() < 0.75] or other
        topic = chance.choices(self._topics, weights=[len(one) for one in self._topics])[0]
        pool = [one for article in chance.sample(topic, 3) for one in article]
        return chance.sample(pool, min(len(pool), chance.randint(6, 14)))

    def bring(self, number: int) -> float:
        """Store one more article, unrelated, and relate it as the worker does; the processor seconds of that."""
        from django.db import transaction

        from articles.ingest.relations.relate import relate
        from articles.models import Article, ArticleKey, ArticlePrint

        (pk,) = self._store([(number, self.paragraphs(number))])
        ArticlePrint.objects.filter(article=pk).delete()
        ArticleKey.objects.filter(article=pk).delete()
        article = Article.objects.get(pk=pk)
        started = time.process_time()
        with transaction.atomic():
            relate(article)
        return time.process_time() - started

    def _store(self, made: Sequence[tuple[int, list[Paragraph]]]) -> list[int]:
        from django.db import transaction

        from articles.models import Article, ArticleKey, ArticlePrint, Mention, SourceFile
        from articles.stories.similarity.fingerprint_codec import keys_of, packed

        with transaction.atomic():
            hashes = [hashlib.sha256(str(number).encode()).hexdigest() for number, _ in made]
            sources = SourceFile.objects.bulk_create(
                SourceFile(sha256=one, name="made", media_type="text/plain", data=b"") for one in hashes
            )
            articles = Article.objects.bulk_create(
                _article(source, one, parts)
                for source, one, (_, parts) in zip(sources, hashes, made, strict=True)
            )
            prints = [_print(parts) for _, parts in made]
            pks = [article.pk for article in articles]
            kept = [(pk, packed(one)) for pk, one in zip(pks, prints, strict=True)]
            ArticlePrint.objects.bulk_create(
                ArticlePrint(article_id=pk, data=one.data, detail=one.detail) for pk, one in kept
            )
            ArticleKey.objects.bulk_create(
                ArticleKey(article_id=pk, key=key)
                for pk, one in zip(pks, prints, strict=True)
                for key in keys_of(one)
            )
            self._know({name for one in prints for name in one.names})
            Mention.objects.bulk_create(
                row for pk, one in zip(pks, prints, strict=True) for row in self._mentions(pk, one.names)
            )
        return pks

    def _know(self, names: Iterable[str]) -> None:
        from articles.models import Entity

        new = [name for name in sorted(names) if name not in self._entities]
        rows = Entity.objects.bulk_create(
            Entity(kind="org", name=name, slug=hashlib.sha256(name.encode()).hexdigest()[:20]) for name in new
        )
        self._entities |= {row.name: row.pk for row in rows}

    def _mentions(self, pk: int, names: Sequence[str]) -> Iterator[object]:
        from articles.models import Mention

        for at, name in enumerate(names):
            yield Mention(
                article_id=pk,
                start=2 * at,
                end=2 * at + 1,
                surface=name,
                kind="org",
                entity_id=self._entities[name],
                source="model",
                confidence=1,
            )


def _article(source, sha256: str, parts: Sequence[Paragraph]):
    from articles.models import Article

    return Article(
        source=source,
        format="text",
        body_sha256=hashlib.sha256("".join(one.text for one in parts).encode()).hexdigest(),
        content_sha256=sha256,
        title="made",
        title_origin="derived",
        slug="made",
        paragraphs=[{"text": one.text, "kind": "paragraph"} for one in parts],
        recognised=True,
    )


def _print(parts: Sequence[Paragraph]):
    from articles.stories.similarity.fingerprint import fingerprint

    names = [name[:200] for one in parts for name in one.names]
    return fingerprint("\n\n".join(one.text for one in parts), names=tuple(dict.fromkeys(names))[:NAMES_MAX])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    main(int(sys.argv[1]))
