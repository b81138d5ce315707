"""Do the pairs of news articles that tell one event come out as one story, and those of one affair apart?

Each labelled pair stands for others of the sample that are as close and as far apart in time. The errors of half 2 were
never read.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import pytest

from articles.stories.similarity.fingerprint import Fingerprint
from articles.stories.similarity.pair_relation import RELATED, compare
from tests.benchmarks.floors import held
from tests.stories.news_pairs import LabelledPair, news_prints, pairs

NAMES = {1: "news_pairs", 2: "news_pairs_unread"}


@pytest.fixture(scope="module")
def prints(corpora: Path) -> Mapping[str, Fingerprint]:
    return news_prints(corpora)


def test_every_pair_is_labelled_and_stands_for_others():
    found = pairs()
    assert len(found) == 430 and {one.half for one in found} == {1, 2}
    assert {one.label for one in found} <= {"report", "event", "affair", "unrelated", "unsure"}
    assert all(one.stands_for >= 1 or one.label == "unsure" for one in found)


@pytest.mark.evaluation
@pytest.mark.parametrize("half", [1, 2])
def test_one_event_is_one_story_and_two_of_one_affair_are_not(prints: Mapping[str, Fingerprint], half: int):
    found = [(one, tells(prints, one)) for one in pairs() if one.half == half and one.label != "unsure"]
    right = math.fsum(one.stands_for for one, told in found if told and one.tells_one_event)
    held(f"{NAMES[half]}_precision", right / math.fsum(one.stands_for for one, told in found if told))
    held(
        f"{NAMES[half]}_recall", right / math.fsum(one.stands_for for one, _ in found if one.tells_one_event)
    )


def tells(prints: Mapping[str, Fingerprint], pair: LabelledPair) -> bool:
    relation = compare(prints[pair.a], prints[pair.b]).relation
    return relation not in ("", RELATED)
