"""Two wordings of one speaker are those of one utterance when most of their words are the same, in whatever order."""

from __future__ import annotations

import pytest

from articles.stories.quotes.quote_matching import similarity, wording


def alike(a: str, b: str) -> bool:
    return similarity(wording(a), wording(b)) > 0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The pumps were never switched on that night,", "the pumps had never been switched on that night"),
        ("we shall not go down again before spring", "before spring we shall not go down again"),
        (
            "a campaign of lies against the mine",
            "This was a campaign of lies against the mine and against us.",
        ),
        (
            "1,200 men went down into the flooded shaft",
            "there were 1,200 miners in the shaft when it was flooded",
        ),
        ("a disgrace", "a disgrace."),
    ],
)
def test_another_wording_of_the_same(a: str, b: str):
    assert alike(a, b)
    assert alike(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("We’re going to open the pit again next spring", "We’re not responsible for what the river does"),
        ("we don’t have the parts", "they don’t want to pay for a doctor"),
        ("In 2019 the pumps were sold to a dealer", "Nobody paid a fine in 2019, whatever they say"),
        ("a disgrace", "a good day"),
        ("of the valley", "The people of the valley have waited for eleven years."),
    ],
)
def test_what_was_said_of_something_else(a: str, b: str):
    assert not alike(a, b)
