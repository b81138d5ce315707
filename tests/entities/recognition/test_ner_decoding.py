"""The names that the name layer's scores make are those that spaCy makes of them itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.entities.recognition.ner_decoding import FOLLOWED_TOGETHER, TokenSpan
from articles.entities.recognition.recogniser import SpacyRecogniser

RECOGNISER = SpacyRecogniser()
UNTOUCHED = SpacyRecogniser()
"""Its model keeps spaCy's own decoding and thinc's own matrix products."""
WORDS = (
    "the Mayor of Porto Ana Lima said on Tuesday May 3 that U.S. Bank of Lower Wessex Ltd. would — pay 4 million \n\n "
    "dollars to Dr. Olaf Berg , London and the United Nations High Commissioner for Refugees in 2019 ' s ( WHO ) "
).split(" ")


def as_spacy(texts: Sequence[str]) -> list[tuple[TokenSpan, ...]]:
    """What spaCy's own decoding gives, a text at a time."""
    model = UNTOUCHED._model
    layer = model.get_pipe("ner")
    return [
        tuple((one.start, one.end, one.label_) for one in layer(model.make_doc(text)).ents) for text in texts
    ]


def as_read(texts: Sequence[str]) -> list[tuple[TokenSpan, ...]]:
    return list(RECOGNISER._names.names([RECOGNISER._model.make_doc(text) for text in texts]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), max_size=4))
def test_the_names_are_those_of_spacy(texts: list[str]) -> None:
    assert as_read(texts) == as_spacy(texts)


@pytest.mark.parametrize(
    "text", ["", " ", "Porto", "Ana Lima", "NATO " * 90, "Bank of " * 40, "Lower Wessex " * 60]
)
def test_texts_of_one_word_and_of_nothing_but_names(text: str) -> None:
    assert as_read([text, "Ana Lima left.", text]) == as_spacy([text, "Ana Lima left.", text])


def test_a_name_is_followed_past_those_that_are_followed_together() -> None:
    texts = ["ABC " * 400, "He joined the " + "Royal Society of the North and " * 6 + "South."]
    names = as_read(texts)
    assert names == as_spacy(texts)
    assert max(after - first for found in names for first, after, _ in found) > FOLLOWED_TOGETHER
