"""How often the language of real articles is read right (`make eval`)."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from pathlib import Path

import pytest

from articles.reading.metadata.language import language_of
from tests.benchmarks.floors import held

pytestmark = pytest.mark.evaluation
SHORT_CHARACTERS = 200


def test_the_language_of_articles_is_read_right_and_seldom_wrong(corpora: Path) -> None:
    """Both texts of each pair, without their label. No rule was made for this corpus, so nothing of it is held back."""
    found: Counter[str] = Counter()
    short: Counter[str] = Counter()
    with lzma.open(corpora / "story_pairs_other.jsonl.xz", "rt", encoding="utf-8") as lines:
        for pair in map(json.loads, lines):
            for side in "12":
                text, label = pair[f"text{side}"], pair[f"lang{side}"]
                for counts, read in ((found, text), (short, text[:SHORT_CHARACTERS])):
                    code = language_of(read).code
                    counts["right" if code == label else "wrong" if code else "unknown"] += 1
    print(f"whole articles {dict(found)}, their first {SHORT_CHARACTERS} characters {dict(short)}")  # noqa: T201
    held("language", found["right"] / found.total())
    held("language_not_wrong", 1 - found["wrong"] / found.total())
