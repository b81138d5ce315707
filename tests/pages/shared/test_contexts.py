"""The sentence around a mention."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.pages.shared.contexts import SIDE_MAX_CHARACTERS, context


def test_only_the_sentence_is_shown() -> None:
    text = "It rained.\n\nThe envoy met Brandt. He left."
    found = context(text, text.index("Brandt"), text.index("Brandt") + 6)
    assert (found.before, found.naming, found.after) == ("The envoy met ", "Brandt", ".")


def test_a_long_sentence_is_cut_at_words_and_says_so() -> None:
    text = "word " * 100 + "Brandt" + " word" * 100
    found = context(text, 500, 506)
    assert found.naming == "Brandt"
    assert found.before.startswith("… word") and found.after.endswith("word …")
    assert len(found.before) <= SIDE_MAX_CHARACTERS + 2


@given(st.text(min_size=1, max_size=200), st.data())
def test_the_naming_itself_is_always_whole(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if "\n\n" not in text[start:end]:
        assert context(text, start, end).naming == text[start:end]
