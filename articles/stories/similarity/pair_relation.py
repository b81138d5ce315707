"""The relation of a pair: same report, same event, or only related, with its evidence.

Rewriters change words, not names, figures or order, so that is what is compared; whole-text measures (checksums,
shingles, edit distance) miss a rewrite. The thresholds and what they were measured on: docs/stories.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from articles.stories.similarity.document_frequency import names_of_affairs, stem
from articles.stories.similarity.explanations import in_words
from articles.stories.similarity.fingerprint import Fingerprint
from articles.stories.similarity.pair_features import COPIED_WORDING, PairFeatures, pair_features
from articles.stories.similarity.time_references import first_weekday

SAME_REPORT, SAME_STORY, RELATED = "same_report", "same_story", "related"

_REWRITTEN = 0.5
_REWRITTEN_SENTENCES = 3
_SUREST_REWRITE = 0.99
_STORY_DAYS = 4
_REPRINTED = 0.9
_BELOW_A_STORY = 0.499
_RELATED_SUBJECT = 0.06
_RELATED_NAMES = 0.15


@dataclass(frozen=True, slots=True)
class PairRelation:
    """The relation of two articles: ``relation`` is "same_report", "same_story", "related" or "" (too little shared).

    ``score`` (0..1) orders articles: same reports stand in 0.8..1, same stories in 0.5..0.8, all others
    below, so that also two that are in no list can be ordered.
    ``reasons`` are for a reader, the strongest first. ``rewritten`` (0..1) is how surely one text of one event was made
    from the other, or both from a third; 1 for copies.
    """

    relation: str
    score: float
    reasons: tuple[str, ...]
    rewritten: float = 0.0


def compare(a: Fingerprint, b: Fingerprint) -> PairRelation:
    """The relation of two articles; symmetric in relation and score.

    >>> from articles.stories.similarity.fingerprint import fingerprint
    >>> report = fingerprint("Anna Lindqvist opened the bridge at Moss. It cost 31 million. Ole Berg came late. He left.")
    >>> compare(report, report).relation
    'same_report'
    """
    found = pair_features(a, b)
    relation = _relation(found)
    return PairRelation(
        relation,
        round(_score(relation, found), 6),
        in_words(found, one_event=relation != RELATED) if relation else (),
        _rewritten(found) if relation in (SAME_REPORT, SAME_STORY) else 0.0,
    )


def _relation(found: PairFeatures) -> str:
    strength = _strength(found)
    if strength >= 0.5 or found.signs.wording >= COPIED_WORDING:
        if (found.signs.days_apart or 0) > _STORY_DAYS:
            # Long after, only a reprint is the same report: later ones share galleries and boxes of background.
            return SAME_REPORT if found.signs.wording >= _REPRINTED else RELATED
        return SAME_REPORT if _rewritten(found) >= _REWRITTEN else SAME_STORY
    if any(map(_tells_more_than_a_country, found.shared_names)) and (
        found.subject >= _RELATED_SUBJECT or found.names >= _RELATED_NAMES
    ):
        return RELATED
    return ""


def _strength(found: PairFeatures) -> float:
    """The probability that the two report one event, 0..1."""
    return _likelihood(found.signs.log_odds)


def _tells_more_than_a_country(name: str) -> bool:
    """Whether a shared name relates two articles: that of a country, of a people or of a weekday does not.

    >>> _tells_more_than_a_country("Norway"), _tells_more_than_a_country("Friday"), _tells_more_than_a_country("Moss")
    (False, False, True)
    """
    return not all(stem(word) in names_of_affairs() or first_weekday(word) for word in name.split())


def _rewritten(found: PairFeatures) -> float:
    """The probability that one text was made from the other, or both from a third; 1 for a copy."""
    if found.signs.wording >= COPIED_WORDING:
        return 1.0
    if found.traces is None or found.sentences_in_order < _REWRITTEN_SENTENCES:
        return 0.0
    return min(round(_likelihood(found.traces.log_odds), 3), _SUREST_REWRITE)


def _likelihood(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _score(relation: str, found: PairFeatures) -> float:
    if relation == SAME_REPORT:
        return 0.8 + 0.2 * min(1.0, max(found.order, found.signs.wording))
    if relation == SAME_STORY:
        return 0.5 + 0.6 * (_strength(found) - 0.5)
    if not relation:
        # No list shows the two together, but whoever asks for them is still told which of two pairs is closer.
        return min(_BELOW_A_STORY, _strength(found))
    too_long_apart = (found.signs.days_apart or 0) > _STORY_DAYS
    shared = 0.1 * min(1.0, found.subject + found.names / 2)
    return shared if too_long_apart else max(shared, min(_BELOW_A_STORY, _strength(found)))
