"""A room filled with the measured corpus: articles, outlets and entities as rows, and the index of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice

import django
from django.core.management import call_command

from tests.benchmarks.engines.corpus import FACETS, Report, reports

ROWS_AT_ONCE = 1_000
KINDS = ("person", "place", "org")


def fill(size: int) -> None:
    """Write the rows and build the index; nothing is recognised, the corpus says who is named."""
    from articles.ingest.indexing.outbox import rebuild_index
    from articles.models import Entity, Outlet

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    slugs = {name: [f"{name}-{n}" for n in range(count)] for name, count in FACETS.items()}
    Outlet.objects.bulk_create(Outlet(name=slug.title(), slug=slug) for slug in slugs["outlet"])
    kinds = [(kind, slug) for kind in KINDS for slug in slugs[kind]]
    kinds += [("place", slug) for slug in slugs["dateline"]]
    Entity.objects.bulk_create(
        (Entity(kind=kind, name=slug.title(), slug=slug) for kind, slug in kinds), ROWS_AT_ONCE
    )
    known = {(entity.kind, entity.slug): entity.pk for entity in Entity.objects.all()}
    outlets = dict(Outlet.objects.values_list("slug", "pk"))
    for batch in _batches(reports(size)):
        _write(batch, known, outlets)
    rebuild_index()


def _batches(waiting: Iterator[Report]) -> Iterator[list[Report]]:
    while batch := list(islice(waiting, ROWS_AT_ONCE)):
        yield batch


def _write(batch: Iterable[Report], known: dict[tuple[str, str], int], outlets: dict[str, int]) -> None:
    from articles.models import Article, Mention, SourceFile

    sources, articles, mentions = [], [], []
    for r in batch:
        digest = f"{r.number:064}"
        sources.append(
            SourceFile(pk=r.number, sha256=digest, name=f"{r.number}.txt", media_type="text/plain", data=b"")
        )
        articles.append(
            Article(
                pk=r.number,
                source_id=r.number,
                format="plain",
                body_sha256=digest,
                content_sha256=digest,
                title=r.title,
                slug=f"report-{r.number}",
                outlet_id=outlets[r.facets["outlet"][0]],
                published=r.published.isoformat(),
                published_precision="day",
                published_day=r.published,
                dateline_place_id=known["place", r.facets["dateline"][0]],
                paragraphs=[
                    {"text": text, "kind": "paragraph", "start": 0, "end": 0} for text in r.body.split("\n\n")
                ],
            )
        )
        named = [(kind, slug) for kind in KINDS for slug in r.facets[kind]]
        mentions += [
            Mention(
                article_id=r.number, start=n, end=n + 1, surface="x", kind=kind, entity_id=known[kind, slug],
                source="alias", confidence=1,
            )
            for n, (kind, slug) in enumerate(named)
        ]  # fmt: skip
    SourceFile.objects.bulk_create(sources)
    Article.objects.bulk_create(articles)
    Mention.objects.bulk_create(mentions)


if __name__ == "__main__":
    django.setup()
    fill(int(sys.argv[1]))
