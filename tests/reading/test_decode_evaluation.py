"""How often the encoding of an undeclared text is found, beside a plain guess and another detector (`make eval`)."""

from __future__ import annotations

import json
import lzma
from collections import Counter, defaultdict
from pathlib import Path

import charset_normalizer
import pytest

from articles.reading.decode import detected
from tests.benchmarks.floors import held

pytestmark = pytest.mark.evaluation

ENCODINGS = {
    "de": ("cp1252", "iso8859-15"),
    "fr": ("cp1252", "iso8859-15"),
    "es": ("cp1252", "iso8859-1"),
    "it": ("cp1252",),
    "en": ("cp1252",),
    "pl": ("cp1250", "iso8859-2"),
    "tr": ("cp1254", "iso8859-9"),
    "ru": ("cp1251", "koi8-r", "cp866", "iso8859-5"),
    "ar": ("cp1256", "iso8859-6"),
    "zh": ("gb18030", "big5"),
}
TEXTS_A_LANGUAGE = 60
CUTS = (None, 400, 120)


def test_the_encoding_of_undeclared_texts_is_found(corpora: Path) -> None:
    texts: dict[str, dict[str, None]] = defaultdict(dict)
    with lzma.open(corpora / "story_pairs_other.jsonl.xz", "rt", encoding="utf-8") as lines:
        for pair in map(json.loads, lines):
            for number in "12":
                texts[pair[f"lang{number}"]][pair[f"text{number}"]] = None
    right: Counter[str] = Counter()
    total = 0
    for language, encodings in ENCODINGS.items():
        for text in list(texts[language])[:TEXTS_A_LANGUAGE]:
            for encoding in encodings:
                for cut in CUTS:
                    data = text[:cut].encode(encoding, "ignore")
                    if data.isascii():
                        continue
                    total += 1
                    wanted = data.decode(encoding)
                    best = charset_normalizer.from_bytes(data).best()
                    right["ours"] += data.decode(detected(data), "replace") == wanted
                    right["windows-1252 always"] += data.decode("cp1252", "replace") == wanted
                    right["charset-normalizer"] += (
                        bool(best) and data.decode(best.encoding, "replace") == wanted
                    )
    for name, count in right.items():
        print(f"encodings of {total} texts, {name}: {count / total:.4f}")  # noqa: T201
    held("encodings", right["ours"] / total)
