"""BM25F: term counts weighted over the fields, then saturated."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from articles.search.index.doc_sets import Scores, shared_positions
from articles.search.index.postings import Integers, Numbers

# How much a word counts in a field, and how far the field's length is held against it.
WEIGHTS = {"title": 3.0, "body": 1.0, "names": 0.3, "byline": 0.5}
LENGTH_SHARES = {"title": 0.3, "body": 0.75, "names": 0.0, "byline": 0.0}
SATURATION = 2.0
# All these were chosen on the Cranfield queries and on finding news by its headline: docs/decisions/0006.

Weights = NDArray[np.float32]
# A term in one field: the articles with it, ascending, how often each has it, and what an occurrence weighs in each.
Held = tuple[Numbers, Integers, Weights | float]


def occurrence_weights(field: str, lengths: Integers) -> Weights | float:
    """What one occurrence in a field weighs in each article, by the field's length there against its mean length."""
    weight, share = WEIGHTS[field], LENGTH_SHARES[field]
    if not share or not len(lengths):
        return weight
    norms = lengths / max(1.0, float(lengths.mean()))
    return (weight / (1 - share + share * norms)).astype(np.float32)


def scored(held: Sequence[Held], ids: Numbers, size: int) -> Scores:
    """What a term adds to the score of each of these articles.

    In how many articles the term stands is taken from the field that has it in most, deleted articles counted too, as
    Lucene does for a term over several fields: counting over all fields together would mean joining them first.
    """
    frequency = max((len(one[0]) for one in held), default=0)
    rarity = math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))
    weight = np.zeros(len(ids))
    for holding, counts, factors in held:
        if holding is ids:
            weight += counts * (factors if isinstance(factors, float) else factors.take(ids))
        elif len(holding):
            which, where = shared_positions(holding, ids, size)
            factor = factors if isinstance(factors, float) else factors.take(holding.take(which))
            weight[where] += counts.take(which) * factor
    return weight * (rarity * (SATURATION + 1)) / (weight + SATURATION)
