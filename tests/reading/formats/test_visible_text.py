"""Text that a page shows is found again in its source, whatever stands between its letters."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from articles.reading.formats.web.visible_text import PART_MAX_CHARACTERS, Letters, letters_of

REFERENCES = ["&amp;", "&eacute;", "&#233;", "&#xe9;", "&nbsp;", "&no;", "&", ";"]
PIECES = st.lists(
    st.sampled_from(["Kabul", "é", "İ", "ß", "ﬁ", " ", "_", "9", "’", *REFERENCES]), max_size=40
)


def letters(source: str, *parts: tuple[int, int]) -> Letters:
    found = Letters(source)
    for part in parts or ((0, len(source)),):
        found.add(*part)
    found.close()
    return found


def test_a_text_is_found_between_tags_and_in_references() -> None:
    source = "<p>The caf&eacute; <b>burned</b> &amp; fell.</p>"
    found = letters(source, (3, 19), (22, 28), (32, 44))
    start, end, _ = found.find("Café burned") or (0, 0, 0)
    assert source[start:end] == "caf&eacute; <b>burned"


def test_a_second_printing_is_found_behind_the_first() -> None:
    found = letters("Fire. Fire.")
    first = found.find("fire")
    assert first == (0, 4, 4) and found.find("fire", first[2]) == (6, 10, 8)
    assert found.find("flood") is None and found.find("—") is None


def test_a_part_longer_than_the_pieces_it_is_kept_in_is_one_text() -> None:
    source = "word &amp; " * PART_MAX_CHARACTERS + "the last one"
    start, end, _ = letters(source).find("word the last") or (0, 0, 0)
    assert source[start:end] == "word &amp; the last"


@given(PIECES)
def test_every_letter_shown_stands_where_it_is_said_to_stand(pieces: list[str]) -> None:
    source = "".join(pieces)
    found = letters(source)
    after = 0
    for letter in found.all:
        start, end, after = found.find(letter, after) or (0, 0, 0)
        assert letter in letters_of(html.unescape(source[start:end]))


@given(st.text(alphabet=st.characters(max_codepoint=0x17F, exclude_characters="İ"), max_size=60))
def test_letters_are_what_is_a_letter_or_a_figure_in_lower_case(text: str) -> None:
    assert letters_of(text) == "".join(one for one in text.lower() if one.isalnum())
