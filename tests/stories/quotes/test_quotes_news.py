"""How many of the quotes of 50 news articles are found, each labelled before its errors could be known?

The list has offsets only, no text. Half of the first 26 articles were read while the rules were made, the other half only
afterwards. The 24 "fresh" ones of 24 outlets were labelled later, and none of their errors was ever read.
"Optional" marks what a fair reader could take for a quote or not: it counts neither way. A quote that stands partly in
quotation marks may be told as either.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from articles.entities.knowledge_base import KnowledgeBase
from articles.entities.places.gazetteer import Gazetteer
from articles.entities.recognition.entity_reader import EntityReader, Part
from articles.entities.recognition.recogniser import SpacyRecogniser
from articles.stories.quotes.name_occurrences import NameOccurrence
from articles.stories.quotes.quote_extraction import Quote, quotes
from articles.text import fold
from tests.benchmarks.floors import held

GOLD = json.loads((Path(__file__).parents[1] / "data/news_quotes.json").read_text(encoding="utf-8"))
PARTS = ("read", "unread", "fresh")


@pytest.fixture(scope="module")
def texts(corpora: Path) -> dict[str, str]:
    wanted = {one["article"] for one in GOLD}
    with lzma.open(corpora / "news_sample.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["id"]: row["text"] for row in rows if row["id"] in wanted}


def test_the_list_was_made_for_these_articles(texts):
    for span, text in ((span, texts[one["article"]]) for one in GOLD for span in one["spans"]):
        assert hashlib.sha256(text[span["start"] : span["end"]].encode()).hexdigest()[:16] == span["sha256"]


@pytest.mark.evaluation
def test_quotes_of_news_are_found_with_speaker_and_kind(texts, pytestconfig: pytest.Config):
    assert pytestconfig.cache is not None
    place_index = Gazetteer.open(pytestconfig.cache.mkdir("gazetteer"))
    reader = EntityReader(SpacyRecogniser(), KnowledgeBase.from_files(), place_index)
    counts = dict.fromkeys(PARTS, (0, 0, 0))
    for article, rows in groupby(GOLD, key=lambda one: one["article"]):
        listed = list(rows)
        found = outcome(texts[article], listed, list(named(reader, texts[article])))
        counts[listed[0]["half"]] = tuple(map(sum, zip(counts[listed[0]["half"]], found, strict=True)))  # type: ignore[assignment]
    for part, (hits, told, wanted) in counts.items():
        print(f"{part}: {hits} of {wanted} quotes found, {told} told: F1 {2 * hits / (told + wanted):.3f}")  # noqa: T201
    hits, told, wanted = map(sum, zip(counts["read"], counts["unread"], strict=True))
    held("news_quotes", 2 * hits / (told + wanted))
    for part in ("unread", "fresh"):
        hits, told, wanted = counts[part]
        held(f"news_quotes_{part}", 2 * hits / (told + wanted))


def named(reader: EntityReader, text: str) -> Iterator[NameOccurrence]:
    """As the worker gives them: persons, organisations and places, without demonyms and datelines."""
    for one in reader.read([Part(text)]).mentions[0]:
        if one.role in ("mention", "metonym"):
            yield NameOccurrence(one.start, one.end, one.name, one.kind)


def outcome(
    text: str, listed: Sequence[dict[str, Any]], known: Sequence[NameOccurrence]
) -> tuple[int, int, int]:
    """How many listed quotes are found with their speaker, how many are told, how many are listed."""
    found = quotes(text, known)
    matched = {id(one): [quote for quote in found if fits(one, quote)] for one in listed}
    wanted = [one for one in listed if not one["optional"]]
    hits = sum(any(speaks(text, one, quote, known) for quote in matched[id(one)]) for one in wanted)
    extra = len(set(found) - {quote for some in matched.values() for quote in some})
    return hits, extra + sum(bool(matched[id(one)]) for one in wanted), len(wanted)


def fits(one: dict[str, Any], quote: Quote) -> bool:
    """Of the same kind, and at least half of both together is common."""
    return any(
        2 * (min(span["end"], quote.end) - max(span["start"], quote.start))
        >= max(span["end"], quote.end) - min(span["start"], quote.start)
        and span["direct"] == quote.direct
        for span in one["spans"]
    )


def speaks(text: str, one: dict[str, Any], quote: Quote, known: Sequence[NameOccurrence]) -> bool:
    """Whether the speaker is one of those listed, as printed there, by the surname, or as another form of the name."""
    return one["speakers"] is None or any(
        is_named(text[place[0] : place[1]], quote.speaker, text, known) if place else not quote.speaker
        for place in one["speakers"]
    )


def is_named(printed: str, speaker: str, text: str, known: Sequence[NameOccurrence]) -> bool:
    want, told = fold(printed), fold(speaker)
    if not told:
        return False
    same = want.split()[-1] == told.split()[-1] or want in told or told in want
    return same or any(one.name == speaker and text[one.start : one.end] in printed for one in known)
