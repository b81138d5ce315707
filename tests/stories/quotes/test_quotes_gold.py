"""How many of the quotes of the five seed articles are found, against a list made by hand (offsets only, no text)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from articles.stories.quotes.name_occurrences import NameOccurrence
from articles.stories.quotes.quote_extraction import Quote, quotes
from articles.text import fold
from tests.benchmarks.floors import held

GOLD = json.loads((Path(__file__).parents[1] / "data/seed_quotes.json").read_text(encoding="utf-8"))
KINDS = {"PERSON": "person", "ORG": "org", "PLACE": "place"}


@pytest.fixture(scope="module")
def read(seeds: Path) -> list[tuple[str, list[dict[str, Any]], Sequence[Quote]]]:
    """For each seed its text, the quotes that a person sees in it, and those that are found."""
    entities = json.loads((seeds / "entities_gold.json").read_text(encoding="utf-8"))
    found = []
    for path in sorted(seeds.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        rows = [one for one in entities if one["file"] == path.name and one["type"] in KINDS]
        named = [
            NameOccurrence(one["start"], one["end"], one["canonical"], KINDS[one["type"]]) for one in rows
        ]
        wanted = [one for one in GOLD if one["file"] == path.name]
        found.append((text, wanted, quotes(text, named)))
    return found


def test_the_list_was_made_for_these_files(read):
    for text, wanted, _ in read:
        for one in wanted:
            said = text[one["start"] : one["end"]].encode()
            assert hashlib.sha256(said).hexdigest()[:16] == one["sha256"]


def test_quotes_are_found_with_speaker_and_kind(read):
    hits = sum(any(same(one, quote) for quote in found) for _, wanted, found in read for one in wanted)
    told = sum(len(found) for _, _, found in read)
    f1 = 2 * hits / (told + len(GOLD))
    print(f"{hits} of {len(GOLD)} quotes found, {told} told")  # noqa: T201
    held("seeds_quotes", f1)


def same(one: dict[str, Any], quote: Quote) -> bool:
    """At least half of both together is common, the same speaker, both direct or both not."""
    common = min(one["end"], quote.end) - max(one["start"], quote.start)
    either = max(one["end"], quote.end) - min(one["start"], quote.start)
    return (
        common >= either / 2 and fold(quote.speaker) == fold(one["speaker"]) and quote.direct == one["direct"]
    )
