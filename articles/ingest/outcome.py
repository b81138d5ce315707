"""The outcome of a file in one word and one sentence, also when it held many reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from articles.text import counted

# Each outcome as it follows a count of one, and of more; the best first.
WORDS = {
    "added": ("added", "added"),
    "needs_review": ("needs review", "need review"),
    "new_version": ("new version", "new versions"),
    "duplicate": ("duplicate", "duplicates"),
    "failed": ("failed", "failed"),
    "withdrawn": ("taken back", "taken back"),
}


def counts_in_words(counts: Mapping[str, int]) -> str:
    """How many ended how, each word in the number of its count.

    >>> counts_in_words({"new_version": 5, "duplicate": 1, "needs_review": 1})
    '1 needs review, 5 new versions, 1 duplicate'
    """
    return ", ".join(
        counted(counts[word], one, many) for word, (one, many) in WORDS.items() if counts.get(word)
    )


# How the reason begins where a file failed by the room's own fault or the machine's, and may pass another time.
ROOM_FAILED = "The reading room itself failed on it"
ENDED_THE_WORKER = "Reading it ended the worker"
OURS = (ROOM_FAILED, ENDED_THE_WORKER)


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
    word = next(word for word in WORDS if counts.get(word))
    said = f"{counted(sum(counts.values()), 'report')}: {counts_in_words(counts)}"
    return Outcome(word, f"{said} ({refusal})" if refusal else said)
