"""Features of a pair of articles: shared names, figures, order, quotes, sentences and wording."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from articles.stories.similarity.document_frequency import rarity, stem
from articles.stories.similarity.fingerprint import Fingerprint, cosine
from articles.stories.similarity.rewrite_model import RewriteFeatures, traces
from articles.stories.similarity.same_event_model import EventFeatures
from articles.stories.similarity.sentence_order import in_order
from articles.text import fold

_WORTH_A_CLOSER_LOOK = 0.14
COPIED_WORDING = 0.5
"""From this share of wording in common on one article is a copy of the other."""

_QUOTE_ALIKE = 80
_SPELLING_ALIKE = 88


@dataclass(frozen=True, slots=True)
class PairFeatures:
    """What two fingerprints share, before judgement; shares are 0..1.

    ``subject`` is how far words, opening and rarer names are alike; ``signs`` are what shows one event; ``names`` is
    the share of all names that both use, ``names_in_order`` how far they run in the same order; ``sentences_in_order``
    of the ``of_sentences`` of the shorter article have their like in the other, in the same order; ``traces`` are
    what shows a rewrite, measured where the two may tell one event.
    """

    subject: float
    signs: EventFeatures
    names: float
    names_in_order: float
    shared_names: tuple[str, ...]
    figures: tuple[str, ...]
    all_figures: bool
    quotes: tuple[str, ...]
    sentences_in_order: int
    of_sentences: int
    traces: RewriteFeatures | None
    agency: str

    @property
    def order(self) -> float:
        """How far names and sentences come in the same order."""
        return (self.names_in_order + self.sentences_in_order / max(self.of_sentences, 1)) / 2


def pair_features(a: Fingerprint, b: Fingerprint) -> PairFeatures:
    """Everything that two fingerprints share; wording only where the subject is one, sentences where they can decide."""
    keys_a, keys_b = _name_keys(a.names, b.names)
    both, either = set(keys_a) & set(keys_b), set(keys_a) | set(keys_b)
    whole, lead = cosine(a.terms, b.terms), cosine(a.lead, b.lead)
    signs = signs_of(a, b, (whole + lead) / 2)
    closer = signs.log_odds >= 0 or signs.wording >= COPIED_WORDING
    figures = [key for key in a.figures if key in b.figures]
    names_in_order = Indel.normalized_similarity(keys_a, keys_b) if both else 0.0
    return PairFeatures(
        subject=_subject(whole, lead, both, either),
        signs=signs,
        names=len(both) / max(len(either), 1),
        names_in_order=names_in_order,
        shared_names=tuple(
            dict.fromkeys(name for name, key in zip(a.names, keys_a, strict=True) if key in both)
        ),
        figures=tuple(a.figures[key] for key in figures),
        all_figures=len(figures) == len(a.figures) == len(b.figures),
        quotes=_shared_quotes(a.quotes, b.quotes),
        sentences_in_order=in_order(a.sentences, b.sentences) if closer else 0,
        of_sentences=min(len(a.sentences), len(b.sentences)) if closer else 0,
        traces=traces(a, b, names_in_order) if closer else None,
        agency=a.agency if fold(a.agency) == fold(b.agency) else "",
    )


def signs_of(a: Fingerprint, b: Fingerprint, likeness: float) -> EventFeatures:
    """What the same-event model weighs of two articles whose words are so much alike."""
    return EventFeatures(
        likeness=likeness,
        wording=_shared_wording(a.shingles, b.shingles) if likeness >= _WORTH_A_CLOSER_LOOK else 0.0,
        weekdays=(a.weekday, b.weekday),
        years=(a.year, b.year),
        published=(a.day.year if a.day else 0, b.day.year if b.day else 0),
        days_apart=abs((a.day - b.day).days) if a.day and b.day else None,
        stems=min(len(a.terms), len(b.terms)),
    )


def _subject(whole: float, lead: float, both: Collection[str], either: Collection[str]) -> float:
    """The similarity of subject: words, openings, and the rarer names that both share."""
    rarer_names = sum(map(name_rarity, both)) / (sum(map(name_rarity, either)) or 1.0)
    return 0.8 * min(whole, lead) + 0.2 * rarer_names


@lru_cache(maxsize=65536)
def name_rarity(name: str) -> float:
    """How much a shared name says: that of its rarest word, squared as in the vectors of sentences.

    >>> name_rarity("america") < name_rarity("ingrid falkenberg")
    True
    """
    return max((rarity(stem(word)) for word in name.split()), default=0.0) ** 2


def _shared_wording(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / max(min(len(a), len(b)), 1)


def _name_keys(a: Sequence[str], b: Sequence[str]) -> tuple[list[str], list[str]]:
    """Both articles' names as keys under which spellings meet: "Sergey Lavrov" and "Sergei Lavrov"."""
    by_last: dict[str, list[str]] = {}
    keys: dict[str, str] = {}
    for name in sorted({fold(name) for name in (*a, *b)}):
        known = by_last.setdefault(name.rpartition(" ")[2], [])
        keys[name] = next((other for other in known if _one_name(name, other)), name)
        known.append(keys[name])
    return [keys[fold(name)] for name in a], [keys[fold(name)] for name in b]


def _one_name(left: str, right: str) -> bool:
    return left[:1] == right[:1] and fuzz.ratio(left, right) >= _SPELLING_ALIKE


def _shared_quotes(a: Sequence[str], b: Sequence[str]) -> tuple[str, ...]:
    if not a or not b:
        return ()
    alike = cdist(
        [_folded(quote) for quote in a],
        [_folded(quote) for quote in b],
        scorer=fuzz.ratio,
        score_cutoff=_QUOTE_ALIKE,
    )
    return tuple(quote for quote, likes in zip(a, alike, strict=True) if likes.any())


@lru_cache(maxsize=4096)
def _folded(quote: str) -> str:
    """Kept, because an article's quotes are held against those of every candidate."""
    return fold(quote)
