"""The outcome of a file in one word and one sentence, also when it held many reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WORDS = {
    "added": "added",
    "needs_review": "need review",
    "new_version": "new versions",
    "duplicate": "known already",
    "failed": "failed",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """``word`` is one of ImportItem.OUTCOMES, ``detail`` its reason for a person, ``article_id`` the article it concerns."""

    word: str
    detail: str = ""
    article_id: int | None = None


def summarised_counts(counts: Mapping[str, int], refusal: str = "") -> Outcome:
    """One outcome for a file of many reports: the best of them, with counts and the first refusal.

    >>> summarised_counts({"added": 2, "failed": 1}, "line 2: no text")
    Outcome(word='added', detail='3 reports: 2 added, 1 failed (line 2: no text)', article_id=None)
    """
    said = ", ".join(f"{counts[word]:,} {plural}" for word, plural in WORDS.items() if counts.get(word))
    word = next(word for word in WORDS if counts.get(word))
    said = f"{sum(counts.values()):,} reports: {said}"
    return Outcome(word, f"{said} ({refusal})" if refusal else said)
