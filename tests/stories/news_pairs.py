"""Which pairs of news articles tell one event? Labelled by hand, as ids; the texts stay in the corpus."""

from __future__ import annotations

import datetime as dt
import json
import lzma
from pathlib import Path
from typing import NamedTuple

from articles.stories.similarity.fingerprint import Fingerprint, fingerprint

_LIST = Path(__file__).parent / "data/news_pairs.tsv"


class LabelledPair(NamedTuple):
    """Two articles, by id, and what a reader called them; ``stands_for`` so many pairs of the sample."""

    a: str
    b: str
    label: str
    half: int
    days: str
    stands_for: float

    @property
    def tells_one_event(self) -> bool:
        return self.label in ("report", "event")


def pairs() -> list[LabelledPair]:
    """All labelled pairs, in the order in which they were drawn."""
    lines = [line for line in _LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    cells = [line.split("\t") for line in lines[1:]]
    return [
        LabelledPair(a, b, label, int(half), days, float(many)) for a, b, label, half, days, many in cells
    ]


def news_prints(corpora: Path) -> dict[str, Fingerprint]:
    """The fingerprint of every article of the news sample, by id."""
    with lzma.open(corpora / "news_sample.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["id"]: fingerprint(row["text"], row["title"], day=_day(row["date"])) for row in rows}


def _day(printed: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(printed[:10])
    except ValueError:
        return None
