"""How well mentions are brought together over articles: B cubed (Bagga and Baldwin, 1998) from raw text, with its floor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.entities.recognition.entity_reader import EntityReader
from articles.ingest.recognition.mention_linking import link_reading
from articles.ingest.recognition.merge_suggestions import suggest_merges
from articles.models import Article, SourceFile
from tests.benchmarks.floors import held
from tests.entities.scoring import seed_articles

pytestmark = [pytest.mark.evaluation, pytest.mark.django_db]


def b_cubed(
    found: Mapping[Hashable, Hashable], gold: Mapping[Hashable, Hashable]
) -> tuple[float, float, float]:
    """Precision, recall and F1 of clusters given as naming → cluster; what only one side has counts as 0 there.

    >>> b_cubed({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 3: "y"})
    (1.0, 1.0, 1.0)
    """
    ours, theirs = clusters(found), clusters(gold)
    shared = {
        naming: len(ours[found[naming]] & theirs[gold[naming]]) for naming in found.keys() & gold.keys()
    }
    precision = sum(both / len(ours[found[naming]]) for naming, both in shared.items()) / len(found)
    recall = sum(both / len(theirs[gold[naming]]) for naming, both in shared.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def clusters(namings: Mapping[Hashable, Hashable]) -> dict[Hashable, set[Hashable]]:
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for naming, cluster in namings.items():
        found[cluster].add(naming)
    return found


def article(number: int) -> Article:
    source = SourceFile.objects.create(sha256=str(number), name="seed", media_type="text/plain", data=b"x")
    return Article.objects.create(
        source=source, format="text", content_sha256=str(number), title="T", slug="t"
    )


def test_the_seeds_are_linked(reader: EntityReader, seeds: Path) -> None:
    call_command("load_entities", verbosity=0)
    found: dict[Hashable, Hashable] = {}
    gold: dict[Hashable, Hashable] = {}
    for number, one in enumerate(seed_articles(seeds)):
        row = article(number)
        link_reading(row, reader.read(one.parts), [("caption", part) for part in range(len(one.parts))])
        found |= {(number, at.part_index, at.start, at.end): at.entity_id for at in row.mentions.all()}
        gold |= {(number, *naming[:3]): name for naming, name in one.names.items()}
    precision, recall, f1 = b_cubed(found, gold)
    suggested = suggest_merges()
    print(f"B3 P {precision:.3f} R {recall:.3f} (n={len(gold)}), {suggested} suggested")  # noqa: T201
    held("seeds_b_cubed", f1)
