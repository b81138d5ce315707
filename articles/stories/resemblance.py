"""Are two articles the same report, reports of the same event, or only related, and what shows it?

Rewriters change words, not names, figures or order, so that is what is compared; whole-text measures (checksums,
shingles, edit distance) miss a rewrite. The thresholds and what they were measured on: docs/stories.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from articles.stories.evidence import COPIED_WORDING, Evidence, measure
from articles.stories.fingerprint import Fingerprint
from articles.stories.reasons import in_words

SAME_REPORT, SAME_STORY, RELATED = "same_report", "same_story", "related"

_REWRITTEN = 0.8
_SAME_NAMES = 0.5
_SAME_NAMES_IN_ORDER = 0.55
_REWRITTEN_SENTENCES = 3
_REWRITTEN_SHARE = 0.35
_STORY_DAYS = 4
_REPRINTED = 0.9
_RELATED_SUBJECT = 0.06
_RELATED_NAMES = 0.15


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How two articles go together: ``relation`` is "same_report", "same_story", "related" or "" (too little shared).

    ``score`` (0..1) orders articles: same reports stand in 0.8..1, same stories in 0.5..0.8, related ones below.
    ``reasons`` are for a reader, the strongest first.
    """

    relation: str
    score: float
    reasons: tuple[str, ...]


def compare(a: Fingerprint, b: Fingerprint) -> Resemblance:
    """How two articles go together; which of them comes first makes no difference to relation and score.

    >>> from articles.stories.fingerprint import fingerprint
    >>> report = fingerprint("Anna Lindqvist opened the bridge at Moss. It cost 31 million. Ole Berg came late. He left.")
    >>> compare(report, report).relation
    'same_report'
    """
    found = measure(a, b)
    relation = _relation(found)
    return Resemblance(
        relation,
        round(_score(relation, found), 3),
        in_words(found, one_event=relation != RELATED) if relation else (),
    )


def _relation(found: Evidence) -> str:
    strength = _strength(found)
    if strength >= 0.5 or found.signs.wording >= COPIED_WORDING:
        if (found.signs.days_apart or 0) > _STORY_DAYS:
            # Long after, only a reprint is the same report: later ones share galleries and boxes of background.
            return SAME_REPORT if found.signs.wording >= _REPRINTED else RELATED
        return SAME_REPORT if _is_rewrite(found) else SAME_STORY
    if found.shared_names and (found.subject >= _RELATED_SUBJECT or found.names >= _RELATED_NAMES):
        return RELATED
    return ""


def _strength(found: Evidence) -> float:
    """How likely the two tell one event, 0..1."""
    return 1 / (1 + math.exp(-found.signs.log_odds))


def _is_rewrite(found: Evidence) -> bool:
    """A copy keeps the wording, a rewrite the order of names and sentences; some of one makes up for the other."""
    if found.signs.wording >= COPIED_WORDING:
        return True
    if found.sentences_in_order < _REWRITTEN_SENTENCES:
        return False
    same_names = found.names >= _SAME_NAMES and found.names_in_order >= _SAME_NAMES_IN_ORDER
    matching = found.sentences_in_order / max(found.of_sentences, 1)
    return found.order + found.signs.wording >= _REWRITTEN or (same_names and matching >= _REWRITTEN_SHARE)


def _score(relation: str, found: Evidence) -> float:
    if relation == SAME_REPORT:
        return 0.8 + 0.2 * min(1.0, max(found.order, found.signs.wording))
    if relation == SAME_STORY:
        return 0.5 + 0.6 * (_strength(found) - 0.5)
    if not relation:
        return 0.0
    too_long_apart = (found.signs.days_apart or 0) > _STORY_DAYS
    shared = 0.1 * min(1.0, found.subject + found.names / 2)
    return shared if too_long_apart else max(shared, min(0.499, _strength(found)))
