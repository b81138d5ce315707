"""What became of a file, in one word and one sentence, also when it held many records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

WORDS = {
    "added": "added",
    "needs_review": "need review",
    "new_version": "new versions",
    "duplicate": "duplicates",
    "failed": "failed",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """``word`` is one of ImportItem.OUTCOMES, ``detail`` its reason for a person, ``article_id`` the article it concerns."""

    word: str
    detail: str = ""
    article_id: int | None = None


def summarised(outcomes: Sequence[Outcome]) -> Outcome:
    """One outcome for a file of one or many records: the best that happened, with the counts and the first refusal.

    >>> summarised([Outcome("added"), Outcome("failed", "line 2: no text"), Outcome("added")])
    Outcome(word='added', detail='2 added, 1 failed (line 2: no text)', article_id=None)
    """
    if len(outcomes) == 1:
        return outcomes[0]
    counts = Counter(outcome.word for outcome in outcomes)
    said = ", ".join(f"{counts[word]} {plural}" for word, plural in WORDS.items() if counts[word])
    refusal = next((outcome.detail for outcome in outcomes if outcome.word == "failed"), "")
    word = next(word for word in WORDS if counts[word])
    return Outcome(word, f"{said} ({refusal})" if refusal else said)
