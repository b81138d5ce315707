"""A place in a text is found again by its offset, else by its surroundings, else it is not guessed at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.anchoring import anchored, placed

BODY = ("body", 0)
TEXT = "The envoy met Brook in Oslo. Later Brook told reporters that Brook’s ship had sailed."


def again(text: str, quote_at: int, changed: str) -> tuple[int, int] | None:
    anchor = anchored(BODY, text, quote_at, quote_at + len("Brook"))
    spot = placed(anchor, {BODY: changed})
    return spot[1:] if spot else None


def test_in_the_same_text_the_offset_holds() -> None:
    second = TEXT.index("Brook told")
    assert again(TEXT, second, TEXT) == (second, second + 5)


def test_in_a_longer_text_the_same_naming_is_found_among_its_like() -> None:
    second = TEXT.index("Brook told")
    changed = "It rained. Brook slept. " + TEXT
    assert again(TEXT, second, changed) == (second + 24, second + 29)


def test_two_places_with_the_same_surroundings_are_none() -> None:
    line = "The envoy met Brook in Oslo. "
    assert again(line, line.index("Brook"), "First. " + line + line) is None


def test_a_name_alone_with_other_words_around_it_is_not_taken() -> None:
    assert again(TEXT, TEXT.index("Brook told"), "Nothing but Brook is here.") is None


def test_a_caption_that_moved_into_the_body_keeps_its_namings() -> None:
    caption = "Ines Calloway on the quay in 2016."
    anchor = anchored(("caption", 0), caption, 0, 13)
    assert placed(anchor, {BODY: f"Rain fell.\n\n{caption}"}) == (BODY, 12, 25)


def test_what_is_no_place_is_refused() -> None:
    for start, end in ((-1, 3), (5, 5), (0, len(TEXT) + 1)):
        with pytest.raises(ValueError, match="no place"):
            anchored(BODY, TEXT, start, end)


@given(st.text(min_size=1), st.data())
def test_whatever_is_found_reads_as_it_was_quoted(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    changed = data.draw(st.text()) + text + data.draw(st.text())
    anchor = anchored(BODY, text, start, end)
    assert placed(anchor, {BODY: text}) == (BODY, start, end)
    if spot := placed(anchor, {BODY: changed}):
        assert changed[spot[1] : spot[2]] == text[start:end]
